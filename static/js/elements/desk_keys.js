// <desk-keys>: the recruiter's keys at the desk and in a call. What a key presses is on the page, with data-hotkey; Enter
// presses only what has data-enter as well. The rules are in models/desk_keys.js.
import { isWritten } from "../helpers/fields.js";
import { isShown } from "../helpers/focus.js";
import { closeModal, isOpen, openModal } from "../helpers/modal.js";
import { CALM_MS, meaning } from "../models/desk_keys.js";

const KEPT = "fair.desk-keys";
const CONTROLS = "a[href], button, summary, input, select, textarea, label, audio, video, [contenteditable], [tabindex='0']";

class DeskKeys extends HTMLElement {
  #ends = new AbortController();
  #stirred = performance.now();
  #next = "";

  connectedCallback() {
    const { signal } = this.#ends = new AbortController();
    const stir = () => { this.#stirred = performance.now(); };
    this.#stirred = performance.now();
    this.#next = this.#shown();
    document.addEventListener("keydown", (event) => this.#pressed(event), { capture: true, signal });
    document.addEventListener("fair:carried", stir, { capture: true, signal });
    // A refresh that leaves the next action as it was disturbs nobody.
    document.addEventListener("fair:fragment", () => {
      const shown = this.#shown();
      if (shown !== this.#next) stir();
      this.#next = shown;
    }, { capture: true, signal });
    for (const back of ["visibilitychange", "pageshow"]) window.addEventListener(back, stir, { capture: true, signal });
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.addEventListener("change", () => this.#keep(), { signal });
    document.addEventListener("toggle", () => this.#room(), { capture: true, signal });
    const box = this.#box;
    if (box) box.checked = this.#used;
    this.#open();
    window.addEventListener("hashchange", () => this.#open(), { signal });
  }

  disconnectedCallback() { this.#ends.abort(); }

  get #dialog() { return this.querySelector("dialog"); }

  get #box() { return /** @type {HTMLInputElement|null} */ (this.querySelector("input[data-do=use]")); }

  get #used() {
    try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; }
  }

  #keep() {
    try { localStorage.setItem(KEPT, this.#box?.checked ? "on" : "off"); } catch { /* then for this page only */ }
  }

  /** What the key would press now, in words: who is next, and how that is said. */
  #shown() { return ["next", "hang-up"].map((name) => this.#target(name, false)?.closest("form, a")?.textContent?.trim() ?? "").join("|"); }

  /** @param {string} name @param {boolean} byEnter @returns {HTMLElement|undefined} */
  #target(name, byEnter) {
    const all = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-hotkey="${name}"]${byEnter ? "[data-enter]" : ""}`));
    return [...all].find((one) => isShown(one.tagName === "INPUT" ? one.closest("label") ?? one : one) && !one.closest("[inert]"));
  }

  /** @returns {"nothing"|"control"|"field"} */
  #focus() {
    const one = document.activeElement;
    if (one && (isWritten(one) || one.matches("select, [contenteditable]"))) return "field";
    return one?.matches(CONTROLS) ? "control" : "nothing";
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const dialog = this.#dialog;
    if (!event.isTrusted) return;
    const own = dialog !== null && isOpen(dialog);
    const focus = this.#focus();
    const calm = performance.now() - this.#stirred;
    const covered = own || document.querySelector("dialog[open], details.menu[open]") !== null;
    const does = meaning({
      key: event.key, repeat: event.repeat, modified: event.ctrlKey || event.altKey || event.metaKey,
      composing: event.isComposing, focus, covered, used: this.#used, calm,
    });
    const typed = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    if (typed && (focus === "field" || !does || does === "wait")) this.#stirred = performance.now();
    // The button itself has the focus, and says something else than a moment ago.
    const early = event.key === "Enter" && focus === "control" && calm < CALM_MS
      && document.activeElement?.matches("[data-enter]");
    if (!does && !early) return;
    event.preventDefault();
    if (early || does === "wait") this.#say(this.dataset.again ?? "");
    else if (does === "keys") this.#show();
    else this.#press(does, event.key === "Enter");
  }

  /** @param {string} does @param {boolean} byEnter */
  #press(does, byEnter) {
    const target = this.#target(does, byEnter);
    if (!target || target.closest("[data-resting], [aria-disabled=true], :disabled")) return;
    if (target instanceof HTMLDetailsElement) {
      target.open = !target.open;
      const field = /** @type {HTMLElement|null} */ (target.querySelector(target.open ? "input[type=text], textarea" : "summary"));
      field?.focus();
      return;
    }
    target.click();
    if (target instanceof HTMLAnchorElement && target.hash && target.pathname === location.pathname) {
      const there = document.getElementById(target.hash.slice(1));
      /** @type {HTMLElement|null} */ (there?.querySelector("input[type=text], input[type=radio], textarea, button") ?? null)?.focus();
    }
    if (target instanceof HTMLInputElement && target.type === "radio") {
      const more = target.closest("form")?.querySelector(`[data-outcome="${target.value}"]`);
      /** @type {HTMLElement|null} */ (more?.querySelector("input, select") ?? null)?.focus();
    }
    this.#stirred = performance.now();
  }

  /** @param {string} text */
  #say(text) {
    const slot = document.getElementById("live-region");
    if (slot) slot.textContent = text;
    for (const hint of document.querySelectorAll("[data-keys-hint]")) hint.textContent = text;
  }

  #show() {
    const dialog = this.#dialog;
    if (dialog && !isOpen(dialog)) openModal(dialog);
  }

  /** A link leads to what is folded together: unfold it. */
  #open() {
    const there = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    if (there instanceof HTMLDetailsElement) there.open = true;
  }

  /** What is unfolded beside the desk needs more of the height. */
  #room() {
    const desk = /** @type {HTMLElement|null} */ (document.querySelector(".desk"));
    if (desk) desk.dataset.room = desk.querySelector(".desk__room > [open]") ? "open" : "folded";
  }

  /** @param {Event} event */
  #clicked(event) {
    const button = event.target instanceof Element ? /** @type {HTMLElement|null} */ (event.target.closest("[data-do]")) : null;
    if (button?.dataset.do === "keys") this.#show();
    else if (button?.dataset.do === "close" && this.#dialog) closeModal(this.#dialog);
  }
}

customElements.define("desk-keys", DeskKeys);
