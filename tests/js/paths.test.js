// @ts-nocheck: answers of an imagined server
// Passwords of the relay are asked for before each connection, and end.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { askAhead, Paths } from "../../static/js/helpers/paths.js";

const told = (n, lasts_s = 600) => ({ servers: [{ urls: ["turn:turn.example"], username: `${n}`, credential: "x" }], lasts_s });
const name = async (paths) => (await paths.fresh()).iceServers[0]?.username;

/** A server that gives the next password, or is away; and the clock of the page. */
function scene(lasts_s = 600) {
  const here = { now: 1000, n: 0, away: false, silent: false };
  mock.method(performance, "now", () => here.now);
  here.paths = new Paths(() => {
    if (here.silent) return new Promise(() => {});
    return here.away ? Promise.reject(new Error("away")) : Promise.resolve(told((here.n += 1), lasts_s));
  }, () => here.hidden === true);
  return here;
}

test("each restart has a new one; what was asked for a moment ago is new", async () => {
  const here = scene();
  assert.equal(await name(here.paths), "1");
  here.now += 1000;
  assert.equal(await name(here.paths), "1");
  here.now += 5000;
  assert.equal(await name(here.paths), "2");
});

test("while the server is away the last one serves, but never past its end", async () => {
  const here = scene(60);
  assert.equal(await name(here.paths), "1");
  here.away = true;
  here.now += 59_000;
  assert.equal(await name(here.paths), "1");
  here.now += 1000;
  assert.equal(await name(here.paths), undefined);
  here.away = false;
  assert.equal(await name(here.paths), "2");
});

test("a restart does not wait for a server that says nothing", async (t) => {
  const here = scene();
  await name(here.paths);
  here.silent = true;
  here.now += 6000;
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const asked = name(here.paths);
  t.mock.timers.tick(1500);
  assert.equal(await asked, "1");
});

test("without an answer there is no server, and who hides is hidden still", async () => {
  const here = scene();
  here.away = true;
  assert.deepEqual(await here.paths.fresh(), { iceServers: [], iceTransportPolicy: "all" });
  assert.equal(here.paths.closed, false);
  here.hidden = true;
  assert.deepEqual(await here.paths.fresh(), { iceServers: [], iceTransportPolicy: "relay" });
  assert.equal(here.paths.closed, true);
});

test("what was asked for while it rang serves the first connection, and ends when it was said to", async () => {
  const here = scene(600);
  const asked = [];
  for (let n = 0; n < 2; n += 1) askAhead("c1", () => { asked.push(n); return Promise.resolve(told("ring", 600)); });
  assert.deepEqual(asked, [0]);
  here.now += 80_000;
  here.paths.call = "c1";
  assert.equal(await name(here.paths), "ring");
  here.now += 6000;
  assert.equal(await name(here.paths), "1"); // a restart asks afresh
  const other = scene();
  other.paths.call = "c2";
  assert.equal(await name(other.paths), "1");
});

test("where asking while it rang failed, it is asked for as ever", async () => {
  const here = scene();
  askAhead("c9", () => Promise.reject(new Error("away")));
  here.paths.call = "c9";
  assert.equal(await name(here.paths), "1");
});
