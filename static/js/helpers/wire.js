// One RTCPeerConnection at a time, doing what the model of the pair decides. Nothing here decides.

import { counted } from "./counted.js";
import { sendTwice, Twice } from "./twice.js";

/** @typedef {{described: (n: number, description: any) => void, accepted: (n: number, description: any) => void, settled: (n: number) => void, ice: (ice: any) => void, track: (kind: string, track: MediaStreamTrack) => void}} Ears */

/** A connection made ahead has looked for its addresses with credentials of that moment. */
const READY_MS = 60_000;
/** Sound and picture go one way: half as many addresses are looked for, and half as many ways through a relay kept. */
const ONE_WAY = /** @type {const} */ ({ bundlePolicy: "max-bundle", iceCandidatePoolSize: 1 });

export class Wire {
  /** @type {RTCPeerConnection|null} */
  #pc = null;
  /** @type {Promise<unknown>} */
  #queue = Promise.resolve();
  /** @type {{audio: MediaStreamTrack|null, video: MediaStreamTrack|null}} */
  #tracks = { audio: null, video: null };
  /** Made before the other side was there. `cold`: it rings still. @type {{pc: RTCPeerConnection, at: number, hides: boolean, cold: boolean}|null} */
  #ready = null;
  /** @type {{audio?: RTCRtpSender, video?: RTCRtpSender}} */
  #senders = {};
  #twice = new Twice();

  /** @param {import("./paths.js").Paths} paths @param {Ears} ears */
  constructor(paths, ears) {
    this.paths = paths;
    this.ears = ears;
  }

  /** Do one effect after the other. @param {any} effect */
  perform(effect) {
    this.#queue = this.#queue.then(() => this.#perform(effect)).catch((error) => console.info("call:", effect.do, error.name));
    return this.#queue;
  }

  /** @param {any} effect */
  async #perform(effect) {
    if (effect.do === "prepare") { await this.#prepare(); return; }
    if (effect.do === "open") this.#open(this.#prepared() ?? new RTCPeerConnection({ ...await this.paths.fresh(), ...ONE_WAY }));
    const pc = this.#pc;
    if (effect.do === "close") { this.close(); return; }
    if (!pc) return;
    if (effect.do === "describe") {
      if (effect.restart) pc.setConfiguration({ ...await this.paths.fresh(), ...ONE_WAY });
      if (!pc.getTransceivers().length) {
        pc.addTransceiver("audio", { direction: "sendrecv" });
        pc.addTransceiver("video", { direction: "sendrecv" });
        await this.#attach(pc);
      }
      await pc.setLocalDescription(await pc.createOffer({ iceRestart: effect.restart }));
      this.ears.described(effect.n, pc.localDescription?.toJSON());
    } else if (effect.do === "accept") {
      // Each description after the first restarts, and gathers addresses anew.
      if (pc.remoteDescription) pc.setConfiguration({ ...await this.paths.fresh(), ...ONE_WAY });
      await pc.setRemoteDescription(effect.description);
      for (const transceiver of pc.getTransceivers()) transceiver.direction = "sendrecv";
      await this.#attach(pc);
      await pc.setLocalDescription();
      this.ears.accepted(effect.n, pc.localDescription?.toJSON());
    } else if (effect.do === "settle") {
      await pc.setRemoteDescription(effect.description);
      this.ears.settled(effect.n);
    } else if (effect.do === "add") {
      await pc.addIceCandidate(effect.ice);
    } else if (effect.do === "twice") {
      await sendTwice(pc, effect.on);
    }
  }

  /** Made while it rings, with its lines: it looks for no address and asks nobody before *Answer*. */
  async warm() {
    if (this.#pc || this.#ready) return;
    const hides = this.paths.hides();
    const pc = new RTCPeerConnection({ ...await this.paths.fresh(), bundlePolicy: "max-bundle" });
    if (this.#pc || this.#ready) { pc.close(); return; }
    this.#ready = { pc, at: performance.now(), hides, cold: true };
  }

  /** The other side is not there yet: its addresses can be looked for meanwhile, and are told to nobody. */
  async #prepare() {
    if (this.#ready?.cold) {
      this.#ready = { ...this.#ready, at: performance.now(), cold: false };
      const { pc } = this.#ready;
      pc.setConfiguration({ ...pc.getConfiguration(), ...ONE_WAY });
    }
    if (this.#pc || this.#ready) return;
    const hides = this.paths.hides();
    this.#ready = { pc: new RTCPeerConnection({ ...await this.paths.fresh(), ...ONE_WAY }), at: performance.now(), hides, cold: false };
  }

  /** The one made ahead, where it is still what would be made now. */
  #prepared() {
    const { pc, at, hides } = this.#ready ?? {};
    this.#ready = null;
    if (pc && performance.now() - (at ?? 0) < READY_MS && hides === this.paths.hides()) return pc;
    pc?.close();
    return null;
  }

  /** @param {RTCPeerConnection} pc */
  #open(pc) {
    this.close();
    this.#pc = pc;
    pc.addEventListener("icecandidate", (event) => {
      if (event.candidate && pc === this.#pc) this.ears.ice(event.candidate.toJSON());
    });
    pc.addEventListener("track", ({ track }) => { if (pc === this.#pc) this.ears.track(track.kind, track); });
  }

  /** @param {RTCPeerConnection} pc */
  async #attach(pc) {
    for (const transceiver of pc.getTransceivers()) {
      const kind = /** @type {"audio"|"video"} */ (transceiver.receiver.track.kind);
      this.#senders[kind] = transceiver.sender;
      await transceiver.sender.replaceTrack(this.#tracks[kind]);
    }
  }

  /** Send this track from now on, or nothing. @param {"audio"|"video"} kind @param {MediaStreamTrack|null} track */
  async put(kind, track) {
    this.#tracks[kind] = track;
    await this.#senders[kind]?.replaceTrack(track).catch(() => {});
  }

  /** What the browser counts of the present connection; nothing without one. */
  async stats() { return (await this.#pc?.getStats())?.values() ?? []; }

  async heard() {
    const stats = [...await this.stats()];
    this.perform({ do: "twice", on: this.#twice.look(stats, performance.now()) });
    return counted(stats);
  }

  close() {
    this.#pc?.close();
    this.#ready?.pc.close();
    this.#pc = this.#ready = null;
    this.#senders = {};
  }
}
