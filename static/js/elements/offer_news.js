// <offer-news hidden role="status">: an offer came, or turned firm: a notice on whatever page the person is on, with a link to it.
import { swap } from "../helpers/presses.js";
import { on } from "../live.js";

class OfferNews extends HTMLElement {
  #ends = new AbortController();

  connectedCallback() {
    this.#ends = new AbortController();
    on("offer.changed", (event) => { if (event.fresh) this.#tell(event); }, this.#ends.signal);
    this.querySelector("button")?.addEventListener("click", () => { this.hidden = true; }, { signal: this.#ends.signal });
  }

  disconnectedCallback() {
    this.#ends.abort();
  }

  /** @param {{offer_id: string, state: string}} offer */
  #tell({ offer_id, state }) {
    const to = `/offers/${offer_id}`;
    if (location.pathname === to) return;
    const link = this.querySelector("a");
    if (link) {
      link.href = to;
      if (location.pathname.startsWith("/calls/")) link.target = "_blank";
    }
    const text = this.querySelector("[data-fill=text]");
    if (text) text.textContent = (state === "reserve" ? this.dataset.reserve : this.dataset.firm) ?? "";
    swap(() => { this.hidden = false; });
  }
}

customElements.define("offer-news", OfferNews);
