// When a call leaves the direct way for the bridge: no packet for ten seconds, although the other page is there and says
// so; or at once, where the person hides the address and nothing else would carry the sound. Pure; times are milliseconds of one clock.

export const BRIDGE_MS = 10000;
export const THERE_MS = 7000;
export const ASK_EVERY_MS = 5000;

/**
 * @typedef {Object} Path
 * @property {number} spoke when the other page last said something, 0 while it never did
 * @property {number} asked when the bridge was last asked for, 0 while it never was
 * @property {boolean} offered false once the fair said that it has no bridge
 */

/** @type {Path} */
export const DIRECT = { spoke: 0, asked: 0, offered: true };

/**
 * Is it time to ask for the bridge? `fresh` is when the last packet came, or when the connecting began.
 * @param {Path} path @param {{at: number, fresh: number, hidden?: boolean}} now `hidden`: the direct way is closed
 */
export function wantsBridge(path, { at, fresh, hidden = false }) {
  if (!path.offered || (path.asked && at - path.asked < ASK_EVERY_MS)) return false;
  if (hidden) return true;
  // A page that is away is not brought back by another way to it.
  return at - fresh >= BRIDGE_MS && path.spoke > 0 && at - path.spoke < THERE_MS;
}
