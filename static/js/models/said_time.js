// How an instant is said to a reader, in the zone of their device. No clock is read here: now is given.

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const SHAPES = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  date: { month: "short", day: "numeric", weekday: "short" },
  datetime: { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
};

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const STEPS = [["hour", 3600], ["minute", 60]];
const DAY_S = 86_400;

/** To make one takes longer than to say a hundred times by it; a page has one language and few styles.
 * @type {Map<string, any>} */
const made = new Map();
/** @template T @param {string} key @param {() => T} make @returns {T} */
function once(key, make) {
  if (!made.has(key)) made.set(key, make());
  return made.get(key);
}
/** What was made in one zone is wrong in the next, and devices travel. @param {string|undefined} language @param {string} style @param {Date} instant */
const shaped = (language, style, instant) =>
  once(`${language} ${style} ${instant.getTimezoneOffset()}`, () => new Intl.DateTimeFormat(language, SHAPES[style] ?? SHAPES.time));
/** @param {string|undefined} language */
const relative = (language) => once(`${language}`, () => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));

/** Name the offset where the reader's clocks show this time twice that night. @param {Date} instant */
function offsetIfTwice(instant) {
  const behind = (/** @type {number} */ minutes) => new Date(instant.getTime() + minutes * 60_000).getTimezoneOffset();
  const back = behind(180) - behind(-180);
  const now = behind(0);
  if (back <= 0 || (behind(back) - now !== back && now - behind(-back) !== back)) return "";
  const two = (/** @type {number} */ number) => String(Math.trunc(number)).padStart(2, "0");
  return ` (UTC${now > 0 ? "-" : "+"}${two(Math.abs(now) / 60)}:${two(Math.abs(now) % 60)})`;
}

/**
 * @param {Date} instant @param {string} style "time", "date", "datetime" or "relative" @param {string|undefined} language
 * @param {number|null} now milliseconds since 1970 at the server, null while unknown
 * @returns {string|null} null where it cannot be said without knowing what time it is
 */
export function said(instant, style, language, now) {
  if (style !== "relative") {
    const text = shaped(language, style, instant).format(instant);
    return style === "date" ? text : text + offsetIfTwice(instant);
  }
  if (now === null) return null;
  const seconds = (instant.getTime() - now) / 1000;
  const format = relative(language);
  // Tomorrow is the next day on the calendar, not what is a day's length away.
  if (Math.abs(seconds) >= DAY_S) return format.format(day(instant) - day(new Date(now)), "day");
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, "minute");
}

/** The number of a day, counted on. @param {Date} at */
const day = (at) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 1000 / DAY_S;
