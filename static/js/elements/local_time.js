// Writes every <time data-local="time|date|datetime|relative"> in the reader's own zone and language.

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const SHAPES = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  date: { month: "short", day: "numeric", weekday: "short" },
  datetime: { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
};

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const STEPS = [["day", 86400], ["hour", 3600], ["minute", 60]];

/** Name the offset where the reader's clocks show this time twice that night. @param {Date} instant */
function offsetIfTwice(instant) {
  const behind = (/** @type {number} */ minutes) => new Date(instant.getTime() + minutes * 60_000).getTimezoneOffset();
  const back = behind(180) - behind(-180);
  const now = behind(0);
  if (back <= 0 || (behind(back) - now !== back && now - behind(-back) !== back)) return "";
  const two = (/** @type {number} */ number) => String(Math.trunc(number)).padStart(2, "0");
  return ` (UTC${now > 0 ? "-" : "+"}${two(Math.abs(now) / 60)}:${two(Math.abs(now) % 60)})`;
}

/** @param {Date} instant @param {string} style @param {string|undefined} language */
export function said(instant, style, language, now = new Date()) {
  if (style !== "relative") {
    const text = new Intl.DateTimeFormat(language, SHAPES[style] ?? SHAPES.time).format(instant);
    return style === "date" ? text : text + offsetIfTwice(instant);
  }
  const seconds = (instant.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, "minute");
}

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
    const text = said(instant, style, language);
    if (time.textContent !== text) time.textContent = text;
  }
}

/** @param {MutationRecord[]} changes */
function follow(changes) {
  for (const { type, target, addedNodes } of changes) {
    const changed = type === "attributes" ? [target] : addedNodes;
    for (const node of changed) if (node instanceof Element) localise(node);
  }
}

if (typeof document !== "undefined") {
  localise(document);
  const kinds = { subtree: true, childList: true, attributes: true, attributeFilter: ["datetime"] };
  new MutationObserver(follow).observe(document.documentElement, kinds);
  setInterval(() => document.hidden || localise(document), 30_000);
}
