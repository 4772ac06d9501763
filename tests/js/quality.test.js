// How a talk goes, in a word.
import assert from "node:assert/strict";
import { test } from "node:test";
import { quality } from "../../static/js/models/quality.js";

test("a few lost packets are good, some are fair, many are poor", () => {
  assert.deepEqual([3, 4, 10, 11].map((lost) => quality({ lost, rtt_ms: 50 })), ["good", "fair", "fair", "poor"]);
});

test("a long way there and back is heard as well", () => {
  assert.deepEqual([400, 401, 800, 801].map((rtt_ms) => quality({ lost: 0, rtt_ms })), ["good", "fair", "fair", "poor"]);
  assert.equal(quality({ lost: 0, rtt_ms: null }), "good");
});
