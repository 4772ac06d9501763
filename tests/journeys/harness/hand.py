"""A hand at a browser: what it taps and fills is counted, and each page can be looked at."""

import re
from time import monotonic
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.journeys.harness.browsers import Person
from tests.journeys.harness.narrow import NARROW, SIDEWAYS


class Hand:
    """One person who finds everything by the words on the page; `taps` and `fields` are counted."""

    def __init__(self, person: Person) -> None:
        self.person, self.taps, self.fields = person, 0, 0
        self.steps: list[tuple[str, int, int, float]] = []
        self._before = (0, 0, monotonic())

    @property
    def page(self) -> Page:
        return self.person.page

    async def tap(self, what: Locator) -> None:
        """Tap a thing that is there to be seen; what is folded or missing fails.

        What has just come to stand there rests for a moment (`presses.js`), and a hand is slower.
        """
        self.taps += 1
        await expect(self.page.locator("[data-resting]")).to_have_count(0)
        await what.click()

    async def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Tap a button by its words."""
        whole = isinstance(name, str)
        await self.tap((within or self.page.locator("body")).get_by_role(
            "button", name=name, exact=whole).first)  # fmt: skip

    async def follow(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Tap a link by its words, and be on another page."""
        whole, before = isinstance(name, str), self.page.url
        link = (within or self.page.locator("main")).get_by_role("link", name=name, exact=whole)
        bar = self.page.locator("header.top").get_by_role("link", name=name, exact=whole)
        await self.tap(link.or_(bar).last)  # the page's own before the bar above it
        await self.page.wait_for_function("was => location.href !== was", arg=before)

    async def unfold(self, words: str | re.Pattern[str]) -> None:
        """Open what is folded away under these words."""
        await self.tap(self.page.locator("summary", has_text=words).first)

    async def write(self, label: str, text: str, within: Locator | None = None) -> None:
        """Fill a field in, found by its label."""
        await self.type_into((within or self.page.locator("body")).get_by_label(label).first, text)

    async def type_into(self, field: Locator, text: str) -> None:
        self.fields += 1
        await field.fill(text)

    async def choose(self, field: Locator, value: str | int) -> None:
        """Choose from a list, by what it says or stands for, or by its place there."""
        self.fields += 1
        by: dict[str, Any] = {"index": value} if isinstance(value, int) else {"value": value}
        await field.select_option(**by)

    async def looks(self, name: str) -> None:
        """Nothing lies beside the screen, on a phone either; with PICTURES=1 both are kept."""
        wide = self.page.viewport_size
        assert wide
        await self.person.shot(f"walk-{name}")
        await self.page.set_viewport_size(NARROW)
        over = await self.page.evaluate(SIDEWAYS)
        await self.person.shot(f"walk-{name}-390")
        await self.page.set_viewport_size(wide)
        assert over <= 0, f"{self.page.url} is {over} px too wide for a phone"

    def step(self, name: str) -> None:
        """End a step of the way: what it took since the last one is told by `told`."""
        taps, fields, began = self._before
        self.steps.append((name, self.taps - taps, self.fields - fields, monotonic() - began))
        self._before = (self.taps, self.fields, monotonic())

    def told(self) -> str:
        """Return taps, fields and seconds of each step, and of all."""
        lines = [f"{n:28} {t:4} taps {f:4} fields {s:7.1f} s" for n, t, f, s in self.steps]
        seconds = sum(one[3] for one in self.steps)
        lines.append(f"{'all':28} {self.taps:4} taps {self.fields:4} fields {seconds:7.1f} s")
        return "\n".join(lines)
