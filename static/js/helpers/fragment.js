// The only place that turns text into elements: our own server's partials, fetched from our own origin.

/**
 * Replace the children of `target` by the HTML of a partial, keeping focus, what is typed, and open details.
 * @param {HTMLElement} target
 * @param {string} html
 */
export function show(target, html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && target.contains(active) ? pathTo(active) : "";
  /** @type {Map<string, string|boolean>} */
  const typed = new Map();
  for (const field of target.querySelectorAll("input, textarea, select")) {
    const input = /** @type {HTMLInputElement} */ (field);
    if (["hidden", "file", "submit"].includes(input.type)) continue;
    if (["checkbox", "radio"].includes(input.type)) {
      if (input.checked !== input.defaultChecked) typed.set(pathTo(input), input.checked);
    } else if (input.value !== (input.tagName === "SELECT" ? "" : input.defaultValue)) {
      typed.set(pathTo(input), input.value);
    }
  }
  const before = [...target.querySelectorAll("details")];
  const opened = before.map((one, index) => ({ one, index })).filter(({ one }) => one.open);
  target.replaceChildren(...document.adoptNode(parsed.body).childNodes);
  for (const [path, value] of typed) {
    const input = /** @type {HTMLInputElement|null} */ (find(target, path));
    if (!input) continue;
    if (typeof value === "boolean") input.checked = value;
    else input.value = value;
  }
  // Without a name of its own an open part is found by its position, as long as nothing came or went.
  const after = [...target.querySelectorAll("details")];
  for (const { one, index } of opened) {
    const named = one.id || one.dataset.key ? find(target, pathTo(one)) : null;
    (named ?? (after.length === before.length ? after[index] : null))?.setAttribute("open", "");
  }
  if (focused) find(target, focused)?.focus({ preventScroll: true });
}

/** @param {Element} element */
function pathTo(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const form = element.closest("form");
  const owner = form?.getAttribute("action") ?? "";
  const same = [...(form?.parentElement?.closest("live-fragment") ?? document).querySelectorAll(`form[action="${owner}"]`)];
  const name = element.getAttribute("name");
  const value = ["checkbox", "radio"].includes(/** @type {HTMLInputElement} */ (element).type)
    ? `[value="${CSS.escape(/** @type {HTMLInputElement} */ (element).value)}"]` : "";
  const key = element.getAttribute("data-key");
  if (key) return `[data-key="${CSS.escape(key)}"]`;
  if (!name) return element.tagName.toLowerCase();
  return `form[action="${owner}"]|${form ? same.indexOf(form) : 0}|[name="${CSS.escape(name)}"]${value}`;
}

/** @param {HTMLElement} target @param {string} path @returns {HTMLElement|null} */
function find(target, path) {
  const [first = "", nth, inner] = path.split("|");
  if (inner === undefined) return target.querySelector(first);
  return target.querySelectorAll(first)[Number(nth)]?.querySelector(inner) ?? null;
}

/** Fetch a partial of our own origin. @param {string} url @returns {Promise<string|null>} null where it is gone or forbidden */
export async function fetchPartial(url) {
  const answer = await fetch(url, { headers: { "X-Partial": "1" }, credentials: "same-origin" });
  return answer.ok ? answer.text() : null;
}
