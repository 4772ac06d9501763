// <incoming-call hidden><dialog class="ring">…</dialog></incoming-call>: the telephone of a seeker's every page.
// What rings is asked of the server on load and on news, so a reload, a second tab or device shows the same ring.
import { onClock } from "../clock.js";
import { COMMANDS, EVENTS } from "../contract.js";
import { Bell } from "../helpers/bell.js";
import { fetchOwn } from "../helpers/ended.js";
import { isWritten } from "../helpers/fields.js";
import { closeModal, isOpen, openModal } from "../helpers/modal.js";
import { rest } from "../helpers/presses.js";
import { ask, missed, on, onConnection } from "../live.js";

const SEEN_EVERY_MS = 8000;
/** What is made ready while it rings is of no use to all the pages where nothing does. */
const ahead = () => import("../helpers/ahead.js");

/** @typedef {{id: string, employer: string, post: string, recruiter: string, left_s: number|null, title: string, left: string, cost: string, typed: boolean}} Ring */

class IncomingCall extends HTMLElement {
  /** @type {Ring|null} */
  #ring = null;
  #ends = new AbortController();
  #bell = new Bell();
  /** @type {import("../helpers/arrival.js").Arrival|null} */
  #arrival = null;
  #until = 0;
  #seen = -Infinity;
  #title = "";
  #tab = "";
  #asked = 0;
  /** @type {ReturnType<typeof setInterval>|undefined} */
  #tick;

