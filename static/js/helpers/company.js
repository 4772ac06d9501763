// How many other people a page of a call has to be ready to hear: one, or all that a full call has.

import { fetchOwn } from "./ended.js";

/** @param {string} callId @returns {Promise<number>} 0 where it cannot be known now: it is asked again at each change */
export async function linesOf(callId) {
  try {
    const answer = await fetchOwn(`/calls/${callId}/lines`, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).lines : 0;
  } catch {
    return 0;
  }
}

/**
 * Where nobody is brought in any more, what a browser still holds back of their last words is not played either.
 * @param {HTMLElement} stage @param {number} lines
 */
export function hush(stage, lines) {
  const sounds = /** @type {NodeListOf<HTMLAudioElement>} */ (stage.querySelectorAll("audio[data-line]"));
  if (lines) for (const audio of sounds) audio.muted = lines === 1;
}
