// The service worker of *My queues* alone: without network, the page shows what elements/kept_ticket.js kept of it.
// What is kept is thrown away as soon as the server says that nobody is signed in, or somebody else is.

/** @typedef {{respondWith: (answer: Promise<Response>) => void, request: Request}} Fetching */
/**
 * @typedef {{keep?: string|null, policy: string, style: string, reader: string, login: string, left: number}} Copy `keep`
 *   is markup; null where nothing is to be kept; without it, what stands there stays if it is this login's. `reader` is
 *   the mark of whose it is, by which app.js deletes it on the pages of others
 */
/** @typedef {{data: Copy, waitUntil: (done: Promise<void>) => void}} Told */

const KEPT = "kept-ticket";
const PAGE = "/queues";
/** So long a network that does not answer is waited for; then what is kept is better. */
const SLOW_MS = 6000;
const NOBODY = [401, 403, 404, 410];

/** @param {Request} request */
async function page(request) {
  const kept = await good();
  /** @type {Promise<Response|null>} */
  const late = new Promise((resolve) => { if (kept) setTimeout(() => resolve(null), SLOW_MS); });
  const answer = fetch(request);
  answer.then((said) => {
    if (NOBODY.includes(said.status) || said.type === "opaqueredirect") caches.delete(KEPT);
  }, () => undefined);
  try {
    const first = await Promise.race([answer, late]);
    if (first) return first;
  } catch (error) {
    if (!kept) throw error;
  }
  return kept ?? answer;
}

/** What is kept, unless the fair is over: then it is deleted. Without network the device's own clock is all there is. */
async function good() {
  const kept = await (await caches.open(KEPT)).match(PAGE);
  if (!kept) return undefined;
  if (Number(kept.headers.get("X-Kept-Until")) > Date.now()) return kept;
  await caches.delete(KEPT);
  return undefined;
}

/** @param {Copy} copy */
async function keep({ keep: markup, policy, style: sheet, reader, login, left }) {
  const before = await (await caches.open(KEPT)).match(PAGE);
  if (markup === null || (before && before.headers.get("X-Kept-Login") !== login)) await caches.delete(KEPT);
  if (!markup) return;
  const cache = await caches.open(KEPT);
  if (!(await cache.match(sheet))) await cache.add(sheet).catch(() => undefined);
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy,
    "X-Kept-For": reader,
    "X-Kept-Login": login,
    "X-Kept-Until": String(Date.now() + left),
  };
  await cache.put(PAGE, new Response(markup, { headers }));
}

/** One copy is written after the other. @type {Promise<void>} */
let turn = Promise.resolve();

/** The style of the page, which the browser may have thrown away. @param {Request} request */
async function style(request) {
  const kept = await caches.match(request.url, { cacheName: KEPT });
  return kept ?? fetch(request);
}

/** @type {any} */ (self).addEventListener("fetch", (/** @type {Fetching} */ event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && new URL(request.url).pathname === PAGE) event.respondWith(page(request));
  else if (request.destination === "style") event.respondWith(style(request));
});

/** @type {any} */ (self).addEventListener("message", (/** @type {Told} */ event) => {
  turn = turn.then(() => keep(event.data)).catch(() => undefined);
  event.waitUntil(turn);
});
