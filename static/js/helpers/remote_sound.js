// What comes from the other side is played; a browser may want a tap first.
import { showPanel } from "./stage.js";

/** The sound of the first line, or the picture. @param {HTMLElement} stage @param {string} kind @param {MediaStreamTrack} track */
export function play(stage, kind, track) {
  const where = kind === "audio" ? "audio[data-remote]" : "video[data-remote-video]";
  const media = /** @type {HTMLMediaElement|null} */ (stage.querySelector(where));
  if (!media) return;
  media.srcObject = new MediaStream([track]);
  if (kind === "audio") playSound(stage);
}

/** The sound of somebody else in the call, each on a line of its own. @param {HTMLElement} stage @param {MediaStreamTrack} track @param {number} line */
export function playLine(stage, track, line) {
  if (line <= 0) { play(stage, "audio", track); return; }
  let audio = /** @type {HTMLAudioElement|null} */ (stage.querySelector(`audio[data-line="${line}"]`));
  if (!audio) {
    audio = document.createElement("audio");
    audio.autoplay = true;
    Object.assign(audio.dataset, { line: String(line), own: "" });
    stage.append(audio);
  }
  audio.srcObject = new MediaStream([track]);
  playSound(stage);
}

/** @param {HTMLElement} stage */
export function playSound(stage) {
  const sounds = /** @type {NodeListOf<HTMLAudioElement>} */ (stage.querySelectorAll("audio[data-remote], audio[data-line]"));
  Promise.all([...sounds].map((audio) => audio.srcObject && audio.play())).then(
    () => showPanel(stage, "sound", false),
    (error) => showPanel(stage, "sound", error.name === "NotAllowedError"),
  );
}
