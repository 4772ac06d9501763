// How a talk goes, in a word, out of what was lost and how long a sign takes there and back. Pure.

/**
 * @param {{lost: number, rtt_ms: number|null}} seen `lost` in percent
 * @returns {"good"|"fair"|"poor"}
 */
export function quality({ lost, rtt_ms }) {
  if (lost > 10 || (rtt_ms ?? 0) > 800) return "poor";
  return lost > 3 || (rtt_ms ?? 0) > 400 ? "fair" : "good";
}
