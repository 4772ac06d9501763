"""A fair with employers, recruiters and seekers, made through the pages by scripted visitors."""

import asyncio
import csv
import io
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic
from zoneinfo import ZoneInfo

from typing_extensions import TypeVar

from fair.crowd.forms import Form, Page
from fair.employers.licence import check_character
from fair.terms.terms import COLUMNS
from tests.journeys.harness.server import Host, Server
from tests.journeys.harness.visitor import Refused, Traffic, Visitor, path_of

ZONE = ZoneInfo("Asia/Shanghai")
BORN = (1990, 4, 30)
PASSWORD = "a-long-enough-password"
H = TypeVar("H", bound=Host, default=Server)


@dataclass
class Stand:
    """An employer with its booth; `posts` are (title, head-count) as they were brought in."""

    name: str
    posts: Sequence[tuple[str, int]]
    employer_id: str = ""
    booth_id: str = ""
    invitations: list[str] = field(default_factory=list)
    recruiters: list[Visitor] = field(default_factory=list)
    vacancies: dict[str, str] = field(default_factory=dict)


class Town(Generic[H]):
    """Everybody at one server."""

    def __init__(self, server: H) -> None:
        self.server = server
        self.traffic = Traffic()
        self.everybody: list[Visitor] = []
        self.organiser = self.visitor("organiser")
        self.stands: list[Stand] = []
        self.fair_id = ""
        self.hall_id = ""

    def visitor(self, who: str) -> Visitor:
        """Let somebody in."""
        visitor = Visitor(self.server, who, self.traffic)
        self.everybody.append(visitor)
        return visitor

    async def close(self) -> None:
        """Send everybody home."""
        await asyncio.gather(*(one.close() for one in self.everybody))

    # --- staff -----------------------------------------------------------------------------------

    async def organise(self) -> None:
        """The first organiser signs in, creates a fair of today and publishes it."""
        said = await self.server.run("organiser", "add", "organiser@example.org")
        link = next(word for word in said.split() if "/invited/" in word)
        await self._accept(self.organiser, path_of(link), "organiser@example.org")
        now = datetime.now(ZONE)
        made = await self.organiser.press(
            "/organise/fairs/new",
            "fair.create",
            title="Spring fair",
            zone=ZONE.key,
            opens_at=f"{now - timedelta(minutes=5):%Y-%m-%dT%H:%M}",
            closes_at=f"{now + timedelta(hours=9):%Y-%m-%dT%H:%M}",
            **{"hall_titles.en": "Main hall"},
        )
        self.fair_id = made["fair_id"]
        page = await self.organiser.open(self.managed)
        self.hall_id = _form(page, "hall.change").value("hall_id")
        await self.organiser.press(self.managed, "fair.publish")

    @property
    def managed(self) -> str:
        """The path where the organiser manages the fair."""
        return f"/organise/fairs/{self.fair_id}"

    async def open_fair(self) -> None:
        """From now on people queue. The hour is over: the fair may have opened by itself."""
        if form := (await self.organiser.open(self.managed)).form("fair.open"):
            with suppress(Refused):  # it opened between the page and the tap
                await self.organiser.submit(form)
        assert (await self.organiser.open(self.managed)).form("fair.pause") is not None

    async def stand(
        self, name: str, posts: Sequence[tuple[str, int]], *, recruiters: int = 1
    ) -> Stand:
        """Bring an employer in: recruiters, a verified licence, a booth, posts from a CSV."""
        stand = Stand(name, posts)
        self.stands.append(stand)
        number = len(self.stands)
        made = await self.organiser.press(
            "/organise/employers",
            "employer.invite",
            legal_name=name,
            kind="direct",
            email=f"{number}-0@example.com",
        )
        stand.employer_id = made["employer_id"]
        path = f"/organise/employers/{stand.employer_id}"
        for one in range(recruiters):
            link = await self._invited(path, f"{number}-{one}@example.com", invited=one == 0)
            recruiter = self.visitor(f"recruiter {number}-{one}")
            await self._accept(recruiter, link, "")
            stand.recruiters.append(recruiter)
        await self._licensed(stand, number)
        made = await self.organiser.press(path, "booth.create", hall_id=self.hall_id)
        stand.booth_id = made["booth_id"]
        await self._bring(stand)
        return stand

    async def _invited(self, path: str, email: str, *, invited: bool) -> str:
        """Invite somebody, unless that was done, and read the link, which is shown once.

        Where the page with the link was lost on its way, another invitation has another one.
        """
        page = await self.organiser.open(path)
        filling: dict[str, str] = {} if invited else {"email": email}
        ending = "/link" if invited else "/invitations"
        form = next(one for one in page.forms if one.action.endswith(ending))
        try:
            shown = await self.organiser.post(form, None, **filling)
        except Refused:
            return await self._invited(path, email, invited=False)
        return re.findall(r"/invited/[\w.~%-]+", shown.text)[0]

    async def _accept(self, visitor: Visitor, path: str, email: str) -> None:
        """Open an invitation; where an earlier sending got through already, sign in instead."""
        page = await visitor.open(path)
        email = email or re.findall(r'autocomplete="username"\s+value="([^"]+)"', page.text)[0]
        form = next(one for one in page.forms if one.action.startswith("/invited/"))
        try:
            await visitor.post(form, given_name=visitor.who.title(), password=PASSWORD)
        except Refused:
            await self._sign_in(visitor, email)

    async def _sign_in(self, visitor: Visitor, email: str) -> None:
        page = await visitor.open("/sign-in")
        form = next(one for one in page.forms if one.action == "/sign-in")
        await visitor.post(form, email=email, password=PASSWORD)

    async def _licensed(self, stand: Stand, number: int) -> None:
        code = f"91330481MA{number:07d}"
        made = await stand.recruiters[0].press(
            "/desk/licence", "licence.submit", number=code + check_character(code)
        )
        path = f"/organise/employers/{stand.employer_id}"
        await self.organiser.press(path, "licence.verify", licence_id=made["licence_id"])

    async def _bring(self, stand: Stand) -> None:
        """Upload the posts; a file that got through the first time is known the second time."""
        boss = stand.recruiters[0]
        template = io.StringIO(await boss.download("/desk/vacancies/template.csv"))
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(next(csv.reader(template)))
        posts = [a_post(title, count) for title, count in stand.posts]
        writer.writerows([one.get(name, "") for name in COLUMNS] for one in posts)
        page = await boss.open("/desk/vacancies/import")
        form = next(one for one in page.forms if one.action == "/desk/vacancies/import")
        file = ("posts.csv", out.getvalue().encode(), "text/csv")
        await boss.post(form, {"file": file}, open_complete="1")
        # Killed between bringing in and opening, the server leaves drafts; the file sent again is
        # known already. Whoever sees drafts opens them.
        page = await boss.open("/desk/vacancies")
        for one in page.forms:
            if one.action == "/desk/vacancies/open-complete":
                await boss.post(one)

    async def on_duty(self, stand: Stand) -> None:
        """All recruiters of a booth go on duty; the first opens it and notes its posts."""
        path = f"/desk/{stand.booth_id}"
        for recruiter in stand.recruiters:
            await recruiter.press(path, "duty.start")
        await stand.recruiters[0].press(path, "booth.open")
        page = await stand.recruiters[0].open("/desk/vacancies?show=open")
        for title, _ in stand.posts:
            found = re.search(rf'href="/desk/vacancies/edit/(\w+)"\s*>{title}<', page.text)
            assert found, f"{title} is not open"
            stand.vacancies[title] = found[1]

    # --- seekers ---------------------------------------------------------------------------------

    async def seeker(
        self, number: int, name: str = "", phone: str = "", born: tuple[int, int, int] = BORN
    ) -> Visitor:
        """Somebody registers for the fair."""
        visitor = self.visitor(name or f"Seeker{number}")
        path = f"/fairs/{self.fair_id}/register"
        page = await visitor.open(path)
        form = next(one for one in page.forms if one.action == path)
        phone = phone or f"13900{number:06d}"
        year, month, day = map(str, born)
        await visitor.post(
            form, given_name=visitor.who, phone=phone, year=year, month=month, day=day
        )
        return visitor


