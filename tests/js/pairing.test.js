import assert from "node:assert/strict";
import test from "node:test";
import { pair, steady } from "../../static/js/models/pairing.js";

/** @param {object} given @returns {import("../../static/js/models/pairing.js").Face} */
const face = (given) => ({ kind: "LI", name: "", inside: new Set(), looks: "", says: "", ...given });
const named = (/** @type {string} */ name) => face({ name });
const holding = (/** @type {string[]} */ ...names) => face({ inside: new Set(names) });
const saying = (/** @type {string} */ says, looks = "") => face({ says, looks });

test("what has a name is found wherever it went", () => {
  assert.deepEqual(pair(["a", "b", "c"].map(named), ["c", "x", "a"].map(named)), [2, -1, 0]);
});

test("two names never stand for each other, and a name never for something without one", () => {
  assert.deepEqual(pair([named("pause")], [named("open")]), [-1]);
  assert.deepEqual(pair([named("pause")], [face({})]), [-1]);
  assert.deepEqual(pair([face({})], [named("open")]), [-1]);
});

test("the same name on another kind of thing is another thing", () => {
  assert.deepEqual(pair([face({ kind: "A", name: "x" })], [face({ kind: "BUTTON", name: "x" })]), [-1]);
});

test("what holds the same name is the same, and what holds other names is not", () => {
  assert.deepEqual(pair([holding("lan"), holding("bo")], [holding("bo", "more"), holding("qi")]), [1, -1]);
});

test("what is new at the top leaves the others as they are", () => {
  assert.deepEqual(pair([saying("a"), saying("b")], [saying("new"), saying("a"), saying("b")]), [-1, 0, 1]);
});

test("where the words changed, the looks tell", () => {
  assert.deepEqual(pair([saying("3 wait", "warn"), saying("no", "muted")], [saying("none", "muted")]), [1]);
});

test("where everything changed, the kind and the place tell", () => {
  assert.deepEqual(pair([saying("a", "warn")], [saying("b", "good")]), [0]);
});

test("what has no name keeps to its side of what has one", () => {
  const olds = [saying("before"), named("form"), saying("after")];
  assert.deepEqual(pair(olds, [named("form"), saying("after, changed")]), [1, 2]);
  assert.deepEqual(pair(olds, [saying("new"), named("form")]), [0, 1]);
});

test("nobody is asked to move where the order is kept", () => {
  assert.deepEqual([...steady([0, -1, 2, 5])].sort(), [0, 2, 3]);
});

test("as few as possible are moved", () => {
  assert.deepEqual([...steady([3, 0, 1, 2])].sort(), [1, 2, 3]);
});

test("what is held is never moved, whatever it costs", () => {
  assert.deepEqual([...steady([3, 0, 1, 2], 3)], [0]);
  assert.deepEqual([...steady([1, 2, 0], 0)], [2]);
});

test("pairing takes each old child once, and steady ones stand in order", () => {
  let seed = 7;
  const dice = (/** @type {number} */ sides) => { seed = (seed * 48271) % 2147483647; return seed % sides; };
  const any = () => {
    if (dice(2)) return named(`n${dice(6)}`);
    return face({ inside: new Set(dice(2) ? [`n${dice(6)}`] : []), looks: `l${dice(2)}`, says: `s${dice(3)}` });
  };
  for (let round = 0; round < 3000; round += 1) {
    const olds = Array.from({ length: dice(8) }, any);
    const news = Array.from({ length: dice(8) }, any);
    const found = pair(olds, news);
    const used = found.filter((old) => old >= 0);
    assert.equal(new Set(used).size, used.length);
    for (const [at, old] of found.entries()) if (old >= 0) assert.equal(olds[old]?.name, news[at]?.name);
    const held = used.length ? /** @type {number} */ (used[dice(used.length)]) : -1;
    const order = [...steady(found, held)].sort((one, other) => one - other).map((at) => found[at]);
    assert.deepEqual(order, [...order].sort((one, other) => Number(one) - Number(other)));
    if (held >= 0) assert.ok(order.includes(held));
  }
});
