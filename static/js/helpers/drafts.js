// Keeps what people write until it is sent: over a reload, a lost connection, a sign-in that ran out. In this tab alone.
import { forget, here, keep, stay } from "../models/drafts.js";
import { isChanged, isKnown, isProse, proseIn } from "./fields.js";
import { fieldName } from "./names.js";

/** @typedef {import("../models/drafts.js").Draft} Draft */
/** @typedef {HTMLInputElement|HTMLTextAreaElement} Written */

const KEY = "fair:drafts";
const LEFT = "fair:signed-out";
/** Fields that were given back their words, or had none. @type {WeakSet<Element>} */
const seen = new WeakSet();
let over = false;

/** Whose page this is, and the number of the day, both as the server says: <body data-who="mark.day">. */
export const [who = "", day = ""] = typeof document === "undefined" ? [] : (document.body.dataset.who ?? "").split(".");

/** @returns {Draft[]} */
function all() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

/** @param {Draft[]} drafts */
function write(drafts) {
  try {
    if (drafts.length && !over) sessionStorage.setItem(KEY, JSON.stringify(drafts));
    else sessionStorage.removeItem(KEY);
  } catch {
    // no storage, or it is full: the words stand in the field as ever
  }
}

/** Keep something of this page for its writer. @param {string} name @param {Omit<Draft, "who"|"path"|"name"|"day">} said */
export function keepHere(name, said) {
  write(keep(all(), { who, path: location.pathname, name, day: Number(day), ...said }));
}

/** @param {string[]} names */
export const forgetHere = (names) => write(forget(all(), who, location.pathname, names));

/** What this page's writer has not sent. @returns {Draft[]} */
export const unsentHere = () => here(all(), who, location.pathname);

/** @param {Written} field @param {string} [id] of a sending without an answer */
function save(field, id) {
  keepHere(fieldName(field), { text: field.value, was: field.defaultValue, ...(id ? { id } : {}) });
}

/** A form was sent under this number, and nobody answered; or it was answered with no. @param {HTMLFormElement} form @param {string} [id] */
export function unsettle(form, id) {
  forgetHere(proseIn(form).map(fieldName));
  for (const field of proseIn(form)) save(field, id);
}

/**
 * A form was sent with these words: they are the server's now, and what was written since is a draft of its own.
 * @param {HTMLFormElement} form @param {Map<Written, string>} sent
 */
export function settle(form, sent) {
  const written = [...sent.keys()].filter((field) => field.value !== sent.get(field));
  forgetHere([...sent.keys()].map(fieldName));
  if (!written.length && form.hasAttribute("data-reset")) form.reset();
  for (const [field, text] of sent) {
    if (written.includes(field)) save(field);
    else if (!form.hasAttribute("data-reset")) field.defaultValue = text;
    if (!written.includes(field)) isKnown(field);
  }
}

/**
 * Give fields back the words that were not sent.
 * @param {ParentNode} root
 * @returns {{field: Written, draft: Draft, back: boolean}[]} what was found; `back` false where the field has changed
 *   since, and its words must be shown beside it
 */
export function giveBack(root) {
  const found = [];
  const kept = new Map(unsentHere().map((draft) => [draft.name, draft]));
  for (const field of proseIn(root)) {
    if (seen.has(field)) continue;
    seen.add(field);
    const draft = kept.get(fieldName(field));
    if (!draft) continue;
    if (draft.text.trim() === field.defaultValue.trim()) { forgetHere([draft.name]); continue; }
    const back = field.defaultValue === draft.was && (!isChanged(field) || field.value === draft.text);
    if (back && field.value !== draft.text) {
      field.value = draft.text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    for (let at = field.closest("details"); at; at = at.parentElement?.closest("details") ?? null) at.open = true;
    found.push({ field, draft, back });
  }
  return found;
}

function leave() {
  over = true;
  write([]);
}

if (typeof document !== "undefined") {
  write(stay(all(), who, document.body.dataset.role !== "visitor", Number(day)));
  document.addEventListener("input", ({ target }) => { if (isProse(target)) { seen.add(target); save(target); } }, true);
  document.addEventListener("submit", ({ target }) => {
    if (!(target instanceof HTMLFormElement) || target.getAttribute("action") !== "/sign-out") return;
    leave();
    try {
      localStorage.setItem(LEFT, String(Math.random())); // only a change is told
    } catch {
      // no storage: then no other tab keeps anything either
    }
  });
  document.addEventListener("fair:ended", (event) => { if (!/** @type {CustomEvent} */ (event).detail.kept) leave(); });
  // Whoever signs out in one tab leaves nothing in the others, nor behind the Back button.
  window.addEventListener("storage", ({ key }) => { if (key === LEFT) leave(); });
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted && over) location.reload(); });
}