  connectedCallback() {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    on(EVENTS.callRang, () => this.look(), signal);
    on(EVENTS.callChanged, () => this.look(), signal);
    onConnection((up) => { if (up) this.look(); }, signal);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.look(); }, { signal });
    document.addEventListener("fair:changed", () => this.look(), { signal });
    onClock((moved) => { if (moved) this.look(); }, signal);
    this.addEventListener("submit", (event) => this.#sends(event), { signal });
    this.addEventListener("fair:carried", (event) => this.#carried(event), { signal });
    this.addEventListener("fair:refused", () => this.look(), { signal });
    this.#dialog?.addEventListener("cancel", (event) => event.preventDefault(), { signal });
    this.look();
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#stop();
  }

  get #dialog() { return this.querySelector("dialog"); }

  /** Ask what rings, and show exactly that. */
  async look() {
    const turn = ++this.#asked;
    try {
      const answer = await fetchOwn("/ring", { headers: { Accept: "application/json" } });
      if (answer.status >= 500) missed();
      if (!answer.ok || turn !== this.#asked) return;
      const { call } = await answer.json();
      // The call's own page shows the ring itself.
      if (call && !location.pathname.startsWith(`/calls/${call.id}`)) this.#show(call);
      else if (call) this.#stay(call);
      else this.#stop();
    } catch {
      missed(); // no network: the banner says so, and the reconnection looks again
    }
  }

  /** @param {Ring} call */
  #show(call) {
    const fresh = this.#ring?.id !== call.id;
    this.#stay(call);
    for (const name of /** @type {const} */ (["employer", "post", "recruiter", "cost"])) this.#fill(name, call[name]);
    for (const field of this.querySelectorAll("input[name=call_id]")) /** @type {HTMLInputElement} */ (field).value = call.id;
    this.hidden = false;
    const dialog = this.#dialog;
    if (dialog && !isOpen(dialog)) {
      for (const slot of dialog.querySelectorAll(".form__refusal")) /** @type {HTMLElement} */ (slot).hidden = true;
      // Whoever is writing goes on typing for a moment: no key of theirs answers, and no finger that was on its way.
      const writing = isWritten(document.activeElement);
      openModal(dialog);
      /** @type {HTMLElement|null} */ (dialog.querySelector(writing ? ".ring__employer" : ".button--answer"))?.focus();
      rest(dialog.querySelectorAll("button"));
    }
    if (fresh) this.#bell.start();
    if (call.typed) return;
    this.#ahead(call.id, ({ Arrival, askAhead, tabName }) => {
      this.#arrival = this.#arrival ?? new Arrival();
      this.#arrival.prepare(`/calls/${call.id}`);
      askAhead(call.id, () => ask(COMMANDS.callPaths, { call_id: call.id, epoch: 0 }, { tries: 1 }));
      tabName().then((tab) => { this.#tab = tab; });
    });
  }

  /** Keep the ring's clock and confirmations going. @param {Ring} call */
  #stay(call) {
    if (this.#ring?.id !== call.id) {
      this.#seen = -Infinity;
      if (!this.#title) this.#title = document.title;
    }
    this.#ring = call;
    if (!call.typed) this.#ahead(call.id, ({ makeReady }) => makeReady());
    this.#until = call.left_s === null ? 0 : performance.now() + call.left_s * 1000;
    clearInterval(this.#tick);
    this.#tick = setInterval(() => this.#second(), 1000);
    this.#second();
  }

  /** Do this as long as the same call rings. @param {string} id @param {(helpers: Awaited<ReturnType<typeof ahead>>) => void} act */
  #ahead(id, act) {
    ahead().then((helpers) => { if (this.#ring?.id === id) act(helpers); })
      .catch(() => {}); // without it *Answer* opens the call's page, as ever
  }

  #second() {
    const ring = this.#ring;
    if (!ring) return;
    const left = Math.max(0, Math.round((this.#until - performance.now()) / 1000));
    this.#fill("left", this.#until ? ring.left.replace("{seconds}", String(left)) : "");
    document.title = document.title === this.#title ? `☎ ${ring.title}` : this.#title;
    // Only what is on a screen counts as shown: a page in the background does not.
    if (!document.hidden && performance.now() - this.#seen > SEEN_EVERY_MS) {
      this.#seen = performance.now();
      ask(COMMANDS.callShown, { call_id: ring.id }, { tries: 2 }).catch(() => { this.#seen = -Infinity; });
    }
    if (this.#until && left === 0) this.look();
  }

  /** @param {string} name @param {string} text */
  #fill(name, text) {
    const slot = this.querySelector(`[data-fill="${name}"]`);
    if (slot && slot.textContent !== text) slot.textContent = text;
  }

  /** Where the call is shown in this page, the answer takes its leg along. @param {Event} event */
  #sends(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.dataset.command !== COMMANDS.callAnswer) return;
    const field = /** @type {HTMLInputElement} */ (form.querySelector("input[name=tab]") ?? document.createElement("input"));
    Object.assign(field, { type: "hidden", name: "tab", value: this.#arrival?.ready ? this.#tab : "" });
    form.append(field);
  }

  /** @param {Event} event */
  #carried(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const id = this.#ring?.id;
    const answers = form.dataset.command === COMMANDS.callAnswer && id !== undefined;
    if (answers) event.preventDefault();
    const shown = answers && (this.#arrival?.show(`/calls/${id}`, /** @type {CustomEvent} */ (event).detail?.ok?.leg) ?? false);
    if (shown) this.#title = document.title; // the ring's own title gives way to that of the call
    this.#stop(answers);
    // Behind the ring nothing takes the focus; whoever hears the page is told from here on where they are.
    if (shown) document.querySelector("main")?.focus();
    if (answers && !shown) location.assign(`/calls/${id}`);
  }

  /** @param {boolean} [answered] the call takes the microphone */
  #stop(answered = false) {
    if (!answered && this.#ring) ahead().then(({ letGo }) => letGo()).catch(() => {});
    this.#arrival?.drop();
    clearInterval(this.#tick);
    this.#bell.stop();
    if (this.#title) document.title = this.#title;
    this.#title = "";
    this.#ring = null;
    const dialog = this.#dialog;
    if (dialog && isOpen(dialog)) closeModal(dialog);
    this.hidden = true;
  }
}

customElements.define("incoming-call", IncomingCall);
