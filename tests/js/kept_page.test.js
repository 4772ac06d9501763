import assert from "node:assert/strict";
import test from "node:test";

import { documentOf, POLICY } from "../../static/js/models/kept_page.js";

const PARTS = { lang: "zh-Hans", title: "A", style: "/static/1/app.css", ribbon: "", head: "<h1>H</h1>", body: "<p>B</p>" };

test("a title or an address cannot leave its place", () => {
  const made = documentOf({ ...PARTS, title: "</title><script>1", style: '"><script>2', lang: '" onload="3' });
  assert.ok(!/<script>/.test(made));
  assert.ok(!made.includes('" onload="'));
});

test("what is kept has its style, its words, and no program", () => {
  const made = documentOf(PARTS);
  assert.match(made, /<html lang="zh-Hans">/);
  assert.match(made, /href="\/static\/1\/app\.css"/);
  assert.match(made, /<h1>H<\/h1>\n<div class="stack"><p>B<\/p>/);
  assert.match(POLICY, /default-src 'none'/);
  assert.ok(!POLICY.includes("script-src"));
});
