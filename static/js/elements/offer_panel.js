// <offer-panel>: beside a call. Choosing another post brings its first day, and the button that fits: a firm offer
// while openings are free, else a reserve one. A sent offer never leaves the page.

class OfferPanel extends HTMLElement {
  #ends = new AbortController();

  connectedCallback() {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.addEventListener("change", (event) => {
      const chosen = event.target;
      if (chosen instanceof HTMLInputElement && chosen.name === "vacancy_id") this.#choose(chosen);
    }, { signal });
    this.addEventListener("fair:fragment", () => this.#fit(), { signal });
    this.#fit();
    this.addEventListener("fair:carried", (event) => {
      event.preventDefault();
      document.dispatchEvent(new CustomEvent("fair:changed", { detail: /** @type {CustomEvent} */ (event).detail }));
    }, { signal });
  }

  disconnectedCallback() {
    this.#ends.abort();
  }

  /** @param {HTMLInputElement} chosen */
  #choose(chosen) {
    const day = /** @type {HTMLInputElement|null|undefined} */ (chosen.form?.querySelector("input[name=starts_on]"));
    if (day && chosen.dataset.starts) day.value = chosen.dataset.starts;
    this.#fit();
  }

  #fit() {
    const chosen = /** @type {HTMLInputElement|null} */ (this.querySelector("input[name=vacancy_id]:checked"));
    if (!chosen) return;
    const free = chosen.dataset.free !== "0";
    /** @param {string} which @param {boolean} shown */
    const show = (which, shown) => {
      const button = /** @type {HTMLElement|null} */ (this.querySelector(which));
      if (button) button.hidden = !shown;
    };
    show("[data-firm]", free);
    show("[data-reserve]", !free);
  }
}

customElements.define("offer-panel", OfferPanel);
