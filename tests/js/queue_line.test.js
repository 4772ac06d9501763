import assert from "node:assert/strict";
import test from "node:test";
import { atPlace, change, dots, placeAfter, range, soon, wantsMore } from "../../static/js/models/queue_line.js";

/** @type {import("../../static/js/models/queue_line.js").View} */
const VIEW = {
  version: 4, waiting: 5, talking: 1, place: 3, number: 27, points: [[1, 0, 10, 20]], at: "2026-11-21T01:00:00Z",
};
/** @param {object} given @returns {import("../../static/js/models/queue_line.js").Changed} */
const event = (given) => ({
  since: 4, version: 5, waiting: 4, talking: 2, removed: [1], placed: [], points: [[1, 5, 15, 25]],
  at: "2026-11-21T01:01:00Z", ...given,
});

test("who stands behind the one that left moves up", () => {
  const next = change(VIEW, event({}));
  assert.equal(next?.place, 2);
  assert.equal(next?.waiting, 4);
  assert.equal(next?.version, 5);
});

test("the dots are who talks, twelve ahead at most, and how many more", () => {
  assert.deepEqual(dots({ ...VIEW, place: 3, talking: 2 }), { talking: 2, ahead: 2, more: 0 });
  assert.deepEqual(dots({ ...VIEW, place: 20, talking: 9 }), { talking: 4, ahead: 12, more: 7 });
  assert.equal(dots({ ...VIEW, place: 0 }).ahead, 0);
  assert.equal(change(VIEW, event({}))?.talking, 2);
});

test("a ticket asks for more when it left the line, or when somebody went before", () => {
  const next = /** @type {typeof VIEW} */ (change(VIEW, event({})));
  assert.equal(wantsMore(VIEW, next, event({}), false), false);
  assert.equal(wantsMore(VIEW, next, event({ cause: "promised" }), false), true);
  assert.equal(wantsMore(VIEW, { ...next, place: 0 }, event({}), false), true);
});

test("who might join asks for more only where nobody waits, and where the answer matters", () => {
  const was = { ...VIEW, number: null };
  assert.equal(wantsMore(was, { ...was, waiting: 1 }, event({}), true), false);
  assert.equal(wantsMore(was, { ...was, waiting: 0 }, event({}), true), true);
  assert.equal(wantsMore({ ...was, waiting: 0 }, { ...was, waiting: 1 }, event({}), true), true);
  assert.equal(wantsMore(was, { ...was, waiting: 0 }, event({ cause: "promised" }), false), false);
});

test("who stands before the one that left stays", () => {
  assert.equal(change(VIEW, event({ removed: [5] }))?.place, 3);
});

test("somebody who comes back before us moves us down, behind us not", () => {
  assert.equal(change(VIEW, event({ removed: [], placed: [[2, 8]] }))?.place, 4);
  assert.equal(change(VIEW, event({ removed: [], placed: [[4, 8]] }))?.place, 3);
});

test("our own number names our place", () => {
  assert.equal(placeAfter(3, 27, { removed: [3], placed: [[1, 27]] }), 1);
  assert.equal(placeAfter(3, 27, { removed: [3], placed: [] }), 0);
});

test("a missed event asks for a fresh view", () => {
  assert.equal(change(VIEW, event({ since: 5, version: 6 })), null);
  assert.equal(change(VIEW, event({ since: 2, version: 6 })), null);
});

test("old news changes nothing, and a new forecast alone changes only the forecast", () => {
  assert.equal(change(VIEW, event({ since: 2, version: 3 })), VIEW);
  const told = change(VIEW, event({ since: 3, version: 4 }));
  assert.deepEqual([told?.place, told?.waiting, told?.points], [3, 5, [[1, 5, 15, 25]]]);
  const moved = change(VIEW, event({ since: 4, version: 4, removed: [], waiting: 5 }));
  assert.deepEqual([moved?.place, moved?.points], [3, [[1, 5, 15, 25]]]);
});

test("who might join stands behind everybody", () => {
  assert.equal(change({ ...VIEW, number: null, place: 6 }, event({}))?.place, 5);
});

test("between the points it goes straight, and beyond them in proportion", () => {
  /** @type {[number, number, number, number][]} */
  const points = [[1, 0, 10, 20], [3, 100, 110, 120]];
  assert.deepEqual(atPlace(points, 2), [50, 60, 70]);
  assert.deepEqual(atPlace(points, 6), [200, 220, 240]);
  assert.equal(atPlace([], 2), null);
});

test("clock times never lie in the past, and a wait next to now is said as such", () => {
  const view = { ...VIEW, place: 1, points: /** @type {any} */ ([[1, 60, 120, 300]]) };
  const made = Date.parse(VIEW.at);
  assert.deepEqual(range(view, made), { early: made + 60_000, middle: made + 120_000, late: made + 300_000 });
  const later = made + 250_000;
  const found = range(view, later);
  assert.deepEqual(found, { early: later, middle: later, late: made + 300_000 });
  assert.ok(found && soon(found, later));
  assert.equal(range({ ...view, points: [] }, made), null);
});
