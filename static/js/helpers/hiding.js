// Whether whoever uses this browser hides its network address in calls. Kept in this browser: the address is the device's.

const KEY = "fair:hide-address";

export const hides = () => localStorage.getItem(KEY) === "yes";

/** @param {boolean} wish */
export function hide(wish) {
  if (wish) localStorage.setItem(KEY, "yes");
  else localStorage.removeItem(KEY);
}
