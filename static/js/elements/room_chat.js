// <room-chat>: keeps the stream at its end, empties a field that was sent, and puts kept replies into it.

import { COMMANDS } from "../contract.js";

const NEAR_PX = 60;

class RoomChat extends HTMLElement {
  #atEnd = true;

  connectedCallback() {
    this.addEventListener("scroll", (event) => {
      const stream = /** @type {HTMLElement} */ (event.target);
      if (stream.matches?.(".chat__stream")) this.#atEnd = stream.scrollHeight - stream.scrollTop - stream.clientHeight < NEAR_PX;
    }, { capture: true });
    this.addEventListener("fair:carried", (event) => {
      const form = /** @type {HTMLFormElement} */ (event.target);
      if (!form.classList.contains("chat__form")) return;
      for (const field of form.querySelectorAll("input.input")) /** @type {HTMLInputElement} */ (field).value = "";
      this.#atEnd = true;
    });
    this.addEventListener("fair:fragment", () => { if (this.#atEnd) this.#toEnd(); });
    this.addEventListener("click", (event) => {
      const chip = /** @type {HTMLElement|null} */ (/** @type {HTMLElement} */ (event.target).closest("[data-reply]"));
      const field = /** @type {HTMLInputElement|null} */ (this.querySelector(`form[data-command="${COMMANDS.chatSay}"] input.input`));
      if (!chip || !field) return;
      field.value = chip.dataset.reply ?? "";
      field.focus();
    });
    this.#toEnd();
  }

  #toEnd() {
    for (const stream of this.querySelectorAll(".chat__stream")) stream.scrollTop = stream.scrollHeight;
  }
}

customElements.define("room-chat", RoomChat);

// <ring-left data-left="40" data-text="Rings for {seconds} more seconds">: counts down on the recruiter's page.
class RingLeft extends HTMLElement {
  /** @type {ReturnType<typeof setInterval>|undefined} */
  #tick;

  connectedCallback() {
    const until = performance.now() + Number(this.dataset.left) * 1000;
    this.#tick = setInterval(() => {
      const left = Math.max(0, Math.round((until - performance.now()) / 1000));
      this.textContent = (this.dataset.text ?? "").replace("{seconds}", String(left));
    }, 1000);
  }

  disconnectedCallback() { clearInterval(this.#tick); }
}

customElements.define("ring-left", RingLeft);
