"""One day of a fair through the pages alone: from an empty database to one hire.

The fair runs on the employers and posts of the first public file (US H-2B, fiscal year 2019),
brought in whole. Where the folder with that file is absent, an employer and posts of the sample
stand in, and the test says so.
"""

import asyncio
import csv
import io
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, Route, expect

from fair.employers.licence import check_character
from fair.terms.terms import COLUMNS
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.server import ROOT, Server, a_server
from tests.journeys.harness.tones import assert_hears

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

PUBLIC = ROOT.parent / "shared" / "data" / "us_h2b_fy2019.csv.gz"
MAP = ROOT / "fair" / "maps" / "us_h2b_fy2019.toml"
SAMPLE = ROOT / "fair" / "sample" / "vacancies" / "huafeng.csv"
ZONE = "Asia/Shanghai"
MEI_HZ, ZHAO_HZ, BO_HZ = 880, 440, 1320
CODE = "91330481MA2CWKXY0" + check_character("91330481MA2CWKXY0")
PASSWORD = "a-long-enough-password"
FIGURES = ("interviews", "offers", "accepted", "hires")


@dataclass(frozen=True)
class Source:
    """Where the posts of the day come from, and the employer that it is about."""

    arguments: tuple[str, ...]
    says: str
    employer: str
    kind: str
    drafts: int
    work: str
    post: str


H2B = Source(
    arguments=(str(PUBLIC), "--map", str(MAP)),
    says="7376 posts (7376 with something missing), 1860 refused, 0 duplicates, 5358 new employers",
    employer="Desert Mountain Club, Inc.",
    kind="Overseas company",  # its posts are abroad, seen from this fair
    drafts=6,
    work="cooking",
    post="Cook",
)
ABROAD = {
    "Employer abroad": "Desert Mountain Club, Inc.",
    "Number of the contract with the employer abroad": "LC-2026-7",
    "People who may be recruited under that contract": "500",
    "Recruitment filing (外派劳务招收备案)": "WP-2026-117",
}
FALLBACK = Source(
    arguments=(str(SAMPLE), "--employer", "Huafeng"),
    says="0 refused, 0 duplicates, 0 new employers",
    employer="Huafeng",
    kind="Direct employer",
    drafts=len(list(csv.DictReader(io.StringIO(SAMPLE.read_text("utf-8-sig"))))),
    work="sewing",
    post="包缝工",
)


async def press(page: Page | Locator, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).first.click()


async def unfold(page: Page | Locator, name: str) -> None:
    await page.locator("summary").filter(has_text=name).first.click()


def slower_than_its_news(page: Page) -> Callable[[Route], Awaitable[None]]:
    """Let the answer to a form come when its page has heard already what the form did."""

    async def late(route: Route) -> None:
        heard = asyncio.ensure_future(
            page.wait_for_event("response", lambda one: "/me/confirm/news" in one.url)
        )
        answer = await route.fetch(max_redirects=0)
        await heard
        await route.fulfill(response=answer)

    return late


