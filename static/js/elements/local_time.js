// Writes every <time data-local="time|date|datetime|relative"> in the reader's own zone and language.
import { onClock, serverNow } from "../clock.js";
import { said } from "../models/said_time.js";

/** @param {Document|Element} root */
export function localise(root) {
  const language = document.documentElement.lang || undefined;
  /** @type {HTMLTimeElement[]} */
  const times = [...root.querySelectorAll("time")];
  if (root instanceof HTMLTimeElement) times.push(root);
  for (const time of times) {
    const style = time.dataset.local;
    const instant = new Date(time.dateTime);
    if (!style || Number.isNaN(instant.getTime())) continue;
    const text = said(instant, style, language, serverNow());
    if (text !== null && time.textContent !== text) time.textContent = text;
  }
}

/** @param {MutationRecord[]} changes */
function follow(changes) {
  for (const { type, target, addedNodes } of changes) {
    const changed = type === "attributes" ? [target] : addedNodes;
    for (const node of changed) if (node instanceof Element) localise(node);
  }
}

localise(document);
const kinds = { subtree: true, childList: true, attributes: true, attributeFilter: ["datetime"] };
new MutationObserver(follow).observe(document.documentElement, kinds);
onClock(() => localise(document));
setInterval(() => document.hidden || localise(document), 30_000);
