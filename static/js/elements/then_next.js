// "Save and call next" is one press and several commands. A button with data-after="x" sends its form as ever; once that
// was carried out, the form of the button with the id x is sent in its place, and so on. A step that a rule refuses
// leads to the page of data-else: what was saved before it stays saved.

import { local } from "../models/next_page.js";

/** The button that sent each form last. @type {WeakMap<HTMLFormElement, HTMLElement|null>} */
const sentBy = new WeakMap();

document.addEventListener("submit", (event) => {
  if (event.target instanceof HTMLFormElement) sentBy.set(event.target, event.submitter);
}, true);

document.addEventListener("fair:carried", (event) => {
  const form = event.target;
  const after = form instanceof HTMLFormElement ? sentBy.get(form)?.dataset.after : "";
  const button = after ? document.getElementById(after) : null;
  if (!(button instanceof HTMLButtonElement) || !button.form) return;
  event.preventDefault();
  button.click();
}, true);

document.addEventListener("fair:refused", ({ target }) => {
  const steps = target instanceof Element ? /** @type {HTMLElement|null} */ (target.closest("[data-then-next]")) : null;
  const to = local(steps?.dataset.else, location.href);
  if (to) location.assign(to);
}, true);

/** What belongs to an ending that was not chosen is neither asked for nor sent. @param {Element} form */
function fit(form) {
  const chosen = /** @type {HTMLInputElement|null} */ (form.querySelector("input[name=outcome]:checked"));
  for (const more of /** @type {NodeListOf<HTMLFieldSetElement>} */ (form.querySelectorAll("fieldset[data-outcome]"))) {
    more.disabled = more.dataset.outcome !== chosen?.value;
    more.toggleAttribute("data-chosen", !more.disabled);
    for (const field of more.querySelectorAll("input, select")) field.toggleAttribute("required", !more.disabled);
  }
}

const fitAll = () => { for (const form of document.querySelectorAll(".outcome__form")) fit(form); };
document.addEventListener("change", ({ target }) => {
  const form = target instanceof HTMLInputElement && target.name === "outcome" ? target.closest(".outcome__form") : null;
  if (form) fit(form);
});
document.addEventListener("fair:fragment", fitAll, true);
fitAll();
