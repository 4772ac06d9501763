// What is made ready while a call rings, fetched only then (elements/incoming_call.js).
export { Arrival } from "./arrival.js";
export { letGo, makeReady } from "./microphone.js";
export { askAhead } from "./paths.js";
export { tabName } from "./tab.js";
