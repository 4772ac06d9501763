// <word-check data-url>: says while one writes what opening the post would refuse, under the field that it stands in.
// The rules are the server's own; what it does not answer, it says when the form is sent.

const QUIET_MS = 600;
const WORDY = "textarea, input.input:not([type=date], [inputmode])";

class WordCheck extends HTMLElement {
  /** @type {Map<HTMLTextAreaElement|HTMLInputElement, ReturnType<typeof setTimeout>>} */
  #later = new Map();

  connectedCallback() {
    this.addEventListener("input", ({ target }) => {
      if (!(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) || !target.matches(WORDY)) return;
      clearTimeout(this.#later.get(target));
      this.#later.set(target, setTimeout(() => this.#check(target), QUIET_MS));
    });
  }

  /** @param {HTMLTextAreaElement|HTMLInputElement} typed */
  async #check(typed) {
    const text = typed.value;
    const csrf = /** @type {HTMLInputElement|null} */ (this.querySelector("input[name=csrf]"))?.value ?? "";
    try {
      const answer = await fetch(this.dataset.url ?? "", {
        method: "POST", body: new URLSearchParams({ csrf, [typed.name]: text }), headers: { Accept: "application/json" },
      });
      if (!answer.ok || typed.value !== text) return; // what was typed meanwhile is checked next
      const found = /** @type {Record<string, string[]>} */ (await answer.json());
      this.#say(typed, (found[typed.name] ?? []).join(" "));
    } catch { /* without a connection it is said on sending */ }
  }

  /** @param {HTMLElement} typed @param {string} text */
  #say(typed, text) {
    const box = typed.closest(".field");
    const slot = /** @type {HTMLElement|null|undefined} */ (box?.querySelector(".field__error"));
    if (!slot) return;
    slot.textContent = text;
    slot.hidden = !text;
    typed.setAttribute("aria-invalid", String(Boolean(text)));
  }
}

customElements.define("word-check", WordCheck);
