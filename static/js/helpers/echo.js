// One hears oneself: the first moments of a microphone, played back once over the loudspeaker. Nothing leaves the page.

const LONGEST_MS = 1500;

export class Echo {
  /** @type {MediaRecorder|null} */
  #recorder = null;
  /** @type {Blob[]} */
  #pieces = [];
  #context = /** @type {AudioContext|null} */ (null);
  #since = performance.now();

  /** @param {MediaStream} stream */
  constructor(stream) {
    if (!window.MediaRecorder) return;
    this.#recorder = new MediaRecorder(stream);
    this.#recorder.addEventListener("dataavailable", ({ data }) => this.#pieces.push(data));
    this.#recorder.start();
  }

  /** @param {() => void} begins called as soon as it sounds @returns {Promise<boolean>} false where this browser cannot */
  async play(begins) {
    const recorder = this.#recorder;
    if (!recorder) return false;
    await new Promise((done) => { setTimeout(done, Math.max(0, LONGEST_MS - (performance.now() - this.#since))); });
    if (recorder.state !== "recording") return false;
    await new Promise((done) => {
      recorder.addEventListener("stop", done, { once: true });
      recorder.stop();
    });
    const context = this.#context = new AudioContext();
    try {
      const sound = await context.decodeAudioData(await new Blob(this.#pieces).arrayBuffer());
      const source = new AudioBufferSourceNode(context, { buffer: sound });
      source.connect(context.destination);
      const ended = new Promise((done) => { source.addEventListener("ended", done, { once: true }); });
      source.start();
      begins();
      await Promise.race([ended, new Promise((done) => { setTimeout(done, LONGEST_MS + 1000); })]);
      return context.state === "running";
    } catch {
      return false; // what this browser records it cannot play
    }
  }

  stop() {
    if (this.#recorder?.state === "recording") this.#recorder.stop();
    this.#context?.close().catch(() => {});
    this.#context = null;
  }
}
