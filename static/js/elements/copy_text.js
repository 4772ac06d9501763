// <copy-text><input readonly value="…"><button type="button" data-done="Copied">Copy</button></copy-text>
// Without JavaScript the text can be selected by hand.

class CopyText extends HTMLElement {
  #ends = new AbortController();

  connectedCallback() {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.querySelector("button")?.addEventListener("click", () => this.#copy(), { signal });
    this.querySelector("input")?.addEventListener("focus", ({ target }) => {
      if (target instanceof HTMLInputElement) target.select();
    }, { signal });
  }

  disconnectedCallback() {
    this.#ends.abort();
  }

  async #copy() {
    const input = this.querySelector("input");
    const button = this.querySelector("button");
    if (!input || !button) return;
    input.select();
    try {
      await navigator.clipboard.writeText(input.value);
    } catch {
      // no clipboard without https or permission: the old way copies the selection, or it stays selected
      document.execCommand("copy");
    }
    const said = button.textContent;
    button.textContent = button.dataset.done ?? said;
    setTimeout(() => { button.textContent = said; }, 2000);
  }
}

customElements.define("copy-text", CopyText);
