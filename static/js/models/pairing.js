// Which of the old children of an element stand for which of the new ones, and which of them need not be moved.
// A pure model: a child is described by what kind of thing it is, its own name, the names inside it, its looks and words.

/**
 * @typedef {object} Face
 * @property {string} kind what it is; nothing becomes another kind
 * @property {string} name what it is called; "" where nothing names it. Two names never stand for each other
 * @property {ReadonlySet<string>} inside the names of what it holds
 * @property {string} looks how it looks, and
 * @property {string} says what stands in it: both tell things without a name apart, as far as one can
 */

/** @type {(one: Face, other: Face) => boolean} */
const shares = (one, other) => [...one.inside].some((name) => other.inside.has(name));
/** @type {(one: Face, other: Face) => boolean} */
const strangers = (one, other) => one.inside.size > 0 && other.inside.size > 0 && !shares(one, other);
/** @type {(one: Face, other: Face) => boolean} */
const alike = (one, other) => one.kind === other.kind && !strangers(one, other);

/**
 * Find the old child for each new one.
 * @param {Face[]} olds @param {Face[]} news
 * @returns {number[]} for each new child the index of the old one that stays for it, or -1 where it is new
 */
export function pair(olds, news) {
  const found = news.map(() => -1);
  const free = new Set(olds.keys());
  /** @param {number} at @param {number} old */
  const take = (at, old) => { found[at] = old; free.delete(old); };
  /** @param {(old: Face, next: Face) => boolean} fits @param {boolean} named */
  const anywhere = (fits, named) => {
    for (const [at, next] of news.entries()) {
      if (found[at] !== -1 || (next.name !== "") !== named) continue;
      if (!named && next.inside.size === 0) continue;
      for (const old of free) {
        const face = /** @type {Face} */ (olds[old]);
        if (face.kind === next.kind && fits(face, next)) { take(at, old); break; }
      }
    }
  };
  anywhere((old, next) => old.name === next.name, true);
  anywhere((old, next) => old.name === "" && shares(old, next), false);
  // What nothing names keeps its place between what was found: first by its words, then by its looks, then by its kind.
  between(olds, news, found, free, (old, next) => alike(old, next) && old.looks === next.looks && old.says === next.says);
  between(olds, news, found, free, (old, next) => alike(old, next) && old.looks === next.looks);
  between(olds, news, found, free, alike);
  return found;
}

/**
 * @param {Face[]} olds @param {Face[]} news @param {number[]} found @param {Set<number>} free
 * @param {(old: Face, next: Face) => boolean} fits
 */
function between(olds, news, found, free, fits) {
  const fixed = steady(found);
  let from = 0;
  for (let at = 0; at < news.length; at += 1) {
    if (fixed.has(at)) { from = /** @type {number} */ (found[at]) + 1; continue; }
    if (found[at] !== -1) continue;
    let end = at + 1;
    while (end < news.length && !fixed.has(end)) end += 1;
    const until = /** @type {number} */ (end < news.length ? found[end] : olds.length);
    const next = /** @type {Face} */ (news[at]);
    if (next.name) continue;
    for (let old = from; old < until; old += 1) {
      const face = /** @type {Face} */ (olds[old]);
      if (!free.has(old) || face.name || !fits(face, next)) continue;
      found[at] = old;
      free.delete(old);
      from = old + 1;
      break;
    }
  }
}

/**
 * The new children whose old ones are in order already: everything else is put around them.
 * @param {number[]} found as `pair` says
 * @param {number} [held] an old child that must not be moved whatever it costs
 * @returns {Set<number>} indexes of new children
 */
export function steady(found, held = -1) {
  const pinned = held < 0 ? -1 : found.indexOf(held);
  /** @type {number[]} the index of the new child that ends the best chain of each length */
  const ends = [];
  const before = found.map(() => -1);
  for (const [at, old] of found.entries()) {
    if (old < 0 || (pinned >= 0 && at < pinned && old > held) || (pinned >= 0 && at > pinned && old < held)) continue;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {number} */ (found[/** @type {number} */ (ends[middle])]) < old) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? /** @type {number} */ (ends[low - 1]) : -1;
    ends[low] = at;
  }
  const stay = /** @type {Set<number>} */ (new Set());
  for (let at = ends.length ? /** @type {number} */ (ends[ends.length - 1]) : -1; at >= 0; at = /** @type {number} */ (before[at])) {
    stay.add(at);
  }
  return stay;
}
