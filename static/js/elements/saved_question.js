// <saved-question data-saving="…" data-saved="…" data-failed="…"> around the form of one question:
// each tick is saved at once, in order; the button still goes on to the next question.
import { fetchOwn } from "../helpers/ended.js";
import { commandId } from "../live.js";

class SavedQuestion extends HTMLElement {
  /** @type {Promise<void>} */
  #last = Promise.resolve();

  connectedCallback() {
    this.addEventListener("change", (event) => {
      const form = event.target instanceof Element ? event.target.closest("form") : null;
      if (form) this.#last = this.#last.then(() => this.#save(form));
    });
  }

  /** @param {HTMLFormElement} form */
  async #save(form) {
    this.#say("saving");
    const fields = new URLSearchParams();
    for (const [key, value] of new FormData(form)) fields.append(key, String(value));
    fields.set("command_id", commandId());
    fields.set("done", "false");
    try {
      const answer = await fetchOwn(form.action, {
        method: "POST", body: fields, headers: { Accept: "application/json" },
      });
      this.#say(answer.ok ? "saved" : "failed");
    } catch {
      this.#say("failed");
    }
  }

  /** @param {"saving"|"saved"|"failed"} state */
  #say(state) {
    const slot = /** @type {HTMLElement|null} */ (this.querySelector(".save-state"));
    if (!slot) return;
    slot.dataset.state = state;
    slot.textContent = this.dataset[state] ?? "";
  }
}

if (!customElements.get("saved-question")) customElements.define("saved-question", SavedQuestion);
