// Is the line up? Judged by what arrives, not by connection states: they notice a dead network after six
// seconds and more. Pure: (line, {at, packets}) -> [line, what to do]. Times are milliseconds of one clock.

export const QUIET_MS = 2000;
export const RESTART_EVERY_MS = 4000;
export const RETRY_EVERY_MS = 3000;
export const HOPELESS_MS = 15000;
const LATE_MS = 7000;

/** @typedef {"connecting"|"clear"|"down"|"hopeless"} Mood */
/**
 * @typedef {Object} Line
 * @property {Mood} mood
 * @property {boolean} heard packets have arrived at least once in this call, here
 * @property {number} packets how many had arrived when last looked
 * @property {number} fresh when the last packet was new
 * @property {number} tried when we last restarted or retried
 * @property {number} tries how often, since the last packet
 */
/** @typedef {"live"|"up"|"down"|"restart"|"retry"} Deed */

/** @param {number} at @param {boolean} [heard] @returns {Line} */
export const begin = (at, heard = false) => ({ mood: "connecting", heard, packets: 0, fresh: at, tried: at, tries: 0 });

/**
 * Look again. `packets` is the count of the present connection; a new connection counts from nothing.
 * @param {Line} line @param {{at: number, packets: number}} seen @returns {[Line, Deed[]]}
 */
export function look(line, { at, packets }) {
  if (packets > line.packets) {
    const next = { ...line, packets, fresh: at, tried: at, tries: 0, heard: true, mood: /** @type {Mood} */ ("clear") };
    if (line.mood === "clear") return [next, []];
    return [next, [line.heard ? "up" : "live"]];
  }
  const here = { ...line, packets };
  const silent = at - line.fresh;
  if (line.mood === "clear") {
    if (silent < QUIET_MS) return [here, []];
    return [{ ...here, mood: "down", tried: at }, ["down", "restart"]];
  }
  /** @type {Mood} */
  const mood = silent >= HOPELESS_MS ? "hopeless" : line.mood;
  const every = line.heard ? RESTART_EVERY_MS : RETRY_EVERY_MS;
  if (at - line.tried < every) return [{ ...here, mood }, []];
  // Turn about: a greeting heals a lost description, a restart heals lost or outdated addresses.
  const greet = line.heard ? line.tries % 2 === 0 : line.tries % 2 === 0 || silent < LATE_MS;
  return [{ ...here, mood, tried: at, tries: line.tries + 1 }, [greet ? "retry" : "restart"]];
}

/** The network changed under us: restart at once. @param {Line} line @param {number} at @returns {[Line, Deed[]]} */
export function networkChanged(line, at) {
  return [{ ...line, tried: at }, line.heard ? ["restart"] : ["retry"]];
}
