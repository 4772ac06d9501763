import assert from "node:assert/strict";
import { test } from "node:test";
import { CALM_MS, meaning } from "../../static/js/models/desk_keys.js";

/** @param {Partial<import("../../static/js/models/desk_keys.js").Press>} press */
const pressed = (press) => meaning({
  key: "Enter", repeat: false, modified: false, composing: false, focus: "nothing", covered: false, used: true,
  calm: CALM_MS, ...press,
});

test("Enter calls the next person when nothing else has the focus", () => {
  assert.equal(pressed({}), "next");
  assert.equal(pressed({ focus: "control" }), "");
  assert.equal(pressed({ focus: "field" }), "");
});

test("within a second of a change no key does what it might not mean any more", () => {
  for (const key of ["Enter", "n", "H", "m", "4"]) {
    assert.equal(pressed({ key, calm: CALM_MS - 1 }), "wait", key);
    assert.notEqual(pressed({ key, calm: CALM_MS }), "wait", key);
  }
  assert.equal(pressed({ key: "?", calm: 0 }), "keys");
});

test("a held key, a shortcut of the browser and a word being composed press nothing", () => {
  for (const key of ["Enter", "n", "H", "m", "1", "?"]) {
    for (const press of [{ repeat: true }, { modified: true }, { composing: true }]) {
      assert.equal(pressed({ key, ...press }), "", `${key} ${Object.keys(press)}`);
    }
  }
});

test("no key does anything while one types, or while a dialog lies over the page", () => {
  for (const key of ["Enter", "n", "H", "m", "1", "2", "3", "4", "c", "?"]) {
    assert.equal(pressed({ key, focus: "field" }), "");
    assert.equal(pressed({ key, covered: true }), "");
  }
});

test("letters work beside a focused button too, and hanging up needs Shift", () => {
  assert.equal(pressed({ key: "n", focus: "control" }), "next");
  assert.equal(pressed({ key: "H" }), "hang-up");
  assert.equal(pressed({ key: "h" }), "");
});

test("who turned the keys off keeps Enter and the list", () => {
  assert.equal(pressed({ key: "n", used: false }), "");
  assert.equal(pressed({ key: "Enter", used: false }), "next");
  assert.equal(pressed({ key: "?", used: false }), "keys");
});
