// What does not fit on a phone: called with every fold of the page open, returns sentences (none where all fits).
// `em`: a column of text is at least so wide. A phone's innerWidth grows with what is too wide; its clientWidth does not.
(given) => {
  const em = given?.em ?? 7, APART = 4, faults = [], phone = document.documentElement.clientWidth;
  for (const fold of document.querySelectorAll("main details:not(.menu)")) fold.open = true;
  const said = (node) => node.textContent.trim().replace(/\s+/g, " ").slice(0, 50);
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".visually-hidden, option, datalist, svg");
  const flows = (one) => one && /^inline|^contents/.test(getComputedStyle(one).display) && getComputedStyle(one).display === "inline" ? flows(one.parentElement) : one;
  const scrolls = (one) => one.closest(".table-wrap");
  // What sticks to the thumb covers what scrolls below it, and is meant to.
  const sticks = (one) => Boolean(one) && (getComputedStyle(one).position === "sticky" || sticks(one.parentElement));
  const edge = (one) => {
    let right = phone;
    for (let up = one.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") right = Math.min(right, up.getBoundingClientRect().right);
    }
    return right + 1;
  };

  const wide = document.documentElement.scrollWidth - phone;
  if (wide > 0) faults.push(`the page is ${wide}px wider than the phone`);

  const buttons = [...document.querySelectorAll("main .button, main summary")].filter(shown);
  const boxes = buttons.map((one) => ({ one, box: one.getBoundingClientRect() }));
  boxes.forEach(({ one, box }, nth) => {
    if (scrolls(one)) return;
    if (box.right > edge(one)) faults.push(`the button “${said(one)}” is cut off at the right`);
    for (const { one: other, box: there } of boxes.slice(nth + 1)) {
      const apart = Math.max(there.left - box.right, box.left - there.right, there.top - box.bottom, box.top - there.bottom);
      const pressed = [one, other].every((each) => each.matches(".button"));
      if (pressed && apart < APART) faults.push(`“${said(one)}” and “${said(other)}” touch`);
    }
  });

  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const node = words.currentNode, one = node.parentElement;
    if (!said(node) || !one || !shown(one) || scrolls(one)) continue;
    if (!one.closest("main, .top__nav, .subnav")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter((line) => line.width > 0);
    if (!lines.length) continue;
    if (Math.max(...lines.map((line) => line.right)) > edge(one)) faults.push(`“${said(node)}” is cut off at the right`);
    const block = flows(one), style = getComputedStyle(block);
    const column = block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const tops = new Set(lines.map((line) => Math.round(line.top)));
    if (tops.size > 2 && column < em * parseFloat(style.fontSize)) {
      faults.push(`“${said(node)}” stands in a column of ${Math.round(column)}px, ${tops.size} lines`);
    }
    for (const { one: button, box } of boxes) {
      const over = lines.some((line) => Math.min(line.right, box.right) - Math.max(line.left, box.left) > 2
        && Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top) > 4);
      if (over && !button.contains(node) && !sticks(button) && !sticks(one)) faults.push(`the button “${said(button)}” covers “${said(node)}”`);
    }
  }
  return faults;
}
