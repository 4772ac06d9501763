// @ts-nocheck: the imagined wire of a test is not typed
// The connection is judged by what arrives.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clockText, face } from "../../static/js/models/talk_clock.js";
import { begin, HOPELESS_MS, look, networkChanged } from "../../static/js/models/connection.js";

/** Look every half second at these packet counts. */
function watch(connection, counts, from = 0) {
  const told = [];
  let here = connection;
  counts.forEach((packets, index) => {
    const [next, deeds] = look(here, { at: from + (index + 1) * 500, packets });
    here = next;
    for (const deed of deeds) told.push(`${(index + 1) * 500 + from}:${deed}`);
  });
  return { connection: here, told };
}

test("the first packets make the call live, once", () => {
  const { connection, told } = watch(begin(0), [0, 0, 25, 50, 75]);
  assert.deepEqual(told, ["1500:live"]);
  assert.equal(connection.mood, "clear");
});

test("two seconds without a packet are said, and the connection is tried again", () => {
  const up = watch(begin(0), [25, 50]).connection;
  const { connection, told } = watch(up, [50, 50, 50, 50, 50], 1000);
  assert.deepEqual(told, ["3000:down", "3000:restart"]);
  assert.equal(connection.mood, "down");
});

test("a blink is not worth a word", () => {
  const up = watch(begin(0), [25, 50]).connection;
  assert.deepEqual(watch(up, [50, 50, 50, 75], 1000).told, []);
});

test("when sound comes back, it is up and not live a second time", () => {
  const down = watch(watch(begin(0), [25]).connection, [25, 25, 25, 25, 25], 500).connection;
  const { connection, told } = watch(down, [30], 3000);
  assert.deepEqual(told, ["3500:up"]);
  assert.equal(connection.mood, "clear");
});

test("a fresh connection counts from nothing", () => {
  const down = watch(watch(begin(0), [500]).connection, [500, 500, 500, 500, 500], 500).connection;
  assert.deepEqual(watch(down, [0, 10], 3000).told, ["4000:up"]);
});

test("after fifteen seconds the person is told, and trying goes on", () => {
  const never = watch(begin(0), Array.from({ length: 32 }, () => 0));
  assert.equal(never.connection.mood, "hopeless");
  assert.deepEqual(never.told, ["3000:retry", "6000:retry", "9000:retry", "12000:restart", "15000:retry"]);
  const { connection, told } = watch(never.connection, [5], HOPELESS_MS + 1000);
  assert.deepEqual(told, ["16500:live"]);
  assert.equal(connection.mood, "clear");
});

test("a change of network restarts at once", () => {
  const up = watch(begin(0), [25]).connection;
  assert.deepEqual(networkChanged(up, 700)[1], ["restart"]);
  assert.deepEqual(networkChanged(begin(0), 700)[1], ["retry"]);
});

test("the clock counts on only while the connection is up, and over time is said", () => {
  assert.equal(clockText(252.9), "4:12");
  assert.equal(face({ talked_s: 60, running: false, budget_s: 600 }, 9000).text, "1:00");
  assert.equal(face({ talked_s: 60, running: true, budget_s: 600 }, 9000).text, "1:09");
  assert.equal(face({ talked_s: 500, running: true, budget_s: 600 }, 0).warning, true);
  const late = face({ talked_s: 661, running: true, budget_s: 600 }, 0);
  assert.deepEqual([late.over, late.overMinutes, late.warning], [true, 2, false]);
});
