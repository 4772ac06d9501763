// <mic-check>: asks for the microphone while people wait, and shows that it hears them. Nothing is sent.
import { Loudness, openMicrophone, stopStream, WORKED } from "../helpers/microphone.js";
import { whyNot } from "../models/microphone.js";

const LOUD = 0.06;
const QUIET_MS = 5000;
const SHOW_MS = 12000;

class MicCheck extends HTMLElement {
  #loudness = new Loudness();
  /** @type {MediaStream|null} */
  #stream = null;
  /** @type {ReturnType<typeof setTimeout>[]} */
  #timers = [];

  connectedCallback() {
    this.querySelector("[data-do=try]")?.addEventListener("click", () => this.#try());
    if (localStorage.getItem(WORKED)) this.#say("remembered", "ok");
  }

  disconnectedCallback() { this.#stop(); }

  async #try() {
    this.#stop();
    try {
      this.#stream = await openMicrophone();
    } catch (error) {
      localStorage.removeItem(WORKED);
      this.#say(whyNot(error), "bad");
      return;
    }
    this.#say("listening", "wait");
    const meter = /** @type {HTMLMeterElement|null} */ (this.querySelector("[data-level]"));
    if (meter) meter.hidden = false;
    let heard = 0;
    this.#loudness.start(this.#stream, (level) => {
      if (meter) meter.value = level;
      if (level > LOUD) heard += 1;
      if (heard === 3) {
        localStorage.setItem(WORKED, "yes");
        this.#say("ok", "ok");
      }
    });
    this.#timers = [
      setTimeout(() => { if (heard < 3) this.#say("quiet", "bad"); }, QUIET_MS),
      setTimeout(() => this.#stop(), SHOW_MS),
    ];
  }

  #stop() {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#loudness.stop();
    stopStream(this.#stream);
    this.#stream = null;
    const meter = /** @type {HTMLMeterElement|null} */ (this.querySelector("[data-level]"));
    if (meter) meter.hidden = true;
  }

  /** @param {"ok"|"listening"|"quiet"|"refused"|"missing"|"taken"|"remembered"} what @param {string} state */
  #say(what, state) {
    this.querySelector("[data-check]")?.setAttribute("data-state", state);
    const slot = this.querySelector("[data-fill=said]");
    if (slot) slot.textContent = this.dataset[what] ?? "";
  }
}

customElements.define("mic-check", MicCheck);
