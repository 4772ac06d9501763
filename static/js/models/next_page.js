// Where a page goes next: an address of this site, and nowhere else, whoever said it.

/**
 * The address if it is of the same origin as the page, else "".
 * @param {unknown} said @param {string} page the address of the page that would go there
 */
export function local(said, page) {
  if (typeof said !== "string" || !said.startsWith("/")) return "";
  try {
    const to = new URL(said, page);
    return to.origin === new URL(page).origin && !to.pathname.startsWith("//") ? to.pathname + to.search + to.hash : "";
  } catch {
    return "";
  }
}
