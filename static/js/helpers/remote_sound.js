// What comes from the other side is played; a browser may want a tap first.
import { showPanel } from "./stage.js";

/** @param {HTMLElement} stage @param {string} kind @param {MediaStreamTrack} track */
export function play(stage, kind, track) {
  const where = kind === "audio" ? "audio[data-remote]" : "video[data-remote-video]";
  const media = /** @type {HTMLMediaElement|null} */ (stage.querySelector(where));
  if (!media) return;
  media.srcObject = new MediaStream([track]);
  if (kind === "audio") playSound(stage);
}

/** @param {HTMLElement} stage */
export function playSound(stage) {
  const audio = /** @type {HTMLAudioElement|null} */ (stage.querySelector("audio[data-remote]"));
  audio?.play().then(
    () => showPanel(stage, "sound", false),
    (error) => showPanel(stage, "sound", error.name === "NotAllowedError"),
  );
}
