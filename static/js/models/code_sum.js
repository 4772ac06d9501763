// Which number has this hash? Found by trying, before a code is sent (fair/phone_codes/proof.py). No DOM, and no
// `crypto.subtle`: a fair in a hall may come by plain http, and a call for each number would cost more than the hash.

const K = new Uint32Array(64);
const START = new Uint32Array(8);
const W = new Uint32Array(64);

// The constants of SHA-256 are the first 32 bits of the roots of the first primes.
for (let n = 2, found = 0; found < 64; n += 1) {
  let prime = true;
  for (let by = 2; by * by <= n; by += 1) if (n % by === 0) prime = false;
  if (!prime) continue;
  if (found < 8) START[found] = fraction(Math.sqrt(n));
  K[found] = fraction(Math.cbrt(n));
  found += 1;
}

/** @param {number} root */
function fraction(root) {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

/** @param {number} x @param {number} by */
function turned(x, by) {
  return (x >>> by) | (x << (32 - by));
}

/** @param {Uint32Array} from @param {number} i */
function part(from, i) {
  return from[i] ?? 0;
}

/**
 * Return the first four parts (32 bits each) of the hash of up to 55 plain letters.
 * @param {string} text @returns {[number, number, number, number]}
 */
export function hash(text) {
  W.fill(0, 0, 16);
  for (let i = 0; i < text.length; i += 1) W[i >> 2] = part(W, i >> 2) | (text.charCodeAt(i) << (24 - (i % 4) * 8));
  W[text.length >> 2] = part(W, text.length >> 2) | (0x80 << (24 - (text.length % 4) * 8));
  W[15] = text.length * 8;
  for (let i = 16; i < 64; i += 1) {
    const early = part(W, i - 15);
    const late = part(W, i - 2);
    const one = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const two = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    W[i] = part(W, i - 16) + part(W, i - 7) + one + two;
  }
  let a = part(START, 0), b = part(START, 1), c = part(START, 2), d = part(START, 3);
  let e = part(START, 4), f = part(START, 5), g = part(START, 6), h = part(START, 7);
  for (let i = 0; i < 64; i += 1) {
    const turns = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + turns + ((e & f) ^ (~e & g)) + part(K, i) + part(W, i)) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  return [
    (a + part(START, 0)) >>> 0, (b + part(START, 1)) >>> 0, (c + part(START, 2)) >>> 0, (d + part(START, 3)) >>> 0,
  ];
}

/**
 * Return the number from `from` up to `to` (not included) whose hash behind `salt` is `aim`, or -1.
 * @param {string} salt @param {string} aim 32 hexadecimal letters @param {number} from @param {number} to
 */
export function find(salt, aim, from, to) {
  const parts = [0, 8, 16, 24].map((at) => parseInt(aim.slice(at, at + 8), 16));
  for (let n = from; n < to; n += 1) {
    const found = hash(`${salt}${n}`);
    if (found[0] === parts[0] && found.every((one, i) => one === parts[i])) return n;
  }
  return -1;
}
