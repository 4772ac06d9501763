// Run in a page: any part becomes any other one, and what a person is in stays. Returns what was wrong, by its seed.
async ({ module, rounds }) => {
  const { learn, morph, heir } = await import(module);
  const wrong = [];
  for (let seed = 1; seed <= rounds; seed += 1) {
    let state = seed * 7919;
    const dice = (sides) => { state = (state * 48271) % 2147483647; return state % sides; };
    const pick = (list) => list[dice(list.length)];
    const name = () => pick(["", "", ` id="i${dice(5)}"`, ` data-key="k${dice(5)}"`, ` class="c${dice(3)}"`]);
    const make = {
      text: () => `${pick(["one", "two", " ", "\n  "])}`,
      box: (deep) => `<${deep % 2 ? "p" : "div"}${name()}>${many(deep - 1)}</${deep % 2 ? "p" : "div"}>`,
      item: () => `<a href="/x/${dice(4)}">x</a>`,
      field: () => `<input name="f${dice(3)}"${name()} value="v${dice(3)}">`,
      area: () => `<textarea name="t${dice(3)}">w${dice(3)}</textarea>`,
      tick: () => `<label><input type="${pick(["checkbox", "radio"])}" name="r" value="${dice(3)}"${pick(["", " checked"])}></label>`,
      choice: (deep, chosen = dice(4)) => `<select name="s">${[0, 1, 2].map((n) =>
        `<option value="${n}"${n === chosen ? " selected" : ""}>${n}</option>`).join("")}</select>`,
      form: (deep) => `<form action="/commands/c${dice(3)}"><input type="hidden" name="ref" value="${dice(2)}">${many(deep - 1)}<button>Do</button></form>`,
      fold: (deep) => `<details${pick(["", " open"])}><summary>S</summary>${many(deep - 1)}</details>`,
    };
    const many = (deep) => Array.from({ length: dice(4) }, () =>
      make[deep > 0 ? pick(Object.keys(make)) : pick(["text", "item", "field", "area", "tick"])](deep)).join("");
    const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;

    const part = document.createElement("div");
    document.body.append(part);
    part.innerHTML = parsed(many(3)).innerHTML;
    learn(part);
    for (let turn = 0; turn < 3; turn += 1) {
      const html = parsed(many(3)).innerHTML;
      const wanted = parsed(html);
      const inside = pick([null, ...part.querySelectorAll("input:not([type=hidden]), textarea, button, a")]);
      inside?.focus();
      const stays = inside && inside === document.activeElement && heir(part, wanted, inside) !== null;
      const waits = morph(part, parsed(html));
      if (stays && document.activeElement !== inside) wrong.push(`${seed}: the focus was lost`);
      inside?.blur();
      if (waits) morph(part, parsed(html));
      const same = document.createElement("div");
      for (const node of [...part.childNodes]) same.append(node.cloneNode(true));
      const other = document.createElement("div");
      for (const node of [...wanted.childNodes]) other.append(document.importNode(node, true));
      if (!same.isEqualNode(other)) wrong.push(`${seed}: ${part.innerHTML}\n  not ${wanted.innerHTML}`);
      const fresh = document.createElement("div");
      fresh.innerHTML = html;
      const values = (root) => [...root.querySelectorAll("input, textarea, select")]
        .map((one) => (one.type === "checkbox" || one.type === "radio" ? [one.value, one.defaultChecked] : one.value)).join();
      if (values(part) !== values(fresh)) wrong.push(`${seed} ${turn}: ${values(part)}\n  not ${values(fresh)}\n ${html}`);
    }
    part.remove();
  }
  return wrong;
}
