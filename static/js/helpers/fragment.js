// The only place that turns text into elements: our own server's partials, fetched from our own origin. What a person is
// doing in a part is not disturbed by what the server says: docs/decisions/0019-a-refresh-leaves-the-person-alone.md.
import { fetchOwn } from "./ended.js";
import { isChanged, isComposing, isWritten, proseIn } from "./fields.js";
import { focusNext, isShown } from "./focus.js";
import { heir, morph } from "./morph.js";
import { fieldName } from "./names.js";
import { swap } from "./presses.js";

/** @typedef {HTMLInputElement|HTMLTextAreaElement} Written */

/** What our own server wrote, as elements. @param {string} html */
export const read = (html) => new DOMParser().parseFromString(html, "text/html");

/**
 * Make a part say what its partial says now.
 * @param {HTMLElement} part
 * @param {string} html
 * @returns {{waits: boolean, lost: Written[]}|null} does something wait until a field is left; the fields that are gone
 *   with words in them. Null where nothing was shown, because a word that somebody composes would be lost: ask again
 */
export function show(part, html) {
  const next = read(html).body;
  const active = document.activeElement;
  const inside = active instanceof HTMLElement && active !== part && part.contains(active) ? active : null;
  if (inside && isComposing(inside) && heir(part, next, inside) === null) return null;
  const around = inside ? above(inside, part) : [];
  const written = /** @type {Written[]} */ ([...part.querySelectorAll("input, textarea")].filter(isWritten));
  const theirs = written.filter((field) => field === inside || isChanged(field));
  const prose = new Set(proseIn(part).filter((field) => isChanged(field) && field.value.trim() !== ""));
  const caret = inside && isWritten(inside) ? caretOf(inside) : null;
  const waits = swap(() => morph(part, next));
  const gone = theirs.filter((field) => !field.isConnected);
  const lost = gone.filter((field) => !move(part, field, field === inside ? caret : null) && prose.has(field));
  const left = document.activeElement;
  const homeless = left === null || left === document.body || (left === inside && (!isShown(inside) || inside.matches(":disabled")));
  if (inside && homeless) focusNext(part, around.find((one) => one.isConnected && isShown(one)) ?? part);
  return { waits, lost };
}

const IN_TURN = '[data-focus-scope="next"]';

/** What is around, from within; behind one of a list that is gone through, those that come after it. @param {Element} one @param {Element} part */
function above(one, part) {
  const around = [];
  for (let at = one.parentElement; at && at !== part; at = at.parentElement) {
    around.push(at);
    if (at.matches(IN_TURN)) for (let next = at.nextElementSibling; next?.matches(IN_TURN); next = next.nextElementSibling) around.push(next);
  }
  return around;
}

/** @typedef {[number|null, number|null, "forward"|"backward"|"none"|null]} Caret */
/** @param {Written} field @returns {Caret} */
const caretOf = (field) => [field.selectionStart, field.selectionEnd, field.selectionDirection];

/**
 * The same field may have come back in another place: the words, and the person, go there.
 * @param {Element} part @param {Written} field @param {Caret|null} caret where the person was in it
 */
function move(part, field, caret) {
  const name = fieldName(field);
  const there = [...part.querySelectorAll("input, textarea")].filter(isWritten).find((one) => fieldName(one) === name);
  if (!there) return false;
  if (isChanged(field)) {
    there.value = field.value;
    there.dispatchEvent(new Event("input", { bubbles: true }));
  }
  for (let at = there.closest("details"); at; at = at.parentElement?.closest("details") ?? null) at.open = true;
  if (caret) {
    there.focus({ preventScroll: true });
    if (caret[0] !== null) there.setSelectionRange(caret[0], caret[1], caret[2] ?? undefined);
  }
  return true;
}

/**
 * What each partial said last and its tag. No cache of the browser keeps what somebody saw who is signed in, so an
 * unchanged partial is known here, for as long as this page lives.
 * @type {Map<string, {tag: string, html: string}>}
 */
const said = new Map();

/** Fetch a partial of our own origin. @param {string} url @returns {Promise<string|null>} null where it is gone or forbidden; throws where it must be asked for again */
export async function fetchPartial(url) {
  const known = said.get(url);
  const headers = { "X-Partial": "1", ...(known && { "If-None-Match": known.tag }) };
  const answer = await fetchOwn(url, { headers });
  if (known && answer.status === 304) return known.html;
  if (answer.status === 429 || answer.status === 503) throw new Error("later");
  said.delete(url);
  if (!answer.ok) return null;
  const html = await answer.text();
  const tag = answer.headers.get("ETag");
  if (tag) said.set(url, { tag, html });
  return html;
}
