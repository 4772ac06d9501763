// Is the connection up? Judged by what arrives, not by the browser's states: they notice a dead network after six
// seconds and more. Pure: (connection, {at, packets}) -> [connection, what to do]. Times are milliseconds of one clock.

export const QUIET_MS = 2000;
export const RESTART_EVERY_MS = 4000;
export const RETRY_EVERY_MS = 3000;
export const HOPELESS_MS = 15000;
const LATE_MS = 7000;

/** @typedef {"connecting"|"clear"|"down"|"hopeless"} Mood */
/**
 * @typedef {Object} Connection
 * @property {Mood} mood
 * @property {boolean} heard packets have arrived at least once in this call, here
 * @property {number} packets how many had arrived when last looked
 * @property {number} fresh when the last packet was new
 * @property {number} tried when we last restarted or retried
 * @property {number} tries how often, since the last packet
 */
/** @typedef {"live"|"up"|"down"|"restart"|"retry"} Deed */

/** @param {number} at @param {boolean} [heard] @returns {Connection} */
export const begin = (at, heard = false) => ({ mood: "connecting", heard, packets: 0, fresh: at, tried: at, tries: 0 });

/** Another way is tried: its packets count from nothing, and it is given its time. @param {Connection} connection @param {number} at @returns {Connection} */
export const anew = (connection, at) => ({ ...connection, packets: 0, tried: at, tries: 0 });

/**
 * Look again. `packets` is the count of the present connection; a new connection counts from nothing.
 * @param {Connection} connection @param {{at: number, packets: number}} seen @returns {[Connection, Deed[]]}
 */
export function look(connection, { at, packets }) {
  if (packets > connection.packets) {
    const next = { ...connection, packets, fresh: at, tried: at, tries: 0, heard: true, mood: /** @type {Mood} */ ("clear") };
    if (connection.mood === "clear") return [next, []];
    return [next, [connection.heard ? "up" : "live"]];
  }
  const here = { ...connection, packets };
  const silent = at - connection.fresh;
  if (connection.mood === "clear") {
    if (silent < QUIET_MS) return [here, []];
    return [{ ...here, mood: "down", tried: at }, ["down", "restart"]];
  }
  /** @type {Mood} */
  const mood = silent >= HOPELESS_MS ? "hopeless" : connection.mood;
  const every = connection.heard ? RESTART_EVERY_MS : RETRY_EVERY_MS;
  if (at - connection.tried < every) return [{ ...here, mood }, []];
  // Turn about: a greeting heals a lost description, a restart heals lost or outdated addresses.
  const greet = connection.heard ? connection.tries % 2 === 0 : connection.tries % 2 === 0 || silent < LATE_MS;
  return [{ ...here, mood, tried: at, tries: connection.tries + 1 }, [greet ? "retry" : "restart"]];
}

/** The network changed under us: restart at once. @param {Connection} connection @param {number} at @returns {[Connection, Deed[]]} */
export function networkChanged(connection, at) {
  return [{ ...connection, tried: at }, connection.heard ? ["restart"] : ["retry"]];
}
