"""Somebody who never saw Fair organises one: by the links and buttons of the pages, without a word.

From an empty server to the clone for next week. The employers and posts are real: three tables of
three shapes, 5,000 posts of 56 employers with `WALK_POSTS=5000`, a tenth of it otherwise.
"""

import csv
import io
import json
import os
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, expect

from fair.imports.lexicon import EMPLOYER, WHOSE
from fair.terms.terms import LABELS
from tests.drafts.test_walk import DATA, SAID, TABLES, cut
from tests.enrolments.asking import code_of
from tests.journeys.harness.browsers import Browsers
from tests.journeys.harness.hand import Hand
from tests.journeys.harness.server import Server
from tests.report.recount import Told, recounted

POSTS = int(os.environ.get("WALK_POSTS", "400"))
WHOLE = POSTS >= 5000
EACH = (18, 18, 20) if WHOLE else (3, 3, 4)
TALKS = 3
ZONE, PASSWORD = "Asia/Shanghai", "a-long-enough-password"
A_PERSON = "no-reply-{}@example.org"

STEPS = (
    "begins", "makes_a_fair", "invites_the_companies", "checks_their_licences", "gives_the_booths",
    "brings_the_tables", "completes_and_opens_the_drafts", "announces_the_fair",
    "lets_a_recruiter_in", "rehearses", "looks_at_the_wall", "ends_the_rehearsal",
    "reads_the_report", "holds_it_again_next_week",
)  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not DATA.is_dir(), reason="the real tables are not here: ../shared/data"),
    pytest.mark.timeout(900 if WHOLE else 240),
]


