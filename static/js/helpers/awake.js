// The screen stays on while somebody talks. A browser lets go of it whenever the page is hidden: asked again on return.

/** @param {() => boolean} wanted @param {AbortSignal} signal @returns {() => void} to be called whenever that may have changed */
export function stayAwake(wanted, signal) {
  /** @type {WakeLockSentinel|null} */
  let held = null;
  let asking = false;
  const look = async () => {
    if (!wanted() || signal.aborted) {
      held?.release().catch(() => {});
      held = null;
    } else if (!asking && (!held || held.released) && document.visibilityState === "visible") {
      asking = true;
      held = await navigator.wakeLock?.request("screen").catch(() => null) ?? null; // refused on a low battery
      asking = false;
      if (!wanted() || signal.aborted) look();
    }
  };
  document.addEventListener("visibilitychange", look, { signal });
  signal.addEventListener("abort", look);
  return look;
}
