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

/**
 * Does a browser load nothing on the way there? So it is where only the place on the page differs, or not even that.
 * @param {string} to as `local` returns it @param {string} page the address of the page that goes there
 */
export function loadsNothing(to, page) {
  const [there, here] = [new URL(to, page), new URL(page)];
  return there.hash !== "" && there.pathname === here.pathname && there.search === here.search;
}
