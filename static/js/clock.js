// What time it is at the server: the one place that learns it, and the only one that a page asks for the time.
import { askClock, connected, onConnection } from "./live.js";
import { doubtful, doubtAt, learn, NEAR_MS, timeAt } from "./models/clock.js";

const MOST_ANSWERS = 4;
const NO_SOCKET_MS = 3000;
const LOOK_EVERY_MS = 10_000;
const MOVED_MS = 1000;

/** @type {import("./models/clock.js").Clock|null} */
let known = null;
let asking = false;
/** The page shows nothing any more: helpers/ended.js. */
let over = false;

/** Milliseconds since 1970 at the server; null until it was heard: then what the server wrote into the page stands. */
export const serverNow = () => (known ? timeAt(known, performance.now()) : null);

/**
 * Hear when the time is known first, and when it moved (the device had slept): what was written by the former time is
 * to be written anew.
 * @param {(moved: boolean) => void} heard @param {AbortSignal} [signal]
 */
export function onClock(heard, signal) {
  document.addEventListener("fair:clock", (event) => heard(/** @type {CustomEvent} */ (event).detail), { signal });
}

/** Without a socket the page asks as pages are fetched. @returns {Promise<number>} */
async function fetchClock() {
  const answer = await fetch("/clock", { cache: "no-store", credentials: "omit" });
  return (await answer.json()).at;
}

async function ask() {
  const sent = performance.now();
  const server = await (connected() ? askClock() : fetchClock());
  if (typeof server === "number") known = learn(known, { sent, heard: performance.now(), server, device: Date.now() });
}

/** Ask until an answer is near enough; the answers of one turn are few. */
async function measure() {
  if (asking || over) return;
  asking = true;
  const before = known;
  try {
    for (let answers = 0; answers < MOST_ANSWERS; answers += 1) {
      await ask();
      if (known && doubtAt(known, performance.now()) < NEAR_MS) break;
    }
  } catch {
    // no network: what was known goes on, and the next look or the reconnection asks again
  } finally {
    asking = false;
  }
  if (!known || known === before) return;
  const moved = before !== null && Math.abs(timeAt(before, known.at) - known.server) > MOVED_MS;
  if (moved || !before) document.dispatchEvent(new CustomEvent("fair:clock", { detail: moved }));
}

const look = () => { if (!document.hidden && doubtful(known, performance.now(), Date.now())) measure(); };

// Another connection may be another server; and a device that slept or was put away may have counted wrong.
onConnection((up) => { if (up && !document.hidden) measure(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) measure(); });
document.addEventListener("fair:ended", () => { over = true; });
window.addEventListener("pageshow", ({ persisted }) => { if (persisted) measure(); });
setTimeout(look, NO_SOCKET_MS);
setInterval(look, LOOK_EVERY_MS);
