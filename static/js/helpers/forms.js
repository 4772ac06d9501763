// What the form of a command shows of its sending: that it is under way, was refused, or was not answered yet.
import { unsettle } from "./drafts.js";

/** @param {HTMLFormElement} form @param {string} [text] nothing is said without one @param {() => void} [again] sends it again, by a button */
export function refuse(form, text = "", again) {
  const slot = /** @type {HTMLElement|null} */ (form.querySelector(".form__refusal"));
  if (!slot) return;
  slot.textContent = text;
  slot.hidden = !text;
  // It may lie under the edge of the screen: then the press would seem to do nothing.
  if (text) slot.scrollIntoView({ block: "nearest" });
  if (!again) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--secondary button--small";
  button.textContent = document.body.dataset.again ?? "";
  button.addEventListener("click", again);
  slot.append(" ", button);
}

/** Mark the field that must change. @param {HTMLFormElement} form @param {string} [name] */
export function mark(form, name = "") {
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const field = name ? /** @type {HTMLElement|null} */ (form.querySelector(`[name="${CSS.escape(name)}"]`)) : null;
  if (!field || /** @type {HTMLInputElement} */ (field).type === "hidden") return;
  field.setAttribute("aria-invalid", "true");
  field.focus();
  // The sentence stands at the form's end, which may lie below the fold.
  form.querySelector(".form__refusal:not([hidden])")?.scrollIntoView({ block: "nearest" });
}

/**
 * Ask which one is meant: each answer is a button that sends the form again, as the field that the refusal names.
 * @param {HTMLFormElement} form @param {string} name @param {[string, string][]} choices
 */
export function ask(form, name, choices) {
  form.querySelector(".form__choices")?.remove();
  if (!choices.length) return;
  const box = document.createElement("div");
  box.className = "buttons form__choices";
  box.toggleAttribute("data-own", true);
  for (const [value, text] of choices) {
    const button = document.createElement("button");
    button.className = "button button--secondary";
    button.textContent = text;
    button.addEventListener("click", () => keep(form, name, value));
    box.append(button);
  }
  form.append(box);
  box.querySelector("button")?.focus();
}

/** Keep an answer in the form: a second question may follow. @param {HTMLFormElement} form */
function keep(form, /** @type {string} */ name, /** @type {string} */ value) {
  const before = form.querySelector(`input[type="hidden"][name="${CSS.escape(name)}"]`);
  const kept = /** @type {HTMLInputElement} */ (before ?? document.createElement("input"));
  Object.assign(kept, { type: "hidden", name, value });
  kept.toggleAttribute("data-own", true);
  form.append(kept);
}

/** What was saved is what the form has seen from now on. @param {HTMLFormElement} form @param {string} [seen] */
export function saw(form, seen) {
  const field = /** @type {HTMLInputElement|null} */ (form.querySelector('input[type="hidden"][name="seen"]'));
  if (field && seen) field.value = seen;
}

/** @param {HTMLFormElement} form @param {boolean} busy */
export function setBusy(form, busy) {
  form.toggleAttribute("aria-busy", busy);
  for (const button of form.querySelectorAll("button")) button.toggleAttribute("aria-disabled", busy);
}

/** The form is answered: what it sends next is another sending. @param {HTMLFormElement} form @param {string} [id] its number */
export function answered(form, id) {
  if (form.hasAttribute("data-unsettled")) unsettle(form);
  form.toggleAttribute("data-unsettled", false);
  number(form, id);
}

/**
 * It may have arrived and may not: it keeps its number until an answer comes, over a reload too.
 * @param {HTMLFormElement} form @param {string} id @param {() => void} [again] sends it again, by a button
 */
export function hold(form, id, again) {
  number(form, id);
  form.toggleAttribute("data-unsettled", true);
  unsettle(form, id);
  refuse(form, document.body.dataset.notSent, again);
}

/** @param {HTMLFormElement} form @param {string|undefined} id */
function number(form, id) {
  const slot = /** @type {HTMLInputElement|null} */ (form.querySelector("input[name=command_id]"));
  if (slot && id) slot.value = id;
}
