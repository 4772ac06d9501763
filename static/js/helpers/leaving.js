// Nobody leaves a talk by accident: a link opens beside it when one says so, no form of a command carries the page away,
// and the browser asks before it closes, reloads or goes back.
import { COMMANDS } from "../contract.js";
import { showPanel } from "./stage.js";

const HANG_UP = `form[data-command="${COMMANDS.callHangUp}"]`;

/** @param {HTMLElement} stage @param {() => boolean} talking @param {AbortSignal} signal */
export function keepHere(stage, talking, signal) {
  let over = false;
  const holds = () => !over && talking();
  window.addEventListener("beforeunload", (event) => { if (holds()) event.preventDefault(); }, { signal });
  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const link = /** @type {HTMLAnchorElement|null} */ (target.closest("a[href]"));
    const kept = target.closest("[data-do=stay], [data-do=beside]");
    if (kept) showPanel(stage, "leaving", false);
    if (kept || !link || !holds() || !leads(link) || elsewhere(event)) return;
    event.preventDefault();
    ask(stage, link.href);
  }, { signal });
  document.addEventListener("fair:carried", (event) => {
    const { detail, target } = /** @type {CustomEvent} */ (event);
    if (target instanceof Element && target.matches(HANG_UP)) over = true;
    if (!holds() || event.defaultPrevented) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("fair:changed", { detail }));
  }, { signal });
}

/** Does it take the page away? @param {HTMLAnchorElement} link */
const leads = (link) => !link.target && !link.hasAttribute("download") && link.protocol.startsWith("http")
  && (link.origin !== location.origin || link.pathname + link.search !== location.pathname + location.search);

/** Did the person open it in another tab already? @param {MouseEvent} event */
const elsewhere = (event) => event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey;

/** @param {HTMLElement} stage @param {string} href */
function ask(stage, href) {
  const beside = /** @type {HTMLAnchorElement|null} */ (stage.querySelector("[data-do=beside]"));
  if (beside) beside.href = href;
  showPanel(stage, "leaving", true);
  const panel = /** @type {HTMLElement|null} */ (stage.querySelector("[data-panel=leaving]"));
  panel?.scrollIntoView({ block: "nearest" });
  beside?.focus();
}
