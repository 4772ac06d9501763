// Whom a silence is about, and what is said of it. Nobody is told that the other side or a network is at fault for what
// is their own. Pure: what is known -> the name of a sentence.

export const ANSWERS_WITHIN_MS = 6000;
const ONE_SIDED_AFTER_MS = 2000;

/**
 * @typedef {Object} Known
 * @property {string} mood of the connection, see `connection.js`
 * @property {boolean} heard something has arrived in this call
 * @property {boolean} own this page reaches the server, as far as it knows
 * @property {number} at now
 * @property {number} downSince when the silence was noticed, 0 without one
 * @property {number} clearSince when the other side was heard again
 * @property {number} answeredAt when the other side's page last said anything
 * @property {boolean} muted the person's own microphone is switched off
 * @property {string} state of the call, as the server told it
 */

/** @typedef {"own"|"theirs"|"between"|"unknown"} Affected */

/** Who is cut off? @param {Known} known @returns {Affected} */
export function affected({ own, at, downSince, answeredAt }) {
  if (!own) return "own";
  if (!downSince) return "unknown";
  if (answeredAt > downSince) return "between";
  return at - downSince >= ANSWERS_WITHIN_MS ? "theirs" : "unknown";
}

/** @param {Known} known @returns {"connecting"|"clear"|"muted"|"down"|"away"|"cut"|"hopeless"|"offline"|"unheard"} */
export function sentence(known) {
  const { mood, heard, own, at, clearSince, muted, state } = known;
  if (mood === "clear") {
    if (!own) return "offline"; // the sound goes on
    if (state === "reconnecting" && at - clearSince >= ONE_SIDED_AFTER_MS) return "unheard";
    return muted ? "muted" : "clear";
  }
  if (!own) return "cut";
  if (!heard && mood !== "hopeless") return "connecting";
  const theirs = heard ? affected(known) === "theirs" : at - known.answeredAt > 2 * ANSWERS_WITHIN_MS;
  if (theirs) return "away";
  return mood === "hopeless" ? "hopeless" : "down";
}
