// What helps a person whose microphone does not work, here and in this browser; and what is said of it once.
import { family } from "../models/browser_family.js";

const SAID_MS = 9000;
/** @type {ReturnType<typeof setTimeout>|undefined} */
let later;

/** Show, of all the help in there, what fits the cause and this browser. @param {Element|null} root @param {string} why */
export function showHelp(root, why) {
  const here = family(navigator.userAgent, navigator.maxTouchPoints);
  for (const one of /** @type {Iterable<HTMLElement>} */ (root?.querySelectorAll("[data-why]") ?? [])) {
    const fits = one.dataset.why === why;
    const { browser = "" } = one.dataset;
    one.hidden = !fits || (browser !== "" && !browser.split(" ").includes(here));
  }
}

/**
 * Tell the owner of the microphone something, for a moment; "" and "heard" take it away.
 * @param {HTMLElement} stage @param {string} what @param {Record<string, string>} [values]
 */
export function sayOwn(stage, what, values = {}) {
  const slot = /** @type {HTMLElement|null} */ (stage.querySelector("[data-fill=own]"));
  if (!slot) return;
  clearTimeout(later);
  const text = Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), slot.dataset[what] ?? "");
  slot.textContent = text;
  slot.hidden = text === "";
  if (text && what !== "nothing") later = setTimeout(() => sayOwn(stage, ""), SAID_MS);
}
