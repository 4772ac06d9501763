// <kept-ticket data-login="…" data-style="…"><template>what stands above</template></kept-ticket> on *My queues*: keeps
// the tickets as they are shown, for a reload without network (workers/queues.js shows them). One login has one copy;
// it goes with the login, with the last ticket and with the fair. Without JavaScript nothing is kept.
import { onClock, serverNow } from "../clock.js";
import { who } from "../helpers/drafts.js";
import { documentOf, LEFT_OUT, POLICY } from "../models/kept_page.js";
import { said } from "../models/said_time.js";
import { connected, onConnection } from "../live.js";

const KEPT = "kept-ticket";
const PAGE = "/queues";
const SETTLED_MS = 600;
const ANEW_MS = 30_000;

class KeptTicket extends HTMLElement {
  #ends = new AbortController();
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #soon;
  /** @type {MutationObserver|undefined} */
  #watching;
  /** @type {ReturnType<typeof setInterval>|undefined} */
  #anew;

  connectedCallback() {
    if (!("serviceWorker" in navigator) || !("caches" in window)) return;
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    navigator.serviceWorker.register("/queues-worker.js", { scope: PAGE, updateViaCache: "none" }).catch(() => undefined);
    this.#watching = new MutationObserver(() => this.#later());
    const main = document.getElementById("main");
    if (main) this.#watching.observe(main, { subtree: true, childList: true, characterData: true });
    this.#anew = setInterval(() => this.#later(), ANEW_MS);
    onConnection((up) => { if (up) this.#later(); }, signal);
    onClock(() => this.#later(), signal);
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.#keep(); }, { signal });
    document.addEventListener("fair:ended", () => this.#stop(), { signal });
    // What somebody else left here goes at once, connected or not.
    this.#tell({ keep: this.#tickets().length ? undefined : null });
    this.#later();
  }

  #tickets() {
    return [...document.querySelectorAll("#main [data-ticket]")];
  }

  /** The worker writes: a page that goes away in the middle would leave neither the old copy nor the new one. @param {object} copy */
  async #tell(copy) {
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ ...copy, reader: who, login: this.dataset.login ?? "" });
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#watching?.disconnect();
    clearInterval(this.#anew);
    clearTimeout(this.#soon);
  }

  #stop() {
    this.disconnectedCallback();
    caches.delete(KEPT);
  }

  #later() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#keep(), SETTLED_MS);
  }

  #keep() {
    // What is shown while nothing is heard may be over already: the copy from before is the last that was true.
    if (!connected()) return;
    const now = serverNow();
    if (now === null) return;
    const foot = document.getElementById("kept-foot");
    const endsAt = Date.parse(foot?.dataset.until ?? "");
    const tickets = this.#tickets();
    const nothing = !(endsAt > now) || !tickets.length;
    this.#tell(nothing ? { keep: null } : {
      keep: this.#document([...tickets, ...(foot ? [foot] : [])], now),
      policy: POLICY,
      style: this.dataset.style ?? "",
      left: endsAt - now,
    });
  }

  /** @param {Element[]} shown @param {number} now */
  #document(shown, now) {
    const lang = document.documentElement.lang;
    const head = /** @type {HTMLTemplateElement|null} */ (this.querySelector("template"))?.content.cloneNode(true);
    const time = /** @type {DocumentFragment} */ (head).querySelector("[data-fill=time]");
    if (time) time.textContent = said(new Date(now), "time", lang, now);
    return documentOf({
      lang,
      title: document.title,
      style: this.dataset.style ?? "",
      ribbon: document.querySelector(".demo-ribbon")?.outerHTML ?? "",
      head: [.../** @type {DocumentFragment} */ (head).children].map((one) => one.outerHTML).join(""),
      body: shown.map(plain).join(""),
    });
  }
}

/** A part of the page as markup that does nothing. @param {Element} part */
function plain(part) {
  const copy = /** @type {Element} */ (part.cloneNode(true));
  for (const one of copy.querySelectorAll(LEFT_OUT)) one.remove();
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  return copy.outerHTML;
}

customElements.define("kept-ticket", KeptTicket);
