// @ts-nocheck: the imagined wire of a test is not typed
// The connection is judged by what arrives.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clockText, face } from "../../static/js/models/talk_clock.js";
import { begin, DETOUR_MS, HOPELESS_MS, look, MOVES, networkChanged, QUIET_CHECKS_MS } from "../../static/js/models/connection.js";

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

test("who never heard anything is told after fifteen seconds, and trying goes on", () => {
  const never = watch(begin(0), Array.from({ length: 32 }, () => 0));
  assert.equal(never.connection.mood, "hopeless");
  assert.deepEqual(never.told, ["3000:retry", "6000:retry", "9000:retry", "10000:detour", "13000:retry", "16000:restart"]);
  const { connection, told } = watch(never.connection, [5], 16000);
  assert.deepEqual(told, ["16500:live"]);
  assert.equal(connection.mood, "clear");
});

test("the ladder: two seconds restart, ten the next path, thirty another way to talk", () => {
  const up = watch(begin(0), [25]).connection;
  const moods = new Map();
  let here = up;
  const told = [];
  for (let at = 1000; at <= HOPELESS_MS + 5000; at += 500) {
    const [next, deeds] = look(here, { at, packets: 25 });
    if (next.mood !== here.mood) moods.set(next.mood, at - 500);
    here = next;
    told.push(...deeds);
  }
  assert.deepEqual([...moods], [["down", 2000], ["detour", DETOUR_MS], ["hopeless", HOPELESS_MS]]);
  assert.equal(told.filter((deed) => deed === "detour").length, 1);
  assert.ok(told.filter((deed) => deed === "restart").length > 3, "trying never ends");
  assert.equal(here.downSince, 2500, "the clock stands since it was noticed");
  assert.deepEqual(look(here, { at: 36000, packets: 26 })[1], ["up"]);
});

test("every rung of the ladder is in its table, and from each one hearing leads back", () => {
  const reached = new Set(Object.values(MOVES).flatMap((verbs) => Object.values(verbs)));
  assert.deepEqual(new Set(Object.keys(MOVES)), new Set([...reached, "connecting"]));
  for (const [mood, verbs] of Object.entries(MOVES)) if (mood !== "clear") assert.equal(verbs.hear, "clear");
});

test("who has no microphone is on the line as long as the path's checks are answered", () => {
  let here = begin(0);
  const told = [];
  let at = 0;
  const seen = (checks) => { at += 500; const [next, deeds] = look(here, { at, packets: 0, checks, sends: false }); here = next; told.push(...deeds); };
  for (let n = 0; n < 60; n += 1) seen(1 + Math.floor(n / 5));
  assert.equal(here.mood, "clear");
  assert.deepEqual(told, ["live"]);
  for (let n = 0; n * 500 <= QUIET_CHECKS_MS; n += 1) seen(12);
  assert.deepEqual([here.mood, ...told], ["down", "live", "down", "restart"]);
});

test("a microphone that comes back has its two seconds before its silence counts", () => {
  const [typing] = look(begin(0), { at: 500, packets: 0, checks: 1, sends: false });
  assert.deepEqual(look(typing, { at: 5000, packets: 0, checks: 1, sends: true })[1], []);
  const [back] = look(typing, { at: 5000, packets: 0, checks: 1, sends: true });
  assert.deepEqual(look(back, { at: 7500, packets: 0, checks: 2, sends: true })[1], ["down", "restart"]);
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
