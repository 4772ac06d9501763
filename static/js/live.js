// The one connection. Elements ask, watch and listen here; after a reconnection everybody fetches afresh.
import { io } from "../vendor/socket.io.esm.min.js";
import { isOver, lookWhetherEnded } from "./helpers/ended.js";

/** @typedef {import("./contract.js").Commands} Commands */
/** @typedef {import("./contract.js").Events} Events */

/** A rule said no: `code` for programs, `message` for people, in their language. */
export class Refused extends Error {
  /** @param {string} code @param {string} message @param {number} status */
  constructor(code, message, status) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** An answer that took longer says too little about the time. */
const CLOCK_MS = 3000;
/** Reconnecting waits half as long to half as long again, by chance, so that not all pages come in the same moment. */
const [SOON_MS, AT_LAST_MS] = [500, 5000];
/** Who was told to go, or was not let in, comes back after this and up to twice as long. */
const LATER_MS = 30_000;
/** The server ended the connection because too much was asked over it (`fair/open_socket.py`). */
const TOO_MUCH = 4029;
const socket = io({ transports: ["websocket"], reconnectionDelay: SOON_MS, reconnectionDelayMax: AT_LAST_MS });
/** @type {Map<string, number>} */
const watched = new Map();
let everConnected = false;
let joined = false;

const ANSWER_MS = 6000;
const MOST_AT_ONCE = 20;
const ALIVE_MS = 2000;
const LEAVE_MS = 3000;
const LOST_MS = 5000;
const MISSED_MS = 2000;
/** So that not all pages that lost the same fetch in the same moment. */
const UNHEARD_MS = 1500;
const MOST_MISSED_MS = 60_000;

/** True while the socket is up and hears all that is watched; otherwise pages poll. */
export const connected = () => socket.connected && joined;

/** A fresh id for a command: sending the same id twice counts once. */
export const commandId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(36).padStart(2, "0")).join("");

/**
 * Ask the server. The same id is sent again when no answer came in time; it counts only once.
 * @template {keyof Commands} Name
 * @param {Name} name
 * @param {Commands[Name]["payload"]} payload
 * @param {{tries?: number, id?: string}} [options]
 * @returns {Promise<Commands[Name]["reply"]>} the reply; throws `Refused` where a rule said no
 */
export async function ask(name, payload, { tries = 4, id = commandId() } = {}) {
  for (let left = tries; ; left -= 1) {
    try {
      const answer = await socket.timeout(6000).emitWithAck(name, { id, payload });
      if ("ok" in answer) return answer.ok;
      if (answer.refused === "not-known" && left > 1) continue;
      if (answer.status === 401) lookWhetherEnded(true);
      throw new Refused(answer.refused, answer.message, answer.status);
    } catch (error) {
      if (error instanceof Refused || left <= 1) throw error;
    }
  }
}

/**
 * Hear one event until the signal aborts. A packet may carry several, and whoever stumbles over one hears the next.
 * @template {keyof Events} Name
 * @param {Name} name
 * @param {(event: Events[Name]) => void} heard
 * @param {AbortSignal} [signal]
 */
export function on(name, heard, signal) {
  const listen = (/** @type {any[]} */ ...events) => {
    for (const event of events) {
      try {
        heard(event);
      } catch (error) {
        setTimeout(() => { throw error; });
      }
    }
  };
  socket.on(/** @type {string} */ (name), listen);
  signal?.addEventListener("abort", () => socket.off(/** @type {string} */ (name), listen));
}

/**
 * Watch audiences such as "queue:8f3k" until the signal aborts; joined again after a reconnection.
 * What happened before a page is heard was told to nobody here: whoever comes to watch late lets all fetch afresh.
 * @param {string[]} audiences
 * @param {AbortSignal} [signal]
 */
export async function watch(audiences, signal) {
  const fresh = audiences.filter((audience) => !watched.has(audience));
  for (const audience of audiences) watched.set(audience, (watched.get(audience) ?? 0) + 1);
  signal?.addEventListener("abort", () => {
    for (const audience of audiences) watched.set(audience, (watched.get(audience) ?? 1) - 1);
    // Not at once: a fragment that is shown afresh watches the same again, and must miss nothing in between.
    setTimeout(() => leave(audiences), LEAVE_MS);
  });
  if (fresh.length && await join(fresh)) document.dispatchEvent(new CustomEvent("fair:changed"));
}

/** @param {string[]} audiences */
function leave(audiences) {
  const gone = audiences.filter((audience) => watched.get(audience) === 0 && watched.delete(audience));
  if (gone.length && socket.connected) socket.emit("unwatch", gone);
}

