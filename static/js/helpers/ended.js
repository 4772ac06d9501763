// Where the sign-in of an open page ends, the page shows nothing of it any more, says why, and stops asking.
// Whoever hears a hint of it (a 401, a socket that was closed, a page that came back) has it looked into here.

/** @typedef {{refused: string, message: string}} Why */

/** The server ended it by its age: the same person comes back to what was written. */
const BY_AGE = "sign-in-over";
/** What stays on the page: it says nothing of anybody. */
const STAYS = ".skip, .demo-ribbon, header.top, footer.foot, template, script";
const signedIn = () => document.body.dataset.role !== "visitor";
/** Whoever is on the way to another page, or sends something, may end the sign-in by that: it answers first. */
const FIRST_MS = 5000;
const AGAIN_MS = 1000;
let asking = false;
let leftAt = -Infinity;
let over = false;

/** True once this page shows nothing any more. */
export const isOver = () => over;

/** @param {Why|null} why null where nobody could say it */
function cover(why) {
  const sheet = document.getElementById("sign-in-ended");
  if (over || !(sheet instanceof HTMLTemplateElement)) return;
  over = true;
  const main = /** @type {DocumentFragment} */ (sheet.content.cloneNode(true));
  document.dispatchEvent(new CustomEvent("fair:ended", { detail: { kept: why?.refused === BY_AGE } }));
  for (const one of [...document.body.children]) if (!one.matches(STAYS)) one.remove();
  for (const one of document.querySelectorAll("header.top nav")) one.remove();
  document.body.classList.remove("has-tabs");
  document.title = sheet.dataset.title ?? "";
  const says = main.querySelector("[data-fill=why]");
  if (says && why) says.textContent = why.message;
  const way = main.querySelector("a");
  if (way) way.href = `/sign-in?then=${encodeURIComponent(location.pathname + location.search)}`;
  document.querySelector("footer.foot")?.before(main);
  document.querySelector("main")?.focus();
}

/** Ask whether whoever opened this page is still signed in. @param {boolean} [sure] true where the server said no already */
export async function lookWhetherEnded(sure = false) {
  if (over || asking || !signedIn()) return;
  if (performance.now() - leftAt < FIRST_MS || document.querySelector("form[aria-busy]")) {
    setTimeout(() => lookWhetherEnded(sure), AGAIN_MS);
    return;
  }
  asking = true;
  try {
    const answer = await fetch("/signed-in", { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (answer.ok) {
      const why = (await answer.json()).ended;
      if (why) cover(why);
    }
  } catch {
    if (sure) cover(null);
  } finally {
    asking = false;
  }
}

window.addEventListener("beforeunload", () => { leftAt = performance.now(); });

/** Ask for something of this page's own; an answer that the sign-in has ended covers it. @param {string} url @param {RequestInit} [options] */
export async function fetchOwn(url, options) {
  const answer = await fetch(url, { credentials: "same-origin", ...options });
  if (answer.status === 401) lookWhetherEnded(true);
  return answer;
}
