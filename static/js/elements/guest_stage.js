// <guest-stage>: the talk on the page of somebody who was let into a call. It is on the page only while they are in it:
// with the yes it comes, and when they are out it goes, and microphone and sound with it.
import { COMMANDS, EVENTS } from "../contract.js";
import { stayAwake } from "../helpers/awake.js";
import { BridgeWire } from "../helpers/bridge_wire.js";
import { every } from "../helpers/every.js";
import { OwnMicrophone } from "../helpers/own_microphone.js";
import { playLine, playSound } from "../helpers/remote_sound.js";
import { say } from "../helpers/stage.js";
import { tabName } from "../helpers/tab.js";
import { ask, on, onConnection, reach, Refused } from "../live.js";

const LOOK_EVERY_MS = 1000;
/** Who is no more there is to be missed soon: so often the page says that it is (`SILENT_S` of fair/guests/guest.py). */
const HERE_EVERY_MS = 5000;
const UNHEARD_MS = 3000;
/** The seeker, the recruiter, and one more. */
const LINES = 3;

class GuestStage extends HTMLElement {
  #ends = new AbortController();
  #epoch = 0;
  /** @type {BridgeWire|null} */
  #wire = null;
  /** @type {MediaStreamTrack|null} */
  #track = null;
  #microphone = /** @type {OwnMicrophone|null} */ (null);
  #packets = 0;
  #heardAt = 0;

  get #me() { return { guest_id: this.dataset.guest ?? "", key: this.dataset.secret ?? "" }; }

  connectedCallback() {
    const { signal } = this.#ends = new AbortController();
    this.#microphone = new OwnMicrophone(this, signal, {
      put: async (track) => { this.#track = track; await this.#wire?.put(track); },
      told: () => {},
    });
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    stayAwake(() => this.#epoch > 0, signal);
    onConnection((up, again) => { if (up && again) this.#here(); }, signal);
    every(signal, [
      [() => this.#look(), LOOK_EVERY_MS], [() => this.#here(), HERE_EVERY_MS],
    ]);
    this.#begin();
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#close();
  }

  #close() {
    this.#epoch = 0;
    this.#wire?.close();
    this.#wire = null;
    this.#microphone?.close();
    for (const audio of this.querySelectorAll("audio")) audio.srcObject = null;
  }

  stats() { return this.#wire?.stats() ?? []; }

  async #begin() {
    if (!window.RTCPeerConnection) { say(this, this.dataset.noCalls); return; }
    say(this, this.dataset.connecting);
    const { signal } = this.#ends;
    try {
      const [{ epoch }] = await Promise.all([
        ask(COMMANDS.guestSeat, { ...this.#me, tab: await tabName() }), this.#microphone?.open(),
      ]);
      if (signal.aborted) { this.#microphone?.close(); return; }
      this.#epoch = epoch;
      this.#heardAt = performance.now();
      this.#wire = new BridgeWire({ ask, on, reach }, this.dataset.call ?? "", epoch, {
        moved: () => { this.#close(); say(this, this.dataset.moved); },
        track: (track, line) => playLine(this, track, line),
        trouble: (text) => { if (text) say(this, text); },
      }, {
        lines: LINES,
        describe: (n, description) => ask(COMMANDS.guestDescribe, { ...this.#me, epoch, n, description }, { tries: 1 }),
      });
      this.#wire.start(this.#track);
    } catch (error) {
      if (error instanceof Refused) say(this, error.message);
    }
  }

  async #here() {
    if (!this.#epoch) return;
    try {
      await ask(COMMANDS.guestHere, { ...this.#me, epoch: this.#epoch });
    } catch (error) {
      if (error instanceof Refused && error.code === "seat-moved") { this.#close(); say(this, this.dataset.moved); }
    }
  }

  async #look() {
    if (!this.#wire) return;
    const { packets } = await this.#wire.heard();
    const now = performance.now();
    if (packets !== this.#packets) {
      this.#packets = packets;
      this.#heardAt = now;
      say(this, this.dataset.clear);
    } else if (now - this.#heardAt > UNHEARD_MS) {
      say(this, this.dataset.silent);
      this.#wire?.unheard();
    }
  }

  /** @param {MouseEvent} event */
  async #clicked(event) {
    const button = /** @type {HTMLElement|null} */ (/** @type {HTMLElement} */ (event.target).closest("[data-do]"));
    if (button?.dataset.do === "sound") playSound(this);
    else if (button?.dataset.do === "microphone") await this.#microphone?.open();
    else if (button?.dataset.do === "mute") this.#microphone?.toggle();
  }
}

customElements.define("guest-stage", GuestStage);
