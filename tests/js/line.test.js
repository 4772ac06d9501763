// @ts-nocheck: the imagined wire of a test is not typed
// The line is judged by what arrives.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clockText, face } from "../../static/js/models/clock.js";
import { begin, HOPELESS_MS, look, networkChanged } from "../../static/js/models/line.js";

/** Look every half second at these packet counts. */
function watch(line, counts, from = 0) {
  const told = [];
  let here = line;
  counts.forEach((packets, index) => {
    const [next, deeds] = look(here, { at: from + (index + 1) * 500, packets });
    here = next;
    for (const deed of deeds) told.push(`${(index + 1) * 500 + from}:${deed}`);
  });
  return { line: here, told };
}

test("the first packets make the call live, once", () => {
  const { line, told } = watch(begin(0), [0, 0, 25, 50, 75]);
  assert.deepEqual(told, ["1500:live"]);
  assert.equal(line.mood, "clear");
});

test("two seconds without a packet are said, and the line is tried again", () => {
  const up = watch(begin(0), [25, 50]).line;
  const { line, told } = watch(up, [50, 50, 50, 50, 50], 1000);
  assert.deepEqual(told, ["3000:down", "3000:restart"]);
  assert.equal(line.mood, "down");
});

test("a blink is not worth a word", () => {
  const up = watch(begin(0), [25, 50]).line;
  assert.deepEqual(watch(up, [50, 50, 50, 75], 1000).told, []);
});

test("when sound comes back, it is up and not live a second time", () => {
  const down = watch(watch(begin(0), [25]).line, [25, 25, 25, 25, 25], 500).line;
  const { line, told } = watch(down, [30], 3000);
  assert.deepEqual(told, ["3500:up"]);
  assert.equal(line.mood, "clear");
});

test("a fresh connection counts from nothing", () => {
  const down = watch(watch(begin(0), [500]).line, [500, 500, 500, 500, 500], 500).line;
  assert.deepEqual(watch(down, [0, 10], 3000).told, ["4000:up"]);
});

test("after fifteen seconds the person is told, and trying goes on", () => {
  const never = watch(begin(0), Array.from({ length: 32 }, () => 0));
  assert.equal(never.line.mood, "hopeless");
  assert.deepEqual(never.told, ["3000:retry", "6000:retry", "9000:retry", "12000:restart", "15000:retry"]);
  const { line, told } = watch(never.line, [5], HOPELESS_MS + 1000);
  assert.deepEqual(told, ["16500:live"]);
  assert.equal(line.mood, "clear");
});

test("a change of network restarts at once", () => {
  const up = watch(begin(0), [25]).line;
  assert.deepEqual(networkChanged(up, 700)[1], ["restart"]);
  assert.deepEqual(networkChanged(begin(0), 700)[1], ["retry"]);
});

test("the clock counts on only while the line is up, and over time is said", () => {
  assert.equal(clockText(252.9), "4:12");
  assert.equal(face({ talked_s: 60, running: false, budget_s: 600 }, 9000).text, "1:00");
  assert.equal(face({ talked_s: 60, running: true, budget_s: 600 }, 9000).text, "1:09");
  assert.equal(face({ talked_s: 500, running: true, budget_s: 600 }, 0).warning, true);
  const late = face({ talked_s: 661, running: true, budget_s: 600 }, 0);
  assert.deepEqual([late.over, late.overMinutes, late.warning], [true, 2, false]);
});
