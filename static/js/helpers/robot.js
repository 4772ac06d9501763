// A robot to practise a call with: what it hears over a real connection it gives back a moment later, over the same one.
// Both ends are this page's: nothing leaves the computer.

const DELAY_S = 0.8;

export class Robot {
  #near = new RTCPeerConnection();
  #far = new RTCPeerConnection();
  #context = new AudioContext();

  /** @param {(stream: MediaStream) => void} speaks what comes back, once it does */
  constructor(speaks) {
    this.#near.addEventListener("icecandidate", (event) => { this.#far.addIceCandidate(event.candidate ?? undefined).catch(() => {}); });
    this.#far.addEventListener("icecandidate", (event) => { this.#near.addIceCandidate(event.candidate ?? undefined).catch(() => {}); });
    this.#near.addEventListener("track", ({ track }) => speaks(new MediaStream([track])));
  }

  /** @param {MediaStream} stream the own voice */
  async call(stream) {
    for (const track of stream.getAudioTracks()) this.#near.addTrack(track, stream);
    const back = this.#context.createMediaStreamDestination();
    this.#far.addEventListener("track", ({ track }) => {
      const heard = new MediaStream([track]);
      // Chromium hands the sound of a connection to a graph only while an element plays it.
      const silent = new Audio();
      silent.muted = true;
      silent.srcObject = heard;
      silent.play().catch(() => {});
      const delay = new DelayNode(this.#context, { delayTime: DELAY_S, maxDelayTime: DELAY_S });
      this.#context.createMediaStreamSource(heard).connect(delay).connect(back);
    });
    await this.#context.resume();
    for (const track of back.stream.getAudioTracks()) this.#far.addTrack(track, back.stream);
    await this.#near.setLocalDescription();
    await this.#far.setRemoteDescription(/** @type {RTCSessionDescription} */ (this.#near.localDescription));
    await this.#far.setLocalDescription();
    await this.#near.setRemoteDescription(/** @type {RTCSessionDescription} */ (this.#far.localDescription));
  }

  hangUp() {
    this.#near.close();
    this.#far.close();
    this.#context.close().catch(() => {});
  }
}
