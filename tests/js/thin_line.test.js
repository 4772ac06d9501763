// Whether a line carries a voice.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isThin } from "../../static/js/models/thin_line.js";

const SEEN = { kind: "", bytes: 15000, ms: 500, done: true };

test("a line under 60 kbit/s carries no voice, and one of 60 does", () => {
  assert.equal(isThin({ ...SEEN, ms: 2001 }), true);
  assert.equal(isThin({ ...SEEN, ms: 2000 }), false);
});

test("what does not come in time is thin, and what was there at once is not", () => {
  assert.equal(isThin({ ...SEEN, bytes: 0, ms: 3500, done: false }), true);
  assert.equal(isThin({ ...SEEN, ms: 0 }), false);
});

test("a browser that names its network 2G is believed, and 3G or nothing is measured", () => {
  assert.equal(isThin({ ...SEEN, kind: "2g" }), true);
  assert.equal(isThin({ ...SEEN, kind: "slow-2g" }), true);
  assert.equal(isThin({ ...SEEN, kind: "3g" }), false);
});
