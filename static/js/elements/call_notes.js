// <call-notes data-call>: saves the recruiter's notes while they are written.
import { COMMANDS } from "../contract.js";
import { settle } from "../helpers/drafts.js";
import { ask } from "../live.js";

const QUIET_MS = 800;
const AGAIN_MS = 5000;

class CallNotes extends HTMLElement {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #later;

  connectedCallback() {
    this.addEventListener("input", () => this.#soon(QUIET_MS));
    this.querySelector("form")?.addEventListener("submit", (event) => { event.preventDefault(); this.#save(); });
    window.addEventListener("pagehide", () => { if (this.#later) this.#save(); });
  }

  /** @param {number} wait */
  #soon(wait) {
    clearTimeout(this.#later);
    this.#say("saving");
    this.#later = setTimeout(() => this.#save(), wait);
  }

  async #save() {
    clearTimeout(this.#later);
    this.#later = undefined;
    const field = this.querySelector("textarea");
    if (!field) return;
    const text = field.value;
    try {
      await ask(COMMANDS.callNote, { call_id: this.dataset.call ?? "", text });
      if (field.form) settle(field.form, new Map([[field, text]]));
      if (field.value === text) this.#say("saved");
    } catch {
      this.#say("failed");
      this.#soon(AGAIN_MS);
    }
  }

  /** @param {"saving"|"saved"|"failed"} state */
  #say(state) {
    const slot = /** @type {HTMLElement|null} */ (this.querySelector("[data-fill=state]"));
    if (!slot) return;
    slot.dataset.state = state;
    slot.textContent = this.dataset[state] ?? "";
  }
}

customElements.define("call-notes", CallNotes);
