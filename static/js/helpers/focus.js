// Where the focus goes when what had it is gone: to what a template names as next (`data-focus-next`), else to the
// heading; never to whatever button happens to stand there. `data-focus-scope` is a part with a next of its own.
import { rest } from "./presses.js";

const HEADINGS = "h1, h2, h3, h4";

/** @param {Element} one */
const isShown = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden";

/** @param {Element} scope @param {Element} part */
function within(scope, part) {
  return (/** @type {Element} */ one) => (one.closest("[data-focus-scope]") ?? part) === scope && isShown(one);
}

/**
 * Give the focus a place inside a part that lost what had it.
 * @param {Element} part @param {Element} from the nearest thing around it that is still there: the part, or in it
 */
export function focusNext(part, from) {
  const own = from.closest("[data-focus-scope]");
  const scope = own && part.contains(own) ? own : part;
  const ours = within(scope, scope === part ? part : scope);
  const next = [...scope.querySelectorAll("[data-focus-next]")].find(ours);
  const place = next ?? [...scope.querySelectorAll(HEADINGS)].find(ours) ?? [scope, document.querySelector("main h1"),
    document.querySelector("main")].find((one) => one && (isShown(one) && one.textContent?.trim()));
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
