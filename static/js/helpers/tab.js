// A name for this tab that outlives a reload and is never shared by two tabs, not even by a duplicated one.

const KEY = "fair:tab";
const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {string} name @returns {Promise<boolean>} true where no other tab holds it; held until the tab goes */
function hold(name) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks.request(`fair:${name}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => {}) : undefined;
    }).catch(() => resolve(true));
  });
}

/** @returns {Promise<string>} */
export async function tabName() {
  let name = sessionStorage.getItem(KEY) ?? fresh();
  // A reload may ask before the browser has let go of the former page's lock.
  for (let tries = 0; tries < 4; tries += 1) {
    if (await hold(name)) break;
    if (tries < 3) await new Promise((resolve) => setTimeout(resolve, 100));
    else name = fresh();
  }
  sessionStorage.setItem(KEY, name);
  return name;
}
