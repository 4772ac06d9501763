// What a person is doing with a field: it is theirs while they are in it, compose in it, or have changed it.

/** @typedef {HTMLInputElement|HTMLTextAreaElement|HTMLSelectElement} Field */

const PRESSED = ["hidden", "submit", "button", "image", "reset", "file", "checkbox", "radio", "range", "color"];
/** Fields that a person touched since the page, or their last sending. @type {WeakSet<Element>} */
const touched = new WeakSet();
/** @type {Element|null} */
let composed = null;

/** @param {unknown} one @returns {one is Field} */
export const isField = (one) =>
  one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement;

/** Is it written in, letter by letter? @param {unknown} one @returns {one is HTMLInputElement|HTMLTextAreaElement} */
export const isWritten = (one) =>
  one instanceof HTMLTextAreaElement || (one instanceof HTMLInputElement && !PRESSED.includes(one.type));

/**
 * Does a person write words of their own in it? Then they are kept until they are sent: never passwords, codes and
 * numbers, and nothing that a browser fills in by itself (`autocomplete`), which names who somebody is.
 * @param {unknown} one
 * @returns {one is HTMLInputElement|HTMLTextAreaElement}
 */
export function isProse(one) {
  if (!isWritten(one) || one.readOnly || !one.form?.dataset.command) return false;
  if (one instanceof HTMLInputElement && one.type !== "text") return false;
  return ["", "text"].includes(one.inputMode) && ["", "off"].includes(one.autocomplete);
}

/** @param {ParentNode} root @returns {(HTMLInputElement|HTMLTextAreaElement)[]} */
export const proseIn = (root) => [...root.querySelectorAll("input, textarea")].filter(isProse);

/** Is somebody composing a word (Chinese, Japanese, Korean, many phones) in it? @param {Element|null} field */
export const isComposing = (field) => composed !== null && composed === field;

/** Is it another than the server said, or was it touched? @param {Field} field */
export function isChanged(field) {
  if (touched.has(field)) return true;
  if (field instanceof HTMLSelectElement) {
    const said = [...field.options].filter((one) => one.defaultSelected);
    if (!said.length && !field.multiple) return field.selectedIndex > 0;
    return [...field.options].some((one) => one.selected !== one.defaultSelected);
  }
  if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type)) {
    return field.checked !== field.defaultChecked;
  }
  return isWritten(field) && field.value !== field.defaultValue;
}

/** Is somebody in a field in here, or has changed one? @param {Element} root */
export const isWrittenIn = (root) => [...root.querySelectorAll("input, textarea, select")].filter(isField)
  .some((field) => field === document.activeElement || isChanged(field));

/** From now on it says what the server knows. @param {Field} field */
export const isKnown = (field) => { touched.delete(field); };

/** Which radio buttons a person chose among, by form and name. @param {Element} root @returns {HTMLInputElement[]} */
export function chosen(root) {
  const radios = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll("input[type=radio]")]);
  const changed = radios.filter(isChanged);
  const theirs = (/** @type {HTMLInputElement} */ one) =>
    changed.some((other) => other.name === one.name && other.form === one.form);
  return radios.filter((one) => one.checked && theirs(one));
}

if (typeof document !== "undefined") {
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, ({ target }) => { if (isField(target)) touched.add(target); }, true);
  }
  document.addEventListener("reset", ({ target }) => {
    if (target instanceof HTMLFormElement) for (const field of target.elements) touched.delete(field);
  }, true);
  document.addEventListener("compositionstart", ({ target }) => { composed = /** @type {Element} */ (target); }, true);
  document.addEventListener("compositionend", () => { composed = null; }, true);
}