class Day:
    """The people of one day, and what each of them does."""

    olga: Person
    mei: Person
    fair_id = booth_id = employer_url = vacancy_url = ""

    def __init__(self, server: Server, people: Browsers, folder: Path) -> None:
        self.server, self.people, self.folder = server, people, folder
        self.source = H2B if PUBLIC.exists() else FALLBACK
        if self.source is FALLBACK:
            print(f"{PUBLIC} is absent: this day runs on {SAMPLE.name} of the sample instead")

    async def looked_at(self, person: Person, name: str) -> None:
        """Keep a picture of the page, and hold it against the rules of access for all."""
        await person.shot(f"day-{name}")
        await assert_accessible(person.page)

    async def accepts(self, person: Person, link: str) -> None:
        """Open an invitation, choose a name and a password, begin."""
        await person.goto(link)
        await self.looked_at(person, f"invited-{person.name.lower()}")
        await person.page.get_by_label("Your name").fill(person.name)
        await person.page.get_by_label("Choose a password").fill(PASSWORD)
        await press(person.page, "Begin")

    # --- the organiser prepares ------------------------------------------------------------------

    async def the_first_organiser_begins(self) -> None:
        said = await self.server.run("organiser", "add", "olga@example.org")
        self.olga = await self.people.person("Olga", device="desktop")
        await self.accepts(self.olga, next(word for word in said.split() if "/invited/" in word))
        await self.olga.page.wait_for_url("**/board")

    async def the_organiser_publishes_a_fair(self) -> None:
        page, now = self.olga.page, datetime.now(ZoneInfo(ZONE))
        await self.olga.goto("/organise/fairs/new")
        form = page.locator('form[data-command="fair.create"]')
        await form.get_by_label("Title").fill("Spring fair")
        await form.get_by_label("About").fill("Seasonal work, talked over today.")
        await form.get_by_label("Opens").fill(f"{now - timedelta(minutes=5):%Y-%m-%dT%H:%M}")
        await form.get_by_label("Closes").fill(f"{now + timedelta(hours=9):%Y-%m-%dT%H:%M}")
        await form.get_by_label("Time zone of these hours").select_option(ZONE)
        await form.locator("[name='hall_titles.en']").fill("Hall of the coast")
        await self.looked_at(self.olga, "organiser-new-fair")
        await press(page, "Create the draft")
        await page.wait_for_url(re.compile(r"/organise/fairs/[0-9a-z]{12}$"))
        self.fair_id = page.url.rpartition("/")[2]
        await unfold(page, "Add a hall")
        form = page.locator('form[data-command="hall.add"]')
        await form.locator("[name='titles.en']").fill("Hall of the mountains")
        await press(form, "Add the hall")
        await expect(
            page.locator("#halls summary", has_text="Hall of the mountains")
        ).to_be_visible()
        await press(page, "Publish")
        await expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
        await self.looked_at(self.olga, "organiser-fair")

    async def posts_are_brought_in_by_the_command_line(self) -> None:
        page = self.olga.page
        await self.olga.goto("/organise/employers")
        if self.source is FALLBACK:
            form = page.locator('form[data-command="employer.invite"]')
            await form.get_by_label("Name, as on the licence").fill(self.source.employer)
            await form.get_by_label("E-mail address of its first recruiter").fill("x@example.org")
            await press(form, "Bring in and invite")
            await page.wait_for_url(re.compile(r"/organise/employers/[0-9a-z]{12}$"))
        said = await self.server.run("import", "vacancies", *self.source.arguments)
        assert self.source.says in said

    async def the_organiser_invites_a_recruiter(self) -> None:
        page = self.olga.page
        await self.olga.goto("/organise/employers")
        await self.looked_at(self.olga, "organiser-employers")
        if self.source is H2B:
            await page.get_by_role("searchbox").fill(self.source.employer)
            await press(page, "Find")
        await page.get_by_role("link", name=self.source.employer).click()
        await page.wait_for_url(re.compile(r"/organise/employers/[0-9a-z]{12}$"))
        self.employer_url = page.url
        await unfold(page, "Correct name or kind")
        form = page.locator('form[data-command="employer.change"]')
        await form.get_by_label(self.source.kind).check()
        await press(form, "Save")
        await expect(page.locator(".lede")).to_contain_text(self.source.kind)
        form = page.locator('form[action="/invitations"]')
        await form.get_by_label("E-mail address").fill("mei@example.com")
        await press(form, "Invite")
        link = await page.get_by_label("Invitation link").input_value()
        await self.looked_at(self.olga, "organiser-invitation-link")
        await page.get_by_role("link", name="Back to the team").click()
        await expect(page.get_by_text("mei@example.com", exact=True)).to_be_visible()
        self.mei = await self.people.person("Mei", device="desktop", hz=MEI_HZ)
        await self.accepts(self.mei, link)
        await self.mei.page.wait_for_url("**/desk**")

    # --- the employer prepares -------------------------------------------------------------------

    async def the_licence_is_submitted_and_verified(self) -> None:
        page, today = self.mei.page, datetime.now(ZoneInfo(ZONE)).date()
        await self.mei.goto("/desk/licence")
        form = page.locator('form[data-command="licence.submit"]')
        if self.source is H2B:
            await form.get_by_label("Number of the foreign-labour licence").fill("LW330120230117")
            await form.get_by_label("Authority that issued it").fill("Zhejiang, Commerce")
            await form.get_by_label("Valid from").fill(f"{today - timedelta(days=300)}")
            await form.get_by_label("Valid until").fill(f"{today + timedelta(days=600)}")
            await form.get_by_label("Reserve fund").fill("6000000")
        else:
            await form.get_by_label("Unified social credit code").fill(CODE)
        await self.looked_at(self.mei, "recruiter-licence")
        await press(form, "Send for checking")
        await expect(page.get_by_text("The organiser is checking it")).to_be_visible()
        page = self.olga.page
        await page.reload()
        await press(page, "Verify: it agrees")
        await expect(page.locator('.licence[data-state="verified"]')).to_be_visible()
        await (
            page.locator('form[data-command="booth.create"]')
            .get_by_label("Hall")
            .select_option(label="Spring fair · Hall of the mountains")
        )
        await press(page, "Give it a booth")
        booth = page.locator("#booths ~ ul a")
        self.booth_id = str(await booth.get_attribute("href")).rpartition("/")[2]
        await self.looked_at(self.olga, "organiser-employer")

    async def the_recruiter_completes_and_opens_the_drafts(self) -> None:
        page = self.mei.page
        await self.mei.goto("/desk/vacancies")
        await expect(
            page.get_by_role("link", name=f"Drafts ({self.source.drafts})")
        ).to_be_visible()
        await page.get_by_role("link", name="Complete many").click()
        await page.wait_for_url("**/desk/vacancies/bulk")
        form = page.locator('form[data-command="vacancy.bulk_complete"]')
        if self.source is H2B:
            await expect(form.get_by_label("Duties")).to_have_value("")
            await form.get_by_label("Duties").fill("The work of the post, by day, in a team.")
            await form.get_by_label("Usual hours a week").fill("40")
            first_day = datetime.now(ZoneInfo(ZONE)).date() + timedelta(days=14)
            await form.get_by_label("Starts on").fill(f"{first_day}")
            for label, said in ABROAD.items():
                await form.get_by_label(label, exact=True).fill(said)
            last_day = f"{first_day + timedelta(days=60)}"
            await form.get_by_label("Last day of the recruitment filing").fill(last_day)
            await expect(form.get_by_label("Valid until")).not_to_have_value("")
        await self.looked_at(self.mei, "recruiter-bulk")
        await press(form, "Fill these in")
        await expect(page.get_by_text("no booth chosen")).to_have_count(0)
        await expect(page.locator("tbody .chip--good")).to_have_count(self.source.drafts)
        await press(page, "Open all complete posts")
        await page.wait_for_url("**/desk/vacancies")
        await expect(page.get_by_text(f"{self.source.drafts} opened")).to_be_visible()
        await self.looked_at(self.mei, "recruiter-vacancies")

    async def the_recruiter_uploads_a_file_of_the_template(self) -> None:
        page = self.mei.page
        answer = await page.request.get(self.server.url + "/desk/vacancies/template.csv")
        headings = next(csv.reader(io.StringIO((await answer.body()).decode("utf-8-sig"))))
        path = self.folder / "two-posts.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(headings)
            posts = [_a_post(title) for title in ("Baker", "Gardener")]
            writer.writerows([one.get(name, "") for name in COLUMNS] for one in posts)
        await self.mei.goto("/desk/vacancies/import")
        await page.get_by_label("Table: Excel workbook (.xlsx) or CSV").set_input_files(path)
        await page.get_by_label("Open what is complete at once").check()
        await self.looked_at(self.mei, "recruiter-import")
        await press(page, "Bring this file")
        await page.wait_for_url("**/desk/vacancies/imports/*")
        await expect(page.locator(".stat", has_text="Posts")).to_contain_text("2")
        await expect(page.locator(".stat", has_text="Open")).to_contain_text("2")
        await self.looked_at(self.mei, "recruiter-import-result")

    async def the_fair_and_the_booth_open(self) -> None:
        # Its hour is over: it has opened by itself.
        await self.olga.goto(f"/organise/fairs/{self.fair_id}")
        await expect(self.olga.page.get_by_role("button", name="Pause the fair")).to_be_visible()
        page = self.mei.page
        await self.mei.goto("/desk")
        await page.wait_for_url(f"**/desk/{self.booth_id}")
        await press(page, "I am here")
        await press(page, "Open the booth")
        await expect(page.get_by_text("You are on duty")).to_be_visible()
        await expect(page.get_by_role("button", name="Pause the booth")).to_be_visible()
        await self.looked_at(self.mei, "recruiter-desk-empty")

    # --- seekers ---------------------------------------------------------------------------------

    async def comes(self, name: str, hz: int, phone: str) -> Person:
        """Open the fair's link on a phone, find the post by filters, register from there."""
        seeker = await self.people.person(name, device="phone", hz=hz)
        page = seeker.page
        await seeker.goto(f"/fairs/{self.fair_id}")
        first = name == "Zhao"
        if first:
            await self.looked_at(seeker, "seeker-fair")
        # The tile opens the filters where the one that was tapped is.
        await page.locator(".tiles").get_by_role("link", name="Work").click()
        await page.get_by_label("Work", exact=True).select_option(self.source.work)
        await press(page, "Show posts")
        if first:
            await self.looked_at(seeker, "seeker-vacancies")
        post = page.locator("article.vacancy").get_by_role("link", name=self.source.post)
        await post.first.click()
        await page.wait_for_url(re.compile(r"/vacancies/[0-9a-z]{12}$"))
        self.vacancy_url = page.url
        if first:
            await self.looked_at(seeker, "seeker-vacancy")
        await page.get_by_role("link", name="Register and join").click()
        await page.get_by_label("Your name").fill(name)
        await page.get_by_label("Your mobile number").fill(phone)
        for label, value in (("Year", "1991"), ("Month", "4"), ("Day", "30")):
            await page.get_by_label(label, exact=True).fill(value)
        if first:
            await self.looked_at(seeker, "seeker-register")
        await press(page, "Join the fair")
        await page.wait_for_url("**/me/confirm**")
        return seeker

    async def confirms_the_number(self, seeker: Person, phone: str) -> None:
        """The organiser reads the code where the trial's messages lie; the seeker types it."""
        page, ending = seeker.page, phone[-4:]
        if seeker.name == "Zhao":
            await self.looked_at(seeker, "seeker-confirm")
        outbox = await self.olga.new_page()
        await outbox.goto(self.server.url + "/outbox")
        letter = outbox.locator(".outbox__item").filter(has_text=re.compile(rf"{ending}\b"))
        code = (await letter.locator("[data-code]").first.inner_text()).strip()
        await outbox.close()
        await page.get_by_label("The six digits").fill(code)
        if seeker.name == "Zhao":
            await page.route("**/me/confirm", slower_than_its_news(page))
        await press(page, "Confirm")
        await expect(
            page.get_by_text("Your number is confirmed. We can reach you now.")
        ).to_be_visible()

    async def joins(self, seeker: Person, place: int) -> None:
        """Press the button that is the consent; see one's place and when one's turn comes."""
        page = seeker.page
        await expect(
            page.get_by_text(
                f"Join. {self.source.employer} will see your name, skills and how far "
                "the work is from home. Not your number, not your county."
            )
        ).to_be_visible()
        named = page.locator('input[name="vacancy_ids"]:checked')
        await expect(named).to_have_count(1)  # the post that one came for
        await expect(page.locator("label", has=named)).to_contain_text(self.source.post)
        if place == 1:
            await self.looked_at(seeker, "seeker-booth")
        await press(page, "Join the queue")
        await page.wait_for_url("**/queues")
        await expect(page.locator('[data-fill="place"]')).to_have_text(str(place))
        await press(page, "Try the microphone")
        await expect(page.get_by_text("We hear you. The microphone works.")).to_be_visible()
        await self.looked_at(seeker, f"seeker-queues-{place}")

    async def they_wait(self, bo: Person) -> None:
        """Second in line reads a range of clock times; the organiser sees both."""
        when = bo.page.locator('queue-ticket [data-fill="range"]')
        await expect(when).to_be_visible()
        assert len(re.findall(r"\d{1,2}:\d\d", await when.inner_text())) == 2
        await self.olga.goto(f"/board/{self.fair_id}")
        for name, count in (("present", 3), ("waiting", 2), ("talking", 0)):
            stat = self.olga.page.locator(f'[data-stat="{name}"] .stat__value')
            await expect(stat).to_have_text(str(count))

    # --- the talk --------------------------------------------------------------------------------

    async def they_talk(self, zhao: Person, bo: Person) -> None:
        await self.looked_at(self.mei, "recruiter-desk")
        await self.mei.page.get_by_role("button", name=re.compile("Call next: Zhao")).click()
        await self.mei.page.wait_for_url("**/calls/*")
        ring = zhao.page.get_by_role("dialog")
        await expect(ring).to_be_visible()
        await expect(ring.get_by_role("heading", name=self.source.employer)).to_be_visible()
        await zhao.shot("day-seeker-ring", whole=False)
        await press(ring, "Answer")
        await zhao.page.wait_for_url("**/calls/*")
        await asyncio.gather(
            assert_hears(zhao.page, MEI_HZ, own=ZHAO_HZ),
            assert_hears(self.mei.page, ZHAO_HZ, own=MEI_HZ),
            expect(bo.page.locator('[data-fill="place"]')).to_have_text("1"),
        )
        await asyncio.gather(zhao.shot("day-seeker-call"), bo.shot("day-seeker-moved"))
        await self.looked_at(self.mei, "recruiter-call")

    async def an_offer_in_two_taps(self, zhao: Person) -> None:
        panel = self.mei.page.locator("offer-panel")
        await expect(
            panel.locator("label", has_text="named by the person").locator("input")
        ).to_be_checked()
        await press(panel, "Make the offer")
        await expect(panel.locator('[data-state="firm"]')).to_be_visible()
        # Its card stands above the talk; a notice over it would say the same once more.
        await expect(zhao.page.get_by_role("region", name="Your offer")).to_be_visible()
        await self.looked_at(zhao, "seeker-offer-news")
        await press(self.mei.page, "Hang up")
        await expect(zhao.page.get_by_text("The call is over")).to_be_visible()
        await expect(self.mei.page.get_by_text("The call is over")).to_be_visible()
        await self.mei.shot("day-recruiter-after")
        after = zhao.page.get_by_role("region", name="What happens now")
        await after.get_by_role("link", name="Read it").click()
        await zhao.page.wait_for_url("**/offers/*")

    async def accepted_and_confirmed_by_both(self, zhao: Person) -> None:
        page = zhao.page
        await zhao.goto("/queues")
        await self.looked_at(zhao, "seeker-offered")
        await page.get_by_role("link", name="Read and answer").click()
        await press(page, "Open the terms")
        await expect(page.get_by_text("All terms are as in the post.")).to_be_visible()
        await self.looked_at(zhao, "seeker-offer")
        await press(page, "Accept")
        await press(page, "Confirm the hire")
        await expect(page.get_by_text("Confirmed by the employer: not yet")).to_be_visible()
        await self.mei.goto("/desk/offers")
        await self.looked_at(self.mei, "recruiter-offers")
        await press(self.mei.page, "Confirm the hire")
        await expect(self.mei.page.locator('[data-stat="hires"]')).to_contain_text("1")
        await expect(page.get_by_text("Hired: both sides have confirmed.")).to_be_visible()
        await zhao.shot("day-seeker-hired")

    # --- what everybody sees afterwards ----------------------------------------------------------

    async def free_places(self) -> tuple[int, int]:
        """Return how many places of the post are free and how many there are, as visitors read."""
        visitor = self.people.people[-1]
        page = await visitor.new_page()
        await page.goto(self.vacancy_url)
        said = await page.get_by_text(re.compile(r"\d+ of \d+ places free")).first.inner_text()
        await page.close()
        free, all_ = re.findall(r"\d+", said)[:2]
        return int(free), int(all_)

    async def the_figures_say_one_of_each(self) -> None:
        page = self.olga.page
        for name in FIGURES:
            await expect(page.locator(f'[data-stat="{name}"] .stat__value')).to_have_text("1")
        await self.looked_at(self.olga, "organiser-board")
        for link, state in (("Offers (CSV)", "accepted"), ("Hires (CSV)", "hired")):
            async with page.expect_download() as download:
                await page.get_by_role("link", name=link).click()
            data = (await (await download.value).path()).read_bytes()
            assert data.startswith(b"\xef\xbb\xbf")
            rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
            assert [(row["seeker_name"], row["employer"]) for row in rows] == [
                ("Zhao", self.source.employer)
            ]
            assert rows[0]["state"] == state
        assert "holds" in await self.server.run("ledger", "verify")


