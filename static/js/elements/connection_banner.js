// <connection-banner hidden>: shown while there is no connection for longer than a blink, with the
// words that fit: data-sent="true" where the server ended it, since too much was asked.
import { swap } from "../helpers/presses.js";
import { onConnection } from "../live.js";

const BLINK_MS = 2500;

class ConnectionBanner extends HTMLElement {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #later;

  connectedCallback() {
    onConnection((up, _again, sent) => {
      clearTimeout(this.#later);
      if (up) swap(() => { this.hidden = true; });
      else this.#later = setTimeout(() => swap(() => this.#show(sent)), BLINK_MS);
    });
  }

  /** @param {boolean} sent */
  #show(sent) {
    for (const words of this.querySelectorAll("[data-sent]")) {
      /** @type {HTMLElement} */ (words).hidden = /** @type {HTMLElement} */ (words).dataset.sent !== String(sent);
    }
    this.hidden = false;
  }
}

customElements.define("connection-banner", ConnectionBanner);
