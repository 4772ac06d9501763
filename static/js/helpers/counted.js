// What the browser counts of one connection: sound packets that have arrived, checks of the path that were answered, and
// how loud the other side is. Where more than two talk, the other side is on the first line, and the rest does not count:
// a guest's voice says nothing about the two.

/** @param {Iterable<any>} stats of `getStats` */
export function counted(stats) {
  let packets = 0;
  let checks = 0;
  let level = 0;
  for (const stat of stats) {
    if (stat.type === "candidate-pair" && stat.state === "succeeded") {
      checks += stat.responsesReceived ?? stat.lastPacketReceivedTimestamp ?? 0;
    } else if (stat.type === "inbound-rtp" && stat.kind === "audio" && (stat.mid ?? "0") === "0") {
      packets += stat.packetsReceived ?? 0;
      level = Math.max(level, stat.audioLevel ?? 0);
    }
  }
  return { packets, checks, level };
}
