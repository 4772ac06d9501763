// <connection-banner hidden>: shown while there is no connection for longer than a blink.
import { swap } from "../helpers/presses.js";
import { onConnection } from "../live.js";

const BLINK_MS = 2500;

class ConnectionBanner extends HTMLElement {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #later;

  connectedCallback() {
    onConnection((up) => {
      clearTimeout(this.#later);
      if (up) swap(() => { this.hidden = true; });
      else this.#later = setTimeout(() => swap(() => { this.hidden = false; }), BLINK_MS);
    });
  }
}

customElements.define("connection-banner", ConnectionBanner);
