// The connection to the fair's own bridge: one RTCPeerConnection that carries sound, and the asking for it. What is
// decided about it is decided in models/bridge_leg.js. No address of ours is told: we go to the bridge's.

import { COMMANDS, EVENTS } from "../contract.js";
import { afresh, answered, begin, looked, reachedAgain, unheard } from "../models/bridge_leg.js";
import { counted } from "./counted.js";
import { sendTwice, Twice } from "./twice.js";

/** @typedef {Pick<typeof import("../live.js"), "ask"|"on"|"reach">} Socket */
/** @typedef {{moved: () => void, track: (track: MediaStreamTrack, line: number) => void, trouble: (text: string) => void}} Ears */
/**
 * @typedef {{lines: number, describe: (n: number, description: {type: "offer", sdp: string}) => Promise<unknown>}} Asking
 * `lines`: how many other people can be heard, each for itself; `describe`: how the bridge is asked.
 */

export class BridgeWire {
  /** @type {RTCPeerConnection|null} */
  #pc = null;
  /** @type {MediaStreamTrack|null} */
  #track = null;
  #leg = begin(0)[0];
  /** @type {Promise<unknown>} */
  #queue = Promise.resolve();
  #asking = false;
  #twice = new Twice();
  #ends = new AbortController();

  /** @param {Socket} socket @param {string} callId @param {number} epoch @param {Ears} ears @param {Partial<Asking>} [asking] */
  constructor(socket, callId, epoch, ears, { lines = 1, describe } = {}) {
    this.socket = socket;
    this.lines = lines;
    this.describe = describe ?? ((n, description) =>
      socket.ask(COMMANDS.callBridgeDescribe, { call_id: callId, epoch, n, description }, { tries: 1 }));
    this.ears = ears;
    const { signal } = this.#ends;
    socket.on(EVENTS.callBridgeDescribed, (event) => {
      if (event.call_id === callId && event.epoch === epoch) this.#take(answered(this.#leg, event.n, event.sdp));
    }, signal);
    socket.on(EVENTS.callBridgeAfresh, (event) => { if (event.call_id === callId) this.afresh(); }, signal);
  }

  /** Connect, with this track from the beginning. @param {MediaStreamTrack|null} track */
  start(track) {
    this.#track = track;
    this.#take(begin(performance.now()));
  }

  /** Have room for so many others from now on: a fresh connection, where it is more. @param {number} lines */
  widen(lines) {
    if (lines <= this.lines) return;
    this.lines = lines;
    this.afresh();
  }

  afresh() { this.#take(afresh(this.#leg, performance.now())); }

  /** The server is reached again. */
  reachedAgain() { this.#take(reachedAgain(this.#leg, performance.now())); }

  /**
   * Nothing is heard. Whether that is our own connection's fault, the model knows; while we do not even reach the server
   * the connection is left as it is: it goes on by itself as soon as the network does.
   */
  async unheard() {
    if (this.#asking || !unheard(this.#leg, performance.now())[1].length) return;
    this.#asking = true;
    if (await this.socket.reach()) this.#take(unheard(this.#leg, performance.now()));
    this.#asking = false;
  }

  /** Send this track from now on, or nothing. @param {MediaStreamTrack|null} track */
  async put(track) {
    this.#track = track;
    await this.#pc?.getSenders()[0]?.replaceTrack(track).catch(() => {});
  }

  /** What the browser counts of the present connection; nothing without one. */
  async stats() { return (await this.#pc?.getStats())?.values() ?? []; }

  async heard() {
    const stats = [...await this.stats()];
    const reports = stats.filter(({ type }) => type === "remote-inbound-rtp" || type === "remote-outbound-rtp");
    this.#leg = looked(this.#leg, reports.reduce((sum, { timestamp }) => sum + timestamp, 0), performance.now());
    const on = this.#twice.look(stats, performance.now());
    const pc = this.#pc;
    this.#queue = this.#queue.then(async () => { if (pc && pc === this.#pc) await sendTwice(pc, on); })
      .catch((error) => this.#stumbled(error));
    return counted(stats);
  }

  close() {
    this.#ends.abort();
    this.#pc?.close();
    this.#pc = null;
  }

  /** @param {[import("../models/bridge_leg.js").BridgeLeg, import("../models/bridge_leg.js").BridgeEffect[]]} outcome */
  #take([leg, effects]) {
    this.#leg = leg;
    for (const effect of effects) {
      this.#queue = this.#queue.then(() => this.#perform(effect)).catch((error) => this.#stumbled(error));
    }
  }

  /** @param {import("../models/bridge_leg.js").BridgeEffect} effect */
  async #perform(effect) {
    if (this.#ends.signal.aborted || effect.n !== this.#leg.n) return;
    if (effect.do === "settle") {
      await this.#pc?.setRemoteDescription({ type: "answer", sdp: effect.sdp });
      this.ears.trouble("");
      return;
    }
    this.#pc?.close();
    const pc = this.#pc = new RTCPeerConnection({ iceServers: [] });
    pc.addEventListener("track", ({ track, transceiver }) => {
      if (pc === this.#pc) this.ears.track(track, pc.getTransceivers().indexOf(transceiver));
    });
    const { sender } = pc.addTransceiver("audio", { direction: "sendrecv" });
    for (let line = 1; line < this.lines; line += 1) pc.addTransceiver("audio", { direction: "recvonly" });
    await sender.replaceTrack(this.#track);
    await pc.setLocalDescription(await pc.createOffer());
    await this.describe(effect.n, { type: "offer", sdp: pc.localDescription?.sdp ?? "" });
  }

  /** @param {any} error */
  #stumbled(error) {
    if (!error.code || error instanceof DOMException) console.info("bridge:", error.name);
    else if (error.code === "seat-moved") this.ears.moved();
    else this.ears.trouble(error.message);
  }
}
