// What one reader knows of a line, and how news changes it. No DOM: the same rules run in the tests.

/**
 * @typedef {[number, number, number, number]} Point place, then P10, P50 and P90 in seconds
 * @typedef {{version: number, waiting: number, talking: number, place: number, number: number|null, points: Point[],
 *   at: string}} View
 *   `number` is the reader's own ticket, or null for somebody who might join; `place` 0 is out of the line.
 * @typedef {{since: number, version: number, waiting: number, talking: number, removed: number[],
 *   placed: [number, number][], points: Point[], at: string, cause?: string}} Changed
 */

/**
 * Return the view after an event, or null where an event was missed and the view must be fetched afresh.
 * @param {View} view
 * @param {Changed} event
 * @returns {View|null}
 */
export function change(view, event) {
  if (event.version < view.version) return view;
  if (event.since > view.version) return null;
  if (event.since < view.version && event.version > view.version) return null;
  const told = { ...view, waiting: event.waiting, talking: event.talking, points: event.points, at: event.at };
  if (event.version === view.version && event.since < event.version) return { ...view, points: event.points, at: event.at };
  const place = view.number === null ? event.waiting + 1 : placeAfter(view.place, view.number, event);
  return { ...told, version: event.version, place };
}

/**
 * True where the line alone does not say all: the own ticket left it, somebody went before others, which is told with
 * its cause, or the reader would be asked when to begin, as nobody waits (`asks`).
 * @param {View} was @param {View} now @param {Changed} event @param {boolean} asks
 */
export function wantsMore(was, now, event, asks) {
  if (now.number === null) return asks && (was.waiting === 0 || now.waiting === 0);
  return now.place === 0 || (event.cause ?? "") !== "";
}

const MOST_TALKING = 4;
const MOST_AHEAD = 12;

/**
 * How a ticket draws its line: who talks, who stands ahead, and how many more do.
 * @param {View} view @returns {{talking: number, ahead: number, more: number}}
 */
export function dots({ place, talking }) {
  const ahead = Math.max(0, place - 1);
  return { talking: Math.min(talking, MOST_TALKING), ahead: Math.min(ahead, MOST_AHEAD), more: Math.max(0, ahead - MOST_AHEAD) };
}

/**
 * Take places out of the old order, then put others in: only the reader's own place matters here.
 * @param {number} place @param {number} number @param {Pick<Changed, "removed"|"placed">} event
 */
export function placeAfter(place, number, { removed, placed }) {
  let at = removed.includes(place) ? 0 : place - removed.filter((other) => other < place).length;
  for (const [other, who] of [...placed].sort((one, two) => one[0] - two[0])) {
    if (who === number) at = other;
    else if (at > 0 && other <= at) at += 1;
  }
  return at;
}

/**
 * P10, P50 and P90 in seconds at a place, straight between the points; null without a forecast.
 * @param {Point[]} points @param {number} place @returns {[number, number, number]|null}
 */
export function atPlace(points, place) {
  const last = points[points.length - 1];
  if (!last || place < 1) return null;
  const [base, ...far] = last;
  if (place > base) return three(far, (value) => value * place / base);
  const after = points.find((point) => point[0] >= place) ?? last;
  const before = points.filter((point) => point[0] <= place).pop() ?? after;
  const width = after[0] - before[0];
  const share = width ? (place - before[0]) / width : 0;
  const [, ...next] = after;
  const [, ...past] = before;
  return three(past, (value, n) => value + ((next[n] ?? value) - value) * share);
}

/** @param {number[]} values @param {(value: number, n: number) => number} make @returns {[number, number, number]} */
function three(values, make) {
  const [low = 0, middle = 0, high = 0] = values.map((value, n) => round(make(value, n)));
  return [low, middle, high];
}

/** Round as the server does: halves to the even number. @param {number} value */
function round(value) {
  const down = Math.floor(value);
  const rest = value - down;
  if (rest !== 0.5) return Math.round(value);
  return down % 2 ? down + 1 : down;
}

const SOON_MS = 150_000;

/** True where even the late end is next to now, as it is told. @param {{late: number}} found @param {number} now */
export const soon = (found, now) => found.late - now < SOON_MS;

/**
 * The forecast as instants (ms), never before now, which is the server's; null without a forecast.
 * @param {View} view @param {number} now @returns {{early: number, middle: number, late: number}|null}
 */
export function range(view, now) {
  const found = atPlace(view.points, view.place);
  if (!found) return null;
  const made = Date.parse(view.at);
  const [early, middle, late] = three(found, (value) => value);
  const at = (/** @type {number} */ seconds) => Math.max(now, made + seconds * 1000);
  return { early: at(early), middle: at(middle), late: at(late) };
}
