// <first-day>: only the browser knows whether its microphone worked; the list says so too.
import { WORKED } from "../helpers/microphone.js";

class FirstDay extends HTMLElement {
  connectedCallback() {
    if (localStorage.getItem(WORKED) !== "yes") return;
    const step = this.querySelector("[data-step=microphone]");
    step?.setAttribute("data-stage", "done");
    const said = step?.querySelector("small");
    if (said) said.textContent = this.dataset.done ?? "";
  }
}

customElements.define("first-day", FirstDay);
