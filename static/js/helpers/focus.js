// Where the focus goes when what had it is gone: to what a template names as next (`data-focus-next`), else to the
// heading; never to whatever button happens to stand there. `data-focus-scope` is a part with a next of its own.
import { rest } from "./presses.js";

/** What says by itself what it is: a heading, else a part with a name. */
const PLACES = ["h1, h2, h3, h4", "section[aria-label], [role=region]"];

/** @param {Element} one */
export const isShown = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden";

/**
 * Give the focus a place inside a part that lost what had it.
 * @param {Element} part @param {Element} from the nearest thing around it that is still there: the part, or in it
 */
export function focusNext(part, from) {
  /** @param {Element} one */
  const scopeOf = (one) => {
    const own = one.closest("[data-focus-scope]");
    return own && part.contains(own) ? own : part;
  };
  const scope = scopeOf(from);
  /** @param {string} kind */
  const ours = (kind) => [...scope.querySelectorAll(kind)].filter((one) => isShown(one) && scopeOf(one) === scope);
  const places = ["[data-focus-next]", ...PLACES].flatMap(ours);
  const place = places[0] ?? [...document.querySelectorAll("main h1, main")].find(isShown);
  if (!(place instanceof HTMLElement)) return;
  if (place.tabIndex < 0 && !place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
  // Enter, pressed a moment ago for what is gone, is not for this one.
  rest([place]);
}

/** Hide something that may have the focus, or show it. @param {HTMLElement} one @param {boolean} hidden */
export function hide(one, hidden) {
  const main = hidden && one.contains(document.activeElement) ? one.closest("main") : null;
  one.hidden = hidden;
  if (main) focusNext(main, main);
}
