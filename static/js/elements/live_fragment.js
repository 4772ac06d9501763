// <live-fragment src="/me/tickets" on="ticket.changed call.rang" watch="queue:8f3k">…</live-fragment>
// Refetches its partial when one of its events arrives, after a reconnection, and every five seconds without a socket.
// What changes by time alone has no event: `every="20"` refetches that often, data-again="6" inside the partial once.
// Where the partial has a link with data-lead, the page has another place now, and goes there.
// Whoever writes or presses something in it is left alone: helpers/fragment.js.
import { fetchPartial, read, show } from "../helpers/fragment.js";
import { alike, learn } from "../helpers/morph.js";
import { released } from "../helpers/presses.js";
import { local } from "../models/next_page.js";
import { connected, missed, on, onConnection, watch } from "../live.js";

const POLL_MS = 5000;
const WAIT_MS = 80;

// A form of this page is on its way: its answer leads on, and says what was done.
let leaving = false;
const ANSWERED_MS = 10_000;  // or it leads nowhere: a file, an answer that was lost
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  leaving = true;
  setTimeout(() => { leaving = false; }, ANSWERED_MS);
});
window.addEventListener("pageshow", () => { leaving = false; });

class LiveFragment extends HTMLElement {
  #ends = new AbortController();
  #busy = false;
  #again = false;
  /** Something waits until the person has left a field, or ended a word. */
  #waits = false;
  #last = "";
  /** It stands as the page brought it. Whoever asks in the first seconds mostly hears the same, and need not be shown it. */
  #brought = true;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #soon;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #later;

  connectedCallback() {
    learn(this);
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    const names = (/** @type {string} */ name) => (this.getAttribute(name) ?? "").split(" ").filter(Boolean);
    for (const name of names("on")) on(/** @type {any} */ (name), (event) => this.#heard(event), signal);
    if (names("watch").length) watch(names("watch"), signal);
    // The first connection too: what happened since the page was made was told to nobody here.
    onConnection((up) => { if (up) this.refresh(); }, signal);
    document.addEventListener("fair:changed", () => this.refresh(), { signal });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.refresh(); }, { signal });
    for (const left of ["focusout", "compositionend"]) {
      this.addEventListener(left, () => { if (this.#waits) this.refresh(); }, { signal });
    }
    const poll = setInterval(() => { if (!connected() && !document.hidden) this.refresh(); }, POLL_MS);
    signal.addEventListener("abort", () => clearInterval(poll));
    const every = Number(this.getAttribute("every"));
    if (every) {
      const turn = setInterval(() => { if (!document.hidden) this.refresh(); }, every * 1000);
      signal.addEventListener("abort", () => clearInterval(turn));
    }
    this.#lookAgain();
  }

  disconnectedCallback() {
    this.#ends.abort();
    clearTimeout(this.#soon);
    clearTimeout(this.#later);
  }

  /** The partial itself may say when its words are out of date. */
  #lookAgain() {
    clearTimeout(this.#later);
    const wish = /** @type {HTMLElement|null} */ (this.querySelector("[data-again]"));
    if (wish) this.#later = setTimeout(() => this.refresh(), Number(wish.dataset.again) * 1000);
  }

  /**
   * What is about another thing of that kind is passed over; what names none, as news of the reader, is not.
   * @param {Record<string, unknown>} event
   */
  #heard(event) {
    const only = this.getAttribute("only");
    if (only) {
      const [field = "", value] = only.split("=");
      if (field in event && String(event[field]) !== value) return;
    }
    this.refresh();
  }

  /** Fetch the partial soon; several wishes within a moment become one. */
  refresh() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#fetch(), WAIT_MS + Math.random() * 40);
  }

  /** @param {string} html */
  #show(html) {
    const same = this.#brought && alike(this, read(html).body);
    this.#brought = false;
    if (same) this.#last = html;
    if (html !== this.#last || this.#waits) {
      const shown = show(this, html);
      this.#waits = shown === null || shown.waits;
      if (shown === null) return;
      this.#last = html;
      const lead = this.querySelector("a[data-lead]");
      const to = local(lead?.getAttribute("href"), location.href);
      if (to && !leaving) { location.replace(to); return; }
      for (const field of shown.lost) this.dispatchEvent(new CustomEvent("fair:lost", { bubbles: true, detail: field }));
    }
    this.#lookAgain();
    this.dispatchEvent(new CustomEvent("fair:fragment", { bubbles: true }));
  }

  async #fetch() {
    if (this.#busy) { this.#again = true; return; }
    this.#busy = true;
    try {
      const html = await fetchPartial(this.getAttribute("src") ?? "");
      await released();
      if (html !== null && this.isConnected) this.#show(html);
    } catch {
      missed(); // without a network the page says so, and the reconnection fetches afresh
    } finally {
      this.#busy = false;
      if (this.#again) { this.#again = false; this.refresh(); }
    }
  }
}

customElements.define("live-fragment", LiveFragment);
