"""Somebody writes in a page: keys, composed words, the caret, and news that comes in between."""

from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession, ElementHandle, Page, Route

STATE = """(field) => ({
  value: field.value, from: field.selectionStart, to: field.selectionEnd,
  stands: field.isConnected, focused: document.activeElement === field,
})"""
FRESH = """async (part) => {
  await new Promise((done) => {
    part.addEventListener("fair:fragment", done, { once: true });
    part.refresh();
  });
}"""
PART = "(one) => one.closest('live-fragment') ?? document.querySelector('live-fragment')"
OPEN = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  const ending = location.pathname.startsWith("/calls") ? "next_step" : "on_hold";
  document.querySelector(`.outcome__form input[value="${ending}"]`)?.click();
}"""


@dataclass
class Writer:
    """`page` with what a keyboard of any language does to it."""

    page: Page
    keys: CDPSession

    @classmethod
    async def at(cls, page: Page) -> "Writer":
        """Sit down at a page."""
        return cls(page, await page.context.new_cdp_session(page))

    async def compose(self, text: str) -> None:
        """Have these letters on the way, underlined: not yet a word."""
        await self.keys.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )

    async def commit(self, text: str) -> None:
        """End the word with these letters."""
        await self.keys.send("Input.insertText", {"text": text})

    async def enter_in_a_word(self, code: int) -> None:
        """Press Enter while composing; `code` is the key's, or 229 where the keyboard has it."""
        for kind in ("keyDown", "keyUp"):
            letter = {"text": "\r"} if kind == "keyDown" and code != 229 else {}
            await self.keys.send(
                "Input.dispatchKeyEvent",
                {"type": kind, "key": "Enter", "windowsVirtualKeyCode": code, **letter},
            )

    async def news(self, near: ElementHandle) -> None:
        """Let the live part around something, or the first one, fetch itself afresh."""
        await self.page.evaluate(FRESH, await near.evaluate_handle(PART))

    async def unfold(self) -> None:
        """Open everything that can be opened; of the endings of a talk one on each page."""
        await self.page.evaluate(OPEN)


async def state_of(field: ElementHandle) -> dict[str, Any]:
    """Return what a field says, where the caret is, and whether it has the focus still."""
    return dict(await field.evaluate(STATE))


class Rewriter:
    """Between a page and its server: the parts that it fetches say something new each time.

    A sentence is put before each form and at each part's beginning, and every field's own value
    becomes another one: the most that news can change around somebody who writes.
    """

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self, route: Route) -> None:
        """Answer a part's request with the server's words, changed."""
        if "x-partial" not in route.request.headers:
            await route.fallback()
            return
        whole = {k: v for k, v in route.request.headers.items() if k != "if-none-match"}
        answer = await route.fetch(headers=whole)
        self.times += 1
        new = f'<p class="muted news">News {self.times}</p>'
        said = (await answer.text()).replace("<form", f"{new}<form")
        body = new + said.replace('value=""', 'value="theirs"')
        await route.fulfill(response=answer, body=body)
