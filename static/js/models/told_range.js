// The range that somebody is told holds still: `fair/interviews/holding.py` is the same rule on the server. No DOM.

/** @typedef {{early: number, middle: number, late: number}} Told instants in milliseconds */

const FAR = 900_000;
const FIVE = 300_000;
const ONE = 60_000;
/** Until an end comes later than told by so much, there is nothing that one could do meanwhile. @type {Map<number, number>} */
const WORTH = new Map([[FIVE, 600_000], [ONE, 180_000]]);

/** To what an end is told: five minutes when far, one when near. @param {number} at @param {number} now */
const step = (at, now) => at - now >= FAR ? FIVE : ONE;

/** @param {number} at @param {number} now @param {(steps: number) => number} whole */
const toStep = (at, now, whole) => whole(at / step(at, now)) * step(at, now);

/**
 * Return a range as it is told: the early end rounded down, the late end up.
 * @param {Told} found @param {number} now @returns {Told}
 */
export function rounded(found, now) {
  const early = toStep(found.early, now, Math.floor);
  const middle = Math.max(early, toStep(found.middle, now, (steps) => Math.floor(steps + 0.5)));
  return { early, middle, late: Math.max(middle, toStep(found.late, now, Math.ceil)) };
}

/**
 * True while who was told this need not act differently, though the forecast is `fresh` now. An end that is far yet
 * counts as far, though what was told of it, rounded down by up to five minutes, has come near.
 * @param {Told} told @param {Told} fresh @param {number} now
 */
export function stands(told, fresh, now) {
  const early = step(told.early, now);
  const late = step(told.late, now);
  const byEarly = fresh.early - Math.max(told.early, now);
  const byLate = fresh.late - told.late;
  return told.late >= now && byEarly >= -early && byEarly <= (WORTH.get(Math.max(early, step(fresh.early, now))) ?? 0)
    && byLate >= -(WORTH.get(late) ?? 0) && byLate <= late;
}
