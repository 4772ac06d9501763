// <table-preview form="…">: what the first rows would become, shown anew whenever a choice of that form changes.
// The server makes it by the very program that brings the file in; without this, the button "Show" does the same.
import { fetchOwn } from "../helpers/ended.js";
import { show } from "../helpers/fragment.js";
import { fieldsOf } from "../helpers/sending.js";

const QUIET_MS = 300;

class TablePreview extends HTMLElement {
  #ends = new AbortController();
  /** What is shown is the answer to the newest choice, whichever answer comes last. */
  #asked = new AbortController();
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #soon;

  connectedCallback() {
    this.#ends = new AbortController();
    const form = document.getElementById(this.getAttribute("form") ?? "");
    if (!(form instanceof HTMLFormElement)) return;
    const changed = (/** @type {Event} */ event) => {
      // What a map is called changes nothing of what it reads.
      if (event.target instanceof HTMLInputElement && event.target.name === "called") return;
      clearTimeout(this.#soon);
      this.#soon = setTimeout(() => this.#look(form), QUIET_MS);
    };
    for (const name of ["input", "change"]) form.addEventListener(name, changed, { signal: this.#ends.signal });
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#asked.abort();
    clearTimeout(this.#soon);
  }

  /** @param {HTMLFormElement} form */
  async #look(form) {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const body = fieldsOf(form, null);
    body.set("do", "show");
    this.setAttribute("aria-busy", "true");
    try {
      const answer = await fetchOwn(form.action, { method: "POST", body, headers: { "X-Partial": "1" }, signal });
      const kind = answer.headers.get("Content-Type") ?? "";
      const html = await answer.text();
      // A choice that makes no map is said where its rows would stand; any other answer leaves what is shown.
      if (!signal.aborted && kind.startsWith("text/html") && (answer.ok || answer.status === 422)) show(this, html);
    } catch { /* without a connection it is shown by the button, or not at all */ } finally {
      if (!signal.aborted) this.removeAttribute("aria-busy");
    }
  }
}

customElements.define("table-preview", TablePreview);
