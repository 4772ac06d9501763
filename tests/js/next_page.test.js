import assert from "node:assert/strict";
import test from "node:test";
import { local } from "../../static/js/models/next_page.js";

const PAGE = "https://fair.example/desk";

test("a path of this site is gone to as it is", () => {
  for (const path of ["/queues", "/vacancies?q=%2F%2F&page=2", "/calls/a1#chat", "/"]) assert.equal(local(path, PAGE), path);
});

test("nothing leads to another site, or runs", () => {
  const elsewhere = [
    "//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example", "/\n\\elsewhere.example", "\\\\elsewhere.example",
    "https://elsewhere.example", "javascript:alert(1)", "data:text/html,x", " //elsewhere.example", "/.//elsewhere.example",
    "/x/..//elsewhere.example", "", undefined, 5, ["/queues"],
  ];
  for (const said of elsewhere) assert.equal(local(said, PAGE), "", String(said));
});
