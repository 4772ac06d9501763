// <mic-check>: tries microphone and loudspeaker while people wait. The bar moves, one hears oneself, and both are said in
// words within five seconds. No sound is sent anywhere; with data-tells the verdict alone is: a seeker's for
// the desks, a recruiter's for the organiser's list of who is ready.
import { COMMANDS } from "../contract.js";
import { Echo } from "../helpers/echo.js";
import { chosenMicrophone, Loudness, openChosen, stopStream, WORKED } from "../helpers/microphone.js";
import { showHelp } from "../helpers/microphone_help.js";
import { ask } from "../live.js";
import { whyNot } from "../models/microphone.js";

const LOUD = 0.06;
const QUIET_MS = 4000;

/** @typedef {"ok"|"listening"|"playing"|"question"|"both"|"speaker"|"quiet"|"refused"|"missing"|"taken"|"remembered"|"thin"} What */

class MicCheck extends HTMLElement {
  #loudness = new Loudness();
  #echo = /** @type {Echo|null} */ (null);
  /** @type {MediaStream|null} */
  #stream = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #timer;
  #turn = 0;
  #thin = Promise.resolve(false);

  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const does = target instanceof Element ? target.closest("[data-do]")?.getAttribute("data-do") : "";
      if (does === "try") this.#try();
      else if (does === "heard") this.#answer("both", "ok");
      else if (does === "not-heard") this.#answer("speaker", "bad");
    });
    if (localStorage.getItem(WORKED)) this.#say("remembered", "ok");
  }

  disconnectedCallback() { this.#stop(); }

  async #try() {
    this.#stop();
    const turn = this.#turn;
    this.#ask(false);
    showHelp(this, "");
    try {
      const stream = await openChosen(chosenMicrophone());
      if (turn !== this.#turn) return stopStream(stream);
      this.#stream = stream;
    } catch (error) {
      localStorage.removeItem(WORKED);
      const why = whyNot(error);
      this.#say(why, "bad");
      showHelp(this, why);
      this.#tell(why);
      return;
    }
    this.#say("listening", "wait");
    // Loaded for who tries: My queues stay light for everybody else.
    this.#thin = import("../helpers/thin_line.js").then(({ tryLine }) => tryLine(), () => false);
    this.#echo = new Echo(this.#stream);
    this.#meter(true);
    let heard = 0;
    this.#loudness.start(this.#stream, (level) => {
      const meter = /** @type {HTMLMeterElement|null} */ (this.querySelector("[data-level]"));
      if (meter) meter.value = level;
      if (level > LOUD) heard += 1;
      if (heard === 3) this.#works(turn);
    });
    this.#timer = setTimeout(() => {
      this.#say("quiet", "bad");
      this.#tell("quiet");
    }, QUIET_MS);
  }

  /** The bar moved: now one hears oneself. @param {number} turn */
  async #works(turn) {
    clearTimeout(this.#timer);
    localStorage.setItem(WORKED, "yes");
    this.#say("ok", "ok");
    this.#tell("works");
    const played = await this.#echo?.play(() => { if (turn === this.#turn) this.#say("playing", "ok"); });
    if (turn !== this.#turn) return;
    this.#stop();
    const stopped = this.#turn;
    const thin = await this.#thin;
    if (stopped !== this.#turn) return;
    if (thin) {
      this.#say("thin", "bad");
      this.#tell("thin");
      return;
    }
    this.#say(played ? "question" : "ok", "ok");
    this.#ask(played === true);
  }

  /** @param {"both"|"speaker"} what @param {string} state */
  #answer(what, state) {
    this.#ask(false);
    this.#say(what, state);
    /** @type {HTMLElement|null} */ (this.querySelector("[data-do=try]"))?.focus();
  }

  /** @param {"works"|"quiet"|"refused"|"missing"|"taken"|"thin"} verdict */
  #tell(verdict) {
    const who = this.getAttribute("data-tells");
    if (!who) return;
    ask(who === "recruiter" ? COMMANDS.microphoneStaffTried : COMMANDS.microphoneTried, { verdict }).catch(() => {});
  }

  #stop() {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.#loudness.stop();
    this.#echo?.stop();
    this.#echo = null;
    stopStream(this.#stream);
    this.#stream = null;
    this.#meter(false);
  }

  /** @param {boolean} shown */
  #meter(shown) {
    const meter = /** @type {HTMLMeterElement|null} */ (this.querySelector("[data-level]"));
    if (meter) meter.hidden = !shown;
  }

  /** @param {boolean} shown whether the person is asked what they heard */
  #ask(shown) {
    const question = /** @type {HTMLElement|null} */ (this.querySelector("[data-question]"));
    if (question) question.hidden = !shown;
  }

  /** @param {What} what @param {string} state */
  #say(what, state) {
    this.querySelector("[data-check]")?.setAttribute("data-state", state);
    const slot = this.querySelector("[data-fill=said]");
    if (slot) slot.textContent = this.dataset[what] ?? "";
  }
}

customElements.define("mic-check", MicCheck);
