// How many other people a page of a call has to be ready to hear: one, or all that a full call has.

import { fetchOwn } from "./ended.js";

/** @param {string} callId @returns {Promise<number>} one where it cannot be known now: it is asked again at each change */
export async function linesOf(callId) {
  try {
    const answer = await fetchOwn(`/calls/${callId}/lines`, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).lines : 1;
  } catch {
    return 1;
  }
}
