// A name for this tab that outlives a reload and is never shared by two tabs, not even by a duplicated one.

const KEY = "fair:tab";
/** A reload may ask before the browser has let go of the former page's lock; a twin never lets go of it. */
const TWIN_MS = 2000;
const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @type {Promise<string>|null} */
let found = null;

/** @param {string} name @returns {Promise<boolean>} true once no other tab holds it; held until this page goes */
function hold(name) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), TWIN_MS);
    navigator.locks.request(`fair:${name}`, { signal: patience.signal }, () => {
      clearTimeout(timer);
      resolve(true);
      return new Promise(() => {});
    }).catch(() => { clearTimeout(timer); resolve(!patience.signal.aborted); });
  });
}

async function find() {
  let name = sessionStorage.getItem(KEY) ?? fresh();
  if (!await hold(name)) await hold(name = fresh());
  sessionStorage.setItem(KEY, name);
  return name;
}

/** The same for as long as the page stands: whoever asks twice would find the name held, by this very page. @returns {Promise<string>} */
export function tabName() {
  found = found ?? find();
  return found;
}
