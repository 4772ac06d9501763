// Words that were written and not sent yet: whose they are, where they belong, and until when they are kept.

/**
 * @typedef {object} Draft
 * @property {string} who a mark of the account or person that wrote it; nobody else sees it
 * @property {string} path the page's
 * @property {string} name the field's on it, or the sending's
 * @property {string} text
 * @property {number} day the number of the day on which it was written, as the server counts
 * @property {string} [was] what the field said before: where that changed, the words are shown beside it, not put into it
 * @property {string} [id] the number under which it was sent without an answer: sent again so, it counts once
 * @property {{action: string, body: string}} [sending] what was sent without an answer, whole
 */

/** How the mark of a visitor begins. */
const VISITOR = "v";

/** @param {Draft} one @param {Draft} other */
const same = (one, other) => one.who === other.who && one.path === other.path && one.name === other.name;

/** @param {Draft[]} drafts @param {Draft} draft @returns {Draft[]} with this one in the place of an earlier one; without, where it says nothing */
export function keep(drafts, draft) {
  const old = drafts.find((one) => same(one, draft));
  const others = drafts.filter((one) => one !== old);
  if (draft.text.trim() === "" || draft.text === draft.was) return others;
  return [...others, old?.id && !draft.id ? { ...draft, id: old.id } : draft];
}

/** @param {Draft[]} drafts @param {string} who @param {string} path @param {string[]} names @returns {Draft[]} */
export const forget = (drafts, who, path, names) =>
  drafts.filter((one) => one.who !== who || one.path !== path || !names.includes(one.name));

/**
 * What may stay when a page is opened: what is of today or yesterday, and nothing of somebody else once another account is
 * signed in here. A page without a sign-in may be one whose sign-in ran out: its owner comes back. Another visitor never does:
 * the mark of one is new after each signing in and out.
 * @param {Draft[]} drafts @param {string} who @param {boolean} signedIn @param {number} today
 * @returns {Draft[]}
 */
export const stay = (drafts, who, signedIn, today) =>
  drafts.filter((one) => today - one.day < 2 && (one.who === who || !(signedIn || one.who.startsWith(VISITOR))));

/** @param {Draft[]} drafts @param {string} who @param {string} path @returns {Draft[]} oldest first */
export const here = (drafts, who, path) => drafts.filter((one) => one.who === who && one.path === path);