/** Ask until the server has answered. @param {string[]} audiences @returns {Promise<boolean>} false where the connection is gone */
async function join(audiences) {
  for (let from = 0; from < audiences.length;) {
    if (!socket.connected) return false;
    try {
      const answer = await socket.timeout(ANSWER_MS).emitWithAck("watch", audiences.slice(from, from + MOST_AT_ONCE));
      if ("ok" in answer) from += MOST_AT_ONCE;
      else await new Promise((resume) => { setTimeout(resume, ANSWER_MS * (0.5 + Math.random())); }); // too busy now
    } catch {
      // no answer in time, or the connection is gone, which the next turn sees
    }
  }
  return socket.connected;
}

/** Ask over the connection what time it is at the server, in milliseconds since 1970. @returns {Promise<number>} */
export async function askClock() {
  const answer = await socket.timeout(CLOCK_MS).emitWithAck("clock");
  return answer.ok.at;
}

/**
 * Is the server reached, now? A connection that brings no answer is ended and begun anew: it may lead through a network that
 * is gone, and would look open for most of a minute.
 */
export async function reach() {
  if (!socket.connected) return false;
  const { engine } = socket.io;
  try {
    await socket.timeout(ALIVE_MS).emitWithAck("clock");
    return true;
  } catch {
    if (socket.io.engine === engine) engine.close();
    return false;
  }
}

/**
 * Hear connection and disconnection: `heard(up, again, sent)`; `sent` is true where the server ended it since too much was asked.
 * @param {(up: boolean, again: boolean, sent: boolean) => void} heard @param {AbortSignal} [signal]
 */
export function onConnection(heard, signal) {
  document.addEventListener("fair:connection", (event) => {
    const { up, again, sent } = /** @type {CustomEvent} */ (event).detail;
    heard(up, again, sent);
  }, { signal });
}

/** @param {boolean} up @param {boolean} again @param {boolean} [sent] */
const tellConnection = (up, again, sent = false) =>
  document.dispatchEvent(new CustomEvent("fair:connection", { detail: { up, again, sent } }));

/** @param {number} soon @param {number} atLast */
function reconnectAfter(soon, atLast) {
  socket.io.reconnectionDelay(soon);
  socket.io.reconnectionDelayMax(atLast);
}

/** @type {ReturnType<typeof setTimeout>|undefined} */
let later;

function connect() {
  if (!socket.connected && !isOver()) socket.connect();
}

/** Come back later where the library does not by itself: a page that nobody looks at, when somebody does. */
function comeBack() {
  clearTimeout(later);
  later = setTimeout(() => { if (!document.hidden) connect(); }, LATER_MS * (1 + Math.random()));
}

socket.on("connect", async () => {
  clearTimeout(later);
  reconnectAfter(SOON_MS, AT_LAST_MS);
  if (!await join([...watched.keys()])) return;
  const again = everConnected;
  // The parts of a page hear of it by themselves.
  if (again && !document.querySelector("live-fragment")) lookWhetherEnded();
  everConnected = joined = true;
  missedMs = MISSED_MS;
  tellConnection(true, again);
});
socket.on("disconnect", (_reason, said) => {
  joined = false;
  packets = 0;
  const sent = /** @type {any} */ (said)?.context?.code === TOO_MUCH;
  if (sent) reconnectAfter(LATER_MS, 2 * LATER_MS);
  if (!socket.active) {
    comeBack();
    lookWhetherEnded();
  }
  tellConnection(false, true, sent);
});
socket.on("connect_error", () => { if (!socket.active) comeBack(); });
let missing = false;
let missedMs = MISSED_MS;

/**
 * Say that what news told of could not be fetched. While the connection is up, all fetch afresh soon, later each time
 * until it works; without one the next connection lets them.
 */
export function missed() {
  if (missing || !joined) return;
  missing = true;
  setTimeout(() => { missing = false; if (joined) tellConnection(true, true); }, missedMs);
  missedMs = Math.min(2 * missedMs, MOST_MISSED_MS);
}

// As after a reconnection; not all pages in the same moment.
on("news.lost", ({ within_ms = LOST_MS }) =>
  setTimeout(() => { if (joined) tellConnection(true, true); }, Math.random() * within_ms));
// Every packet of news on this connection; the server says a little later how many there were.
let packets = 0;
socket.onAny((name) => { if (name !== "news.told") packets += 1; });
on("news.told", (told) => {
  if (told.packets > packets) setTimeout(() => { if (joined) tellConnection(true, true); }, Math.random() * UNHEARD_MS);
  packets = told.packets;
});
window.addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  lookWhetherEnded();
  connect();
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") connect(); });
document.addEventListener("fair:ended", () => {
  clearTimeout(later);
  socket.disconnect();
});
