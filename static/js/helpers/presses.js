// A press means what stood under the finger when the person decided to press. While a finger is down nothing is swapped;
// and what comes to stand where another thing stood a moment ago rests for that moment, for fingers and for keys.
import { meaning } from "./names.js";

const MOMENT_MS = 500;
/** A finger that is down for longer than this reads, selects or scrolls. */
const HELD_MS = 2000;
/** The browser tells of a click after the finger is up. */
const CLICK_MS = 60;
const CONTROLS = "a[href], button, summary, label, input[type=checkbox], input[type=radio]";

let down = false;
/** @type {(() => void)[]} */
let waiting = [];
/** @type {ReturnType<typeof setTimeout>|undefined} */
let later;

function up() {
  down = false;
  for (const go of waiting.splice(0)) go();
}

/** Wait until no finger is on the page, or is there for long. @returns {Promise<void>} */
export const released = () => (down ? new Promise((resolve) => { waiting.push(resolve); }) : Promise.resolve());

/** @param {Element} control */
function what(control) {
  if (control instanceof HTMLLabelElement && control.control) return meaning(control.control);
  return control.tagName === "SUMMARY" ? `${meaning(control)}${control.textContent}` : meaning(control);
}

/** What can be pressed on the screen now, and where. */
function standing() {
  return [...document.querySelectorAll(CONTROLS)].map((control) => ({ control, box: control.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && box.bottom > 0 && box.top < innerHeight)
    .map(({ control, box }) => ({ control, box, does: what(control) }));
}

/** @param {DOMRect} one @param {DOMRect} other */
const overlap = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * Change the page, then let rest what stands where something else stood.
 * @template T
 * @param {() => T} change
 * @returns {T} what the change says
 */
export function swap(change) {
  const before = standing();
  const said = change();
  rest(standing().filter(({ does, box }) => {
    const there = before.filter((was) => overlap(was.box, box));
    return there.length > 0 && !there.some((was) => was.does === does);
  }).map(({ control }) => control));
  return said;
}

/** For a moment these cannot be pressed. @param {Iterable<Element>} controls */
export function rest(controls) {
  const resting = [...controls];
  for (const one of resting) one.setAttribute("data-resting", "");
  setTimeout(() => { for (const one of resting) one.removeAttribute("data-resting"); }, MOMENT_MS);
}

if (typeof document !== "undefined") {
  document.addEventListener("pointerdown", () => {
    down = true;
    clearTimeout(later);
    later = setTimeout(up, HELD_MS);
  }, true);
  for (const kind of ["pointerup", "pointercancel"]) {
    document.addEventListener(kind, () => {
      clearTimeout(later);
      later = setTimeout(up, CLICK_MS);
    }, true);
  }
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-resting]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  // A key that is held presses once, not whatever comes under the focus next.
  document.addEventListener("keydown", (event) => {
    const held = event.repeat && (event.key === "Enter" || event.key === " ");
    if (held && event.target instanceof Element && event.target.closest("a, button, summary")) event.preventDefault();
  }, true);
}