def _a_post(title: str) -> dict[str, str]:
    """Return a complete row of the template."""
    today = datetime.now(ZoneInfo(ZONE)).date()
    return {
        "ref": title, "title": title, "language": "en", "work": "food", "occupation": "7512",
        "duties": f"{title} of the house.", "conditions": "Early shift, two days off a week.",
        "head_count": "2", "county": "330481", "place": "12 Mill Road", "signed_by": "direct",
        "pay_period": "month", "pay_base": "4800", "currency": "CNY", "usual_hours_week": "40",
        "starts_on": str(today + timedelta(days=10)),
        "valid_through": str(today + timedelta(days=40)),
    }  # fmt: skip


@pytest.fixture
async def server(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Server]:
    """A server that begins with no database at all."""
    async with a_server(request, tmp_path, bare=True) as own:
        yield own


async def test_a_day_from_an_empty_database_to_one_hire(
    server: Server, people: Browsers, tmp_path: Path
) -> None:
    day = Day(server, people, tmp_path)
    await day.the_first_organiser_begins()
    await day.the_organiser_publishes_a_fair()
    await day.posts_are_brought_in_by_the_command_line()
    await day.the_organiser_invites_a_recruiter()
    await day.the_licence_is_submitted_and_verified()
    await day.the_recruiter_completes_and_opens_the_drafts()
    await day.the_recruiter_uploads_a_file_of_the_template()
    await day.the_fair_and_the_booth_open()

    zhao = await day.comes("Zhao", ZHAO_HZ, "138 0013 8001")
    await day.confirms_the_number(zhao, "138 0013 8001")
    await day.joins(zhao, 1)
    bo = await day.comes("Bo", BO_HZ, "138 0013 8002")
    await day.confirms_the_number(bo, "138 0013 8002")
    await day.joins(bo, 2)
    await day.they_wait(bo)
    free, all_ = await day.free_places()

    await day.they_talk(zhao, bo)
    await day.an_offer_in_two_taps(zhao)
    await day.accepted_and_confirmed_by_both(zhao)

    assert await day.free_places() == (free - 1, all_)
    await day.the_figures_say_one_of_each()
