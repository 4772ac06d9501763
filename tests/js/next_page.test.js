import assert from "node:assert/strict";
import test from "node:test";
import { loadsNothing, local } from "../../static/js/models/next_page.js";

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

test("an address that differs from the page only by its place is loaded by nobody else, and so is the same one again", () => {
  const page = "https://fair.example/organise/fairs/f1/ready?all=1";
  for (const at of [page, `${page}#capacity`, `${page}#practice`]) {
    assert.equal(loadsNothing("/organise/fairs/f1/ready?all=1#capacity", at), true, at);
  }
  for (const to of ["/organise/fairs/f1/ready#capacity", "/organise/fairs/f1?all=1#capacity", "/organise/fairs/f1/ready?all=1"]) {
    assert.equal(loadsNothing(to, `${page}#capacity`), false, to);
  }
});
