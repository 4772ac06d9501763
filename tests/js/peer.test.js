// @ts-nocheck: the imagined wire of a test is not typed
// Two browsers find each other whatever is lost, late or reloaded: the pair's model on an imagined wire.
import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, step } from "../../static/js/models/peer.js";

/** One side: its model, and a connection that only remembers what it was told. */
class Side {
  constructor(describer) {
    this.describer = describer;
    this.epoch = 0;
    this.peer = null;
    this.out = [];
    this.pc = null;
    this.opened = 0;
  }

  sit(theirs) {
    this.epoch += 1;
    this.pc = null;
    const [peer, effects] = begin(this.describer, this.epoch, theirs);
    this.peer = peer;
    this.do(effects);
  }

  input(input) {
    const [peer, effects] = step(this.peer, input);
    this.peer = peer;
    this.do(effects);
  }

  do(effects) {
    for (const effect of effects) {
      if (effect.do === "send") this.out.push({ epoch: this.epoch, signal: effect.signal });
      else if (effect.do === "open") { this.pc = { local: 0, remote: 0, addresses: [] }; this.opened += 1; }
      else if (effect.do === "close") this.pc = null;
      else if (effect.do === "describe") {
        assert.ok(this.pc, "describes on an open connection");
        this.pc.local = effect.n;
        this.input({ type: "described", n: effect.n, description: { by: this.epoch, n: effect.n } });
        this.input({ type: "ice", ice: `c${effect.n}` });
      } else if (effect.do === "accept") {
        assert.ok(this.pc);
        this.pc.remote = effect.n;
        this.pc.local = effect.n;
        this.pc.with = effect.description.by;
        this.input({ type: "accepted", n: effect.n, description: { by: this.epoch, n: effect.n } });
        this.input({ type: "ice", ice: `a${effect.n}` });
      } else if (effect.do === "settle") {
        assert.equal(this.pc.local, effect.n, "an answer belongs to the latest description");
        this.pc.remote = effect.n;
        this.pc.with = effect.description.by;
        this.input({ type: "settled", n: effect.n });
      } else if (effect.do === "add") {
        assert.ok(this.pc.remote > 0, "no address before its description");
        this.pc.addresses.push(effect.ice);
      }
    }
  }

  get connected() {
    return Boolean(this.pc && this.pc.remote && this.pc.remote === this.pc.local);
  }
}

/** Deliver in an order that `pick` chooses; `lose` says which signals never arrive. */
function run(seeker, recruiter, { pick = () => 0, lose = () => false } = {}) {
  for (let rounds = 0; rounds < 500; rounds += 1) {
    const box = [
      ...seeker.out.map((message) => ({ message, to: recruiter, from: seeker })),
      ...recruiter.out.map((message) => ({ message, to: seeker, from: recruiter })),
    ];
    if (!box.length) return;
    const { message, to, from } = box[pick(box.length)];
    from.out.splice(from.out.indexOf(message), 1);
    if (to.peer && !lose(message)) to.input({ type: "heard", ...message });
  }
  assert.fail("they never come to rest");
}

const pair = () => [new Side(false), new Side(true)];
const together = (seeker, recruiter) =>
  seeker.connected && recruiter.connected && seeker.pc.with === recruiter.epoch
  && recruiter.pc.with === seeker.epoch && seeker.pc.remote === recruiter.pc.remote;

function dice(seed) {
  let state = seed;
  return (size) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % size;
  };
}

test("the seeker sits first, then the recruiter: connected with one connection each", () => {
  const [seeker, recruiter] = pair();
  seeker.sit(0);
  recruiter.sit(seeker.epoch);
  run(seeker, recruiter);
  assert.ok(together(seeker, recruiter));
  assert.equal(seeker.opened, 1);
  assert.equal(recruiter.opened, 1);
  assert.ok(seeker.pc.addresses.length && recruiter.pc.addresses.length);
});

test("the recruiter sits first, then the seeker", () => {
  const [seeker, recruiter] = pair();
  recruiter.sit(0);
  seeker.sit(recruiter.epoch);
  run(seeker, recruiter);
  assert.ok(together(seeker, recruiter));
});

test("the order in which signals arrive does not matter", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const [seeker, recruiter] = pair();
    seeker.sit(0);
    recruiter.sit(seeker.epoch);
    run(seeker, recruiter, { pick: dice(seed) });
    assert.ok(together(seeker, recruiter), `seed ${seed}`);
  }
});

test("a reload on either side starts a fresh pair", () => {
  for (const who of [0, 1]) {
    const sides = pair();
    const [seeker, recruiter] = sides;
    seeker.sit(0);
    recruiter.sit(seeker.epoch);
    run(seeker, recruiter);
    sides[who].sit(sides[1 - who].epoch);
    run(seeker, recruiter);
    assert.ok(together(seeker, recruiter), `side ${who}`);
    assert.equal(sides[1 - who].opened, 2);
  }
});

test("a signal of an earlier page changes nothing", () => {
  const [seeker, recruiter] = pair();
  seeker.sit(0);
  recruiter.sit(seeker.epoch);
  run(seeker, recruiter);
  seeker.sit(recruiter.epoch);
  run(seeker, recruiter);
  const before = recruiter.peer;
  recruiter.input({ type: "heard", epoch: 1, signal: { kind: "restart", to_epoch: 1, n: 1 } });
  assert.equal(recruiter.peer, before);
});

test("a restart from either side gives both a new description on the same connection", () => {
  for (const who of [0, 1]) {
    const sides = pair();
    const [seeker, recruiter] = sides;
    seeker.sit(0);
    recruiter.sit(seeker.epoch);
    run(seeker, recruiter);
    const { n } = recruiter.peer;
    sides[who].input({ type: "restart" });
    run(seeker, recruiter);
    assert.ok(together(seeker, recruiter));
    assert.equal(recruiter.peer.n, n + 1);
    assert.equal(seeker.opened, 1);
  }
});

test("whatever was lost, a retry brings them together", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const roll = dice(seed);
    const [seeker, recruiter] = pair();
    seeker.sit(0);
    recruiter.sit(seeker.epoch);
    run(seeker, recruiter, { pick: roll, lose: () => roll(3) === 0 });
    if (roll(2)) {
      seeker.sit(recruiter.epoch);
      run(seeker, recruiter, { pick: roll, lose: () => roll(3) === 0 });
    }
    for (let tries = 0; tries < 3; tries += 1) {
      seeker.input({ type: "retry" });
      recruiter.input({ type: "retry" });
      run(seeker, recruiter);
    }
    assert.ok(together(seeker, recruiter), `seed ${seed}`);
  }
});

test("the wish for video passes", () => {
  const [seeker, recruiter] = pair();
  seeker.sit(0);
  recruiter.sit(seeker.epoch);
  run(seeker, recruiter);
  const [, effects] = step(recruiter.peer, {
    type: "heard", epoch: seeker.epoch, signal: { kind: "video", to_epoch: recruiter.epoch, on: true },
  });
  assert.deepEqual(effects, [{ do: "video", on: true }]);
});

test("who is there first looks for the ways of the sound ahead, and tells nobody", () => {
  for (const describer of [true, false]) {
    assert.deepEqual(begin(describer, 1, 0)[1], [{ do: "prepare" }]);
    assert.ok(begin(describer, 1, 1)[1].every((effect) => effect.do !== "prepare"));
  }
});
