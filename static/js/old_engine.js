// Not a module, and written in the oldest words: where the page's modules cannot run, a sentence says what still works.
// `defer` and in front of the modules, so that it hears what becomes of them; they have all had their turn when the
// document is ready (docs/decisions/0014-old-engines.md).
(function () {
  "use strict";
  var lost = false;

  // A script that did not arrive says so to nobody but who listens on the way down.
  window.addEventListener("error", function (event) {
    var from = /** @type {any} */ (event.target);
    if (from && from.tagName === "SCRIPT") lost = true;
  }, true);

  /** Has every module run? `app.js` marks the page; an element without its class was never taught. */
  function run() {
    if (document.documentElement.className.split(" ").indexOf("js") < 0) return false;
    try {
      return document.querySelector(":not(:defined)") === null;
    } catch (error) {
      return false;
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    if (run()) return;
    var sentence = document.getElementById(lost ? "not-arrived" : "old-engine");
    if (sentence) sentence.hidden = false;
  });
})();
