// Is the connection up, and how far is its recovery? Judged by what arrives, not by the browser's states: they notice a
// dead network after six seconds and more. Pure: (connection, what was seen) -> [connection, what to do]. Times are
// milliseconds of one clock.

/** The ladder of recovery, as `docs/states.md` draws it; JSON, so that the drawing reads this very table. */
export const MOVES = /** @type {const} */ ({
  "connecting": { "hear": "clear", "wait": "detour" },
  "clear": { "miss": "down" },
  "down": { "hear": "clear", "wait": "detour" },
  "detour": { "hear": "clear", "wait": "hopeless" },
  "hopeless": { "hear": "clear" }
});

export const QUIET_MS = 2000;
/** Who has no microphone sends no sound: the browsers' own checks of the path come every few seconds only. */
export const QUIET_CHECKS_MS = 7000;
export const RESTART_EVERY_MS = 4000;
export const RETRY_EVERY_MS = 3000;
export const DETOUR_MS = 10000;
export const HOPELESS_MS = 30000;
/** Who never heard anything is offered another way sooner. */
export const NEVER_HEARD_MS = 15000;
const LATE_MS = 7000;

/** @typedef {keyof typeof MOVES} Mood */
/**
 * @typedef {Object} Connection
 * @property {Mood} mood
 * @property {boolean} heard something has arrived at least once in this call, here
 * @property {number} packets how many had arrived when last looked
 * @property {number} checks how many checks of the path were answered when last looked
 * @property {boolean} sends the other side sends sound: then silence of its packets is silence of the path
 * @property {number} fresh when the last sign of the other side was new
 * @property {number} downSince when it was noticed that nothing arrives any more; 0 while all is well or never was
 * @property {number} clearSince when it was heard again, or for the first time
 * @property {number} tried when we last restarted or retried
 * @property {number} tries how often, since the last sign
 */
/** @typedef {"live"|"up"|"down"|"restart"|"retry"|"detour"} Deed `detour`: take the next path, or go on restarting */

/** @param {number} at @param {boolean} [heard] @returns {Connection} */
export const begin = (at, heard = false) => ({
  mood: "connecting", heard, packets: 0, checks: 0, sends: true, fresh: at, downSince: 0, clearSince: 0, tried: at, tries: 0,
});

/** @param {Mood} mood @param {string} verb @returns {Mood} where this verb leads; stays where none does */
const move = (mood, verb) => /** @type {any} */ (MOVES[mood])[verb] ?? mood;

/** Another way is tried: its packets count from nothing, and it is given its time. @param {Connection} connection @param {number} at @returns {Connection} */
export const anew = (connection, at) => ({ ...connection, packets: 0, checks: 0, tried: at, tries: 0 });

/**
 * Look again. `packets` and `checks` are the counts of the present connection; a new connection counts from nothing.
 * @param {Connection} connection @param {{at: number, packets: number, checks?: number, sends?: boolean}} seen
 * @returns {[Connection, Deed[]]}
 */
export function look(connection, { at, packets, checks = 0, sends = true }) {
  const sign = packets > connection.packets || (!sends && checks > connection.checks);
  // Sound that was just switched on may take its time.
  const fresh = sign || (sends && !connection.sends) ? at : connection.fresh;
  const here = { ...connection, packets, checks, sends, fresh };
  if (sign) return hear(here, at);
  const silent = at - fresh;
  if (here.mood === "clear") {
    if (silent < (sends ? QUIET_MS : QUIET_CHECKS_MS)) return [here, []];
    return [{ ...here, mood: move("clear", "miss"), downSince: at, tried: at }, ["down", "restart"]];
  }
  return climb(here, at, silent);
}

/** @param {Connection} here @param {number} at @returns {[Connection, Deed[]]} */
function hear(here, at) {
  const next = { ...here, mood: move(here.mood, "hear"), heard: true, tried: at, tries: 0, downSince: 0 };
  if (here.mood === "clear") return [next, []];
  return [{ ...next, clearSince: at }, [here.heard ? "up" : "live"]];
}

/** @param {Connection} here @param {number} at @param {number} silent @returns {[Connection, Deed[]]} */
function climb(here, at, silent) {
  const last = here.heard ? HOPELESS_MS : NEVER_HEARD_MS;
  if (here.mood !== "detour" && here.mood !== "hopeless" && silent >= DETOUR_MS) {
    return [{ ...here, mood: move(here.mood, "wait"), tried: at, tries: here.tries + 1 }, ["detour"]];
  }
  const mood = here.mood === "detour" && silent >= last ? move(here.mood, "wait") : here.mood;
  const every = here.heard ? RESTART_EVERY_MS : RETRY_EVERY_MS;
  if (at - here.tried < every) return [{ ...here, mood }, []];
  // Turn about: a greeting heals a lost description, a restart heals lost or outdated addresses.
  const greet = here.heard ? here.tries % 2 === 0 : here.tries % 2 === 0 || silent < LATE_MS;
  return [{ ...here, mood, tried: at, tries: here.tries + 1 }, [greet ? "retry" : "restart"]];
}

/** The network changed under us: restart at once. @param {Connection} connection @param {number} at @returns {[Connection, Deed[]]} */
export function networkChanged(connection, at) {
  return [{ ...connection, tried: at }, connection.heard ? ["restart"] : ["retry"]];
}
