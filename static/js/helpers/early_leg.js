// The leg of a page that has it before it asks: by the tap on *Answer* itself, or taken by the recruiter's page while it
// rings. So nothing stands between *Answer* and the first description but the way of the messages.

import { COMMANDS } from "../contract.js";
import { tabName } from "./tab.js";

/** @typedef {{epoch: number, other_epoch: number, describer: boolean, path?: string}} Leg */

export class EarlyLeg {
  /** @type {Promise<Leg|null>|null} */
  #leg = null;

  /** @param {HTMLElement} stage @param {typeof import("../live.js").ask} ask */
  constructor(stage, ask) {
    this.stage = stage;
    this.ask = ask;
    const { leg } = stage.dataset;
    delete stage.dataset.leg; // once: whoever comes back to this page asks
    if (leg) this.#leg = Promise.resolve(JSON.parse(leg));
  }

  get there() { return this.#leg !== null; }

  /** It rings: the recruiter's page takes its own leg, once. Who is refused asks again after *Answer*. */
  ring() {
    if (this.#leg || this.stage.dataset.side === "seeker") return;
    this.#leg = tabName().then((tab) => this.ask(COMMANDS.callSeat, { call_id: this.stage.dataset.call ?? "", tab, insist: false }))
      .catch(() => null);
  }

  /** Give the leg, once. @returns {Promise<Leg|null>} */
  async take() {
    const leg = this.#leg;
    this.#leg = null;
    return leg;
  }
}
