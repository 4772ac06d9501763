"""Who has just opened a page is not shown it again: a part that hears the same stands as it is."""

import pytest

from tests.journeys.house import House

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(150),
    pytest.mark.asyncio(loop_scope="module"),
]
# Until a part has heard for the first time, nobody touches its children or the ids of its forms.
WATCHES = """
window.heard = new Set();
window.touched = [];
const watching = new Map();
const note = (changes) => {
  for (const { target } of changes) {
    if (target.name === "command_id" || target.nodeName === "LIVE-FRAGMENT")
      window.touched.push(target.closest("live-fragment").getAttribute("src"));
  }
};
addEventListener("DOMContentLoaded", () => {
  for (const part of document.querySelectorAll("live-fragment")) {
    const watch = new MutationObserver(note);
    const what = { childList: true, subtree: true, attributes: true, attributeFilter: ["value"] };
    watch.observe(part, what);
    watching.set(part, watch);
  }
});
addEventListener("fair:fragment", ({ target }) => {
  note(watching.get(target)?.takeRecords() ?? []);
  watching.get(target)?.disconnect();
  window.heard.add(target.getAttribute("src"));
}, true);
"""
ALL_HEARD = """() => [...document.querySelectorAll("live-fragment")]
  .every((one) => window.heard.has(one.getAttribute("src")))"""


@pytest.mark.parametrize(
    ("who", "where"), [("mei", "desk"), ("lan", "booth"), ("lan", "queues"), ("bo", "post")]
)
async def test_a_part_that_hears_what_the_page_brought_is_not_touched(
    house: House, who: str, where: str
) -> None:
    person = await house.person(who)
    await person.page.add_init_script(WATCHES)

    await person.goto(house.paths[where])
    await person.page.wait_for_function(ALL_HEARD)

    touched = await person.page.evaluate("window.touched")
    # The chat says how many people are here: whoever opens the page makes it one more.
    assert [src for src in touched if not src.endswith("/chat")] == []
