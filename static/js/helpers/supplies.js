// What the engines of messaging apps lack and our pages rely on, in one place (docs/decisions/0014-old-engines.md).
// Each is tried before it is supplied, and can go once nobody comes with such an engine. app.js imports this first.

/** `addEventListener(…, { signal })`: Chrome 90. Without it, what left the page would go on listening. */
function supplySignal() {
  let known = false;
  const asked = { get signal() { known = true; return undefined; } };
  document.createElement("i").addEventListener("none", () => {}, asked);
  if (known) return;
  const listen = EventTarget.prototype.addEventListener;
  /** @this {EventTarget} @param {string} type @param {any} heard @param {any} [options] */
  EventTarget.prototype.addEventListener = function addEventListener(type, heard, options) {
    const signal = options ? /** @type {AbortSignal|undefined} */ (options.signal) : undefined;
    if (signal && signal.aborted) return;
    listen.call(this, type, heard, options);
    if (signal) listen.call(signal, "abort", () => this.removeEventListener(type, heard, options));
  };
}

/** `event.submitter` of a form's submit: Safari 15.4. The button that was pressed last, where it is this form's. */
function supplySubmitter() {
  if (window.SubmitEvent && "submitter" in SubmitEvent.prototype) return;
  /** @type {HTMLButtonElement|HTMLInputElement|null} */
  let pressed = null;
  document.addEventListener("click", ({ target }) => {
    pressed = target instanceof Element ? target.closest("button, input[type=submit], input[type=image]") : null;
  }, true);
  document.addEventListener("submit", (event) => {
    const submitter = pressed && pressed.form === event.target ? pressed : null;
    pressed = null;
    Object.defineProperty(event, "submitter", { value: submitter });
  }, true);
}

/** `new FormData(form, submitter)`: Chrome 112, Safari 16.4. Without it, what the pressed button says is not sent. */
function supplyFormData() {
  const form = document.createElement("form");
  const button = document.createElement("button");
  button.name = "said";
  form.append(button);
  if (new FormData(form, button).has("said")) return;
  const Plain = window.FormData;
  window.FormData = class FormData extends Plain {
    /** @param {HTMLFormElement} [from] @param {any} [submitter] */
    constructor(from, submitter) {
      super(from);
      if (submitter && submitter.name) this.append(submitter.name, submitter.value);
    }
  };
}

supplySignal();
supplySubmitter();
supplyFormData();
