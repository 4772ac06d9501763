// <hide-address>: the choice to let sound go through the relay alone, and what is so where that was chosen and there is none.
import { hide, hides } from "../helpers/hiding.js";

class HideAddress extends HTMLElement {
  connectedCallback() {
    const box = /** @type {HTMLInputElement|null} */ (this.querySelector("input[type=checkbox]"));
    if (box) {
      if (box.checked) hide(true); // ticked before this program was here, which is a wish as any other
      box.checked = hides();
      box.addEventListener("change", () => hide(box.checked));
    }
    const panel = /** @type {HTMLElement|null} */ (this.querySelector("[data-panel=no-relay]"));
    if (panel) panel.hidden = !hides();
    this.querySelector("[data-do=show]")?.addEventListener("click", () => { hide(false); location.reload(); });
  }
}

customElements.define("hide-address", HideAddress);
