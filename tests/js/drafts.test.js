import assert from "node:assert/strict";
import test from "node:test";
import { forget, here, keep, stay } from "../../static/js/models/drafts.js";

/** @param {object} given @returns {import("../../static/js/models/drafts.js").Draft} */
const draft = (given) => ({ who: "mei", path: "/desk", name: "note", text: "six years", day: 100, was: "", ...given });

test("a field has one draft, the last one", () => {
  const kept = keep(keep([], draft({ text: "six" })), draft({ text: "six years", day: 101 }));
  assert.deepEqual(kept.map(({ text, day }) => [text, day]), [["six years", 101]]);
});

test("fields, pages and people have drafts of their own", () => {
  const others = [draft({ name: "what" }), draft({ path: "/calls/1" }), draft({ who: "wei" })];
  assert.equal(keep(others, draft({})).length, 4);
  assert.deepEqual(here([...others, draft({})], "mei", "/desk").map(({ name }) => name), ["what", "note"]);
});

test("nothing is kept of an empty field, nor of what the server said", () => {
  assert.deepEqual(keep([draft({})], draft({ text: " \n" })), []);
  assert.deepEqual(keep([draft({})], draft({ text: "as before", was: "as before" })), []);
});

test("what was sent without an answer keeps its number while it is written on", () => {
  const [kept] = keep([draft({ id: "n1" })], draft({ text: "six years of shirts" }));
  assert.equal(kept?.id, "n1");
  const [anew] = keep([draft({ id: "n1" })], draft({ id: "n2" }));
  assert.equal(anew?.id, "n2");
});

test("what is forgotten is forgotten of one person on one page", () => {
  const all = [draft({}), draft({ who: "wei" }), draft({ path: "/me" }), draft({ name: "what" })];
  assert.deepEqual(forget(all, "mei", "/desk", ["note"]), all.slice(1));
});

test("a draft lives on the day on which it was written, and on the next one", () => {
  assert.equal(stay([draft({})], "mei", true, 100).length, 1);
  assert.equal(stay([draft({})], "mei", true, 101).length, 1);
  assert.equal(stay([draft({})], "mei", true, 102).length, 0);
});

test("another account leaves nothing of the one before; a sign-in that ran out leaves it", () => {
  assert.deepEqual(stay([draft({})], "wei", true, 100), []);
  assert.equal(stay([draft({})], "somebody", false, 100).length, 1);
  assert.equal(stay([draft({})], "somebody", false, 102).length, 0);
});

test("a visitor's words are gone for the next one: the mark is new after signing in and out", () => {
  const words = draft({ who: "v123" });
  assert.deepEqual(stay([words], "v123", false, 100), [words]);
  assert.deepEqual(stay([words], "v456", false, 100), []);
  assert.deepEqual(stay([words], "mei", true, 100), []);
});
