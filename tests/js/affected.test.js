// @ts-nocheck: the imagined wire of a test is not typed
// Whom a silence is about: nobody is told that the other side is at fault for what is their own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { affected, sentence } from "../../static/js/models/affected.js";

const CLEAR = {
  mood: "clear", heard: true, own: true, at: 60000, downSince: 0, clearSince: 1000, answeredAt: 59000, muted: false, state: "live",
};
const DOWN = { ...CLEAR, mood: "down", downSince: 50000, answeredAt: 40000 };

test("who does not reach the fair is told of that and of nothing else, whatever the other side does", () => {
  for (const mood of ["connecting", "down", "detour", "hopeless"]) {
    for (const heard of [true, false]) assert.equal(sentence({ ...DOWN, mood, heard, own: false }), "cut");
  }
  assert.equal(sentence({ ...CLEAR, own: false }), "offline");
});

test("the other side is said to be away only after its page has not answered for a while", () => {
  assert.equal(sentence({ ...DOWN, at: 53000 }), "down");
  assert.equal(sentence({ ...DOWN, at: 56000 }), "away");
  assert.equal(affected({ ...DOWN, answeredAt: 54000 }), "between");
  assert.equal(sentence({ ...DOWN, answeredAt: 54000 }), "down");
  assert.equal(sentence({ ...DOWN, mood: "hopeless", answeredAt: 54000 }), "hopeless");
});

test("before anything was heard it connects; later it is said that it does not come through, or that nobody is there", () => {
  const never = { ...DOWN, heard: false, downSince: 0 };
  assert.equal(sentence({ ...never, mood: "connecting" }), "connecting");
  assert.equal(sentence({ ...never, mood: "detour" }), "connecting");
  assert.equal(sentence({ ...never, mood: "hopeless", answeredAt: 58000 }), "hopeless");
  assert.equal(sentence({ ...never, mood: "hopeless", answeredAt: -Infinity }), "away");
});

test("who hears but is not heard is told so, after a moment", () => {
  assert.equal(sentence({ ...CLEAR, state: "reconnecting", clearSince: 59000 }), "clear");
  assert.equal(sentence({ ...CLEAR, state: "reconnecting" }), "unheard");
  assert.equal(sentence({ ...CLEAR, muted: true }), "muted");
});
