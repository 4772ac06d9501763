// A dialog over the whole page. Safari has `showModal` since 15.4; before, the open attribute shows it, and CSS covers the page.

/** @param {HTMLDialogElement} dialog */
export const isOpen = (dialog) => dialog.hasAttribute("open");

/** @param {HTMLDialogElement} dialog */
export function openModal(dialog) {
  if (typeof dialog.showModal === "function") { dialog.showModal(); return; }
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-modal", "true");
  dialog.setAttribute("open", "");
}

/** @param {HTMLDialogElement} dialog */
export function closeModal(dialog) {
  if (typeof dialog.close === "function") dialog.close();
  else dialog.removeAttribute("open");
}
