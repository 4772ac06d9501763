// One RTCPeerConnection at a time, doing what the model of the pair decides. Nothing here decides.

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

  /** @param {RTCIceServer[]} iceServers @param {Ears} ears */
  constructor(iceServers, ears) {
    this.iceServers = iceServers;
    this.ears = ears;
  }

  /** Do one effect after the other. @param {any} effect */
  perform(effect) {
    this.#queue = this.#queue.then(() => this.#perform(effect)).catch((error) => console.info("call:", effect.do, error.name));
    return this.#queue;
  }

  /** @param {any} effect */
  async #perform(effect) {
    if (effect.do === "open") this.#open();
    const pc = this.#pc;
    if (effect.do === "close") { this.close(); return; }
    if (!pc) return;
    if (effect.do === "describe") {
      if (!pc.getTransceivers().length) {
        pc.addTransceiver("audio", { direction: "sendrecv" });
        pc.addTransceiver("video", { direction: "sendrecv" });
        await this.#attach(pc);
      }
      await pc.setLocalDescription(await pc.createOffer({ iceRestart: effect.restart }));
      this.ears.described(effect.n, pc.localDescription?.toJSON());
    } else if (effect.do === "accept") {
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

  #open() {
    this.close();
    const pc = new RTCPeerConnection({ iceServers: this.iceServers });
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

  /** How many sound packets have arrived, how many checks of the path were answered, and how loud the other side is. */
  async heard() {
    let packets = 0;
    let checks = 0;
    let level = 0;
    for (const stat of (await this.#pc?.getStats())?.values() ?? []) {
      if (stat.type === "candidate-pair" && stat.state === "succeeded") {
        checks += stat.responsesReceived ?? stat.lastPacketReceivedTimestamp ?? 0;
      } else if (stat.type === "inbound-rtp" && stat.kind === "audio") {
        packets += stat.packetsReceived ?? 0;
        level = Math.max(level, stat.audioLevel ?? 0);
      }
    }
    return { packets, checks, level };
  }

  close() {
    this.#pc?.close();
    this.#pc = null;
    this.#senders = {};
  }
}
