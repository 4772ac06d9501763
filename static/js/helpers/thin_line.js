// Tries how much the line carries, with a file of our own server that the page has anyway: about 15 kB.
import { isThin } from "../models/thin_line.js";

const FILE = new URL("../../vendor/socket.io.esm.min.js", import.meta.url);
const LONGEST_MS = 3500;

/** @returns {Promise<boolean>} true where the line is too weak to carry a voice; false where there is none, or it is unknown */
export async function tryLine() {
  if (!navigator.onLine) return false;
  const kind = /** @type {any} */ (navigator).connection?.effectiveType ?? "";
  const begun = performance.now();
  const ends = new AbortController();
  const timer = setTimeout(() => ends.abort(), LONGEST_MS);
  try {
    const answer = await fetch(FILE, { cache: "no-store", signal: ends.signal });
    await answer.arrayBuffer();
    const entry = performance.getEntriesByName(FILE.href).filter((one) => one.startTime >= begun - 1).pop();
    const timing = /** @type {PerformanceResourceTiming|undefined} */ (entry);
    const bytes = timing?.encodedBodySize ?? 0;
    return isThin({ kind, bytes, ms: bytes && timing ? timing.responseEnd - timing.responseStart : 0, done: true });
  } catch {
    // An error that is not the clock's says nothing of the line.
    return isThin({ kind, bytes: 0, ms: ends.signal.aborted ? LONGEST_MS : 0, done: !ends.signal.aborted });
  } finally {
    clearTimeout(timer);
  }
}
