// What is done again and again as long as something stands on the page.

/** Do each of these every so many milliseconds, until the signal. @param {AbortSignal} signal @param {[() => void, number][]} all */
export function every(signal, all) {
  for (const [act, ms] of all) {
    const timer = setInterval(act, ms);
    signal.addEventListener("abort", () => clearInterval(timer));
  }
}
