// <offer-panel>: beside a call. Choosing another post brings its first day; a sent offer never leaves the page.

class OfferPanel extends HTMLElement {
  #ends = new AbortController();

  connectedCallback() {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.addEventListener("change", (event) => {
      const chosen = event.target;
      if (chosen instanceof HTMLInputElement && chosen.name === "vacancy_id") this.#choose(chosen);
    }, { signal });
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
  }
}

customElements.define("offer-panel", OfferPanel);
