// <practice-call>: one minute with a robot: call, hear each other, hang up, conclude, make an offer. Nobody is rung, and
// nothing is told to the fair but whether the microphone worked, and the form at the end.
import { COMMANDS } from "../contract.js";
import { chosenMicrophone, Loudness, openChosen, stopStream } from "../helpers/microphone.js";
import { Robot } from "../helpers/robot.js";
import { ask } from "../live.js";
import { clockText } from "../models/talk_clock.js";
import { whyNot } from "../models/microphone.js";

const LOUD = 0.04;
/** So often must the robot's voice be loud until it is said to have come back. */
const TIMES = 3;

class PracticeCall extends HTMLElement {
  /** @type {Robot|null} */
  #robot = null;
  /** @type {MediaStream|null} */
  #stream = null;
  #mine = new Loudness();
  #theirs = new Loudness();
  #heard = 0;
  /** @type {ReturnType<typeof setInterval>|undefined} */
  #tick;

  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const does = target instanceof Element ? target.closest("[data-do]")?.getAttribute("data-do") : "";
      if (does === "call") this.#call();
      else if (does === "hang-up") this.#hangUp();
      else if (does === "other") this.#fill("other");
      else if (does === "offer") this.#show("offer");
    });
  }

  disconnectedCallback() { this.#stop(); }

  async #call() {
    this.#stop();
    try {
      this.#stream = await openChosen(chosenMicrophone());
    } catch (error) {
      const why = whyNot(error);
      this.#fill("trouble", this.dataset[why]);
      this.#tell(why);
      return;
    }
    this.#show("talk");
    const begun = performance.now();
    const clock = this.querySelector("[data-fill=clock]");
    this.#tick = setInterval(() => { if (clock) clock.textContent = clockText((performance.now() - begun) / 1000); }, 500);
    this.#mine.start(this.#stream, (level) => this.#level("mine", level));
    this.#robot = new Robot((stream) => {
      const audio = this.querySelector("audio");
      if (audio) { audio.srcObject = stream; audio.play().catch(() => {}); }
      this.#theirs.start(stream, (level) => {
        this.#level("theirs", level);
        if (level > LOUD && (this.#heard += 1) === TIMES) {
          this.#fill("said", this.dataset.heard);
          this.#tell("works");
        }
      });
    });
    await this.#robot.call(this.#stream);
  }

  /** What the organiser's list reads: the verdict alone. @param {"works"|"refused"|"missing"|"taken"} verdict */
  #tell(verdict) { ask(COMMANDS.microphoneStaffTried, { verdict }).catch(() => {}); }

  /** Only a call that was begun ends here: with it comes what the fair counts as practised. */
  #hangUp() {
    const proof = /** @type {HTMLInputElement|null} */ (this.querySelector("[data-fill=proof]"));
    if (proof && this.#robot) proof.value = this.dataset.proof ?? "";
    this.#stop();
    this.#show("conclude");
  }

  #stop() {
    clearInterval(this.#tick);
    this.#mine.stop();
    this.#theirs.stop();
    this.#robot?.hangUp();
    this.#robot = null;
    stopStream(this.#stream);
    this.#stream = null;
    this.#heard = 0;
  }

  /** @param {string} which @param {number} level */
  #level(which, level) {
    const meter = /** @type {HTMLMeterElement|null} */ (this.querySelector(`[data-level=${which}]`));
    if (meter) meter.value = level;
  }

  /** @param {string} step */
  #show(step) {
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-step]"))) {
      one.hidden = one.dataset.step !== step;
    }
    /** @type {HTMLElement|null} */ (this.querySelector(`[data-step=${step}] h2`))?.focus();
  }

  /** @param {string} slot @param {string} [text] what it says; what stands there already where none is given */
  #fill(slot, text) {
    const place = /** @type {HTMLElement|null} */ (this.querySelector(`[data-fill=${slot}]`));
    if (!place) return;
    if (text) place.textContent = text;
    place.hidden = false;
  }
}

customElements.define("practice-call", PracticeCall);
