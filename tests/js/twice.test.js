import assert from "node:assert/strict";
import { test } from "node:test";

import { asked } from "../../static/js/models/sound_order.js";
import { CALM_MS, FULL_MS, look, ONCE, SPARED_MS } from "../../static/js/models/twice.js";

/**
 * Look twice a second at fifty packets a second, of which a share is lost.
 * @param {import("../../static/js/models/twice.js").Twice} twice @param {number} from @param {number} seconds
 * @param {{lost?: number, told?: number, rtt_ms?: number, counts?: {lost: number, came: number}}} [line]
 */
function after(twice, from, seconds, { lost = 0, told = 0, rtt_ms = 40, counts = { lost: 0, came: 0 } } = {}) {
  let here = twice;
  for (let at = from; at < from + 1000 * seconds; at += 500) {
    counts.lost += 25 * lost;
    counts.came += 25 * (1 - lost);
    here = look(here, { at, ...counts, told, rtt_ms });
  }
  return here;
}

test("on a good line each packet goes once, whatever few are lost", () => {
  assert.equal(after(ONCE, 0, 60).on, false);
  assert.equal(after(ONCE, 0, 60, { lost: 0.01, told: 0.01 }).on, false);
});

test("who loses what comes in sends twice within five seconds, before the other end has reported anything", () => {
  assert.equal(after(ONCE, 0, 5, { lost: 0.05 }).on, true);
});

test("who is told that the other end loses packets sends twice at once, though all that comes in is there", () => {
  assert.equal(look(ONCE, { at: 0, lost: 0, came: 0, told: 0.15, rtt_ms: 40 }).on, true);
});

test("when nothing is lost any more, each packet soon goes once again", () => {
  const counts = { lost: 0, came: 0 };
  const bad = after(ONCE, 0, 10, { lost: 0.15, counts });
  assert.equal(after(bad, 10_000, CALM_MS / 1000 - 5, { counts }).on, true);
  assert.equal(after(bad, 10_000, CALM_MS / 1000 + 5, { counts }).on, false);
});

test("a full line is not filled further: it loses because it is full, and is left alone for a while", () => {
  assert.equal(after(ONCE, 0, 20, { lost: 0.2, told: 0.2, rtt_ms: FULL_MS }).on, false);
  const on = after(ONCE, 0, 10, { told: 0.1 });
  assert.equal(on.on, true);
  const full = look(on, { at: 10_000, lost: 0, came: 0, told: 0.1, rtt_ms: FULL_MS });
  assert.equal(full.on, false);
  assert.equal(after(full, 10_500, SPARED_MS / 1000 - 1, { told: 0.1 }).on, false);
  assert.equal(after(full, 10_500, SPARED_MS / 1000 + 1, { told: 0.1 }).on, true);
});

test("packets that overtake each other, and a connection that counts anew, are no loss", () => {
  let twice = ONCE;
  for (let at = 0; at < 20_000; at += 500) {
    const came = at / 20 - (at % 1000 ? 1 : 0);
    twice = look(twice, { at, lost: at % 1000 ? 1 : 0, came, told: 0, rtt_ms: 40 });
    assert.equal(twice.on, false);
  }
  assert.equal(look(twice, { at: 20_000, lost: 0, came: 5, told: 0, rtt_ms: 40 }).on, false);
});

/** @param {string} numbers @param {string} [rest] */
const part = (numbers, rest = "") => [
  `m=audio 9 UDP/TLS/RTP/SAVPF ${numbers}`, "a=mid:0", "a=setup:actpass", "a=rtpmap:111 opus/48000/2", "a=rtpmap:63 red/48000/2",
  `a=fmtp:63 111/111${rest}`, "",
].join("\r\n");
const HEAD = "v=0\r\ns=-\r\n";

test("the other end's description names first how this browser is to send, and how it sends now needs no change", () => {
  const once = HEAD + part("111 63 9 0");
  const mine = "a=setup:active\r\n";
  assert.match(asked(once, mine, true) ?? "", /^m=audio 9 UDP\/TLS\/RTP\/SAVPF 63 111 9 0\r$/m);
  assert.equal(asked(once, mine, false), null);
  const twice = HEAD + part("63 111 9 0");
  assert.equal(asked(twice, mine, true), null);
  assert.match(asked(twice, mine, false) ?? "", /SAVPF 111 63 9 0\r$/m);
});

test("taken for an answer, it keeps who began the encryption", () => {
  assert.match(asked(HEAD + part("111 63"), "a=setup:active\r\n", true) ?? "", /a=setup:passive\r/);
  assert.match(asked(HEAD + part("111 63"), "a=setup:passive\r\n", true) ?? "", /a=setup:active\r/);
});

test("a browser that cannot take packets twice is sent each once; pictures stay as they are", () => {
  const plain = HEAD + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n";
  assert.equal(asked(plain, "", true), null);
  assert.equal(asked(HEAD + part("111 63", "9"), "", true), null);
  const video = "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=rtpmap:96 VP8/90000\r\na=rtpmap:97 red/90000\r\n";
  assert.ok(asked(HEAD + part("111 63") + video, "", true)?.endsWith(video));
  assert.equal(asked(HEAD + video, "", true), null);
});
