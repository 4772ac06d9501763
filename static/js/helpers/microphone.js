// The microphone: asking for it, and how loud it is.
import { whyNot } from "../models/microphone.js";

/** Where this browser keeps that its microphone worked once. */
export const WORKED = "fair:microphone-worked";
const CHOSEN = "fair:microphone";
const WISH = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Which microphone this person chose in this browser; "" where the browser decides. */
export const chosenMicrophone = () => localStorage.getItem(CHOSEN) ?? "";

/** @param {string} deviceId */
export const chooseMicrophone = (deviceId) => localStorage.setItem(CHOSEN, deviceId);

/** Ask for the chosen microphone, or for any where it is not there; throws the browser's error. @param {string} chosen */
export async function openChosen(chosen) {
  if (!chosen) return openMicrophone();
  return openMicrophone(chosen).catch((error) => {
    if (whyNot(error) === "refused") throw error;
    return openMicrophone();
  });
}

/** Ask for the microphone; throws the browser's error. @param {string} [deviceId] @returns {Promise<MediaStream>} */
export function openMicrophone(deviceId) {
  if (!navigator.mediaDevices?.getUserMedia) return Promise.reject(new DOMException("none", "NotFoundError"));
  const audio = deviceId ? { ...WISH, deviceId: { exact: deviceId } } : WISH;
  return navigator.mediaDevices.getUserMedia({ audio });
}

/** @param {MediaStream|null} stream */
export const stopStream = (stream) => { for (const track of stream?.getTracks() ?? []) track.stop(); };

/** Tells ten times a second how loud a stream is, from 0 to 1, until `stop`. */
export class Loudness {
  /** @type {AudioContext|null} */
  #context = null;
  /** @type {ReturnType<typeof setInterval>|undefined} */
  #tick;

  /** @param {MediaStream} stream @param {(level: number) => void} told */
  start(stream, told) {
    this.stop();
    if (!stream.getAudioTracks().length) return;
    const context = new AudioContext();
    this.#context = context;
    context.resume().catch(() => {});
    const analyser = new AnalyserNode(context, { fftSize: 1024 });
    context.createMediaStreamSource(stream).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    this.#tick = setInterval(() => {
      if (context.state !== "running") return; // a browser that waits for a tap measures nothing
      analyser.getFloatTimeDomainData(wave);
      const power = wave.reduce((sum, value) => sum + value * value, 0) / wave.length;
      told(Math.min(1, Math.sqrt(power) * 4));
    }, 100);
  }

  stop() {
    clearInterval(this.#tick);
    this.#context?.close().catch(() => {});
    this.#context = null;
  }
}
