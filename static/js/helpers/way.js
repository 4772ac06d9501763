// How the sound of a call goes: from browser to browser, or over the fair's own bridge. Which of the two the server
// says; this page asks for the bridge once the direct way has carried nothing for a while (models/call_path.js).

import { COMMANDS, EVENTS } from "../contract.js";
import { stoppedBy } from "../models/bridge_leg.js";
import { DIRECT, wantsBridge } from "../models/call_path.js";
import { QUIET_MS } from "../models/connection.js";
import { BridgeWire } from "./bridge_wire.js";
import { hush, linesOf } from "./company.js";
import { hide } from "./focus.js";

/** @typedef {import("./bridge_wire.js").Socket & {moved: () => void, track: (track: MediaStreamTrack, line: number) => void, trouble: () => void, began: () => void}} Page */

export class Way {
  /** @type {BridgeWire|null} */
  #bridge = null;
  #path = DIRECT;
  #epoch = 0;
  #changed = 0;
  /** @type {MediaStreamTrack|null} */
  #sound = null;
  #goes = false;
  #ends = new AbortController();
  trouble = "";

  /** @param {HTMLElement} stage @param {import("./wire.js").Wire} wire the direct way @param {Page} page */
  constructor(stage, wire, page) {
    this.stage = stage;
    this.wire = wire;
    this.page = page;
  }

  get paths() { return this.wire.paths; }
  get call() { return this.stage.dataset.call ?? ""; }
  get bridged() { return this.#bridge !== null; }

  /**
   * Go over the bridge from now on, where the server says so. A direct way that carries sound is left once the bridge
   * answers, so that hardly a word is lost. @param {string} path @param {number} epoch
   */
  async follow(path, epoch) {
    this.#epoch = epoch;
    if (path !== "bridge" || !epoch || this.#goes) return;
    this.#goes = true; // no address is told to the other browser from here on
    const { signal } = this.#ends;
    const lines = await linesOf(this.call);
    if (signal.aborted) return;
    this.#bridge = new BridgeWire(this.page, this.call, epoch, {
      moved: this.page.moved,
      track: (track, line) => { if (line === 0) this.wire.close(); this.page.track(track, line); },
      trouble: (text) => { this.trouble = text; this.page.trouble(); },
    }, { lines: lines || 1 });
    this.page.on(EVENTS.guestChanged, (event) => { if (event.call_id === this.call) this.#widen(); }, signal);
    this.#bridge.start(this.#sound);
    const video = /** @type {HTMLElement|null} */ (this.stage.querySelector("[data-do=video]"));
    if (video) hide(video, true); // the bridge carries sound alone
    this.page.began();
  }

  /** Somebody came or went: have room to hear everybody. */
  async #widen() {
    const lines = await linesOf(this.call);
    hush(this.stage, lines);
    this.#bridge?.widen(lines);
  }

  /** The other page said something just now. */
  spoke() { this.#path = { ...this.#path, spoke: performance.now() }; }

  /** What the pair of browsers would do; over the bridge there is nothing to do between them. @param {any} effect */
  perform(effect) { return this.#goes ? undefined : this.wire.perform(effect); }

  heard() { return (this.#bridge ?? this.wire).heard(); }

  stats() { return (this.#bridge ?? this.wire).stats(); }

  /** Ask for the bridge where it is time to, and for a fresh connection to it. @param {number} fresh when the last packet came */
  async look(fresh) {
    const at = performance.now();
    if (this.#bridge) { this.#lookAtBridge(this.#bridge, at, fresh); return; }
    if (this.#goes || !wantsBridge(this.#path, { at, fresh, hidden: this.paths.closed })) return;
    this.#path = { ...this.#path, asked: at };
    try {
      await this.page.ask(COMMANDS.callBridge, { call_id: this.call, epoch: this.#epoch });
    } catch (error) {
      if (/** @type {any} */ (error).code === "no-bridge") this.#path = { ...this.#path, offered: false };
    }
  }

  /** @param {BridgeWire} bridge @param {number} at @param {number} fresh */
  #lookAtBridge(bridge, at, fresh) {
    const stopped = this.#changed && stoppedBy({ changed: this.#changed, fresh, at });
    if (stopped) bridge.afresh();
    else if (at - fresh >= QUIET_MS) bridge.unheard();
    if (stopped !== null) this.#changed = 0;
  }

  /** This browser's network may be another one: true where that is the bridge's to mend. */
  networkChanged() {
    this.#changed = performance.now();
    return this.bridged;
  }

  /** The server is reached again. */
  reachedAgain() { this.#bridge?.reachedAgain(); }

  /** Nothing is heard: true where that is the bridge's to mend. */
  unheard() {
    this.#bridge?.unheard();
    return this.#goes;
  }

  /** Send this track from now on, or nothing. @param {"audio"|"video"} kind @param {MediaStreamTrack|null} track */
  async put(kind, track) {
    if (kind === "audio") this.#sound = track;
    await Promise.all([this.wire.put(kind, track), kind === "audio" ? this.#bridge?.put(track) : undefined]);
  }

  close() {
    this.wire.close();
    this.#ends.abort();
    this.#ends = new AbortController();
    this.#goes = false;
    this.#bridge?.close();
    this.#bridge = null;
    this.trouble = "";
  }
}
