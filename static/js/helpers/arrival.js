// The page of a call, fetched with its programs while it rings, so that *Answer* shows it at once and over the same socket.
// Before *Answer* nothing of it is shown, runs or connects; where anything fails, the browser goes there as ever.
import { fetchOwn } from "./ended.js";
import { read } from "./fragment.js";
import { closeModal } from "./modal.js";
import { swap } from "./presses.js";

export class Arrival {
  #path = "";
  /** @type {Promise<Document|null>} */
  #page = Promise.resolve(null);
  /** @type {Document|null} */
  #there = null;

  /** Fetch what is shown at this path, once. @param {string} path */
  prepare(path) {
    if (path === this.#path) return;
    this.drop();
    this.#path = path;
    this.#page = fetched(path).catch(() => null);
    this.#page.then((page) => { if (path === this.#path) this.#there = page; });
  }

  /** Can it be shown at once? */
  get ready() { return this.#there !== null; }

  /**
   * Show it in the place of what stands here, and say whether that could be done. @param {string} path
   * @param {unknown} [leg] where the answering page stands in the call
   */
  show(path, leg) {
    const page = path === this.#path ? this.#there : null;
    const [here, next] = [document.querySelector("main"), page?.querySelector("main")];
    this.drop();
    if (!page || !here || !next) return false;
    // Not one more step of the history: *Back* out of a talk leaves the page, which the browser asks about.
    history.replaceState(null, "", path);
    document.title = page.title;
    document.body.className = page.body.className;
    for (const one of document.querySelectorAll("nav [aria-current=page]")) one.removeAttribute("aria-current");
    for (const field of document.querySelectorAll("header input[name=then]")) /** @type {HTMLInputElement} */ (field).value = path;
    // What lay over the other page, as the letter of an offer, would lie over the talk.
    for (const one of document.querySelectorAll("dialog[open]")) closeModal(/** @type {HTMLDialogElement} */ (one));
    const stage = /** @type {HTMLElement|null} */ (next.querySelector("call-stage"));
    if (stage && leg) stage.dataset.leg = JSON.stringify(leg);
    swap(() => here.replaceWith(document.adoptNode(next)));
    scrollTo(0, 0);
    return true;
  }

  drop() {
    this.#path = "";
    this.#there = null;
  }
}

/** @param {string} path @returns {Promise<Document|null>} */
async function fetched(path) {
  const answer = await fetchOwn(path, { headers: { Accept: "text/html" } });
  if (!answer.ok || new URL(answer.url).pathname !== path) return null;
  const page = read(await answer.text());
  const programs = [...page.querySelectorAll("script[type=module]")].map((one) => one.getAttribute("src") ?? "");
  await Promise.all(programs.map((one) => import(new URL(one, location.href).href)));
  // It is shown once the ring was answered.
  for (const one of page.querySelectorAll("main noscript, main .ring")) one.remove();
  return page;
}
