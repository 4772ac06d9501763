// The one connection. Elements ask, watch and listen here; after a reconnection everybody fetches afresh.
import { io } from "../vendor/socket.io.esm.min.js";

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
const socket = io({ transports: ["websocket"], reconnectionDelay: 500, reconnectionDelayMax: 5000 });
/** @type {Map<string, number>} */
const watched = new Map();
let everConnected = false;

/** True while the socket is up; otherwise pages poll. */
export const connected = () => socket.connected;

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
      throw new Refused(answer.refused, answer.message, answer.status);
    } catch (error) {
      if (error instanceof Refused || left <= 1) throw error;
    }
  }
}

/**
 * Hear one event until the signal aborts.
 * @template {keyof Events} Name
 * @param {Name} name
 * @param {(event: Events[Name]) => void} heard
 * @param {AbortSignal} [signal]
 */
export function on(name, heard, signal) {
  const listen = /** @type {any} */ (heard);
  socket.on(/** @type {string} */ (name), listen);
  signal?.addEventListener("abort", () => socket.off(/** @type {string} */ (name), listen));
}

/**
 * Watch audiences such as "queue:8f3k" until the signal aborts; joined again after a reconnection.
 * @param {string[]} audiences
 * @param {AbortSignal} [signal]
 */
export async function watch(audiences, signal) {
  for (const audience of audiences) watched.set(audience, (watched.get(audience) ?? 0) + 1);
  signal?.addEventListener("abort", () => {
    const gone = audiences.filter((audience) => {
      const left = (watched.get(audience) ?? 1) - 1;
      if (left > 0) watched.set(audience, left);
      else watched.delete(audience);
      return left <= 0;
    });
    if (gone.length && socket.connected) socket.emit("unwatch", gone);
  });
  if (socket.connected) await socket.timeout(6000).emitWithAck("watch", audiences).catch(() => {});
}

/** Ask over the connection what time it is at the server, in milliseconds since 1970. @returns {Promise<number>} */
export async function askClock() {
  const answer = await socket.timeout(CLOCK_MS).emitWithAck("clock");
  return answer.ok.at;
}

/** Hear connection and disconnection: `heard(up, again)`. @param {(up: boolean, again: boolean) => void} heard @param {AbortSignal} [signal] */
export function onConnection(heard, signal) {
  document.addEventListener("fair:connection", (event) => {
    const { up, again } = /** @type {CustomEvent} */ (event).detail;
    heard(up, again);
  }, { signal });
}

socket.on("connect", async () => {
  const again = everConnected;
  everConnected = true;
  const audiences = [...watched.keys()];
  for (let from = 0; from < audiences.length; from += 20) {
    await socket.timeout(6000).emitWithAck("watch", audiences.slice(from, from + 20)).catch(() => {});
  }
  document.dispatchEvent(new CustomEvent("fair:connection", { detail: { up: true, again } }));
});
socket.on("disconnect", () => {
  document.dispatchEvent(new CustomEvent("fair:connection", { detail: { up: false, again: true } }));
});
window.addEventListener("pageshow", (event) => { if (event.persisted) socket.connect(); });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && !socket.connected) socket.connect();
});
