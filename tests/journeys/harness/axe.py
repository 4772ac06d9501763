"""Access for all: axe-core's rules (WCAG 2.2 A and AA) on the page as it stands.

The script goes in through the debugger, not through a script tag: the page's own policy forbids
foreign scripts, and must go on doing so while it is tested.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Page

SOURCE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A colour that is on its way to another is neither: what moves and has an end is there at once.
RUN = """
for (const one of document.getAnimations()) {
  if (Number.isFinite(one.effect?.getComputedTiming().endTime)) one.finish();
}
axe.run(document, { runOnly: %s, rules: %s, resultTypes: ["violations"] })
  .then(({ violations }) => violations.map(({ id, impact, help, nodes }) => ({
    id, impact, help,
    nodes: nodes.map((node) => ({ at: node.target.join(" "), html: node.html.slice(0, 200) })),
  })))
"""


async def violations(page: Page, *, without: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Every rule that the page breaks, with the elements that break it."""
    assert SOURCE.exists(), "node_modules is missing: run `make tools`"
    rules = "{" + ", ".join(f'"{rule}": {{ enabled: false }}' for rule in without) + "}"
    session = await page.context.new_cdp_session(page)
    try:
        await session.send("Runtime.evaluate", {"expression": SOURCE.read_text("utf-8")})
        answer = await session.send(
            "Runtime.evaluate",
            {"expression": RUN % (TAGS, rules), "awaitPromise": True, "returnByValue": True},
        )
    finally:
        await session.detach()
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return list(answer["result"]["value"])


@asynccontextmanager
async def _as_one_screen(page: Page) -> AsyncIterator[None]:
    """A screen as high as the page: a bar at its edge covers nothing that scrolls under it."""
    size = page.viewport_size
    if size is None:
        yield
        return
    height = await page.evaluate("document.documentElement.scrollHeight")
    await page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
    try:
        yield
    finally:
        await page.set_viewport_size(size)


async def assert_accessible(page: Page, *, without: tuple[str, ...] = ()) -> None:
    """No rule is broken. `without` names rules that a test has a written reason to leave out."""
    async with _as_one_screen(page):
        found = await violations(page, without=without)
    lines = [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n"
        + "\n".join(f"    {node['at']}  {node['html']}" for node in rule["nodes"])
        for rule in found
    ]
    assert not found, "\n".join([f"{page.url} is not accessible:", *lines])
