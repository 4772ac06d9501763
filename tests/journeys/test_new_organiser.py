"""Somebody who never saw Fair organises one: by the links and buttons of the pages, without a word.

From an empty server to the fair of next week, in one Chromium; the address bar is used for the
invitation alone. What each step took is printed: taps, fields, seconds.
"""

import contextlib
import json
from collections import Counter
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.drafts.test_walk import DATA
from tests.journeys.harness.browsers import Browsers
from tests.journeys.harness.hand import Hand
from tests.journeys.harness.new_fair import PASSWORD, POSTS, WHOLE, NewFair
from tests.journeys.harness.server import Server
from tests.others.pair import until
from tests.report.recount import Told, recounted

TALKS = 3
STEPS = (
    "begins", "makes_a_fair", "invites_the_companies", "checks_their_licences", "gives_the_booths",
    "brings_the_tables", "completes_and_opens_the_drafts", "announces_the_fair",
    "lets_a_recruiter_in", "rehearses", "looks_at_the_wall", "ends_the_rehearsal",
    "reads_the_report", "holds_it_again_next_week",
)  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not DATA.is_dir(), reason="the real tables are not here: ../shared/data"),
    pytest.mark.timeout(1800 if WHOLE else 300),
]


class Walk(NewFair):
    """The second half: the rehearsal, its wall and its report, and the fair of next week."""

    mei: Hand
    rehearsal_id = next_id = ""

    async def announces_the_fair(self) -> None:
        olga = self.olga
        await olga.follow("Fairs")
        await olga.follow("Spring fair")
        await olga.looks("17-fair-with-posts")
        await olga.press("Publish")
        await expect(olga.page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
        await olga.looks("18-published")

    async def lets_a_recruiter_in(self) -> None:
        """The link waits on the employer's page; who gets it begins at the desk."""
        olga = self.olga
        await olga.follow("Employers")
        await olga.follow(self.names[0])
        await olga.looks("19-employer")
        await olga.press("Show the link once")
        link = await olga.page.get_by_label("Invitation link").input_value()
        person = await self.people.person("Mei", device="desktop")
        person.context.set_default_timeout(60_000)
        self.mei = mei = Hand(person)
        await person.goto(link)
        await mei.write("Your name", "Mei")
        await mei.write("Choose a password", PASSWORD)
        await mei.press("Begin")
        await mei.page.wait_for_url("**/desk**")
        await mei.looks("20-desk")

    async def rehearses(self) -> None:
        olga, mei = self.olga, self.mei
        await olga.follow("Fairs")
        await olga.follow("Spring fair")
        await olga.follow("Ready?")
        await olga.looks("21-ready")
        await olga.press("Rehearse now")
        await expect(olga.page.get_by_text("End the rehearsal …")).to_be_visible()
        await mei.follow("To my desk in the rehearsal")
        await mei.press("I am here")
        await mei.press("Open the booth")
        for talk in range(TALKS):
            await self.talks(last=talk == TALKS - 1)

    async def talks(self, *, last: bool) -> None:
        """Mei calls who is next, and says how it ends."""
        mei = self.mei
        await mei.tap(mei.page.locator('form[data-command="ticket.call_next"] button').first)
        await mei.page.wait_for_url("**/calls/*")
        await expect(mei.page.get_by_text("Hello, I am made up")).to_be_visible(timeout=60_000)
        await mei.press("Hang up")
        await expect(mei.page.get_by_role("heading", name="The call is over")).to_be_visible()
        form = mei.page.locator('form[data-command="interview.conclude"]').first
        if last:  # an answer that is owed is no outcome
            await mei.looks("22-owed")
            return
        why = form.locator("[name=reason]")
        for _ in range(3):  # what moved under the finger a moment ago does nothing: tap again
            await mei.tap(form.locator("label", has=mei.page.get_by_role("radio", name="No fit")))
            with contextlib.suppress(AssertionError):
                await expect(why).to_be_visible(timeout=3_000)
                break
        await mei.choose(why, 1)
        await mei.tap(form.get_by_role("button").first)
        await mei.page.wait_for_url("**/desk/*")

    async def looks_at_the_wall(self) -> None:
        olga = self.olga
        await olga.follow("Look at the rehearsal’s board")
        self.rehearsal_id = olga.page.url.rpartition("/")[2]
        await olga.looks("23-board")
        await olga.follow("For the wall")
        await olga.looks("24-wall")
        interviews = olga.page.locator(".wall__figures div", has_text="Interviews")
        await expect(interviews.locator("dd")).to_have_text(str(TALKS))
        await olga.tap(interviews.locator("a"))
        await expect(olga.page.locator(".list__item")).to_have_count(TALKS)
        await expect(olga.page.get_by_text("Tables and ledger agree.")).to_be_visible()
        await olga.looks("25-figure")

    async def ends_the_rehearsal(self) -> None:
        olga = self.olga
        await olga.follow("Fairs")
        await olga.follow("Spring fair")
        await olga.follow("Ready?")
        await olga.unfold("End the rehearsal …")
        await olga.press("Yes, end the rehearsal")
        await expect(olga.page.get_by_text("The last rehearsal began")).to_be_visible()
        await olga.looks("26-rehearsed")

    def everybody_is_answered(self) -> bool:
        """The end answers what is owed, a moment after it."""
        query = "select count(*) from interview where fair_id = ? and outcome is not null"
        return bool(self.server.rows(query, self.rehearsal_id)[0][0] == TALKS)

    async def reads_the_report(self) -> None:
        """Every figure is what the ledger adds up to, counted here by hand."""
        olga, page = self.olga, self.olga.page
        await until(self.everybody_is_answered, within_s=60)
        await olga.follow("Read its report")
        await olga.looks("27-report")
        rows = self.server.rows(
            "select kind, data, at, author from ledger where fair_id = ? order by at, stream, seq",
            self.rehearsal_id,
        )
        counted = recounted([Told(kind, json.loads(data), *rest) for kind, data, *rest in rows])
        found: dict[str, int] = {}
        for row in await page.locator("tr[data-figure]").all():
            name = await row.get_by_role("link").inner_text()
            found[name] = int(await row.locator("[data-now]").inner_text())
        assert found == counted
        assert found["Interviews"] == found["Outcomes"] == TALKS  # the end answers what is owed
        assert found["Queued"] >= TALKS
        await expect(page.get_by_text("Tables and ledger agree.")).to_be_visible()

    async def holds_it_again_next_week(self) -> None:
        """The same employers have booths there, and their posts go along."""
        olga, page = self.olga, self.olga.page
        await olga.follow("Fairs")
        await olga.follow("Spring fair")
        await olga.follow("Hold it again")
        await olga.choose(page.get_by_label("How many dates"), "1")
        await olga.press("Show the dates")
        await olga.looks("28-again")
        await olga.press("Make these fairs as drafts")
        series = page.locator("section", has_text="The fairs of this series")
        await expect(series.get_by_role("link", name="Posts")).to_have_count(2)
        await olga.looks("29-series")
        await olga.tap(series.get_by_role("link", name="Posts").last)
        await page.wait_for_url("**/posts")
        self.next_id = page.url.split("/")[-2]
        await olga.looks("30-posts")
        take = page.locator('form[data-command="fair.take_posts"] button')
        while await take.count():
            async with page.expect_navigation(timeout=60_000):
                await olga.tap(take)
        await olga.looks("31-taken")


async def test_a_new_organiser_comes_from_nothing_to_next_weeks_fair_by_what_the_pages_say(
    server: Server, people: Browsers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = Walk(server, people, tmp_path)
    for step in STEPS:
        await getattr(walk, step)()
        walk.olga.step(step)

    posts = Counter(state for (state,) in server.rows("select state from vacancy"))
    ((taken,),) = server.rows("select count(*) from showing where fair_id = ?", walk.next_id)
    with capsys.disabled():
        print(f"\n{POSTS} posts of {walk.booths} employers: {dict(posts)}, {taken} taken along")
        print(walk.olga.told())
        print(f"the recruiter: {walk.mei.taps} taps, {walk.mei.fields} fields")
    assert walk.booths >= (50 if WHOLE else 10)
    assert sum(posts.values()) == POSTS
    assert posts["open"] + posts["review"] >= POSTS * 0.9
    assert taken == posts["open"]
