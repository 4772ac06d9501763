// @ts-nocheck: the imagined devices of a test are not typed
// Which microphone comes next, which browser it is, and what its owner is told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { family } from "../../static/js/models/browser_family.js";
import { sounds, takesAnother, whyNot } from "../../static/js/models/microphone.js";
import { AGAIN_MS, begin, hear, STILL_MS } from "../../static/js/models/own_voice.js";

const IN_USE = { has: "works", using: "a", chosen: "", before: ["a", "b"], now: ["a", "b"] };

test("a device that goes is replaced, and nothing happens while it stays", () => {
  assert.equal(takesAnother(IN_USE), false);
  assert.equal(takesAnother({ ...IN_USE, now: ["b"] }), true);
  assert.equal(takesAnother({ ...IN_USE, now: [] }), false);
});

test("what is plugged in is taken by who never chose, and by who waits for one", () => {
  assert.equal(takesAnother({ ...IN_USE, now: ["a", "b", "c"] }), true);
  assert.equal(takesAnother({ ...IN_USE, chosen: "a", now: ["a", "b", "c"] }), false);
  assert.equal(takesAnother({ ...IN_USE, chosen: "c", now: ["a", "b", "c"] }), true);
  for (const has of ["missing", "lost", "taken"]) assert.equal(takesAnother({ ...IN_USE, has, before: [] }), true);
  assert.equal(takesAnother({ ...IN_USE, has: "refused" }), false, "a refusal is not asked about again and again");
});

test("each cause has its own word, and only sound counts as sound", () => {
  const named = (name) => whyNot(new DOMException("no", name));
  assert.deepEqual(["NotAllowedError", "NotFoundError", "NotReadableError", "OverconstrainedError"].map(named), [
    "refused", "missing", "taken", "missing",
  ]);
  assert.deepEqual(["", "works", "muted"].map(sounds), [true, true, true]);
  for (const has of ["asked", "refused", "missing", "taken", "lost", "unable"]) assert.equal(sounds(has), false);
});

test("browsers are told apart by the way they let a microphone be allowed", () => {
  const apple = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0";
  assert.equal(family(`Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${apple} Mobile/15E148 Safari/604.1`), "ios");
  assert.equal(family(`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${apple} Safari/605.1.15`, 5), "ios");
  assert.equal(family(`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${apple} Safari/605.1.15`), "safari");
  assert.equal(family("Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"), "android");
  assert.equal(family("Mozilla/5.0 (Linux; Android 13) Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.47"), "inside");
  assert.equal(family("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Mobile/15E148 Safari Line/14.0"), "inside");
  assert.equal(family("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"), "firefox");
  assert.equal(family("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0"), "chrome");
});

/** Ten readings a second of one level. */
function listen(voice, { level, muted = false, from, ms }) {
  const said = [];
  let here = voice;
  for (let at = from + 100; at <= from + ms; at += 100) {
    const [next, say] = hear(here, { at, level, muted });
    here = next;
    if (say) said.push(say);
  }
  return { voice: here, said };
}

test("talking while muted is said once in half a minute", () => {
  const first = listen(begin(0), { level: 0.3, muted: true, from: 0, ms: 20000 });
  assert.deepEqual(first.said, ["talking"]);
  assert.deepEqual(listen(first.voice, { level: 0.3, muted: true, from: 20000, ms: AGAIN_MS }).said, ["talking"]);
  assert.deepEqual(listen(begin(0), { level: 0.01, muted: true, from: 0, ms: 60000 }).said, [], "a quiet room");
  assert.deepEqual(listen(begin(0), { level: 0.3, muted: true, from: 0, ms: 400 }).said, [], "a cough");
});

test("a dead microphone is said once, until something was heard of it", () => {
  const dead = listen(begin(0), { level: 0, from: 0, ms: 5 * AGAIN_MS });
  assert.deepEqual(dead.said, ["nothing"]);
  assert.deepEqual(listen(dead.voice, { level: 0.01, from: 5 * AGAIN_MS, ms: 1000 }).said, ["heard"]);
  assert.deepEqual(listen(begin(0), { level: 0.001, from: 0, ms: 60000 }).said, [], "who listens in a quiet room");
  assert.deepEqual(listen(begin(0), { level: 0, muted: true, from: 0, ms: 2 * STILL_MS }).said, [], "switched off on purpose");
});
