// One RTCPeerConnection at a time, doing what the model of the pair decides. Nothing here decides.

import { counted } from "./counted.js";

/** @typedef {{described: (n: number, description: any) => void, accepted: (n: number, description: any) => void, settled: (n: number) => void, ice: (ice: any) => void, track: (kind: string, track: MediaStreamTrack) => void}} Ears */

export class Wire {
  /** @type {RTCPeerConnection|null} */
  #pc = null;
  /** @type {Promise<unknown>} */
  #queue = Promise.resolve();
  /** @type {{audio: MediaStreamTrack|null, video: MediaStreamTrack|null}} */
  #tracks = { audio: null, video: null };
  /** @type {{audio?: RTCRtpSender, video?: RTCRtpSender}} */
  #senders = {};

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
    if (effect.do === "open") this.#open(await this.paths.fresh());
    const pc = this.#pc;
    if (effect.do === "close") { this.close(); return; }
    if (!pc) return;
    if (effect.do === "describe") {
      if (effect.restart) pc.setConfiguration(await this.paths.fresh());
      if (!pc.getTransceivers().length) {
        pc.addTransceiver("audio", { direction: "sendrecv" });
        pc.addTransceiver("video", { direction: "sendrecv" });
        await this.#attach(pc);
      }
      await pc.setLocalDescription(await pc.createOffer({ iceRestart: effect.restart }));
      this.ears.described(effect.n, pc.localDescription?.toJSON());
    } else if (effect.do === "accept") {
      // Each description after the first restarts, and gathers addresses anew.
      if (pc.remoteDescription) pc.setConfiguration(await this.paths.fresh());
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
    }
  }

  /** @param {RTCConfiguration} configuration */
  #open(configuration) {
    this.close();
    const pc = new RTCPeerConnection(configuration);
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

  async heard() { return counted(await this.stats()); }

  close() {
    this.#pc?.close();
    this.#pc = null;
    this.#senders = {};
  }
}
