// @ts-nocheck: a page that is not one
// A page that has its leg already asks for none.
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.sessionStorage = { getItem: () => "t1", setItem: () => {} };
globalThis.navigator ??= {};
const { EarlyLeg } = await import("../../static/js/helpers/early_leg.js");

test("the answer's leg is used once; a seeker's page takes none while it rings", async () => {
  const asked = [];
  const ask = async (...what) => { asked.push(what); return { epoch: 5 }; };
  const answered = new EarlyLeg({ dataset: { side: "seeker", call: "c1", leg: '{"epoch": 1}' } }, ask);
  assert.deepEqual(await answered.take(), { epoch: 1 });
  assert.equal(await answered.take(), null);
  answered.ring();
  assert.deepEqual(asked, []);
  const rings = new EarlyLeg({ dataset: { side: "recruiter", call: "c1" } }, ask);
  rings.ring();
  rings.ring();
  assert.deepEqual(await rings.take(), { epoch: 5 });
  assert.equal(asked.length, 1);
});
