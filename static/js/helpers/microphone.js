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

/** Opened while it rings, for the call alone. @type {{chosen: string, opened: Promise<MediaStream>}|null} */
let ready = null;
let rings = false;

/** Open the chosen microphone before *Answer*, where this asks nobody anything. It is sent nowhere. */
export async function makeReady() {
  rings = true;
  if (ready || await permission() !== "granted" || ready || !rings) return;
  const chosen = chosenMicrophone();
  ready = { chosen, opened: openFirst(chosen) };
  ready.opened.catch(() => { ready = null; });
}

/** The call does not come about. */
export function letGo() {
  rings = false;
  ready?.opened.then(stopStream, () => {});
  ready = null;
}

/** What the browser would say if it was asked. @returns {Promise<string>} */
async function permission() {
  try {
    return (await navigator.permissions.query({ name: /** @type {any} */ ("microphone") })).state;
  } catch {
    return "prompt"; // a browser that does not know this question
  }
}

/** Ask for the chosen microphone, or for any where it is not there; throws the browser's error. @param {string} chosen */
export async function openChosen(chosen) {
  const before = ready?.chosen === chosen ? ready : null;
  rings = false;
  if (before) ready = null;
  const stream = await before?.opened.catch(() => null);
  return stream?.getAudioTracks().some((one) => one.readyState === "live") ? stream : openFirst(chosen);
}

/** @param {string} chosen */
async function openFirst(chosen) {
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
