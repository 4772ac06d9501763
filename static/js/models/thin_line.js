// Whether a line carries a voice: a call needs some 40 to 90 kbit/s each way, and 2G gives less. Pure.

export const VOICE_KBIT = 60;

/**
 * @param {{kind: string, bytes: number, ms: number, done: boolean}} seen what the browser calls its network ("" where it does
 *   not say), what came over it in which time, and whether all of it came
 */
export function isThin({ kind, bytes, ms, done }) {
  if (kind === "slow-2g" || kind === "2g") return true;
  if (!done) return true;
  // What comes at once was on its way, or in a cache, and tells of no weakness.
  return ms > 0 && (bytes * 8) / ms < VOICE_KBIT;
}
