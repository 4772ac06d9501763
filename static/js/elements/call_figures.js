// <call-figures>: on request, which way the sound of this call takes and how well it goes. Asks the browser only while open.
import { every } from "../helpers/every.js";
import { addUp, pathOf } from "../models/path.js";

const EVERY_MS = 1000;
/** Lost packets are counted over so many looks. */
const WINDOW = 10;

class CallFigures extends HTMLElement {
  /** @type {import("../models/path.js").Counts[]} */
  #counts = [];
  #used = { before: 0, last: 0 };
  #ends = new AbortController();

  connectedCallback() {
    const { signal } = this.#ends = new AbortController();
    every(signal, [[() => this.#look(), EVERY_MS]]);
    this.querySelector("details")?.addEventListener("toggle", () => this.#look(), { signal });
  }

  disconnectedCallback() { this.#ends.abort(); }

  async #look() {
    const stage = /** @type {any} */ (this.closest("call-stage"));
    if (!stage?.stats) return; // its own program is still on the way
    const path = pathOf(await stage.stats(), this.#counts[0]);
    if (path) {
      // What a new connection counts begins at nothing.
      if (path.counts.received < (this.#counts[this.#counts.length - 1]?.received ?? 0)) this.#counts = [];
      this.#counts = [...this.#counts, path.counts].slice(-WINDOW);
      this.#used = addUp(this.#used, path.bytes);
    }
    if (!this.querySelector("details")?.open) return;
    this.#say("path", path ? this.#way(path) : this.dataset.none);
    this.#say("rtt", path?.rtt_ms == null ? "–" : this.dataset.ms?.replace("{n}", String(path.rtt_ms)));
    this.#say("lost", path ? this.dataset.percent?.replace("{n}", String(path.lost)) : "–");
    const used = (this.#used.before + this.#used.last) / 1_000_000;
    this.#say("used", this.dataset.megabytes?.replace("{n}", used.toFixed(1)));
  }

  /** @param {import("../models/path.js").Path} path */
  #way({ kind, protocol }) {
    const name = protocol === "tls" ? "TLS" : protocol.toUpperCase();
    return (this.dataset[kind] ?? "").replace("{protocol}", name);
  }

  /** @param {string} name @param {string} [text] */
  #say(name, text = "") {
    const slot = this.querySelector(`[data-fill=${name}]`);
    if (slot && slot.textContent !== text) slot.textContent = text;
  }
}

customElements.define("call-figures", CallFigures);
