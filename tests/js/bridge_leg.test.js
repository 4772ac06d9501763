import assert from "node:assert/strict";
import { test } from "node:test";

import {
  afresh, answered, begin, LOOK_EVERY_MS, looked, MOST_PATIENCE_MS, PATIENCE_MS, reachedAgain, SILENT_MS, stoppedBy, unheard,
} from "../../static/js/models/bridge_leg.js";
import { ASK_EVERY_MS, BRIDGE_MS, DIRECT, THERE_MS, wantsBridge } from "../../static/js/models/call_path.js";

test("a leg describes itself, and takes the bridge's answer to that once", () => {
  const [leg, effects] = begin(0);
  assert.deepEqual(effects, [{ do: "describe", n: 1 }]);
  const [settled, taken] = answered(leg, 1, "v=0");
  assert.deepEqual(taken, [{ do: "settle", n: 1, sdp: "v=0" }]);
  assert.deepEqual(answered(settled, 1, "v=0")[1], []);
});

test("an answer to an earlier description is not mixed with a later one", () => {
  const [later] = afresh(begin(0)[0], 100);
  assert.deepEqual(answered(later, 1, "old")[1], []);
  assert.equal(answered(later, 2, "new")[1].length, 1);
});

test("while the bridge goes on reporting, it is the other side that is away: nothing is torn down", () => {
  let [leg] = begin(0);
  for (let at = 1000; at <= 60000; at += 1000) {
    leg = looked(leg, at, at);
    assert.deepEqual(unheard(leg, at + SILENT_MS - 1)[1], []);
  }
});

test("a bridge that reports no more is left for a fresh connection at once", () => {
  const leg = looked(begin(0)[0], 1, 1000);
  assert.deepEqual(unheard(leg, 1000 + SILENT_MS)[1], [{ do: "describe", n: 2 }]);
});

test("a fresh connection after one that was heard is not given more time for that", () => {
  const heard = looked(begin(0)[0], 1, 1000);
  const [leg] = unheard(heard, 1000 + SILENT_MS);
  assert.equal(unheard(leg, 1000 + SILENT_MS + PATIENCE_MS)[1].length, 1);
});

test("a description that was lost with the way to the fair is sent anew as soon as there is one, and no other", () => {
  const [leg] = begin(0);
  assert.deepEqual(reachedAgain(leg, 500)[1], [{ do: "describe", n: 2 }]);
  assert.deepEqual(reachedAgain(answered(leg, 1, "v=0")[0], 500)[1], []);
  assert.deepEqual(reachedAgain({ ...leg, n: 0 }, 500)[1], []);
});

test("another network counts where the sound stopped with it, and not where a browser only guesses anew", () => {
  assert.equal(stoppedBy({ changed: 1000, fresh: 900, at: 1000 + LOOK_EVERY_MS - 1 }), null);
  // The first look after the change still finds what had come before it.
  assert.equal(stoppedBy({ changed: 1000, fresh: 1200, at: 1700 }), true);
  assert.equal(stoppedBy({ changed: 1000, fresh: 1700, at: 1700 }), false);
});

test("a slow network is given twice the time with each try, and not for ever", () => {
  let [leg] = begin(0);
  let at = 0;
  for (const patience of [1, 2, 4, 4].map((times) => times * PATIENCE_MS)) {
    assert.deepEqual(unheard(leg, at + patience - 1)[1], []);
    assert.ok(patience <= MOST_PATIENCE_MS);
    at += patience;
    const outcome = unheard(leg, at);
    assert.equal(outcome[1].length, 1);
    [leg] = outcome;
  }
  assert.equal(looked(leg, 7, at).tries, 0);
});

test("the bridge is asked for after ten seconds without a packet, where the other page is there", () => {
  const there = { ...DIRECT, spoke: 9000 };
  assert.equal(wantsBridge(there, { at: BRIDGE_MS - 1, fresh: 0 }), false);
  assert.equal(wantsBridge(there, { at: BRIDGE_MS, fresh: 0 }), true);
});

test("a page that is away is not brought back by the bridge", () => {
  assert.equal(wantsBridge(DIRECT, { at: 60000, fresh: 0 }), false);
  assert.equal(wantsBridge({ ...DIRECT, spoke: 1000 }, { at: 1000 + THERE_MS, fresh: 0 }), false);
});

test("who hides the address, with no other relay, goes over the bridge at once", () => {
  assert.equal(wantsBridge(DIRECT, { at: 500, fresh: 0, hidden: true }), true);
  assert.equal(wantsBridge({ ...DIRECT, asked: 500 }, { at: 900, fresh: 0, hidden: true }), false);
});

test("the bridge is asked for now and then, and not at all in a fair without one", () => {
  const asked = { ...DIRECT, spoke: 20000, asked: 20000 };
  assert.equal(wantsBridge(asked, { at: 20000 + ASK_EVERY_MS - 1, fresh: 0 }), false);
  assert.equal(wantsBridge(asked, { at: 20000 + ASK_EVERY_MS, fresh: 0 }), true);
  assert.equal(wantsBridge({ ...asked, offered: false }, { at: 30000, fresh: 0 }), false);
});
