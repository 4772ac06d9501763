// What the call's page shows: its clock, its state in words, and the one question that needs an answer.

import { sentence } from "../models/affected.js";

/** @param {HTMLElement} stage @param {string} [text] */
export function say(stage, text = "") {
  const slot = stage.querySelector("p[data-fill=state]");
  if (slot && slot.textContent !== text) slot.textContent = text;
}

/** Panels about the leg exclude each other; the others stand for themselves. @param {HTMLElement} stage @param {"leg"|"moved"|""} name */
export function askLeg(stage, name) {
  for (const panel of ["leg", "moved"]) showPanel(stage, panel, panel === name);
}

/** @param {HTMLElement} stage @param {string} name @param {boolean} shown */
export function showPanel(stage, name, shown) {
  const panel = /** @type {HTMLElement|null} */ (stage.querySelector(`[data-panel=${name}]`));
  if (panel) panel.hidden = !shown;
}

/** Is a question about the leg open? @param {HTMLElement} stage */
export const asksLeg = (stage) => stage.querySelector("[data-panel=leg]:not([hidden]), [data-panel=moved]:not([hidden])") !== null;

/** Browsers may want a tap before they play. @param {HTMLElement} stage */
export function playSound(stage) {
  const audio = /** @type {HTMLAudioElement|null} */ (stage.querySelector("audio[data-remote]"));
  audio?.play().then(
    () => showPanel(stage, "sound", false),
    (error) => showPanel(stage, "sound", error.name === "NotAllowedError"),
  );
}

/** @param {HTMLElement} stage @param {{text: string, over: boolean, overMinutes: number, budgetMinutes: number, warning: boolean}} face */
export function showClock(stage, face) {
  const clock = stage.querySelector("[data-fill=clock]");
  if (clock) clock.textContent = face.text;
  const budget = stage.querySelector("[data-fill=budget]");
  const text = (face.over ? stage.dataset.over : stage.dataset.of) ?? "";
  if (budget) budget.textContent = text.replace("{minutes}", String(face.over ? face.overMinutes : face.budgetMinutes));
  const timer = stage.querySelector(".call__timer");
  timer?.setAttribute("data-over", String(face.over));
  const region = document.getElementById("live-region");
  if (face.warning && timer?.getAttribute("data-warning") !== "true" && region) region.textContent = stage.dataset.warning ?? "";
  timer?.setAttribute("data-warning", String(face.warning));
}

/** The person asked to type: nothing connects, and the words go where they are read. @param {HTMLElement} stage */
export function startTyping(stage) {
  say(stage, stage.dataset.typed);
  if (document.activeElement === document.body) document.getElementById("call-text")?.focus();
}

/**
 * Say how the connection is now, and offer what remains where nothing mends it.
 * @param {HTMLElement} stage @param {import("../models/connection.js").Connection} connection
 * @param {{reaches: boolean, answeredAt: number}} other @param {{bridged: boolean, trouble: string}|null} way
 * @param {{muted: boolean, state: string}} now
 */
export function sayConnection(stage, connection, other, way, now) {
  const { mood } = connection;
  const said = sentence({ ...connection, ...now, own: other.reaches, answeredAt: other.answeredAt, at: performance.now() });
  say(stage, (mood !== "clear" && way?.trouble) || stage.dataset[way?.bridged && said === "clear" ? "bridged" : said]);
  showPanel(stage, "instead", mood === "hopeless");
}
