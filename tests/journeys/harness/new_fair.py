"""The first half of a new organiser's way: a fair, its companies, their booths and their posts.

The employers and posts are real: three tables of three shapes, 5,000 posts of 56 employers with
`WALK_POSTS=5000`, fewer otherwise.
"""

import csv
import io
import os
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import Locator, expect

from fair.imports.lexicon import EMPLOYER, WHOSE
from fair.terms.terms import LABELS
from tests.drafts.test_walk import SAID, TABLES, cut
from tests.enrolments.asking import code_of
from tests.journeys.harness.browsers import Browsers
from tests.journeys.harness.hand import Hand
from tests.journeys.harness.server import Server

POSTS = int(os.environ.get("WALK_POSTS", "120"))
WHOLE = POSTS >= 5000
EACH = (18, 18, 20) if WHOLE else (3, 3, 4)
ZONE, PASSWORD = "Asia/Shanghai", "a-long-enough-password"
A_PERSON = "no-reply-{}@example.org"


class NewFair:
    """An organiser who goes from page to page by what stands there."""

    def __init__(self, server: Server, people: Browsers, folder: Path) -> None:
        self.server, self.people, self.folder = server, people, folder
        self.files: list[tuple[Path, dict[str, str], list[str], str]] = []
        self.names: list[str] = []
        self.booths = 0
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
        rows = page.locator("main tbody tr")
        verify = rows.locator('form[data-command="licence.verify"] button')
        alike = rows.get_by_role("link", name="May be another company: look at both")
        while await verify.count():
            left = await rows.count() - 1
            await olga.tap(verify.first)
            await expect(rows).to_have_count(left)
        while left := await alike.count():
            await olga.tap(alike.first)
            again = page.locator("summary", has_text="Verify all the same …")
            if await again.count():
                await olga.tap(again)
            await olga.press("Verify: it agrees")
            await expect(page.get_by_text("Checked and valid").first).to_be_visible()
            await olga.follow("Employers", page.locator("header.top"))
            await olga.tap(page.get_by_role("link", name=re.compile(r"To check \(\d+\)")))
            await expect(alike).to_have_count(left - 1)

    async def gives_the_booths(self) -> None:
        olga = self.olga
        await olga.follow("Fairs")
        await olga.follow("Spring fair")
        await olga.follow("Give employers their booths.")
        await olga.looks("9-booths")
        await olga.press("Give each a booth")
        # A company that stands twice in the list, spelt otherwise, was invited once.
        given = olga.page.get_by_text(re.compile(r"^\d+ booths are there\.$"))
        await expect(given).to_be_visible(timeout=30_000)
        self.booths = int((await given.inner_text()).split()[0])
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
            await page.wait_for_url("**/organise/imports/runs/*")
            came = page.get_by_role("link", name="What came in, and what waits")
            await expect(came).to_be_visible(timeout=240_000)
            await olga.follow("What came in, and what waits")
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
