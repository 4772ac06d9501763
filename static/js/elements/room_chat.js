// <room-chat>: keeps the stream at its end, and goes on showing what was not sent.
import { COMMANDS } from "../contract.js";
import { forgetHere, keepHere, unsentHere } from "../helpers/drafts.js";
import { post } from "../helpers/sending.js";
import { sayWhy, unsent } from "../helpers/unsent.js";
import { onConnection } from "../live.js";

const NEAR_PX = 60;
/** What is said to a room or in a call: each is a message of its own, whatever becomes of those before it. */
const SAID = [COMMANDS.chatSay, COMMANDS.callSay].map((name) => `form[data-command="${name}"]`).join();

class RoomChat extends HTMLElement {
  #atEnd = true;
  #ends = new AbortController();
  /** @type {Map<string, () => Promise<void>>} */
  #unsent = new Map();
  /** What nobody answered; what was refused waits for the person. @type {Set<string>} */
  #away = new Set();

  connectedCallback() {
    const { signal } = this.#ends = new AbortController();
    this.addEventListener("scroll", (event) => {
      const stream = /** @type {HTMLElement} */ (event.target);
      if (stream.matches?.(".chat__stream")) this.#atEnd = stream.scrollHeight - stream.scrollTop - stream.clientHeight < NEAR_PX;
    }, { capture: true, signal });
    this.addEventListener("fair:carried", ({ target }) => {
      if (target instanceof Element && target.matches(SAID)) this.#atEnd = true;
    }, { signal });
    this.addEventListener("fair:fragment", () => {
      if (this.#atEnd) this.#toEnd();
      this.#sendAll(); // what is shown afresh has come by the connection
    }, { signal });
    window.addEventListener("online", () => { this.#sendAll(); }, { signal });
    this.addEventListener("fair:unsent", (event) => this.#keep(event), { signal });
    onConnection((up, again) => { if (up && again) this.#sendAll(); }, signal);
    for (const { name, text, sending } of unsentHere()) if (sending && !this.#unsent.has(name)) this.#show(name, text, sending);
    this.#toEnd();
  }

  disconnectedCallback() { this.#ends.abort(); }

  #toEnd() {
    for (const stream of this.querySelectorAll(".chat__stream")) stream.scrollTop = stream.scrollHeight;
  }

  /** @param {Event} event */
  #keep(event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(SAID)) return;
    event.preventDefault();
    const fields = /** @type {CustomEvent<URLSearchParams>} */ (event).detail;
    const name = `sending ${fields.get("command_id")}`;
    const text = fields.get("text") ?? "";
    fields.delete("csrf");
    const sending = { action: form.action, body: String(fields) };
    keepHere(name, { text, sending });
    this.#show(name, text, sending);
  }

  /** @param {string} name @param {string} text @param {{action: string, body: string}} sending */
  #show(name, text, sending) {
    const drop = () => { this.#unsent.delete(name); this.#away.delete(name); forgetHere([name]); };
    const again = () => this.#send(box, name, sending, drop);
    const box = unsent(text, "away", { again, drop });
    if (!box) return;
    this.#unsent.set(name, again);
    this.#away.add(name);
    ([...this.querySelectorAll(".unsent")].pop() ?? this.querySelector("live-fragment") ?? this).after(box);
  }

  async #sendAll() {
    for (const name of [...this.#away]) await this.#unsent.get(name)?.();
  }

  /** The same number again: it counts once. @param {HTMLElement|null} box @param {string} name @param {{action: string, body: string}} sending @param {() => void} drop */
  async #send(box, name, { action, body }, drop) {
    if (!box || box.hasAttribute("aria-busy")) return;
    box.toggleAttribute("aria-busy", true);
    try {
      const fields = new URLSearchParams(body);
      fields.set("csrf", /** @type {HTMLInputElement|null} */ (document.querySelector("input[name=csrf]"))?.value ?? "");
      const said = await post(action, fields);
      if (said.refused) { this.#away.delete(name); sayWhy(box, "away", said.message); return; }
      drop();
      const here = box.contains(document.activeElement);
      box.remove();
      if (here) /** @type {HTMLElement|null} */ (this.querySelector(SAID)?.querySelector("input.input") ?? null)?.focus();
      const region = document.getElementById("live-region");
      if (region) region.textContent = "";
      document.dispatchEvent(new CustomEvent("fair:changed", { detail: said }));
    } catch {
      this.#away.add(name);
      sayWhy(box, "away");
    } finally {
      box.toggleAttribute("aria-busy", false);
    }
  }
}

customElements.define("room-chat", RoomChat);

// <ring-left data-left="40" data-text="Rings for {seconds} more seconds">: counts down on the recruiter's page.
class RingLeft extends HTMLElement {
  static get observedAttributes() { return ["data-left"]; }

  #until = 0;
  /** @type {ReturnType<typeof setInterval>|undefined} */
  #tick;

  connectedCallback() {
    this.#tick = setInterval(() => {
      const left = Math.max(0, Math.round((this.#until - performance.now()) / 1000));
      this.textContent = (this.dataset.text ?? "").replace("{seconds}", String(left));
    }, 1000);
  }

  attributeChangedCallback() { this.#until = performance.now() + Number(this.dataset.left) * 1000; }

  disconnectedCallback() { clearInterval(this.#tick); }
}

customElements.define("ring-left", RingLeft);
