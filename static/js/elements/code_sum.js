// <code-sum data-salt data-aim data-most data-token> in a form: finds the number, writes it into `proof`, sends the form.
// It works in slices, so that the page can be used meanwhile.
import { find } from "../models/code_sum.js";

const AT_ONCE = 2000;
const SLICE_MS = 40;

class CodeSum extends HTMLElement {
  #from = 0;
  #going = false;

  connectedCallback() {
    this.#going = true;
    this.#button(true);
    this.#slice();
  }

  disconnectedCallback() {
    this.#going = false;
    this.#button(false);
  }

  /** Nobody has to press anything meanwhile. @param {boolean} off */
  #button(off) {
    const button = /** @type {HTMLButtonElement|null|undefined} */ (this.closest("form")?.querySelector("button"));
    if (button) button.disabled = off;
  }

  #slice() {
    if (!this.#going) return;
    const { salt = "", aim = "" } = this.dataset;
    const most = Number(this.dataset.most);
    const until = performance.now() + SLICE_MS;
    while (this.#from < most && performance.now() < until) {
      const found = find(salt, aim, this.#from, this.#from + AT_ONCE);
      this.#from += AT_ONCE;
      if (found >= 0) {
        this.#send(found);
        return;
      }
    }
    const bar = this.querySelector("progress");
    if (bar) bar.value = (100 * this.#from) / most;
    if (this.#from < most) setTimeout(() => this.#slice());
  }

  /** @param {number} found */
  #send(found) {
    const form = this.closest("form");
    const proof = form?.elements.namedItem("proof");
    if (!form || !(proof instanceof HTMLInputElement)) return;
    proof.value = `${this.dataset.token}.${found}`;
    const status = /** @type {HTMLElement|null} */ (this.querySelector("[data-done]"));
    if (status) status.textContent = status.dataset.done ?? "";
    form.submit();
  }
}

if (!customElements.get("code-sum")) customElements.define("code-sum", CodeSum);
