// <read-aloud data-text="…" data-stop="…" data-voice="…">: its button reads the terms with the browser's own voice; a second tap stops.
// Sending the form says that they were read aloud. Where the browser has no voice, nothing is shown.

class ReadAloud extends HTMLElement {
  #ends = new AbortController();
  #label = "";

  connectedCallback() {
    if (!("speechSynthesis" in window)) return;
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    // Phones load their voices after the page.
    const voiced = () => { this.hidden = !speechSynthesis.getVoices().length; };
    voiced();
    speechSynthesis.addEventListener?.("voiceschanged", voiced, { signal });
    this.#say(speechSynthesis.speaking);
    this.addEventListener("submit", (event) => {
      if (speechSynthesis.speaking) {
        speechSynthesis.cancel();
        event.preventDefault();
        this.#say(false);
        return;
      }
      const saying = new SpeechSynthesisUtterance(this.dataset.text ?? "");
      saying.lang = this.dataset.voice ?? "";
      saying.rate = 0.9;
      for (const over of ["end", "error"]) saying.addEventListener(over, () => this.#say(false));
      speechSynthesis.speak(saying);
      this.#say(true);
    }, { signal, capture: true });
    window.addEventListener("pagehide", () => speechSynthesis.cancel(), { signal });
  }

  disconnectedCallback() {
    this.#ends.abort();
  }

  /** @param {boolean} speaking */
  #say(speaking) {
    const label = this.querySelector("button")?.lastChild;
    if (!label) return;
    this.#label = this.#label || (label.nodeValue ?? "");
    label.nodeValue = speaking ? this.dataset.stop ?? "" : this.#label;
  }
}

customElements.define("read-aloud", ReadAloud);
