// The servers that may pass this leg's sound on, asked for afresh before each connection: credentials have an end.

/** @typedef {{servers: readonly {urls: readonly string[], username: string, credential: string}[], lasts_s: number}} Told */

/** What was asked for lately, while the microphone opened, is as good as new. */
const YOUNG_MS = 5000;
/** A restart does not wait longer than this where what is held is still good. */
const PATIENCE_MS = 1500;

/** So long what was asked for while it rang serves the first connection; longer than any ring. */
const AHEAD_MS = 120_000;
/** What was asked for while a call rings, by its id. @type {Map<string, {at: number, told: Promise<Told>}>} */
const ahead = new Map();

/** Ask once while a call rings; nothing is asked of those servers by it. @param {string} call @param {() => Promise<Told>} ask */
export function askAhead(call, ask) {
  if (ahead.has(call)) return;
  ahead.clear();
  const told = ask();
  ahead.set(call, { at: performance.now(), told });
  told.catch(() => ahead.delete(call));
}

export class Paths {
  /** `since`: when it was asked for; `at`: since when it is as good as new. @type {{at: number, since: number, told: Promise<Told>}|null} */
  #asked = null;
  /** @type {Told} */
  #held = { servers: [], lasts_s: 0 };
  #until = 0;
  /** The address is hidden, and no server was given that would pass the sound on. */
  closed = false;

  /** @param {() => Promise<Told>} ask @param {() => boolean} hides whether the person hides the address @param {string} [call] */
  constructor(ask, hides, call = "") {
    this.ask = ask;
    this.hides = hides;
    this.call = call;
  }

  /** The configuration of the next connection or restart. @returns {Promise<RTCConfiguration>} */
  async fresh() {
    const { servers } = await this.#told();
    const iceServers = servers.map(({ urls, username, credential }) => ({ urls: [...urls], username, credential }));
    const hides = this.hides();
    this.closed = hides && !iceServers.length;
    // Who hides the address is rather not connected than seen.
    return { iceServers, iceTransportPolicy: hides ? "relay" : "all" };
  }

  /** @returns {Promise<Told>} */
  async #told() {
    const now = performance.now();
    const early = ahead.get(this.call);
    if (early && now - early.at < AHEAD_MS && await early.told.catch(() => null)) {
      this.#asked = { at: now, since: early.at, told: early.told };
    } else if (!this.#asked || now - this.#asked.at > YOUNG_MS) this.#asked = { at: now, since: now, told: this.ask() };
    ahead.delete(this.call);
    const asked = this.#asked;
    asked.told.then((told) => {
      this.#held = told;
      this.#until = asked.since + 1000 * told.lasts_s;
    }).catch(() => {});
    try {
      return await (now < this.#until ? Promise.race([asked.told, tooLong()]) : asked.told);
    } catch {
      // The server is away: what it gave before serves until its end.
      if (this.#asked === asked) this.#asked = null;
      return performance.now() < this.#until ? this.#held : { ...this.#held, servers: [] };
    }
  }
}

/** @returns {Promise<never>} */
const tooLong = () => new Promise((_, fail) => { setTimeout(() => fail(new Error("no answer")), PATIENCE_MS); });
