// How two browsers find each other, as a pure function: (peer, what happened) -> [peer, what to do].
// The recruiter's side alone describes, so two descriptions never collide. Each page has an epoch, its
// leg's; a pair of epochs is one connection, and a reload on either side starts a fresh one. Descriptions
// are numbered: an answer or an address of an earlier number is not mixed with a later one.

/** Addresses of descriptions that never come fill no memory. */
const MOST_WAITING = 200;

/** @typedef {{kind: "hello"|"describe"|"ice"|"restart"|"video", to_epoch?: number, n?: number, description?: any, ice?: any, on?: boolean}} Signal */
/**
 * @typedef {Object} Peer
 * @property {boolean} describer
 * @property {number} mine our leg's epoch
 * @property {number} theirs the other leg's epoch, 0 while unknown
 * @property {boolean} open a connection was opened for this pair
 * @property {number} n number of the latest description
 * @property {number} settled number of the description that both sides have set
 * @property {{n: number, ice: any}[]} waiting addresses that came before their description
 */
/**
 * @typedef {{do: "prepare"}|{do: "open"}|{do: "close"}|{do: "describe", n: number, restart: boolean}|{do: "accept", n: number, description: any}
 *   |{do: "settle", n: number, description: any}|{do: "add", ice: any}|{do: "send", signal: Signal}|{do: "video", on: boolean}} Effect
 */
/**
 * @typedef {{type: "heard", epoch: number, signal: Signal}|{type: "described", n: number, description: any}
 *   |{type: "accepted", n: number, description: any}|{type: "settled", n: number}|{type: "ice", ice: any}
 *   |{type: "restart"}|{type: "retry"}} Input
 */

/**
 * A page has taken its leg. `theirs` is the other side's epoch, 0 where no page is there yet.
 * @param {boolean} describer @param {number} mine @param {number} theirs
 * @returns {[Peer, Effect[]]}
 */
export function begin(describer, mine, theirs) {
  const peer = { describer, mine, theirs, open: false, n: 0, settled: 0, waiting: [] };
  if (theirs === 0) return [peer, [{ do: "prepare" }]];
  const [next, effects] = describer ? describe(peer, false) : [peer, []];
  return [next, [hello(next), ...effects]];
}

/** @param {Peer} peer @returns {Effect} */
const hello = (peer) => send(peer, { kind: "hello", n: peer.settled });

/** @param {Peer} peer @param {Signal} signal @returns {Effect} */
const send = (peer, signal) => ({ do: "send", signal: { ...signal, to_epoch: peer.theirs } });

/** @param {Peer} peer @param {boolean} restart @returns {[Peer, Effect[]]} */
function describe(peer, restart) {
  const next = { ...peer, open: true, n: peer.n + 1 };
  /** @type {Effect[]} */
  const effects = peer.open ? [] : [{ do: "open" }];
  return [next, [...effects, { do: "describe", n: next.n, restart: restart && peer.open }]];
}

/**
 * What happened to the pair, and what to do about it.
 * @param {Peer} peer @param {Input} input @returns {[Peer, Effect[]]}
 */
export function step(peer, input) {
  switch (input.type) {
    case "heard":
      return heard(peer, input.epoch, input.signal);
    case "described":
      if (input.n !== peer.n) return [peer, []];
      return [peer, [send(peer, { kind: "describe", n: peer.n, description: input.description })]];
    case "accepted":
      if (input.n !== peer.n) return [peer, []];
      return settle(peer, [send(peer, { kind: "describe", n: peer.n, description: input.description })]);
    case "settled":
      return input.n === peer.n ? settle(peer, []) : [peer, []];
    case "ice":
      return [peer, peer.theirs ? [send(peer, { kind: "ice", n: peer.n, ice: input.ice })] : []];
    case "restart":
      if (!peer.theirs) return [peer, []];
      if (peer.describer) return describe(peer, true);
      return [peer, [send(peer, { kind: "restart", n: peer.n })]];
    case "retry":
      return [peer, peer.theirs ? [hello(peer)] : []];
  }
}

/** @param {Peer} peer @param {number} epoch @param {Signal} signal @returns {[Peer, Effect[]]} */
function heard(peer, epoch, signal) {
  if (epoch < peer.theirs) return [peer, []];
  /** @type {Effect[]} */
  const before = [];
  let here = peer;
  if (epoch > peer.theirs) {
    if (peer.open) before.push({ do: "close" });
    here = { ...peer, theirs: epoch, open: false, n: 0, settled: 0, waiting: [] };
  }
  const known = signal.to_epoch === peer.mine;
  if (!known) {
    // They do not know our present page: whatever else they say is meant for an earlier one.
    before.push(hello(here));
    if (signal.kind !== "hello") return [here, before];
  }
  const [next, effects] = known || here.describer ? follow(here, signal) : [here, []];
  return [next, [...before, ...effects]];
}

/** @param {Peer} peer @param {Signal} signal @returns {[Peer, Effect[]]} */
function follow(peer, signal) {
  const n = signal.n ?? 0;
  switch (signal.kind) {
    case "hello":
      if (!peer.describer) return [peer, []];
      // A fresh pair, or one whose last description got lost on the way.
      return !peer.open || n !== peer.n || peer.settled !== peer.n ? describe(peer, peer.settled > 0) : [peer, []];
    case "restart":
      return peer.describer && n === peer.n ? describe(peer, true) : [peer, []];
    case "describe":
      return described(peer, n, signal.description);
    case "ice":
      if (n < peer.settled || n === 0) return [peer, []];
      if (n === peer.settled) return [peer, [{ do: "add", ice: signal.ice }]];
      return [{ ...peer, waiting: [...peer.waiting, { n, ice: signal.ice }].slice(-MOST_WAITING) }, []];
    case "video":
      return [peer, [{ do: "video", on: Boolean(signal.on) }]];
  }
}

/** @param {Peer} peer @param {number} n @param {any} description @returns {[Peer, Effect[]]} */
function described(peer, n, description) {
  if (peer.describer) {
    return n === peer.n && peer.settled !== n ? [peer, [{ do: "settle", n, description }]] : [peer, []];
  }
  if (n <= peer.n) return [peer, []];
  /** @type {Effect[]} */
  const effects = peer.open ? [] : [{ do: "open" }];
  return [{ ...peer, open: true, n }, [...effects, { do: "accept", n, description }]];
}

/** @param {Peer} peer @param {Effect[]} before @returns {[Peer, Effect[]]} */
function settle(peer, before) {
  const due = peer.waiting.filter((one) => one.n === peer.n);
  const later = peer.waiting.filter((one) => one.n > peer.n);
  /** @type {Effect[]} */
  const adds = due.map((one) => ({ do: "add", ice: one.ice }));
  return [{ ...peer, settled: peer.n, waiting: later }, [...before, ...adds]];
}
