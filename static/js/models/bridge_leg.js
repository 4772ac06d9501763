// A page's connection to the bridge, as a pure function: (leg, what happened) -> [leg, what to do]. Descriptions are
// numbered; the bridge answers each, and a later one is a fresh connection of the same leg.

/**
 * @typedef {Object} BridgeLeg
 * @property {number} n number of the latest description; 0 before the first
 * @property {boolean} settled the bridge's answer to it is set
 * @property {number} began when it was made
 * @property {number} reports how many reports of the bridge had come when last looked
 * @property {number} told when the last of them was new
 * @property {number} tries how many connections in a row brought nothing
 */
/** @typedef {{do: "describe", n: number}|{do: "settle", n: number, sdp: string}} BridgeEffect */

export const PATIENCE_MS = 5000;
export const MOST_PATIENCE_MS = 20000;
/** Both kinds of the bridge's reports come once a second each, on average. */
export const SILENT_MS = 2500;

/** @param {number} at @returns {[BridgeLeg, BridgeEffect[]]} */
export const begin = (at) => afresh({ n: 0, settled: false, began: at, reports: 0, told: at, tries: 0 }, at);

/**
 * A fresh connection: it counts its reports from nothing.
 * @param {BridgeLeg} leg @param {number} at @returns {[BridgeLeg, BridgeEffect[]]}
 */
export function afresh(leg, at) {
  const n = leg.n + 1;
  return [{ ...leg, n, settled: false, began: at, reports: 0, told: at }, [{ do: "describe", n }]];
}

/** The bridge answered. @param {BridgeLeg} leg @param {number} n @param {string} sdp @returns {[BridgeLeg, BridgeEffect[]]} */
export function answered(leg, n, sdp) {
  if (n !== leg.n || leg.settled) return [leg, []];
  return [{ ...leg, settled: true }, [{ do: "settle", n, sdp }]];
}

/** @param {BridgeLeg} leg @param {number} reports @param {number} at @returns {BridgeLeg} */
export const looked = (leg, reports, at) => (reports === leg.reports ? leg : { ...leg, reports, told: at, tries: 0 });

/** How often a page looks what has arrived. */
export const LOOK_EVERY_MS = 500;

/**
 * The browser said that its network is another one, which it says of mere guesses too. Has the sound stopped with it? Null:
 * not to be told before a whole look has passed since. `fresh` is the latest look that found anything new.
 * @param {{changed: number, fresh: number, at: number}} seen
 */
export const stoppedBy = ({ changed, fresh, at }) => (at - changed < LOOK_EVERY_MS ? null : at - fresh >= LOOK_EVERY_MS / 2);

/**
 * The way to the fair is open again, or another one: what was said on the old one may have been lost.
 * @param {BridgeLeg} leg @param {number} at @returns {[BridgeLeg, BridgeEffect[]]}
 */
export const reachedAgain = (leg, at) => leg.n && !leg.settled ? afresh(leg, at) : [leg, []];

/**
 * Nothing is heard: connect afresh? Not while the bridge goes on reporting to us, for then it is the other side that is
 * away; and each connection that brought nothing gives the next one twice the time, so that a slow network is not cut
 * off again and again before it has come through.
 * @param {BridgeLeg} leg @param {number} at @returns {[BridgeLeg, BridgeEffect[]]}
 */
export function unheard(leg, at) {
  const reported = leg.reports > 0;
  if (reported && at - leg.told < SILENT_MS) return [leg, []];
  const patience = Math.min(PATIENCE_MS * 2 ** leg.tries, MOST_PATIENCE_MS);
  if (!reported && at - leg.began < patience) return [leg, []];
  // A connection that brought something says nothing of how long the next one needs.
  return afresh({ ...leg, tries: reported ? 0 : leg.tries + 1 }, at);
}
