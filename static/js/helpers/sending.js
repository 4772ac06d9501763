// Sends a form's fields without leaving the page. The same fields sent again are the same sending: it counts once.

import { fetchOwn } from "./ended.js";

/** A network that is black silently is told apart from a slow one by this. */
const PATIENCE_MS = 12_000;

/** @typedef {{then?: string, next_id?: string, seen?: string, refused?: string, message?: string, field?: string, answer?: string, choices?: [string, string][]}} Said */

/** What a form says, with the button that sends it. @param {HTMLFormElement} form @param {HTMLElement|null} submitter */
export function fieldsOf(form, submitter) {
  const fields = new URLSearchParams();
  for (const [key, value] of new FormData(form)) fields.append(key, String(value));
  // By hand: a button may have left its form by the time that this is sent again.
  if (submitter instanceof HTMLButtonElement && submitter.name) fields.append(submitter.name, submitter.value);
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
    const answer = await fetchOwn(action, {
      method: "POST", body: fields, headers: { Accept: "application/json" }, signal: stop.signal,
    });
    const said = await answer.json();
    if (said.refused === "not-known") throw new Error(said.message);
    return said;
  } finally {
    clearTimeout(patience);
  }
}
