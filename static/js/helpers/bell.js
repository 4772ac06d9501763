// The ring's sound, made on the spot: two tones, as a telephone has, and the phone's vibration.

const TONES_HZ = [440, 480];
const EVERY_MS = 3000;
const ON_S = 1.2;

export class Bell {
  /** @type {AudioContext|null} */
  #context = null;
  /** @type {ReturnType<typeof setInterval>|undefined} */
  #again;

  /** Ring until `stop`. Where the browser wants a tap first, only the sound is missing. */
  start() {
    this.stop();
    this.#strike();
    this.#again = setInterval(() => this.#strike(), EVERY_MS);
  }

  stop() {
    clearInterval(this.#again);
    if (this.#context || this.#again) navigator.vibrate?.(0);
    this.#again = undefined;
    this.#context?.close().catch(() => {});
    this.#context = null;
  }

  #strike() {
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([600, 300, 600]);
    try {
      this.#context = this.#context ?? new AudioContext();
    } catch {
      return;
    }
    const context = this.#context;
    if (context.state === "suspended") context.resume().catch(() => {});
    const gain = new GainNode(context, { gain: 0 });
    gain.connect(context.destination);
    const at = context.currentTime;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.2, at + 0.03);
    gain.gain.setValueAtTime(0.2, at + ON_S);
    gain.gain.linearRampToValueAtTime(0, at + ON_S + 0.05);
    for (const frequency of TONES_HZ) {
      const tone = new OscillatorNode(context, { frequency });
      tone.connect(gain);
      tone.start(at);
      tone.stop(at + ON_S + 0.1);
    }
  }
}
