"""A doubtful message from the recruiter to the organiser to whoever looks for work, and back."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import Person
from tests.journeys.house import House

pytestmark = [
    pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="module"),
]  # fmt: skip

NOTE = "The organiser is looking at this message. Nobody may ask you for money."
SAID = "Bring 300 yuan on the first day."
ACTS = ("went to the organiser", "Not allowed", "taken back", "Let stand")


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).first.click()


async def looked_at(who: Person, name: str) -> None:
    """Keep a picture, hold it against the rules of access for all, and to the width."""
    await who.shot(f"looked-at-{name}")
    await assert_accessible(who.page)
    wide = await who.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


class Said:
    """A doubtful message, and the three who see it: its writer, the organiser, a seeker."""

    def __init__(self, mei: Person, olga: Person, lan: Person) -> None:
        self.mei, self.olga, self.lan = mei, olga, lan
        self.own = mei.page.locator(".message", has_text=SAID)
        self.read = lan.page.locator(".chat__stream")

    async def is_written(self) -> None:
        """The recruiter writes, and reads at once which words, which rule and what to do."""
        await self.mei.page.get_by_label("Write to everybody here").fill(SAID)
        await self.mei.page.locator("form[data-command='chat.say'] button").first.click()
        await expect(self.own.get_by_text("“Bring 300 yuan”: money asked")).to_be_visible()
        await expect(self.own.get_by_role("button", name="Take the words back")).to_be_visible()

    async def is_read_with_a_note(self) -> None:
        """Whoever looks for work reads it with the note, without loading the page again."""
        await expect(self.read.get_by_text(SAID)).to_be_visible()
        await expect(self.read.get_by_text(NOTE)).to_be_visible()

    async def is_refused_with_one_tap(self) -> None:
        page = self.olga.page
        await self.olga.goto("/board")
        await page.get_by_role("link", name="Words to look at").click()
        await page.wait_for_url(re.compile(r"/looks$"))
        await expect(page.locator("mark")).to_have_text("Bring 300 yuan")
        await looked_at(self.olga, "queue")
        await press(page, "Refuse: money asked for the work")
        await expect(page.get_by_text("Nothing waits")).to_be_visible()
        await expect(self.read.get_by_text(SAID)).to_have_count(0)
        hidden = self.mei.page.locator(".message--removed")
        await expect(hidden.get_by_text("it asks for money")).to_be_visible()

    async def is_let_stand_after_all(self) -> None:
        """Taken back, the decision leaves the note; let stand, the words are read without it."""
        page = self.olga.page
        await press(page, "Take the decision back")
        await self.is_read_with_a_note()
        await press(page, "Let it stand")
        await expect(self.read.get_by_text(NOTE)).to_have_count(0)
        await expect(self.read.get_by_text(SAID)).to_be_visible()
        acts = page.locator(".timeline").first.locator("li")
        await expect(acts).to_have_count(4)
        for number, what in enumerate(ACTS):
            await expect(acts.nth(number)).to_contain_text(what)
        await expect(acts.last).to_contain_text("Olga")
        await looked_at(self.olga, "history")

    async def costs_its_writer_the_way_to_the_seeker(self, booth: str) -> None:
        """One tap keeps the sender away; one tap lets it reach her again."""
        message, page = self.read.locator(".message", has_text=SAID), self.lan.page
        await message.locator(".message__more summary").first.click()
        await message.get_by_role("button", name="I was asked for money").click()
        await page.wait_for_url(re.compile(r"/cases/"))
        away = page.get_by_text("This employer can no longer ring you or write to you")
        await expect(away).to_be_visible()
        await looked_at(self.lan, "kept-away")
        asked = self.olga.page.get_by_text("People say that money was asked for")
        await expect(asked).to_be_visible()
        await self.lan.goto(booth)
        await expect(
            page.locator("#chat").get_by_text("You keep this employer away")
        ).to_be_visible()
        await expect(self.read.get_by_text(SAID)).to_have_count(0)
        await page.locator("#chat").get_by_role("button", name="Let it reach me again").click()
        await expect(self.read.get_by_text(SAID)).to_be_visible()


async def test_a_doubtful_message_is_marked_decided_undone_and_its_writer_kept_away(house: House):
    mei, olga = await house.at("mei", "my booth"), await house.person("olga", "phone")
    lan = await house.person("lan", "phone")
    await lan.goto(house.paths["booth"])
    said = Said(mei, olga, lan)

    await said.is_written()
    await said.is_read_with_a_note()
    await looked_at(lan, "marked")
    await said.is_refused_with_one_tap()
    await said.is_let_stand_after_all()
    await said.costs_its_writer_the_way_to_the_seeker(house.paths["booth"])

    await mei.goto("/desk/looks")
    await expect(mei.page.locator("mark")).to_have_text("Bring 300 yuan")
    await looked_at(mei, "mine")


async def test_who_decides_one_after_the_other_on_a_phone_has_the_next_one_in_view(house: House):
    """The press takes its card away; the next one has the focus, not what was decided far below."""
    mei, olga = await house.at("mei", "my booth"), await house.person("olga", "phone")
    for sum_ in (310, 320, 330):
        said = f"Bring {sum_} yuan on the first day."
        await mei.page.get_by_label("Write to everybody here").fill(said)
        await mei.page.locator("form[data-command='chat.say'] button").first.click()
        await expect(mei.page.locator(".message", has_text=said)).to_be_visible()
    await olga.goto("/board")
    await olga.page.get_by_role("link", name="Words to look at").click()
    cards = olga.page.locator("section[aria-labelledby=waiting] article")
    await expect(cards).to_have_count(3)

    for left in (2, 1):
        await press(olga.page, "Let it stand")
        await expect(cards).to_have_count(left)
        first = cards.first.get_by_role("button", name="Let it stand")
        await expect(first).to_be_focused()
        await expect(first).to_be_in_viewport()
