// Run in a page: any part becomes any other one, and what a person or a program did to what stays, stays.
// Returns what was wrong, by its seed.
async ({ module, rounds }) => {
  const { learn, morph, heir } = await import(module);
  const wrong = [];
  const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;
  const alike = (one, other) => one.innerHTML === other.innerHTML || (() => {
    const two = [one, other].map((root) => {
      const copy = document.createElement("div");
      for (const node of [...root.childNodes]) copy.append(document.importNode(node, true));
      return copy;
    });
    return two[0].isEqualNode(two[1]);
  })();
  const values = (root) => [...root.querySelectorAll("input, textarea, select")]
    .map((one) => (["checkbox", "radio"].includes(one.type) ? [one.value, one.defaultChecked] : one.value)).join();

  for (let seed = 1; seed <= rounds; seed += 1) {
    let state = seed * 7919;
    const dice = (sides) => { state = (state * 48271) % 2147483647; return state % sides; };
    const pick = (list) => list[dice(list.length)];
    const name = () => pick(["", "", ` id="i${dice(5)}"`, ` data-key="k${dice(5)}"`, ` class="c${dice(3)}"`]);
    const box = (tag, deep) => `<${tag}${name()}>${many(deep - 1)}</${tag}>`;
    const make = {
      text: () => pick(["one", "two", " ", "\n  "]),
      box: (deep) => box(deep % 2 ? "section" : "div", deep),
      item: () => `<a href="/x/${dice(4)}">x</a>`,
      field: () => `<input name="f${dice(3)}"${name()} value="v${dice(3)}">`,
      area: () => `<textarea name="t${dice(3)}">w${dice(3)}</textarea>`,
      tick: () => `<label><input type="${pick(["checkbox", "radio"])}" name="r" value="${dice(3)}"${pick(["", " checked"])}></label>`,
      choice: (_, chosen = dice(4)) => `<select name="s">${[0, 1, 2].map((n) =>
        `<option value="${n}"${n === chosen ? " selected" : ""}>${n}</option>`).join("")}</select>`,
      form: (deep) => `<form action="/commands/c${dice(3)}"><input type="hidden" name="ref" value="${dice(2)}">${many(deep - 1)}<button>Do</button></form>`,
      fold: (deep) => `<details${pick(["", " open"])}><summary>S</summary>${many(deep - 1)}</details>`,
    };
    const many = (deep) => Array.from({ length: dice(4) }, () =>
      make[deep > 0 ? pick(Object.keys(make)) : pick(["text", "item", "field", "area", "tick"])](deep)).join("");
    /** The same things in another order, as a queue or a chat has them. */
    const shuffled = (html) => {
      const root = parsed(html);
      for (const one of [root, ...root.querySelectorAll("div, section, form")]) {
        if (one.children.length > 1) one.insertBefore(pick([...one.children]), pick([...one.children, null]));
      }
      return root.innerHTML;
    };

    const part = document.createElement("div");
    document.body.append(part);
    let html = parsed(many(3)).innerHTML;
    part.innerHTML = html;
    learn(part);
    for (let turn = 0; turn < 4; turn += 1) {
      html = parsed(dice(2) ? many(3) : shuffled(html)).innerHTML;
      const wanted = parsed(html);
      // (a fold in which somebody is stays unfolded, so nobody is in one here)
      const inside = pick([null, ...[...part.querySelectorAll("input:not([type=hidden]), textarea, button, a")]
        .filter((one) => !one.closest("details"))]);
      inside?.focus();
      const stays = inside && inside === document.activeElement && heir(part, wanted, inside) !== null;
      const waits = morph(part, parsed(html));
      if (stays && document.activeElement !== inside) wrong.push(`${seed}: the focus was lost`);
      inside?.blur();
      if (waits) morph(part, parsed(html));
      if (!alike(part, wanted)) wrong.push(`${seed}: ${part.innerHTML}\n  not ${wanted.innerHTML}`);
      const fresh = document.createElement("div");
      fresh.innerHTML = html;
      if (values(part) !== values(fresh)) wrong.push(`${seed}: ${values(part)}\n  not ${values(fresh)}`);
    }

    // Programs change what they like; the server says something new in one place; nothing else is changed.
    const things = [...part.querySelectorAll("*")];
    const where = dice(things.length || 1);
    for (const [at, one] of things.entries()) {
      const text = one.firstChild;
      if (dice(4) || one.children.length || one.closest("select, textarea") || !text) continue;
      if (at === where) text.nodeValue = `p${dice(9)}`;
      else one.textContent = `p${dice(9)}`;
    }
    for (const one of things) {
      if (!dice(3)) one.toggleAttribute("hidden");
      if (!dice(3)) one.setAttribute(pick(["open", "data-state", "class"]), `p${dice(9)}`);
    }
    for (const one of things) {
      if (dice(6) || one === things[where] || one.closest("select, textarea, input")) continue;
      one.insertAdjacentHTML("afterbegin", "<i data-own></i>");
    }
    const next = parsed(html);
    const news = things[where]?.closest("select, textarea, input") ? null : things[where];
    const expected = part.cloneNode(true);
    const grows = [[...next.querySelectorAll("*")][where], news && [...expected.querySelectorAll(":not([data-own])")][where]];
    if (news) {
      for (const one of grows) { one.setAttribute("data-news", "1"); one.append(document.createElement("hr")); }
    }
    morph(part, next);
    if (!alike(part, expected)) wrong.push(`${seed}: ${part.innerHTML}\n  where programs left ${expected.innerHTML}`);
    part.remove();
  }
  return wrong;
}
