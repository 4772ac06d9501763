// <offer-news>: an offer came, or turned firm. It opens where the person is, over any page; in a talk, or while they write,
// a notice says so and a tap opens it there. What was taken back is not announced any longer.
import { COMMANDS, EVENTS } from "../contract.js";
import { fetchOwn } from "../helpers/ended.js";
import { isWritten } from "../helpers/fields.js";
import { closeModal, isOpen, openModal } from "../helpers/modal.js";
import { rest, swap } from "../helpers/presses.js";
import { on, onConnection } from "../live.js";

const TALK = ["ringing", "connecting", "live", "reconnecting"];
const ANSWERABLE = ["firm", "reserve"];

/** The card of an offer, where the page shows it. @param {string} id */
function cardOf(id) {
  const card = /** @type {HTMLElement|null} */ (id ? document.querySelector(`main [data-offer="${CSS.escape(id)}"]`) : null);
  return card?.offsetParent ?? null;
}

class OfferNews extends HTMLElement {
  #ends = new AbortController();
  /** Which offer the notice is about. */
  #told = "";

  connectedCallback() {
    const { signal } = this.#ends = new AbortController();
    on(EVENTS.offerChanged, (event) => {
      if (event.fresh) this.#tell(event);
      else if (event.offer_id === this.#told && !ANSWERABLE.includes(event.state)) this.#untell();
    }, signal);
    // Once its card stands on the page, as after a talk, the notice would only lie over it.
    document.addEventListener("fair:fragment", () => { if (cardOf(this.#told)) this.#untell(); }, { signal });
    onConnection((up, again) => { if (up && again) this.#lookAgain(); }, signal);
    this.addEventListener("click", ({ target }) => {
      const wish = target instanceof Element ? /** @type {HTMLElement|null} */ (target.closest("[data-do]"))?.dataset.do : "";
      if (wish === "later") this.#untell();
      else if (wish === "close") this.#close();
    }, { signal });
    // A link to an offer opens it here: whoever talks goes on talking.
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("[data-offer-open]") : null;
      if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#open(link.getAttribute("data-offer-open") ?? "");
    }, { signal });
    // The letter's forms lead to its own page; here it stands already, and shows what became of it.
    this.#sheet?.addEventListener("fair:carried", (event) => {
      if (/** @type {HTMLFormElement} */ (event.target).dataset.command === COMMANDS.caseOpen) return;
      event.preventDefault();
      document.dispatchEvent(new CustomEvent("fair:changed", { detail: /** @type {CustomEvent} */ (event).detail }));
    }, { signal });
    this.#sheet?.addEventListener("close", () => this.#slot("letter")?.replaceChildren(), { signal });
  }

  disconnectedCallback() {
    this.#ends.abort();
  }

  get #sheet() { return this.querySelector("dialog"); }

  /** @param {string} name */
  #slot(name) { return /** @type {HTMLElement|null} */ (this.querySelector(`[data-fill=${name}]`)); }

  /** @param {{offer_id: string, state: string}} offer */
  #tell({ offer_id, state }) {
    if (location.pathname === `/offers/${offer_id}`) return;
    const busy = isWritten(document.activeElement) || document.querySelector("dialog[open]");
    const talking = TALK.includes(/** @type {HTMLElement|null} */ (document.querySelector(".call"))?.dataset.state ?? "");
    if (state === "firm" && !busy && !talking) { this.#open(offer_id); return; }
    this.#told = offer_id;
    const link = this.querySelector("a");
    if (link) {
      link.href = `/offers/${offer_id}`;
      link.setAttribute("data-offer-open", offer_id);
    }
    const text = this.#slot("text");
    if (text) text.textContent = (state === "reserve" ? this.dataset.reserve : this.dataset.firm) ?? "";
    this.#show(true);
  }

  #untell() {
    this.#told = "";
    this.#show(false);
  }

  /** @param {boolean} shown */
  #show(shown) {
    const news = this.#slot("news");
    if (news) swap(() => { news.hidden = !shown; });
  }

  /** What was told may have been taken back while nobody could tell this page. */
  async #lookAgain() {
    const told = this.#told;
    if (!told) return;
    try {
      const answer = await fetchOwn(`/offers/${told}/letter`);
      const state = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".letter")?.getAttribute("data-state");
      if (answer.ok && told === this.#told && !ANSWERABLE.includes(state ?? "")) this.#untell();
    } catch {
      // the next connection looks again
    }
  }

  /** @param {string} id */
  #open(id) {
    const sheet = this.#sheet;
    const slot = this.#slot("letter");
    if (!sheet || !slot || !id) return;
    if (id === this.#told) this.#untell();
    const letter = document.createElement("live-fragment");
    for (const [name, value] of [["src", `/offers/${id}/letter`], ["on", EVENTS.offerChanged], ["only", `offer_id=${id}`]]) {
      letter.setAttribute(/** @type {string} */ (name), /** @type {string} */ (value));
    }
    slot.replaceChildren(letter);
    import("./read_aloud.js");
    /** @type {any} */ (letter).refresh();
    if (!isOpen(sheet)) openModal(sheet);
    rest(sheet.querySelectorAll("button"));
  }

  #close() {
    const sheet = this.#sheet;
    if (!sheet) return;
    closeModal(sheet);
    this.#slot("letter")?.replaceChildren();
  }
}

customElements.define("offer-news", OfferNews);
