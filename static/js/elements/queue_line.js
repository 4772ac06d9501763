// <queue-line> a booth's wait for who might join; <queue-ticket> the own place. Both change by news, without fetching;
// where news was missed, or does not say all, the surrounding <live-fragment> fetches afresh.
import { onClock, serverNow } from "../clock.js";
import { fetchPartial, show } from "../helpers/fragment.js";
import { on, onConnection, watch } from "../live.js";
import { change, dots, range, soon, wantsMore } from "../models/queue_line.js";
import { rounded, stands } from "../models/told_range.js";

/** @typedef {import("../models/queue_line.js").View} View */
/** @typedef {import("../models/told_range.js").Told} Told */

// The server looks at a line half a second after it changed. So long news has no new forecast, and nothing moves by it.
const LOOK_MS = 1500;
const SPREAD_MS = 2000;

class QueueLine extends HTMLElement {
  #ends = new AbortController();
  /** @type {View} */
  view = { version: 0, waiting: 0, talking: 0, place: 0, number: null, points: [], at: "" };
  /** What the reader is told; it holds still. @type {Told|null} */
  #told = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #settles;

  connectedCallback() {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.view = this.#read();
    this.#told = this.#readTold();
    // The part around it was fetched afresh: what it says counts, unless this line has heard more since.
    this.closest("live-fragment")?.addEventListener("fair:fragment", () => {
      const told = this.#read();
      if (told.version >= this.view.version) this.view = told;
      this.#told = this.#readTold();
      this.#write();
    }, { signal });
    const booth = this.getAttribute("booth") ?? "";
    watch([`queue:${booth}`], signal);
    on("queue.changed", (event) => { if (event.booth_id === booth) this.#heard(event); }, signal);
    onConnection((up, again) => { if (up && again && !this.closest("live-fragment")) this.#afresh(); }, signal);
    onClock(() => this.#write(), signal);
    const tick = setInterval(() => { this.#settle(); this.#write(); }, 15_000);
    signal.addEventListener("abort", () => { clearInterval(tick); clearTimeout(this.#settles); });
  }

  disconnectedCallback() { this.#ends.abort(); }

  /** @returns {View} what the server said */
  #read() {
    const number = (/** @type {string} */ name) => Number(this.getAttribute(name) ?? 0);
    const own = this.hasAttribute("number");
    return {
      version: number("version"), waiting: number("waiting"), talking: number("talking"), number: own ? number("number") : null,
      place: own ? number("place") : number("waiting") + 1,
      points: JSON.parse(this.getAttribute("points") ?? "[]"), at: this.getAttribute("at") ?? "",
    };
  }

  /** @returns {Told|null} */
  #readTold() {
    const [early = NaN, middle = NaN, late = NaN] = ["early", "middle", "late"]
      .map((name) => Date.parse(this.getAttribute(name) ?? ""));
    return Number.isNaN(late) ? null : { early, middle, late };
  }

  /** Move what is told where the reader should act differently; the server says of the own ticket why it moved. */
  #settle() {
    const now = serverNow();
    const found = now === null ? null : range(this.view, now);
    if (now === null || !found || (this.#told && stands(this.#told, found, now))) return;
    if (this.view.number === null) this.#told = rounded(found, now);
    else this.#afresh();
  }

  #settleSoon() {
    clearTimeout(this.#settles);
    this.#settles = setTimeout(() => { this.#settle(); this.#write(); }, LOOK_MS + Math.random() * SPREAD_MS);
  }

  /** @param {import("../contract.js").Events["queue.changed"]} event */
  #heard(event) {
    const next = change(this.view, event);
    if (next === this.view) return;
    if (next === null || wantsMore(this.view, next, event, this.hasAttribute("asks"))) {
      this.#afresh();
      if (next === null) return;
    }
    const moved = next.place !== this.view.place;
    this.view = next;
    this.#settleSoon();
    this.#write();
    if (moved && next.number !== null && next.place > 0) this.#tell();
  }

  /** The part around fetches it; in a list of many, which is no part, it fetches itself. */
  async #afresh() {
    const around = /** @type {any} */ (this.closest("live-fragment"));
    if (around) { around.refresh?.(); return; }
    const html = await fetchPartial(`/booths/${this.getAttribute("booth")}/wait`).catch(() => null);
    if (html === null || !this.isConnected) return;
    show(this, html);
    this.replaceWith(...this.childNodes);
  }

  /** @param {string} name @returns {HTMLElement|null} */
  #slot(name) { return this.querySelector(`[data-fill="${name}"]`); }

  /** @param {string} name @param {boolean} shown */
  #show(name, shown) {
    const slot = this.#slot(name);
    if (slot) slot.hidden = !shown;
  }

  #write() {
    const { view } = this;
    const waiting = this.#slot("waiting");
    if (waiting) waiting.textContent = String(view.waiting);
    const place = this.#slot("place");
    if (place && view.place > 0) place.textContent = String(view.place);
    this.#draw();
    const now = serverNow();
    if (now === null) return;
    const fresh = range(view, now);
    if (fresh && !this.#told) this.#told = rounded(fresh, now);
    const told = fresh && this.#told;
    const near = told !== null && soon(told, now) && (view.number !== null || view.waiting === 0);
    for (const name of ["range", "told"]) this.#show(name, told !== null && !near);
    this.#show("soon", near);
    this.#show("none", !told);
    this.#show("late", told !== null && told.middle > Date.parse(this.getAttribute("closes") ?? ""));
    if (told) {
      this.#say("range", [told.early, told.late]);
      this.#say("told", [told.middle]);
    }
  }

  /** @param {string} name @param {number[]} instants */
  #say(name, instants) {
    const times = this.#slot(name)?.querySelectorAll("time") ?? [];
    instants.forEach((at, n) => { const time = times[n]; if (time) time.dateTime = new Date(at).toISOString(); });
  }

  #draw() {
    const slot = this.#slot("dots");
    if (!slot) return;
    const { talking, ahead, more } = dots(this.view);
    /** @param {string} of @param {number} count */
    const some = (of, count) => Array.from({ length: count }, () => {
      const dot = document.createElement("i");
      dot.dataset.of = of;
      return dot;
    });
    const rest = document.createElement("small");
    rest.textContent = `+${more}`;
    slot.replaceChildren(...some("talking", talking), ...some("ahead", ahead), ...(more ? [rest] : []), ...some("me", 1));
  }

  #tell() {
    const region = document.getElementById("live-region");
    const sentence = this.dataset.said ?? "";
    if (region && sentence) region.textContent = sentence.replace("{place}", String(this.view.place));
  }
}

class QueueTicket extends QueueLine {}

customElements.define("queue-line", QueueLine);
customElements.define("queue-ticket", QueueTicket);
