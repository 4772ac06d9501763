// The server's clock as a page knows it, from its answers to "what time is it?". The device's own clock is not believed:
// it may be wrong, and may be set while the page is open. Pure. `steady` is milliseconds of a clock that is never set
// (performance.now), which may stand still while the device sleeps; all other times are milliseconds since 1970.

/**
 * @typedef {Object} Clock
 * @property {number} server the server's time
 * @property {number} at when it was that, on the steady clock
 * @property {number} within how far it may be out, either way
 * @property {number} ahead the device's clock minus the steady one at that moment
 * @typedef {{sent: number, heard: number, server: number, device: number}} Sample one answer: when it was asked for
 *   and heard on the steady clock, what it said, and what the device's clock said when it was heard
 */

/** No quartz is worse than this. */
const DRIFT = 1 / 5000;
/** What is nearer than this is near enough for people: no further answer is asked for. */
export const NEAR_MS = 100;
/** Worse than this, the clock is asked for again. */
export const FAR_MS = 1000;

/** The server's time now. @param {Clock} clock @param {number} steady */
export const timeAt = (clock, steady) => clock.server + (steady - clock.at);

/** How far that may be out now. @param {Clock} clock @param {number} steady */
export const doubtAt = (clock, steady) => clock.within + Math.abs(steady - clock.at) * DRIFT;

/**
 * Take an answer in. The server read its clock between asking and hearing: in the middle, give or take half the way.
 * The answer with the shortest way is kept, until it is older than it was good, or a later one contradicts it: then the
 * device has slept, or the server's clock was set.
 * @param {Clock|null} clock @param {Sample} sample @returns {Clock}
 */
export function learn(clock, { sent, heard, server, device }) {
  const within = Math.max(0, heard - sent) / 2;
  const fresh = { server, at: heard - within, within, ahead: device - heard };
  if (!clock) return fresh;
  const doubt = doubtAt(clock, fresh.at);
  const contradicted = Math.abs(timeAt(clock, fresh.at) - server) > doubt + within;
  if (contradicted || within <= doubt) return fresh;
  // Kept, and seen not to have slept: only what the device says of itself is news.
  return { ...clock, ahead: fresh.ahead };
}

/**
 * Must the server be asked again? Where the clock has grown doubtful, or the device's clock and the steady one have
 * parted: one of them was set, or stood still.
 * @param {Clock|null} clock @param {number} steady @param {number} device
 */
export function doubtful(clock, steady, device) {
  if (!clock) return true;
  return doubtAt(clock, steady) > FAR_MS || Math.abs(device - steady - clock.ahead) > FAR_MS;
}
