// The own microphone in a call: opened, kept, muted, and replaced by the next one when it goes. What it is now is told
// through `told`, its track through `put`; what its owner should know is said on the stage.
import { begin, hear } from "../models/own_voice.js";
import { sounds, takesAnother, whyNot } from "../models/microphone.js";
import { Devices } from "./devices.js";
import { chosenMicrophone, letGo, Loudness, makeReady, openChosen, stopStream } from "./microphone.js";
import { sayOwn, showHelp } from "./microphone_help.js";
import { showPanel } from "./stage.js";

const MUTED = "fair:muted";
/** A question that the browser answers by itself is not worth a word. */
const ASKED_MS = 1500;
const SILENCED_MS = 1500;

/** @typedef {import("../models/microphone.js").Has} Has */

export class OwnMicrophone {
  /** @type {Has} */
  has = "asked";
  #stream = /** @type {MediaStream|null} */ (null);
  /** Measured instead of the sent one, which is silent while it is muted. */
  #measured = /** @type {MediaStream|null} */ (null);
  #loudness = new Loudness();
  #voice = begin(0);
  #turn = 0;
  #closed = false;
  #label = "";
  #using = "";
  /** @type {string[]} */
  #known = [];

  /**
   * @param {HTMLElement} stage @param {AbortSignal} signal
   * @param {{put: (track: MediaStreamTrack|null) => Promise<void>|undefined, told: (has: Has) => void}} ears
   */
  constructor(stage, signal, { put, told }) {
    this.stage = stage;
    this.put = put;
    this.told = told;
    this.muted = localStorage.getItem(MUTED) === stage.dataset.call;
    this.#showMuted();
    new Devices(stage, signal, () => this.open(true), () => this.#using);
    navigator.mediaDevices?.addEventListener?.("devicechange", () => this.#changed(), { signal });
    navigator.permissions?.query?.({ name: /** @type {any} */ ("microphone") }).then((permission) => {
      const allowed = () => { if (permission.state === "granted" && this.has === "refused") this.open(); };
      permission.addEventListener("change", allowed, { signal });
    }).catch(() => {}); // a browser that does not know this question
  }

  /** Take the chosen microphone, or the next one. @param {boolean} [chosen] the person has just chosen it */
  async open(chosen = false) {
    const turn = ++this.#turn;
    this.#closed = false;
    if (!window.RTCPeerConnection) return this.#drop("unable");
    const before = this.has;
    const asked = setTimeout(() => this.#become("asked"), sounds(before) ? 1e8 : ASKED_MS);
    try {
      const stream = await openChosen(chosenMicrophone());
      clearTimeout(asked);
      if (turn !== this.#turn || this.#closed) return stopStream(stream);
      await this.#use(stream, chosen);
    } catch (error) {
      clearTimeout(asked);
      if (turn !== this.#turn || this.#closed) return;
      const why = whyNot(error);
      await this.#drop(sounds(before) && why === "missing" ? "lost" : why);
    }
    this.#learn(); // nobody waits for it with the sound
  }

  /** @param {MediaStream} stream @param {boolean} chosen */
  async #use(stream, chosen) {
    this.#stopAll();
    this.#stream = stream;
    const [track] = stream.getAudioTracks();
    if (!track) return;
    track.enabled = !this.muted;
    track.addEventListener("ended", () => { if (stream === this.#stream) this.open(); });
    track.addEventListener("mute", () => setTimeout(() => this.#silenced(stream), SILENCED_MS));
    track.addEventListener("unmute", () => { if (stream === this.#stream) this.#become(this.#sound); });
    this.#using = track.getSettings().deviceId ?? "";
    const swapped = this.#label !== "" && this.#label !== track.label;
    this.#label = track.label;
    await this.put(track);
    this.#become(this.#sound);
    setTimeout(() => { if (stream === this.#stream) this.#measure(track); });
    if (swapped && !chosen) sayOwn(this.stage, "swapped", { device: track.label });
    this.stage.dispatchEvent(new CustomEvent("fair:microphone"));
  }

  /** Another program or a telephone call may take the sound away and give it back. @param {MediaStream} stream */
  #silenced(stream) {
    if (stream === this.#stream && stream.getAudioTracks().some((one) => one.muted)) this.#become("taken");
  }

  /** @param {Has} why */
  async #drop(why) {
    this.#stopAll();
    await this.put(null);
    this.#become(why);
  }

  get #sound() { return /** @type {Has} */ (this.muted ? "muted" : "works"); }

  /** @param {Has} has */
  #become(has) {
    const changed = this.has !== has;
    this.has = has;
    showPanel(this.stage, "microphone", !sounds(has) && has !== "asked");
    showHelp(this.stage.querySelector("[data-panel=microphone]"), has);
    if (changed) this.told(has);
  }

  async #changed() {
    const before = this.#known;
    const now = await this.#learn();
    const change = { has: this.has, using: this.#using, chosen: chosenMicrophone(), before, now };
    if (!this.#closed && takesAnother(change)) await this.open();
  }

  /** @returns {Promise<string[]>} the ids of all microphones */
  async #learn() {
    const found = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
    this.#known = found.filter((one) => one.kind === "audioinput").map((one) => one.deviceId);
    return this.#known;
  }

  /** @param {MediaStreamTrack} track */
  #measure(track) {
    const copy = track.clone();
    copy.enabled = true;
    this.#measured = new MediaStream([copy]);
    this.#voice = begin(performance.now());
    const meter = /** @type {HTMLMeterElement|null} */ (this.stage.querySelector("[data-level]"));
    this.#loudness.start(this.#measured, (level) => {
      if (meter) meter.value = this.muted ? 0 : level;
      const [voice, say] = hear(this.#voice, { at: performance.now(), level, muted: this.muted });
      this.#voice = voice;
      if (say) sayOwn(this.stage, say);
    });
  }

  toggle() {
    this.muted = !this.muted;
    if (this.muted) localStorage.setItem(MUTED, this.stage.dataset.call ?? "");
    else localStorage.removeItem(MUTED);
    for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = !this.muted;
    this.#showMuted();
    sayOwn(this.stage, "");
    if (sounds(this.has)) this.#become(this.#sound);
  }

  #showMuted() {
    this.stage.querySelector("[data-do=mute]")?.setAttribute("aria-pressed", String(this.muted));
  }

  #stopAll() {
    this.#loudness.stop();
    stopStream(this.#measured);
    stopStream(this.#stream);
    this.#stream = this.#measured = null;
  }

  /** It rings: the microphone may be opened for what follows, where this asks nobody anything. */
  makeReady() { makeReady(); }

  close() {
    this.#closed = true;
    letGo();
    this.#turn += 1;
    this.#stopAll();
    this.has = "asked";
  }
}