def _form(page: Page, command: str) -> Form:
    found = page.form(command)
    assert found is not None, f"no form of {command} at {page.path}"
    return found


def a_post(title: str, head_count: int) -> dict[str, str]:
    """Return a complete row of the template."""
    today = datetime.now(ZONE).date()
    return {
        "ref": title, "title": title, "language": "en", "work": "sewing", "occupation": "8153",
        "duties": "Sewing shirts by machine.", "conditions": "Two shifts, Sundays off.",
        "head_count": str(head_count), "county": "330481", "place": "12 Mill Road",
        "signed_by": "direct", "pay_period": "month", "pay_base": "4800", "currency": "CNY",
        "usual_hours_week": "44", "starts_on": str(today + timedelta(days=10)),
        "valid_through": str(today + timedelta(days=40)),
    }  # fmt: skip


async def talk(seeker: Visitor, recruiter: Visitor, call_id: str, *, times: int = 1) -> None:
    """Answer; both pages sit down and hear each other; an answer is promised; one hangs up."""
    await seeker.ask("call.answer", times=times, call_id=call_id)
    for side in (seeker, recruiter):
        leg = await side.ask("call.seat", times=times, call_id=call_id, tab="only")
        await side.ask("call.live", times=times, call_id=call_id, epoch=leg["epoch"])
    until = datetime.now(ZONE).date() + timedelta(days=3)
    await recruiter.press(
        f"/calls/{call_id}", "interview.conclude", outcome="on_hold", until=f"{until}"
    )
    await recruiter.ask("call.hang_up", times=times, call_id=call_id)
