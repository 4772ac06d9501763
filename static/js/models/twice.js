// Where packets get lost, each carries the one before it once more (RFC 2198, which browsers call RED): what one packet
// loses the next one brings. That costs as much again as the voice itself, so it is done where it helps, and not on a
// line that is full. Pure; times are milliseconds of one clock, losses shares of one.

/** From this loss on it is heard: the browser's own error correction begins late, and helps against single losses alone. */
export const BAD = 0.03;
/** A full line answers late, and twice as much makes it fuller. */
export const FULL_MS = 700;
/** So long nothing may have been lost until each packet goes alone again. */
export const CALM_MS = 30_000;
/** A line that was full is left alone for so long. */
export const SPARED_MS = 60_000;
/** Shorter than this, packets that overtook each other look like lost ones. */
export const WINDOW_MS = 2000;
const LEAST_PACKETS = 40;

/**
 * @typedef {Object} Twice
 * @property {boolean} on each packet is sent twice
 * @property {number} badAt when packets got lost last
 * @property {number} sparedUntil the line was full
 * @property {number} loss of what comes in, over the latest window
 * @property {{at: number, lost: number, came: number}} window since when it is counted
 */
/**
 * @typedef {Object} Seen
 * @property {number} at
 * @property {number} lost packets of the other side that did not come, so far
 * @property {number} came those that did
 * @property {number} told the loss that the other end reported last; 0 where it never did
 * @property {number} rtt_ms how long a sign takes there and back; 0 where that is not known
 */

/** @type {Twice} */
export const ONCE = { on: false, badAt: -Infinity, sparedUntil: -Infinity, loss: 0, window: { at: -Infinity, lost: 0, came: 0 } };

/**
 * Look again. What is lost on the way here tells of the way there as well: mostly it is one weak radio.
 * @param {Twice} twice @param {Seen} seen @returns {Twice}
 */
export function look(twice, seen) {
  const { at, told, rtt_ms } = seen;
  const here = counted(twice, seen);
  if (Math.max(told, here.loss) >= BAD) here.badAt = at;
  if (rtt_ms >= FULL_MS) {
    if (here.on) here.sparedUntil = at + SPARED_MS;
    return { ...here, on: false };
  }
  return { ...here, on: at >= here.sparedUntil && at - here.badAt < CALM_MS };
}

/** @param {Twice} twice @param {Seen} seen @returns {Twice} */
function counted(twice, { at, lost, came }) {
  const { window } = twice;
  const now = { at, lost, came };
  // A fresh connection counts from nothing.
  if (window.at === -Infinity || came < window.came) return { ...twice, loss: 0, window: now };
  const [gone, heard] = [Math.max(0, lost - window.lost), came - window.came];
  if (at - window.at < WINDOW_MS || gone + heard < LEAST_PACKETS) return { ...twice };
  return { ...twice, loss: gone / (gone + heard), window: now };
}
