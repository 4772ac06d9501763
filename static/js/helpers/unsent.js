// Says which words were not sent, shows them, and lets them be copied: <template id="unsent"> of base.html, filled.

/** @typedef {"away"|"gone"|"before"} Why nobody answered · its field is gone · its field says something else by now */

/**
 * @param {string} text
 * @param {Why} why
 * @param {{again?: () => void, drop: () => void}} acts what sends it again, and what forgets it
 * @returns {HTMLElement|null}
 */
export function unsent(text, why, { again, drop }) {
  const made = /** @type {HTMLTemplateElement|null} */ (document.getElementById("unsent"));
  const box = /** @type {HTMLElement|undefined} */ (made?.content.firstElementChild?.cloneNode(true));
  if (!box) return null;
  const slot = /** @type {HTMLElement} */ (box.querySelector("[data-fill=text]"));
  slot.textContent = text;
  sayWhy(box, why);
  box.addEventListener("click", ({ target }) => {
    const wish = target instanceof Element ? /** @type {HTMLElement|null} */ (target.closest("[data-do]"))?.dataset.do : "";
    if (wish === "again") again?.();
    else if (wish === "copy") copy(slot);
    else if (wish === "drop") { box.remove(); drop(); }
  });
  const button = /** @type {HTMLElement|null} */ (box.querySelector("[data-do=again]"));
  if (button) button.hidden = !again;
  return box;
}

/** @param {HTMLElement} box @param {Why} why @param {string} [sentence] a refusal's, in the place of ours */
export function sayWhy(box, why, sentence) {
  const slot = /** @type {HTMLElement} */ (box.querySelector("[data-fill=why]"));
  slot.textContent = sentence ?? slot.dataset[why] ?? "";
  const region = document.getElementById("live-region");
  if (region) region.textContent = slot.textContent;
}

/** @param {HTMLElement} slot */
async function copy(slot) {
  getSelection()?.selectAllChildren(slot);
  try {
    await navigator.clipboard.writeText(slot.textContent ?? "");
  } catch {
    // no clipboard without https or permission: the old way copies the selection, or it stays selected
    document.execCommand("copy");
  }
}
