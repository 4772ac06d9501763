// What a person has to talk with, and which device comes next when one goes. Pure.

/** @typedef {"asked"|"works"|"muted"|"refused"|"missing"|"taken"|"lost"|"unable"} Has */

/** With these a page sends sound, be it the sound of silence. @type {readonly string[]} */
const SOUNDING = ["works", "muted"];

/** Does sound come from there? Who has said nothing yet is believed to talk. @param {string} has */
export const sounds = (has) => has === "" || SOUNDING.includes(has);

/** Was it refused by a person, is there none, or has another program got it? @param {unknown} error @returns {"refused"|"missing"|"taken"} */
export function whyNot(error) {
  const name = error instanceof Error || (typeof error === "object" && error !== null && "name" in error) ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  return name === "NotReadableError" || name === "AbortError" ? "taken" : "missing";
}

/**
 * The list of devices changed. True where another one is to be taken now: the one in use is gone, the chosen one is back,
 * none worked until now, or, where the person never chose, something new was plugged in.
 * @param {{has: string, using: string, chosen: string, before: string[], now: string[]}} change ids of devices; "" unknown
 */
export function takesAnother({ has, using, chosen, before, now }) {
  if (!now.length || has === "refused" || has === "asked") return false;
  if (!SOUNDING.includes(has)) return true;
  if (using && !now.includes(using)) return true;
  const fresh = now.filter((id) => id && !before.includes(id));
  if (chosen) return using !== chosen && fresh.includes(chosen);
  return before.some((id) => id) && fresh.length > 0;
}
