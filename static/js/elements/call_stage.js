// <call-stage>: the talk on this page. It takes its person's leg, finds the other browser, watches the connection,
// and says at every moment what is going on.
import { onClock } from "../clock.js";
import { COMMANDS, EVENTS } from "../contract.js";
import { stayAwake } from "../helpers/awake.js";
import { Camera } from "../helpers/camera.js";
import { EarlyLeg } from "../helpers/early_leg.js";
import { fetchOwn } from "../helpers/ended.js";
import { every } from "../helpers/every.js";
import { hide } from "../helpers/focus.js";
import { hides } from "../helpers/hiding.js";
import { keepHere } from "../helpers/leaving.js";
import { OtherPage } from "../helpers/other_page.js";
import { OwnMicrophone } from "../helpers/own_microphone.js";
import { Paths } from "../helpers/paths.js";
import { play, playLine, playSound } from "../helpers/remote_sound.js";
import { askLeg, asksLeg, say, sayConnection, showClock, startTyping } from "../helpers/stage.js";
import { tabName } from "../helpers/tab.js";
import { Way } from "../helpers/way.js";
import { Wire } from "../helpers/wire.js";
import { ask, connected, missed, on, onConnection, reach, Refused } from "../live.js";
import { LOOK_EVERY_MS } from "../models/bridge_leg.js";
import { anew, begin as beginConnection, look, networkChanged } from "../models/connection.js";
import { begin as beginPeer, step } from "../models/peer.js";
import { face } from "../models/talk_clock.js";

const HERE_EVERY_MS = 15000;
const PROBE_EVERY_MS = 3000;
/** The sound of the other side need not wait longer for a question about the own microphone. */
const ASKING_MS = 1500;
const TOLD = { live: COMMANDS.callLive, up: COMMANDS.callUp, down: COMMANDS.callDown };
const TALK = ["connecting", "live", "reconnecting"];

class CallStage extends HTMLElement {
  /** @type {import("../models/peer.js").Peer|null} */
  #peer = null;
  #connection = beginConnection(0);
  #epoch = 0;
  #told = { state: "", talked_s: 0, running: false, budget_s: 600, medium: "", path: "" };
  #toldAt = 0;
  #microphone = /** @type {OwnMicrophone|null} */ (null);
  #other = /** @type {OtherPage|null} */ (null);
  #awake = () => {};
  #camera = new Camera(this, (track) => this.#wire?.put("video", track));
  #taking = false;
  #leg = /** @type {EarlyLeg|null} */ (null);
  /** @type {import("../models/peer.js").Input[]} */
  #early = [];
  #wire = /** @type {Way|null} */ (null);
  #ends = new AbortController();

  get #call() { return this.dataset.call ?? ""; }
  get #typed() { return this.dataset.medium === "text"; } // no microphone on either side

