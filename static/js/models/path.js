// Which way the sound takes, and how well it goes, out of what the browser's statistics say. Pure.

/** @typedef {"direct"|"turn"|"theirs"} Kind through nobody, through our TURN server, through the other side's */
/**
 * @typedef {Object} Path
 * @property {Kind} kind
 * @property {"udp"|"tcp"|"tls"} protocol how this browser sends
 * @property {number|null} rtt_ms there and back
 * @property {number} lost packets of the other side that never came, in percent of the last while
 * @property {number} bytes sent and received over this connection
 */
/** @typedef {{lost: number, received: number}} Counts */

/**
 * The way in use, or null while there is none.
 * @param {Iterable<any>} stats of `getStats` @param {Counts} [before] the counts of a while ago
 * @returns {(Path & {counts: Counts})|null}
 */
export function pathOf(stats, before = { lost: 0, received: 0 }) {
  const byId = new Map(Array.from(stats, (stat) => [stat.id, stat]));
  const transport = [...byId.values()].find((stat) => stat.type === "transport" && stat.selectedCandidatePairId);
  // Firefox names no selected pair on its transport.
  const pair = byId.get(transport?.selectedCandidatePairId)
    ?? [...byId.values()].find((stat) => stat.type === "candidate-pair" && stat.selected);
  const [mine, theirs] = [byId.get(pair?.localCandidateId), byId.get(pair?.remoteCandidateId)];
  if (!pair || !mine) return null;
  const counts = { lost: 0, received: 0 };
  for (const stat of byId.values()) {
    if (stat.type !== "inbound-rtp" || stat.kind !== "audio") continue;
    counts.lost += stat.packetsLost ?? 0;
    counts.received += stat.packetsReceived ?? 0;
  }
  return {
    kind: mine.candidateType === "relay" ? "turn" : theirs?.candidateType === "relay" ? "theirs" : "direct",
    protocol: mine.relayProtocol ?? mine.protocol ?? "udp",
    rtt_ms: typeof pair.currentRoundTripTime === "number" ? Math.round(1000 * pair.currentRoundTripTime) : null,
    lost: share(counts.lost - before.lost, counts.received - before.received),
    bytes: (pair.bytesSent ?? 0) + (pair.bytesReceived ?? 0),
    counts,
  };
}

/** A packet that comes late is taken back from those that were lost. @param {number} lost @param {number} received */
const share = (lost, received) => lost > 0 && lost + received > 0 ? Math.round((100 * lost) / (lost + Math.max(0, received))) : 0;

/**
 * All that went over the connections of this page: one that is replaced, or changes its way, begins to count anew.
 * @param {{before: number, last: number}} used @param {number} bytes
 */
export const addUp = ({ before, last }, bytes) => bytes < last ? { before: before + last, last: bytes } : { before, last: bytes };
