// Writes every <time data-local="time|date|datetime|relative"> in the reader's own zone and language.

const SHAPES = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  date: { month: "short", day: "numeric", weekday: "short" },
  datetime: { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
};

const STEPS = [["day", 86400], ["hour", 3600], ["minute", 60]];

export function words(instant, style, language, now = new Date()) {
  if (style === "relative") {
    const seconds = (instant - now) / 1000;
    const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    for (const [unit, size] of STEPS) {
      if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
    }
    return format.format(0, "minute");
  }
  return new Intl.DateTimeFormat(language, SHAPES[style] ?? SHAPES.time).format(instant);
}

export function localise(root = document) {
  const language = document.documentElement.lang || "en";
  const times = root.matches?.("time[data-local]") ? [root] : root.querySelectorAll?.("time[data-local]") ?? [];
  for (const time of times) {
    const instant = new Date(time.dateTime);
    if (Number.isNaN(instant.getTime())) continue;
    const text = words(instant, time.dataset.local, language);
    if (time.textContent !== text) time.textContent = text;
  }
}

if (typeof document !== "undefined") {
  localise();
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") localise(target);
      else for (const node of addedNodes) if (node.nodeType === 1) localise(node);
    }
  }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["datetime"] });
  setInterval(() => document.hidden || localise(), 30_000);
}
