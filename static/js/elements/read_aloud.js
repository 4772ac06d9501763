// <read-aloud data-text="…" data-stop="…" data-voice="…">: its button reads the terms with the browser's own voice; a second tap stops.
// Sending the form says that they were read aloud. Where the browser has no voice, nothing is shown.

class ReadAloud extends HTMLElement {
  #ends = new AbortController();

  connectedCallback() {
    if (!("speechSynthesis" in window)) return;
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.hidden = false;
    const button = this.querySelector("button");
    if (speechSynthesis.speaking && button) button.lastChild?.replaceWith(this.dataset.stop ?? "");
    this.addEventListener("submit", (event) => {
      if (speechSynthesis.speaking) {
        speechSynthesis.cancel();
        event.preventDefault();
        document.dispatchEvent(new CustomEvent("fair:changed"));
        return;
      }
      const saying = new SpeechSynthesisUtterance(this.dataset.text ?? "");
      saying.lang = this.dataset.voice ?? "";
      saying.rate = 0.9;
      saying.addEventListener("end", () => document.dispatchEvent(new CustomEvent("fair:changed")));
      speechSynthesis.speak(saying);
    }, { signal, capture: true });
    window.addEventListener("pagehide", () => speechSynthesis.cancel(), { signal });
  }

  disconnectedCallback() {
    this.#ends.abort();
  }
}

customElements.define("read-aloud", ReadAloud);
