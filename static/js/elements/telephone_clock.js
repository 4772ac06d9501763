// <telephone-clock>: the talking time of a talk by telephone; the server says how long it was, the page counts on.
import { showClock } from "../helpers/stage.js";
import { face } from "../models/talk_clock.js";

class TelephoneClock extends HTMLElement {
  static observedAttributes = ["data-talked", "data-running", "data-budget"];
  #toldAt = 0;
  #ends = new AbortController();

  connectedCallback() {
    const { signal } = this.#ends = new AbortController();
    const timer = setInterval(() => this.#show(), 1000);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  disconnectedCallback() { this.#ends.abort(); }

  attributeChangedCallback() {
    this.#toldAt = performance.now();
    if (this.isConnected) this.#show();
  }

  #show() {
    const { talked, running, budget } = this.dataset;
    const told = { talked_s: Number(talked), running: running === "yes", budget_s: Number(budget) };
    showClock(this, face(told, performance.now() - this.#toldAt));
  }
}

customElements.define("telephone-clock", TelephoneClock);
