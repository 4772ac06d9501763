// Sends a form's fields without leaving the page. The same fields sent again are the same sending: it counts once.

/** A network that is black silently is told apart from a slow one by this. */
const PATIENCE_MS = 12_000;
/** Which button was pressed last in a form, for browsers that do not say with what a form is sent. @type {WeakMap<HTMLFormElement, HTMLElement>} */
const pressed = new WeakMap();

/** @typedef {{ok?: any, then?: string, next_id?: string, refused?: string, message?: string, field?: string}} Said */

/** What a form says, with the button that sent it. @param {HTMLFormElement} form @param {HTMLElement|null|undefined} submitter */
export function fieldsOf(form, submitter) {
  const fields = new URLSearchParams();
  for (const [key, value] of new FormData(form)) fields.append(key, String(value));
  const button = submitter === undefined ? pressed.get(form) : submitter;
  if (button instanceof HTMLButtonElement && button.name) fields.append(button.name, button.value);
  return fields;
}

/**
 * Post fields of ours.
 * @param {string} action @param {URLSearchParams} fields
 * @returns {Promise<Said>} throws where nobody answered, or where it is not known what became of it: send the same again
 */
export async function post(action, fields) {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(action, {
      method: "POST", body: fields, headers: { Accept: "application/json" }, credentials: "same-origin", signal: stop.signal,
    });
    const said = await answer.json();
    if (said.refused === "not-known") throw new Error(said.message);
    return said;
  } finally {
    clearTimeout(patience);
  }
}

if (typeof document !== "undefined") {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.form) pressed.set(button.form, button);
  }, true);
}