  connectedCallback() {
    const { signal } = this.#ends = new AbortController();
    this.#leg = new EarlyLeg(this, ask);
    const mine = (/** @type {{call_id: string}} */ event) => event.call_id === this.#call;
    const askPaths = () => ask(COMMANDS.callPaths, { call_id: this.#call, epoch: this.#epoch }, { tries: 1 });
    this.#wire = new Way(this, new Wire(new Paths(askPaths, hides, this.#call), {
      described: (n, description) => this.#step({ type: "described", n, description }),
      accepted: (n, description) => this.#step({ type: "accepted", n, description }),
      settled: (n) => this.#step({ type: "settled", n }),
      ice: (ice) => this.#step({ type: "ice", ice }),
      track: (kind, track) => play(this, kind, track),
    }), {
      ask, on, reach, moved: () => this.#moved(), track: (track, line) => playLine(this, track, line), trouble: () => this.#showState(),
      began: () => { this.#camera.giveUp(); this.#connection = anew(this.#connection, performance.now()); },
    });
    on(EVENTS.callChanged, (event) => { if (mine(event)) { this.#answered(event.state); this.#refresh(); } }, signal);
    on(EVENTS.callSeated, (event) => {
      if (mine(event) && event.side === this.dataset.side && event.epoch > this.#epoch && this.#epoch) this.#moved();
    }, signal);
    on(EVENTS.callSignal, (event) => {
      if (!mine(event)) return;
      this.#wire?.spoke();
      this.#step({ type: "heard", epoch: event.epoch, signal: /** @type {any} */ (event.signal) });
    }, signal);
    const network = () => { if (!this.#wire?.networkChanged()) this.#deeds(networkChanged(this.#connection, performance.now())); };
    onConnection((up, again) => {
      if (!up) return;
      if (!again) this.#catchUp();
      this.#refresh();
      this.#here();
      this.#other?.tell(true);
      this.#wire?.reachedAgain();
      if (this.#connection.mood !== "clear") network();
    }, signal);
    onClock((moved) => { if (moved) this.#refresh(); }, signal);
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    keepHere(this, () => this.#epoch > 0 && !this.#typed && TALK.includes(this.#told.state), signal);
    window.addEventListener("online", network, { signal });
    window.addEventListener("offline", () => this.#showState(), { signal });
    /** @type {any} */ (navigator).connection?.addEventListener?.("change", network, { signal });
    every(signal, [
      [() => this.#look(), LOOK_EVERY_MS], [() => this.#here(), HERE_EVERY_MS], [() => this.#showClock(), 1000],
      [() => this.#probe(), PROBE_EVERY_MS],
    ]);
    this.#awake = stayAwake(() => this.#epoch > 0 && TALK.includes(this.#told.state), signal);
    if (!this.#typed) {
      this.#microphone = new OwnMicrophone(this, signal, {
        put: (track) => this.#wire?.put("audio", track),
        told: () => { this.#other?.tell(); this.#showState(); },
      });
      const has = () => ({ epoch: this.#epoch, has: this.#microphone?.has ?? "asked" });
      this.#other = new OtherPage({ ask, connected, on, reach }, this, signal, has);
    }
    if (connected()) this.#catchUp();
    if (this.dataset.side === "seeker") this.#answered("connecting");
    this.#refresh();
  }

  #catchUp() { document.dispatchEvent(new CustomEvent("fair:changed")); } // what was told before this page could hear
  disconnectedCallback() { this.#ends.abort(); this.#leave(); }

  // --- the call's state -------------------------------------------------------------------------

  async #refresh() {
    try {
      const answer = await fetchOwn(`/calls/${this.#call}/state`, { headers: { Accept: "application/json" } });
      if (!answer.ok) { if (answer.status >= 500) missed(); return; }
      this.#told = await answer.json();
    } catch { missed(); return; }
    this.#toldAt = performance.now();
    this.dataset.state = this.#told.state;
    const talking = TALK.includes(this.#told.state);
    // One side went over to typing, or back: the page of the other kind takes this one's leg.
    if (talking && this.#told.medium !== this.dataset.medium) { this.#leave(); location.reload(); return; }
    hide(this, !talking);
    this.closest(".call")?.setAttribute("data-state", this.#told.state);
    if (talking) await this.#take(false);
    else if (this.#told.state === "ringing") this.#makeReady();
    else { this.#epoch = 0; this.#leave(); }
    // Both sides told of the silence, and one of them could not tell of its end.
    if (this.#told.state === "reconnecting" && this.#connection.mood === "clear" && this.#epoch) this.#tell(COMMANDS.callUp);
    if (this.#peer) this.#wire?.follow(this.#told.path, this.#epoch);
    this.#awake();
    this.#showClock();
    this.#showState();
  }

  /** It rings: whatever tells nobody an address is done now. */
  #makeReady() {
    this.#microphone?.makeReady();
    this.#leg?.ring();
    if (!this.#typed && window.RTCPeerConnection) this.#wire?.wire.warm();
  }

  /** It was answered: who has the leg already begins before the state is told. @param {string} state */
  #answered(state) {
    if (state !== "connecting" || !this.#leg?.there || this.#epoch) return;
    this.#told.state = this.dataset.state = state;
    hide(this, false);
    this.#take(false);
  }

  /** Take the leg, once; nothing connects before *Answer*. @param {boolean} insist */
  async #take(insist) {
    if (this.#taking || (this.#epoch && !insist) || (!insist && asksLeg(this))) return;
    this.#taking = true;
    if (insist || !this.#leg?.there) this.#early = [];
    try {
      const leg = (!insist && await this.#leg?.take()) || await ask(COMMANDS.callSeat, { call_id: this.#call, tab: await tabName(), insist });
      askLeg(this, "");
      this.#epoch = leg.epoch;
      if (leg.path === "bridge") this.#told.path = leg.path;
      this.#connection = beginConnection(performance.now());
      if (this.#typed) return startTyping(this);
      const opened = this.#microphone?.open();
      if (!window.RTCPeerConnection) return say(this, this.dataset.noCalls);
      this.#wire?.paths.fresh();
      await Promise.race([opened, new Promise((done) => { setTimeout(done, ASKING_MS); })]);
      const [peer, effects] = beginPeer(leg.describer, leg.epoch, leg.other_epoch);
      this.#peer = peer;
      this.#wire?.follow(this.#told.path, leg.epoch);
      this.#do(effects);
      this.#other?.tell(true);
      for (const input of this.#early.splice(0)) this.#step(input);
    } catch (error) {
      if (error instanceof Refused && error.code === "seat-taken") askLeg(this, "leg");
      else if (error instanceof Refused) say(this, error.message);
    } finally {
      this.#taking = false;
    }
  }

  #moved() { this.#epoch = 0; this.#leave(); askLeg(this, "moved"); }
  #leave() {
    this.#peer = null;
    this.#wire?.close();
    this.#microphone?.close();
    this.#camera.stop();
    this.#awake();
    for (const media of this.querySelectorAll("audio, video")) /** @type {HTMLMediaElement} */ (media).srcObject = null;
  }

  stats() { return this.#wire?.stats() ?? []; }
  #here() { if (this.#epoch) this.#tell(COMMANDS.callHere); }

  /** @param {typeof COMMANDS.callHere|typeof TOLD[keyof typeof TOLD]} what */
  async #tell(what) {
    try {
      await ask(what, { call_id: this.#call, epoch: this.#epoch });
    } catch (error) {
      if (error instanceof Refused && error.code === "seat-moved") this.#moved();
      else if (error instanceof Refused && error.code === "call-over") this.#refresh();
    }
  }

  // --- the pair of browsers ---------------------------------------------------------------------

  /** @param {import("../models/peer.js").Input} input */
  #step(input) {
    // The other page may speak while this one asks for its microphone, or has not heard of *Answer*.
    if (!this.#peer) { if (this.#taking || this.#leg?.there) this.#early.push(input); return; }
    const [peer, effects] = step(this.#peer, input);
    this.#peer = peer;
    this.#do(effects);
  }

  /** @param {import("../models/peer.js").Effect[]} effects */
  #do(effects) {
    for (const effect of effects) {
      if (effect.do === "send") {
        const payload = { call_id: this.#call, epoch: this.#epoch, signal: /** @type {any} */ (effect.signal) };
        ask(COMMANDS.callDescribe, payload, { tries: 1 }).catch((error) => {
          if (error instanceof Refused && error.code === "seat-moved") this.#moved();
        });
      } else if (effect.do === "video") {
        this.#camera.theirs = effect.on;
        this.#camera.show();
      } else this.#wire?.perform(effect);
    }
  }

  async #look() {
    if (!this.#peer || !this.#wire) return;
    const { packets, checks, level } = await this.#wire.heard();
    this.querySelector("[data-person=other]")?.setAttribute("data-speaking", String(level > 0.02));
    const sends = this.#other?.sounds ?? true;
    this.#deeds(look(this.#connection, { at: performance.now(), packets, checks, sends }));
    this.#wire?.look(this.#connection.fresh);
  }

  /** Nothing is heard: who is cut off? */
  async #probe() {
    if (!this.#peer || !this.#epoch) return;
    if (this.#connection.mood === "clear") this.#other?.heard();
    else await this.#other?.look();
    this.#showState();
  }

  /** @param {[import("../models/connection.js").Connection, import("../models/connection.js").Deed[]]} outcome */
  #deeds([connection, deeds]) {
    this.#connection = connection;
    if (!this.#peer) return;
    for (const deed of deeds) {
      if (deed === "restart" || deed === "retry" || deed === "detour") {
        if (!this.#wire?.unheard()) this.#step({ type: deed === "retry" ? deed : "restart" });
      } else {
        this.#tell(TOLD[deed]);
        if (deed === "down") this.#other?.look(); else this.#other?.heard();
        if (deed !== "down" && this.#camera.mine) this.#wish();
      }
    }
    this.#showState();
  }

  /** @param {MouseEvent} event */
  async #clicked(event) {
    const button = /** @type {HTMLElement|null} */ (/** @type {HTMLElement} */ (event.target).closest("[data-do]"));
    switch (button?.dataset.do) {
      case "take": await this.#take(true); break;
      case "leave": location.assign(this.dataset.side === "seeker" ? "/queues" : "/desk"); break;
      case "sound": playSound(this); break;
      case "microphone": await this.#microphone?.open(); break;
      case "mute": this.#microphone?.toggle(); this.#showState(); break;
      case "video":
        this.#camera.mine = !this.#camera.mine;
        button.setAttribute("aria-pressed", String(this.#camera.mine));
        this.#wish();
        await this.#camera.show();
        break;
      default:
    }
  }

  #wish() { if (this.#peer?.theirs) this.#do([{ do: "send", signal: { kind: "video", on: this.#camera.mine, to_epoch: this.#peer.theirs } }]); }

  #showState() {
    if (!this.#epoch || !this.#peer || !this.#other) return;
    const muted = this.#microphone?.has === "muted";
    sayConnection(this, this.#connection, this.#other, this.#wire, { muted, state: this.#told.state });
  }

  /** While this page hears nothing its clock stands, even where it cannot be told so. */
  #showClock() { showClock(this, face(this.#told, (this.#connection.downSince || performance.now()) - this.#toldAt)); }
}

customElements.define("call-stage", CallStage);
