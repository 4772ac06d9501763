// Video, small, and only while both sides want it.
import { stopStream } from "./microphone.js";

const SMALL = { width: 320, height: 240, frameRate: 15 };

export class Camera {
  mine = false;
  theirs = false;
  /** @type {MediaStream|null} */
  #stream = null;
  /** Both have had it on in this talk. */
  #ran = false;

  /** @param {HTMLElement} stage @param {(track: MediaStreamTrack|null) => Promise<void>|undefined} put */
  constructor(stage, put) {
    this.stage = stage;
    this.put = put;
  }

  /** Show what the two wishes make. */
  async show() {
    const both = this.mine && this.theirs;
    if (both && !this.#stream) {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: SMALL }).catch(() => null);
    } else if (!both) {
      stopStream(this.#stream);
      this.#stream = null;
    }
    await this.put(this.#stream?.getVideoTracks()[0] ?? null);
    const own = /** @type {HTMLVideoElement|null} */ (this.stage.querySelector("[data-own-video]"));
    if (own) { own.srcObject = this.#stream; own.hidden = !this.#stream; }
    const other = /** @type {HTMLVideoElement|null} */ (this.stage.querySelector("[data-remote-video]"));
    if (other) other.hidden = !both;
    const said = /** @type {HTMLElement|null} */ (this.stage.querySelector("[data-fill=video]"));
    const blind = both && !this.#stream;
    if (said) {
      said.hidden = this.mine === this.theirs && !blind;
      const { waiting, asked, theirsOff, mineOff, refused } = said.dataset;
      const onlyMine = this.#ran ? theirsOff : waiting;
      const onlyTheirs = this.#ran ? mineOff : asked;
      said.textContent = (blind ? refused : this.mine ? onlyMine : onlyTheirs) ?? "";
    }
    this.#ran = this.#ran || both;
  }

  /** There is no video on this way: nobody wishes for it any more. */
  giveUp() {
    this.mine = this.theirs = false;
    return this.show();
  }

  stop() {
    stopStream(this.#stream);
    this.#stream = null;
  }
}
