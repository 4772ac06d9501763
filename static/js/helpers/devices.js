// The choice of microphone and, where the browser can, of loudspeaker; remembered in this browser.
import { chooseMicrophone } from "./microphone.js";

const KEY = "fair:loudspeaker";

export class Devices {
  /**
   * @param {HTMLElement} stage @param {AbortSignal} signal @param {(deviceId: string) => void} choose
   * @param {() => string} using id of the microphone in use
   */
  constructor(stage, signal, choose, using) {
    this.using = using;
    this.stage = stage;
    const input = /** @type {HTMLSelectElement|null} */ (stage.querySelector("[data-input]"));
    const output = /** @type {HTMLSelectElement|null} */ (stage.querySelector("[data-output]"));
    input?.addEventListener("change", () => { chooseMicrophone(input.value); choose(input.value); }, { signal });
    output?.addEventListener("change", () => this.#play(output.value), { signal });
    const list = () => { if (input && output) this.#list(input, output).catch(() => {}); };
    // Names of devices are known only after the microphone was allowed.
    stage.addEventListener("fair:microphone", list, { signal });
    navigator.mediaDevices?.addEventListener?.("devicechange", list, { signal });
  }

  /** @param {HTMLSelectElement} input @param {HTMLSelectElement} output */
  async #list(input, output) {
    const found = await navigator.mediaDevices.enumerateDevices();
    this.#fill(input, found.filter((one) => one.kind === "audioinput"), this.stage.dataset.microphone ?? "{n}");
    if (this.using()) input.value = this.using();
    const speakers = found.filter((one) => one.kind === "audiooutput");
    const row = /** @type {HTMLElement|null} */ (this.stage.querySelector("[data-output-row]"));
    if (!("setSinkId" in HTMLMediaElement.prototype) || speakers.length === 0) return;
    if (row) row.hidden = false;
    this.#fill(output, speakers, this.stage.dataset.speaker ?? "{n}");
    const kept = localStorage.getItem(KEY);
    if (kept && speakers.some((one) => one.deviceId === kept)) { output.value = kept; await this.#play(kept); }
  }

  /** @param {HTMLSelectElement} select @param {MediaDeviceInfo[]} devices @param {string} label */
  #fill(select, devices, label) {
    const chosen = select.value;
    select.replaceChildren(...devices.map((one, index) =>
      new Option(one.label || label.replace("{n}", String(index + 1)), one.deviceId, false, one.deviceId === chosen)));
  }

  /** @param {string} deviceId */
  async #play(deviceId) {
    const audio = /** @type {any} */ (this.stage.querySelector("audio[data-remote]"));
    await audio?.setSinkId?.(deviceId);
    localStorage.setItem(KEY, deviceId);
  }
}
