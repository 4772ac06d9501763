// What the own microphone tells its owner: "you talk, but it is off" and "nothing comes from it". Never sent anywhere.
// Pure: (voice, reading) -> [voice, what to say now].

export const LOUD = 0.06;
/** A room is never this still: only a microphone that is switched off is. */
export const STILL = 0.0004;
export const TALKS_MS = 600;
export const STILL_MS = 10000;
export const AGAIN_MS = 30000;

/** @typedef {{loudMs: number, at: number, stillSince: number, told: boolean, saidAt: number}} Voice */

/** @param {number} at @returns {Voice} */
export const begin = (at) => ({ loudMs: 0, at, stillSince: at, told: false, saidAt: -Infinity });

/**
 * One reading of the level, from 0 to 1. "heard" ends the warning that nothing comes.
 * @param {Voice} voice @param {{at: number, level: number, muted: boolean}} reading
 * @returns {[Voice, "talking"|"nothing"|"heard"|""]}
 */
export function hear(voice, { at, level, muted }) {
  const passed = Math.min(at - voice.at, 500);
  const loudMs = muted && level > LOUD ? voice.loudMs + passed : Math.max(0, voice.loudMs - passed);
  const still = !muted && level < STILL;
  const next = { ...voice, at, loudMs, stillSince: still ? voice.stillSince : at };
  const may = at - voice.saidAt >= AGAIN_MS;
  if (may && loudMs >= TALKS_MS) return [{ ...next, loudMs: 0, saidAt: at }, "talking"];
  if (may && !voice.told && at - next.stillSince >= STILL_MS) return [{ ...next, told: true, saidAt: at }, "nothing"];
  return voice.told && !muted && !still ? [{ ...next, told: false }, "heard"] : [next, ""];
}
