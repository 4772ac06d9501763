// Forms of commands are sent without leaving the page: the same URL, the same fields, an answer as JSON.
// Without JavaScript the browser posts them, and the server answers with a page.
import { settle } from "../helpers/drafts.js";
import { proseIn } from "../helpers/fields.js";
import { answered, ask, hold, mark, refuse, saw, setBusy } from "../helpers/forms.js";
import { fieldsOf, post } from "../helpers/sending.js";
import { commandId } from "../live.js";
import { loadsNothing, local } from "../models/next_page.js";

/** Is a key down that belongs to a word being composed? Enter ends the word then, and sends nothing. */
let inWord = false;

/** @param {HTMLFormElement} form @param {HTMLElement|null} submitter */
async function send(form, submitter) {
  const fields = fieldsOf(form, submitter);
  const texts = new Map(proseIn(form).map((field) => [field, field.value]));
  let said;
  try {
    said = await post(form.action, fields);
  } catch {
    // A chat shows by itself what was not sent, and its field is free for the next message.
    const unsent = new CustomEvent("fair:unsent", { bubbles: true, cancelable: true, detail: fields });
    if (form.dispatchEvent(unsent)) return hold(form, fields.get("command_id") ?? "", () => carry(form, submitter));
    answered(form, commandId());
    return settle(form, texts);
  }
  // The page that asks for password or code keeps the form; so does the one that shows what somebody else saved meanwhile.
  if (said.refused === "prove-first" || said.refused === "changed-meanwhile") return form.submit();
  if (said.refused) {
    // Under this number something else has arrived already: what is here now is a sending of its own.
    const earlier = said.refused === "reused-id";
    answered(form, earlier ? commandId() : undefined);
    refuse(form, earlier ? document.body.dataset.arrived : said.message);
    mark(form, said.field);
    ask(form, said.answer ?? "", said.choices ?? []);
    form.dispatchEvent(new CustomEvent("fair:refused", { bubbles: true, detail: said }));
    if (earlier) document.dispatchEvent(new CustomEvent("fair:changed", { detail: said }));
    return undefined;
  }
  refuse(form);
  mark(form);
  ask(form, "", []);
  answered(form, said.next_id);
  saw(form, said.seen);
  settle(form, texts);
  const here = location.pathname + location.search;
  const carried = new CustomEvent("fair:carried", { bubbles: true, cancelable: true, detail: said });
  if (!form.dispatchEvent(carried)) return undefined;
  const then = local(said.then, location.href);
  if (then && then !== here) return go(then);
  document.dispatchEvent(new CustomEvent("fair:changed", { detail: said }));
  if (!document.querySelector("live-fragment")) location.reload();
  return undefined;
}

/** Load the page, this very one too, and end at its place. @param {string} to */
function go(to) {
  if (!loadsNothing(to, location.href)) return location.assign(to);
  // A page that is loaded again stands where it stood, not at the place that its address names.
  history.replaceState({ ...history.state, toPlace: true }, "", to);
  history.scrollRestoration = "manual";
  return location.reload();
}
function toPlace() {
  if (!history.state?.toPlace) return;
  history.replaceState({ ...history.state, toPlace: undefined }, "");
  history.scrollRestoration = "auto";
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}
if (document.readyState === "complete") toPlace();
else addEventListener("load", toPlace);

/** @param {HTMLFormElement} form @param {HTMLElement|null} submitter */
async function carry(form, submitter) {
  if (form.hasAttribute("aria-busy")) return;
  setBusy(form, true);
  try {
    await send(form, submitter);
  } finally {
    setBusy(form, false);
  }
}

document.addEventListener("keydown", (event) => {
  inWord = event.isComposing || event.keyCode === 229;
}, true);
for (const over of ["keyup", "pointerdown"]) document.addEventListener(over, () => { inWord = false; }, true);
document.addEventListener("submit", (event) => {
  if (!inWord) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.command || event.defaultPrevented) return;
  event.preventDefault();
  carry(form, event.submitter);
});
// A refusal is about what was sent: with another text it is no longer said.
document.addEventListener("input", ({ target }) => {
  const form = target instanceof HTMLElement ? target.closest("form") : null;
  if (form?.dataset.command && !form.hasAttribute("data-unsettled")) refuse(form);
});
