import assert from "node:assert/strict";
import test from "node:test";
import { doubtAt, doubtful, FAR_MS, learn, timeAt } from "../../static/js/models/clock.js";
import { range, soon } from "../../static/js/models/queue_line.js";
import { said } from "../../static/js/models/said_time.js";

const SERVER = Date.parse("2026-11-21T01:10:00Z");
const MINUTE = 60_000;

/**
 * A server whose clock is right, and a device: `steady` runs on unless it sleeps, `device` is what its clock shows.
 * @param {{ahead?: number, fast?: number}} [given] how far the device's clock is out; what it counts for a real second
 */
function world({ ahead = 0, fast = 1 } = {}) {
  const here = {
    true: SERVER, steady: 5000, out: ahead,
    /** @param {number} ms @param {boolean} [asleep] */
    pass(ms, asleep = false) { here.true += ms; if (!asleep) here.steady += ms * fast; },
    device: () => here.true + here.out,
    /** Ask; the question takes `out` and the answer `back` milliseconds. @param {number} out @param {number} back */
    ask(out, back) {
      const sent = here.steady;
      here.pass(out);
      const server = here.true;
      here.pass(back);
      return { sent, heard: here.steady, server, device: here.device() };
    },
  };
  return here;
}

/** @param {ReturnType<typeof world>} here @param {import("../../static/js/models/clock.js").Clock} clock */
const error = (here, clock) => Math.abs(timeAt(clock, here.steady) - here.true);

test("a device that is twenty minutes fast or three hours slow knows the server's time all the same", () => {
  for (const ahead of [20 * MINUTE, -180 * MINUTE]) {
    const here = world({ ahead });
    const clock = learn(null, here.ask(40, 40));
    assert.ok(error(here, clock) < 1, String(error(here, clock)));
  }
});

test("the error is never more than half the way, however unequal its two halves are", () => {
  for (const [out, back] of /** @type {[number, number][]} */ ([[0, 900], [900, 0], [450, 450], [10, 700]])) {
    const here = world();
    const clock = learn(null, here.ask(out, back));
    assert.ok(error(here, clock) <= (out + back) / 2);
    assert.ok(error(here, clock) <= doubtAt(clock, here.steady));
  }
});

test("of several answers the one with the shortest way is kept", () => {
  const here = world();
  let clock = learn(null, here.ask(900, 10));
  clock = learn(clock, here.ask(30, 20));
  assert.ok(error(here, clock) <= 25);
  clock = learn(clock, here.ask(10, 2000));
  assert.ok(error(here, clock) <= 26);
});

test("a good answer grows old: a later one takes its place, even from further away", () => {
  const here = world({ fast: 1.0001 });
  let clock = learn(null, here.ask(10, 10));
  for (let hour = 0; hour < 8; hour += 1) {
    here.pass(60 * MINUTE);
    assert.ok(error(here, clock) <= doubtAt(clock, here.steady), "it never claims to know better than it does");
    clock = learn(clock, here.ask(200, 100));
    assert.ok(error(here, clock) <= 150);
  }
});

test("setting the device's clock while the page is open changes nothing, and makes it ask again", () => {
  const here = world();
  const clock = learn(null, here.ask(20, 20));
  assert.equal(doubtful(clock, here.steady, here.device()), false);
  here.out = -180 * MINUTE;
  assert.ok(error(here, clock) < 1);
  assert.equal(doubtful(clock, here.steady, here.device()), true);
  const again = learn(clock, here.ask(50, 50));
  assert.ok(error(here, again) < 1);
  assert.equal(doubtful(again, here.steady, here.device()), false, "asked once, and not for ever");
});

test("a device that slept asks again, and believes the new answer however far away the server is now", () => {
  const here = world();
  const clock = learn(null, here.ask(5, 5));
  here.pass(30 * MINUTE, true);
  assert.equal(doubtful(clock, here.steady, here.device()), true);
  const awake = learn(clock, here.ask(1500, 300));
  assert.ok(error(here, awake) <= 900);
  assert.equal(doubtful(awake, here.steady, here.device()), false);
});

test("a clock that was never heard, and one that grew doubtful by itself, is asked for", () => {
  const here = world();
  assert.equal(doubtful(null, here.steady, here.device()), true);
  const clock = learn(null, here.ask(20, 20));
  const hours = FAR_MS * 5000;
  assert.equal(doubtful(clock, here.steady + hours / 2, here.device() + hours / 2), false);
  assert.equal(doubtful(clock, here.steady + hours, here.device() + hours), true);
});

test("an answer that seems to come before its question is not taken for better than perfect", () => {
  const clock = learn(null, { sent: 100, heard: 90, server: SERVER, device: SERVER });
  assert.equal(clock.within, 0);
  assert.equal(timeAt(clock, 90), SERVER);
});

test("on a phone twenty minutes fast, place 4 goes on reading 01:26 to 01:40", () => {
  const here = world({ ahead: 20 * MINUTE });
  const clock = learn(null, here.ask(60, 60));
  /** @type {import("../../static/js/models/queue_line.js").View} */
  const view = {
    version: 9, waiting: 6, talking: 0, place: 4, number: 27, points: [[4, 16 * 60, 22 * 60, 30 * 60]],
    at: new Date(SERVER).toISOString(),
  };
  for (let minute = 0; minute < 16; minute += 1) {
    const now = timeAt(clock, here.steady);
    const found = range(view, now);
    assert.ok(found);
    assert.deepEqual([found.early, found.late].map((at) => new Date(at).toISOString().slice(11, 16)), ["01:26", "01:40"]);
    assert.equal(soon(found, now), false);
    here.pass(MINUTE);
  }
  here.pass(40 * MINUTE);
  const late = timeAt(clock, here.steady);
  assert.deepEqual(range(view, late), { early: late, middle: late, late }, "never before now");
});

test("tomorrow is the next day on the calendar by the server's clock, and nothing is said without it", () => {
  const now = new Date(2026, 10, 21, 10, 0).getTime();
  const at = (/** @type {number} */ day, /** @type {number} */ hour, minute = 0) =>
    said(new Date(2026, 10, day, hour, minute), "relative", "en", now);
  assert.equal(at(22, 11), "tomorrow");
  assert.equal(at(23, 9), "in 2 days");
  assert.equal(at(20, 8), "yesterday");
  assert.equal(at(22, 9), "in 23 hours");
  assert.equal(at(21, 10, 20), "in 20 minutes");
  assert.equal(said(new Date(now), "relative", "en", null), null);
  assert.equal(said(new Date(2026, 10, 21, 9, 5), "time", "en", null), "09:05");
});
