// What was not sent comes back into its field; where the field is gone, it is shown, and said to be unsent.
import { forgetHere, giveBack, keepHere, unsentHere } from "../helpers/drafts.js";
import { hold } from "../helpers/forms.js";
import { fieldName } from "../helpers/names.js";
import { unsent } from "../helpers/unsent.js";

/** Begins the name of what was written over a text that has changed since. */
const BEFORE = "before ";

/** @param {string} name */
const boxes = (name) =>
  [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".unsent"))].filter((box) => box.dataset.of === name);

/**
 * @param {string} name @param {string} text @param {import("../helpers/unsent.js").Why} why
 * @param {(box: HTMLElement) => void} put
 */
function show(name, text, why, put) {
  for (const old of boxes(name)) old.remove();
  const box = unsent(text, why, { drop: () => forgetHere([name]) });
  if (!box) return;
  box.dataset.of = name;
  put(box);
}

/** Behind the part, which the next news rewrites. @param {Element} place @param {HTMLElement} box */
const behind = (place, box) => (place.closest("live-fragment") ?? place).after(box);

/** @param {ParentNode} root */
function comeBack(root) {
  for (const { field, draft, back } of giveBack(root)) {
    for (const box of boxes(draft.name)) box.remove();
    if (back) {
      if (draft.id && field.form) hold(field.form, draft.id);
      continue;
    }
    const name = `${BEFORE}${draft.name}`;
    forgetHere([draft.name]);
    keepHere(name, { text: draft.text });
    show(name, draft.text, "before", (box) => behind(field.form ?? field, box));
  }
}

document.addEventListener("fair:fragment", ({ target }) => { if (target instanceof Element) comeBack(target); });
document.addEventListener("fair:lost", (event) => {
  const field = /** @type {CustomEvent<HTMLInputElement|HTMLTextAreaElement>} */ (event).detail;
  show(fieldName(field), field.value, "gone", (box) => behind(/** @type {Element} */ (event.target), box));
});

comeBack(document);
const found = new Set([...document.querySelectorAll("input, textarea")]
  .map((field) => fieldName(/** @type {HTMLInputElement} */ (field))));
for (const { name, text, sending } of unsentHere()) {
  if (sending || found.has(name) || boxes(name).length) continue;
  show(name, text, name.startsWith(BEFORE) ? "before" : "gone", (box) => document.querySelector("main")?.prepend(box));
}
