// <call-way>: tells the fair which way the sound of this page takes, and how well: for the organisers' count, of no person.
import { COMMANDS } from "../contract.js";
import { every } from "../helpers/every.js";
import { ask } from "../live.js";
import { family } from "../models/browser_family.js";
import { pathOf } from "../models/path.js";
import { quality } from "../models/quality.js";

const EVERY_MS = 2000;
/** A word that changes to and fro is not told each time. */
const CALM_MS = 20000;

class CallWay extends HTMLElement {
  #told = "";
  #toldAt = -Infinity;
  #ends = new AbortController();

  connectedCallback() {
    const { signal } = this.#ends = new AbortController();
    every(signal, [[() => this.#look(), EVERY_MS]]);
  }

  disconnectedCallback() { this.#ends.abort(); }

  async #look() {
    const stage = /** @type {any} */ (this.closest("call-stage"));
    if (!stage?.stats) return; // its own program is still on the way
    if (!["connecting", "live", "reconnecting"].includes(stage.dataset.state ?? "")) return;
    const path = pathOf(await stage.stats());
    const heard = path && path.counts.received > 0;
    /** @type {""|"direct"|"theirs"|"turn_udp"|"turn_tcp"|"turn_tls"} */
    const way = !heard ? "" : path.kind === "turn" ? /** @type {const} */ (`turn_${path.protocol}`) : path.kind;
    /** @type {""|"good"|"fair"|"poor"} */
    const word = heard ? quality(path) : "";
    const [now, before] = [`${way} ${word}`, this.#told];
    const found = before.startsWith(" ") && heard; // the first sound is told at once
    if (now === before || (performance.now() - this.#toldAt < CALM_MS && !found)) return;
    if (!heard && before) return; // what was heard before a break stays told
    this.#toldAt = performance.now();
    this.#told = now;
    const mine = family(navigator.userAgent, navigator.maxTouchPoints);
    const told = { call_id: stage.dataset.call, family: mine, way, quality: word };
    ask(COMMANDS.callWay, told).catch(() => { this.#told = before; });
  }
}

customElements.define("call-way", CallWay);