class Walk:
    """The organiser, who goes from page to page by what stands there."""

    def __init__(self, server: Server, people: Browsers, folder: Path) -> None:
        self.server, self.people, self.folder = server, people, folder
        self.files: list[tuple[Path, dict[str, str], list[str], str]] = []
        self.names: list[str] = []
        left = POSTS
        for at, (name, _all, whose, work, columns) in enumerate(TABLES):
            most = left if at == len(TABLES) - 1 else POSTS * 2 // 5
            head, data, count = cut(name, EACH[at], whose, most)
            left -= count
            path = folder / name.removesuffix(".gz")
            path.write_bytes(data)
            self.files.append((path, columns, head, work))
            of = head.index(whose)
            rows = list(csv.reader(io.StringIO(data.decode())))[1:]
            self.names += dict.fromkeys(row[of].strip() for row in rows)

    # --- before anybody comes --------------------------------------------------------------------

    async def begins(self) -> None:
        said = await self.server.run("organiser", "add", "olga@example.org")
        person = await self.people.person("Olga", device="desktop")
        person.context.set_default_timeout(60_000)
        self.olga = olga = Hand(person)
        await person.goto(next(word for word in said.split() if "/invited/" in word))
        await olga.write("Your name", "Olga")
        await olga.write("Choose a password", PASSWORD)
        await olga.press("Begin")
        await olga.page.wait_for_url("**/board")
        await olga.looks("1-begun")

    async def makes_a_fair(self) -> None:
        olga, now = self.olga, datetime.now(ZoneInfo(ZONE))
        await olga.follow("Create a fair")
        await olga.write("Title", "Spring fair")
        await olga.write("Opens", f"{now + timedelta(hours=3):%Y-%m-%dT%H:%M}")
        await olga.write("Closes", f"{now + timedelta(hours=11):%Y-%m-%dT%H:%M}")
        await olga.type_into(olga.page.locator("[name='hall_titles.en']"), "Hall of the coast")
        await olga.looks("2-new-fair")
        await olga.press("Create the draft")
        await olga.page.wait_for_url(re.compile(r"/organise/fairs/[0-9a-z]{12}$"))
        await olga.looks("3-fair")
        self.fair_id = olga.page.url.rpartition("/")[2]

    async def invites_the_companies(self) -> None:
        olga, path = self.olga, self.folder / "companies.csv"
        with path.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(["Name on the licence", "Unified social credit code", "E-mail address"])
            for n, name in enumerate(self.names):
                writer.writerow([name, code_of(n), A_PERSON.format(n)])
        await olga.follow("Invite employers.")
        await olga.looks("4-no-employers")
        await olga.follow("Invite from a file")
        await olga.looks("5-roster")
        await olga.page.locator("input[type=file]").set_input_files(path)
        await olga.press("See what would happen")
        await olga.looks("6-roster-preview")
        await olga.press(re.compile(r"Invite \d+ compan"))
        await expect(olga.page.get_by_role("heading", name="invited")).to_be_visible()
        await olga.looks("7-roster-done")
        await olga.follow("Licences to check")

    async def checks_their_licences(self) -> None:
        olga, page = self.olga, self.olga.page
        await olga.looks("8-to-check")
        verify = page.locator('form[data-command="licence.verify"] button')
        left = len(self.names)
        while left:
            count = await verify.count()
            assert count, f"{left} licences wait, and no button is there"
            await olga.tap(verify.first)
            left -= 1
            await expect(verify).to_have_count(min(count, left))

    async def gives_the_booths(self) -> None:
        olga = self.olga
        await olga.follow("Fairs")
        await olga.follow("Spring fair")
        await olga.follow("Give employers their booths.")
        await olga.looks("9-booths")
        await olga.press("Give each a booth")
        await expect(olga.page.get_by_text(f"{len(self.names)} booths are there.")).to_be_visible()
        await olga.looks("10-booths-given")

    async def brings_the_tables(self) -> None:
        olga, page = self.olga, self.olga.page
        for at, (path, columns, head, _work) in enumerate(self.files):
            await olga.follow("Employers")
            await olga.follow("Bring a table of posts")
            await page.locator("input[type=file]").set_input_files(path)
            olga.fields += 1
            await olga.press("Look at its columns")
            await expect(page.get_by_role("heading", name="Which column is which")).to_be_visible()
            await olga.looks(f"11-columns-{at}")
            for place, heading in enumerate(head):
                await self.is_our_column(place, columns.get(heading, ""))
            await olga.type_into(page.locator("[name=currency]"), "USD")
            await olga.press("Bring it in")
            await page.wait_for_url("**/desk/vacancies/imports/*", timeout=240_000)
            await olga.looks(f"12-brought-{at}")

    async def is_our_column(self, place: int, wanted: str) -> None:
        """Say which column of ours this is, where the page guessed another one."""
        field = self.olga.page.locator(f"[name=column-{place}]")
        if await field.evaluate("one => one.tagName") == "SELECT":
            if await field.input_value() != wanted:
                await self.olga.choose(field, wanted)
            return
        label = {**LABELS, EMPLOYER: WHOSE, "": ""}[wanted]
        if await field.input_value() != label:
            await self.olga.type_into(field, label)

    async def completes_and_opens_the_drafts(self) -> None:
        olga, page = self.olga, self.olga.page
        for at, (path, _columns, _head, work) in enumerate(self.files):
            await olga.follow("Employers")
            await olga.follow("Bring a table of posts")
            await olga.follow(path.name)
            await olga.follow("Complete these drafts")
            await olga.looks(f"13-drafts-{at}")
            form = page.locator("#fill form")
            for name, said in {**SAID, "work": work, "at_fair_id": self.fair_id}.items():
                await self.fills(form.locator(f"[name={name}]"), said)
            await olga.press("See what this would do")
            await expect(form.get_by_text("will be complete.")).to_be_visible()
            await olga.looks(f"14-preview-{at}")
            await olga.press(re.compile(r"Fill in \d+ draft"))
            await self.is_worked_on()
        await olga.follow("Employers")
        await olga.follow("Drafts of all employers")
        await olga.looks("15-all-drafts")
        await olga.choose(page.locator("#open-fair"), self.fair_id)
        await olga.press(re.compile(r"Open \d+ draft"))
        await self.is_worked_on()
        await olga.looks("16-opened")

    async def fills(self, field: Locator, said: str) -> None:
        if said == "+60d":
            said = f"{datetime.now(ZoneInfo(ZONE)) + timedelta(days=60):%Y-%m-%d}"
        if await field.first.evaluate("one => one.tagName") == "SELECT":
            await self.olga.choose(field, said)
        else:
            await self.olga.type_into(field.first, said)

    async def is_worked_on(self) -> None:
        await self.olga.page.wait_for_url("**/organise/drafts/runs/*")
        done = self.olga.page.get_by_text("All are worked on.")
        await expect(done).to_be_visible(timeout=400_000)

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
        await mei.tap(form.locator("label", has=mei.page.get_by_role("radio", name="No fit")))
        await mei.choose(form.locator("[name=reason]"), 1)
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

    async def reads_the_report(self) -> None:
        """Every figure is what the ledger adds up to, counted here by hand."""
        olga, page = self.olga, self.olga.page
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
        assert (found["Interviews"], found["Outcomes"]) == (TALKS, TALKS - 1)
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
        await olga.looks("30-posts")
        take = page.locator('form[data-command="fair.take_posts"] button')
        while await take.count():
            before = await take.inner_text()
            await olga.tap(take)
            await expect(take.filter(has_text=before)).to_have_count(0, timeout=60_000)
        await olga.looks("31-taken")


async def test_walk(server: Server, people: Browsers, tmp_path: Path) -> None:
    walk = Walk(server, people, tmp_path)
    for step in STEPS:
        await getattr(walk, step)()
        walk.olga.step(step)
    print(walk.olga.told())
