// <call-panels>: what stands beside a call. On a wide screen all of it; on a narrow one what was chosen, so that nothing
// has to be scrolled for while somebody talks. Without this program the panels stand one below the other.

const FIRST = "person";
const AFTER = "ending";

class CallPanels extends HTMLElement {
  #ends = new AbortController();

  connectedCallback() {
    const { signal } = this.#ends = new AbortController();
    const call = this.closest(".call");
    window.addEventListener("hashchange", () => this.#show(location.hash.slice(1)), { signal });
    document.addEventListener("click", (event) => {
      const link = /** @type {HTMLAnchorElement|null} */ (/** @type {HTMLElement} */ (event.target).closest("a[href*='#']"));
      if (!link || link.pathname !== location.pathname) return;
      this.#show(link.hash.slice(1));
      if (link.closest(".call__tabs")) event.preventDefault(); // no step of the history for each look aside
    }, { signal });
    // When the talk is over, how it ends is what one is here for.
    const over = new MutationObserver(() => { if (call?.getAttribute("data-state") === "ended") this.#show(AFTER); });
    if (call) over.observe(call, { attributeFilter: ["data-state"] });
    signal.addEventListener("abort", () => over.disconnect());
    const first = call?.getAttribute("data-medium") === "text" ? "typed" : FIRST;
    this.#show(first);
    this.#show(call?.getAttribute("data-state") === "ended" ? AFTER : location.hash.slice(1));
  }

  disconnectedCallback() { this.#ends.abort(); }

  /** @param {string} name */
  #show(name) {
    if (![...this.querySelectorAll(".call__tabs a")].some((link) => link.getAttribute("href") === `#${name}`)) return;
    this.dataset.shown = name;
    for (const link of this.querySelectorAll(".call__tabs a")) {
      if (link.getAttribute("href") === `#${name}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}

customElements.define("call-panels", CallPanels);
