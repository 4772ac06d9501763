// The talk's clock: the server says how long it was and whether it runs; in between the page counts on.

/** @typedef {{talked_s: number, running: boolean, budget_s: number}} Told */

/** @param {Told} told @param {number} sinceMs milliseconds since it was told */
export const talkedS = (told, sinceMs) => told.talked_s + (told.running ? Math.max(0, sinceMs) / 1000 : 0);

/** "4:12". @param {number} seconds */
export const clockText = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/**
 * What the clock shows: over time counts in red and never cuts.
 * @param {Told} told @param {number} sinceMs
 */
export function face(told, sinceMs) {
  const talked = talkedS(told, sinceMs);
  const left = told.budget_s - talked;
  return {
    text: clockText(talked),
    over: left < 0,
    overMinutes: left < 0 ? Math.ceil(-left / 60) : 0,
    budgetMinutes: Math.round(told.budget_s / 60),
    warning: left <= 120 && left > 0,
  };
}
