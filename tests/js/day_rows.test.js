import assert from "node:assert/strict";
import { test } from "node:test";
import { columns } from "../../static/js/models/day_rows.js";

test("a step in which nobody was called is a gap and no wait of nought", () => {
  const found = columns([
    { at: "600", joined: "3", told: "12.5", came: "11" },
    { at: "1200", joined: "0", told: "", came: "" },
  ]);

  assert.deepEqual(found, { at: [600, 1200], joined: [3, 0], told: [12.5, null], came: [11, null] });
});
