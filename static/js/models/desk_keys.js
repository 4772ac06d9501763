// Which key of a recruiter does what, and when it does nothing: no press may mean what stood there a moment ago.

/** Nothing is pressed by a key for so long after the page has changed, or somebody typed. */
export const CALM_MS = 1000;

/** @type {Record<string, string>} */
const DOES = {
  Enter: "next", n: "next", m: "mute", H: "hang-up", 1: "offer", 2: "step", 3: "hold", 4: "none", c: "chat", "?": "keys",
};

/**
 * @typedef {object} Press
 * @property {string} key as the browser names it, with Shift in it
 * @property {boolean} repeat the key is held
 * @property {boolean} modified with Ctrl, Alt or the like: that is for the browser
 * @property {boolean} composing it belongs to a word being composed
 * @property {"nothing"|"control"|"field"} focus what has the focus: nothing, something to press, something to write in
 * @property {boolean} covered a dialog or a menu is open over the page
 * @property {boolean} used the person wants these keys
 * @property {number} calm for how many ms the page has not changed and nobody has typed
 */

/**
 * What a press means: an action, "wait" where it came too soon to be meant, or nothing at all.
 * @param {Press} press
 * @returns {string}
 */
export function meaning({ key, repeat, modified, composing, focus, covered, used, calm }) {
  const does = DOES[key] ?? "";
  if (!does || modified || composing || repeat || focus === "field" || covered) return "";
  if (does === "keys") return does; // also the way to turn them on again
  if (key === "Enter" && focus !== "nothing") return ""; // it presses what has the focus
  if (!used && key !== "Enter") return "";
  return calm < CALM_MS ? "wait" : does;
}
