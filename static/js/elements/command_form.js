// Forms of commands are sent without leaving the page: the same URL, the same fields, an answer as JSON.
// Without JavaScript the browser posts them, and the server answers with a page.

/** @param {HTMLFormElement} form @param {string} text */
function refuse(form, text) {
  const slot = /** @type {HTMLElement|null} */ (form.querySelector(".form__refusal"));
  if (!slot) return;
  slot.textContent = text;
  slot.hidden = !text;
}

/** Mark the field that must change. @param {HTMLFormElement} form @param {string} name */
function mark(form, name) {
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const field = name ? /** @type {HTMLElement|null} */ (form.querySelector(`[name="${CSS.escape(name)}"]`)) : null;
  if (!field || /** @type {HTMLInputElement} */ (field).type === "hidden") return;
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

/**
 * Ask which one is meant: each answer is a button that sends the form again, as `<field>.which`.
 * @param {HTMLFormElement} form @param {string} name @param {[string, string][]} choices
 */
function ask(form, name, choices) {
  form.querySelector(".form__choices")?.remove();
  if (!choices.length) return;
  const box = document.createElement("div");
  box.className = "buttons form__choices";
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
  form.append(kept);
}

/** @param {HTMLFormElement} form @param {boolean} busy */
function setBusy(form, busy) {
  form.toggleAttribute("aria-busy", busy);
  for (const button of form.querySelectorAll("button")) button.toggleAttribute("aria-disabled", busy);
}

/** @param {HTMLFormElement} form @param {HTMLElement|null} submitter @returns {Promise<void>} */
async function send(form, submitter) {
  const fields = new URLSearchParams();
  for (const [key, value] of new FormData(form, /** @type {any} */ (submitter))) fields.append(key, String(value));
  const answer = await fetch(form.action, {
    method: "POST",
    body: fields,
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  });
  const said = await answer.json();
  if (said.refused) {
    refuse(form, said.message);
    mark(form, said.field ?? "");
    ask(form, `${said.field}.which`, said.choices ?? []);
    form.dispatchEvent(new CustomEvent("fair:refused", { bubbles: true, detail: said }));
    return;
  }
  refuse(form, "");
  mark(form, "");
  ask(form, "", []);
  const id = /** @type {HTMLInputElement|null} */ (form.querySelector("input[name=command_id]"));
  if (id) id.value = said.next_id;
  const here = location.pathname + location.search;
  const carried = new CustomEvent("fair:carried", { bubbles: true, cancelable: true, detail: said });
  if (!form.dispatchEvent(carried)) return;
  if (said.then && said.then !== here) {
    location.assign(said.then);
    return;
  }
  if (form.hasAttribute("data-reset")) form.reset();
  document.dispatchEvent(new CustomEvent("fair:changed", { detail: said }));
  if (!document.querySelector("live-fragment")) location.reload();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.command || event.defaultPrevented) return;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  setBusy(form, true);
  try {
    await send(form, event.submitter);
  } catch {
    refuse(form, document.body.dataset.noConnection ?? "");
  } finally {
    setBusy(form, false);
  }
});
