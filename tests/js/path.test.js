// @ts-nocheck: statistics of a browser, cut short
// Which way the sound takes is said as the browser counts it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addUp, pathOf } from "../../static/js/models/path.js";

/** @param {any} mine @param {any} theirs @param {any} [more] */
const stats = (mine, theirs, more = {}) => [
  { id: "T", type: "transport", selectedCandidatePairId: "P" },
  { id: "Q", type: "candidate-pair", localCandidateId: "L2", remoteCandidateId: "R", bytesSent: 9e9 },
  { id: "P", type: "candidate-pair", localCandidateId: "L", remoteCandidateId: "R", currentRoundTripTime: 0.0421, bytesSent: 300, bytesReceived: 200 },
  { id: "L", type: "local-candidate", protocol: "udp", ...mine },
  { id: "R", type: "remote-candidate", protocol: "udp", ...theirs },
  { id: "I", type: "inbound-rtp", kind: "audio", packetsLost: 6, packetsReceived: 94, ...more },
  { id: "V", type: "inbound-rtp", kind: "video", packetsLost: 50, packetsReceived: 50 },
];

test("a straight way is said with its figures", () => {
  const path = pathOf(stats({ candidateType: "host" }, { candidateType: "prflx" }));
  assert.deepEqual({ ...path, counts: undefined }, { kind: "direct", protocol: "udp", rtt_ms: 42, lost: 6, bytes: 500, counts: undefined });
});

test("a way through the relay names how this browser reaches it, not how the relay goes on", () => {
  for (const protocol of ["udp", "tcp", "tls"]) {
    const path = pathOf(stats({ candidateType: "relay", relayProtocol: protocol }, { candidateType: "host" }));
    assert.equal(path?.kind, "turn");
    assert.equal(path?.protocol, protocol);
  }
});

test("where only the other side needs the relay, that is said", () => {
  assert.equal(pathOf(stats({ candidateType: "host" }, { candidateType: "relay" }))?.kind, "theirs");
});

test("lost packets are those of the last while, and late ones are given back", () => {
  const mine = { candidateType: "host" };
  assert.equal(pathOf(stats(mine, {}, { packetsLost: 10, packetsReceived: 190 }), { lost: 6, received: 94 })?.lost, 4);
  assert.equal(pathOf(stats(mine, {}, { packetsLost: 4, packetsReceived: 190 }), { lost: 6, received: 94 })?.lost, 0);
});

test("a browser that names the pair itself is understood too", () => {
  const of = stats({ candidateType: "host" }, {}).slice(1).map((stat) => (stat.id === "P" ? { ...stat, selected: true } : stat));
  assert.equal(pathOf(of)?.kind, "direct");
});

test("without a connection there is no way", () => {
  assert.equal(pathOf([]), null);
  assert.equal(pathOf(stats({}, {}).filter((stat) => stat.id !== "P")), null);
});

test("data of a connection that was replaced is not forgotten", () => {
  let used = { before: 0, last: 0 };
  for (const bytes of [100, 250, 40, 60]) used = addUp(used, bytes);
  assert.equal(used.before + used.last, 310);
});
