// The page on the other side of the call: what its person has to talk with, and when it last said anything. Each page
// speaks for itself alone; nothing of it is kept anywhere.
import { COMMANDS, EVENTS } from "../contract.js";
import { sounds } from "../models/microphone.js";

/** @typedef {Pick<typeof import("../live.js"), "ask"|"connected"|"on"|"reach">} Socket */

export class OtherPage {
  has = "";
  answeredAt = -Infinity;
  /** This page reaches the server, as far as it knows. */
  #reaches = true;
  #looking = false;
  #epoch = 0;

  /**
   * @param {Socket} socket @param {HTMLElement} stage @param {AbortSignal} signal
   * @param {() => {epoch: number, has: import("../models/microphone.js").Has}} mine
   */
  constructor(socket, stage, signal, mine) {
    this.socket = socket;
    this.stage = stage;
    this.mine = mine;
    socket.on(EVENTS.callOtherMicrophone, (event) => {
      if (event.call_id !== stage.dataset.call || event.epoch < this.#epoch) return;
      this.#epoch = event.epoch;
      this.answeredAt = performance.now();
      this.#show(event.has);
      if (event.asks) this.tell();
    }, signal);
  }

  get sounds() { return sounds(this.has); }

  /** Does this page reach the fair? */
  get reaches() { return this.socket.connected() && navigator.onLine && this.#reaches; }

  /** Say what this page has; with `asks` the other page says the same of itself. @param {boolean} [asks] */
  tell(asks = false) {
    const { epoch, has } = this.mine();
    if (!epoch || !this.socket.connected()) return;
    // Lost on the way it is said again: each page asks when it comes, and while it hears nothing.
    this.socket.ask(COMMANDS.callMicrophone, { call_id: this.stage.dataset.call ?? "", epoch, has, asks }, { tries: 1 }).catch(() => {});
  }

  /** Nothing is heard: find out who is cut off. */
  async look() {
    if (this.#looking) return;
    this.#looking = true;
    this.tell(true);
    this.#reaches = await this.socket.reach();
    this.#looking = false;
  }

  /** All is well again. */
  heard() { this.#reaches = true; }

  /** @param {string} has */
  #show(has) {
    this.has = has;
    const slot = /** @type {HTMLElement|null} */ (this.stage.querySelector("[data-fill=theirs]"));
    if (!slot) return;
    const text = slot.dataset[has] ?? "";
    slot.hidden = text === "";
    if (slot.textContent !== text) slot.textContent = text;
  }
}
