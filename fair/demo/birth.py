"""Make a demo fair: open now, with the sample employers, their posts, and simulated people.

Everything goes through the commands that people send, as an organiser and recruiters of the demo,
so that a demo fair can hold nothing that a real one could not.
"""

import asyncio
import tomllib
from collections.abc import Awaitable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from fair.accounts.link import KEY, link_token
from fair.app import Server
from fair.because import InvitationTaken
from fair.contract.accounts import WithdrawInvitation
from fair.contract.base import Command
from fair.contract.booths import BoothCreate, BoothOpen, BoothPause, BoothTell, DutyStart
from fair.contract.employers import EmployerInvite, LicenceFallDue, LicenceSubmit, LicenceVerify
from fair.contract.programme import CreateFair, OpenFair, PublishFair
from fair.contract.programme_demo import AddDemoStaff, AddSimulatedPerson
from fair.contract.programme_halls import AddHall
from fair.days import day_at
from fair.db import new_id, utc_now
from fair.decisions import HAND, Actor
from fair.demo.stand import VISITED, WELCOMING, Stand, recruiter_parts
from fair.dispatch import doors
from fair.glossary import EmployerKind, Role
from fair.imports.reads import Upload
from fair.imports.staging_writes import bring
from fair.languages import DEFAULT, LANGUAGES, Texts

INVENTED = "An invented company of a demo."
SAMPLE = Path(__file__).parent.parent / "sample"
HOURS = 12
RECHECK_DAYS = 182
MOST_PEOPLE = 320
TOLD = ("name", "language", "county", "wants", "skills", "certificates", "languages")
SAID = ("hello", "asks")


class Birth:
    """Makes one demo fair with the given server object, whose database runs."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.today = day_at(utc_now(), server.settings.time_zone)
        self.organiser = HAND
        self.fair_id = ""

    async def make(self) -> dict[str, Any]:
        """Make the whole fair; return what the printed lines and the crowd need."""
        sample = tomllib.loads((SAMPLE / "employers.toml").read_text("utf-8"))
        people = tomllib.loads((SAMPLE / "people.toml").read_text("utf-8"))["person"]
        halls = await self._fair(sample["hall"])
        stands = [Stand(one, sample["registered_in"]) for one in sample["employer"]]
        _, seekers = await asyncio.gather(
            _all(self._stand(one, halls[one.sample["hall"]]) for one in stands),
            self._people(people[:MOST_PEOPLE]),
        )
        await self.do(OpenFair(fair_id=self.fair_id), self.organiser)
        await _all(self._open(one) for one in stands)
        chat = tomllib.loads((SAMPLE / "chat.toml").read_text("utf-8"))
        steps = tomllib.loads((SAMPLE / "next_steps.toml").read_text("utf-8"))
        talk = tomllib.loads((SAMPLE / "talk.toml").read_text("utf-8"))
        return {
            "fair_id": self.fair_id,
            "organiser": self.organiser_link,
            "recruiter": next(one.links[-1] for one in stands if one.sample["key"] == VISITED),
            "seeker": seekers.pop(0)["link"],
            "seekers": seekers,
            "recruiters": [part for one in stands for part in recruiter_parts(one, steps)],
            "kept_free": next(one.booth_id for one in stands if one.sample["key"] == WELCOMING),
            "visited": next(one.booth_id for one in stands if one.sample["key"] == VISITED),
            "talk": talk,
            "answers": [pair for pairs in chat.values() for pair in pairs],
        }

    async def do(self, command: Command, actor: Actor = HAND) -> Any:
        """Carry out one command as somebody."""
        return await self.server.dispatch.carry_out(command, actor, new_id())

    def link(self, link_id: str) -> str:
        """Return the path of a sign-in link."""
        return f"/k/{link_token(self.server.settings.secret, KEY, link_id)}"

    # --- the fair and its people -----------------------------------------------------------------

    async def _fair(self, halls: Sequence[dict[str, str]]) -> dict[str, str]:
        """Create and publish the fair; return the ids of its halls by key."""
        now = utc_now().replace(second=0, microsecond=0)
        now -= timedelta(minutes=5)  # its lot is over: the first visitor sees places and times
        now -= timedelta(minutes=now.minute % 15)
        made = await self.do(
            CreateFair(
                **tomllib.loads((SAMPLE / "fair.toml").read_text("utf-8")),
                zone=self.server.settings.time_zone,
                opens_at=now,
                closes_at=now + timedelta(hours=HOURS),
                demo=True,
            )
        )
        self.fair_id = made.fair_id
        organiser = await self.do(
            AddDemoStaff(
                fair_id=self.fair_id,
                given_name="Demo organiser",
                email=f"organiser.{self.fair_id}@demo.example",
                role="organiser",
            )
        )
        self.organiser = Actor(
            Role.ORGANISER, account_id=organiser.account_id, name="Demo organiser"
        )
        self.organiser_link = self.link(organiser.link_id)
        ids = {}
        for hall in halls:
            added = await self.do(
                AddHall(fair_id=self.fair_id, titles=_texts(hall)), self.organiser
            )
            ids[hall["key"]] = added.hall_id
        await self.do(PublishFair(fair_id=self.fair_id), self.organiser)
        return ids

    async def _people(self, people: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Register the simulated seekers, and before them the one for whoever tries the demo."""
        me = {"name": "Demo Seeker", "language": DEFAULT, "birth_year": 1992}
        return await _all(self._person(one, place) for place, one in enumerate((me, *people)))

    async def _person(self, sample: dict[str, Any], place: int) -> dict[str, Any]:
        added = await self.do(
            AddSimulatedPerson(
                fair_id=self.fair_id,
                given_name=sample["name"],
                phone=f"+86 190 {self.today:%d}{place // 100:02d} {place:04d}",
                born_on=date(sample["birth_year"], place % 12 + 1, place % 28 + 1),
                lang=sample["language"],
            )
        )
        kept: dict[str, Any] = {key: sample[key] for key in (*TOLD, *SAID) if key in sample}
        return {**kept, "link": self.link(added.link_id)}

    # --- employers -------------------------------------------------------------------------------

    async def _stand(self, stand: Stand, hall_id: str) -> None:
        """Bring in an employer: licence, booth, recruiters, about, posts."""
        sample = stand.sample
        invited = await self.do(
            EmployerInvite(
                legal_name=sample[stand.registered_in],
                kind=EmployerKind(sample["kind"]),
                names=_texts(sample),
                email=f"{sample['key']}.{self.fair_id}@demo.example",
            ),
            self.organiser,
        )
        stand.employer_id = invited.employer_id
        needless = {"invitation_id": invited.invitation_id, "reason": InvitationTaken.NO_NEED}
        booth, *_ = await asyncio.gather(
            self.do(BoothCreate(hall_id=hall_id, employer_id=stand.employer_id), self.organiser),
            self.do(WithdrawInvitation(**needless), self.organiser),
            self._staff(stand),
        )
        stand.booth_id = booth.booth_id
        await asyncio.gather(self._licence(stand), self._about(stand))
        await self._posts(stand)

    async def _staff(self, stand: Stand) -> None:
        names = [*stand.sample["recruiters"]]
        if stand.sample["key"] == VISITED:
            names.append("Demo Recruiter")
        for place, name in enumerate(names):
            added = await self.do(
                AddDemoStaff(
                    fair_id=self.fair_id,
                    given_name=name,
                    email=f"{stand.sample['key']}-{place}.{self.fair_id}@demo.example",
                    role="recruiter",
                    employer_id=stand.employer_id,
                )
            )
            stand.staff.append(
                Actor(
                    Role.RECRUITER,
                    account_id=added.account_id,
                    employer_id=stand.employer_id,
                    name=name,
                )
            )
            stand.links.append(self.link(added.link_id))

    async def _licence(self, stand: Stand) -> None:
        licence = stand.sample["licence"]
        submitted = await self.do(
            LicenceSubmit(
                employer_id=stand.employer_id,
                number=licence["number"],
                authority=licence["authority"],
                valid_from=self._day(licence["valid_from"]),
                valid_to=self._day(licence["valid_until"]),
                reserve_yuan=licence.get("reserve_fund"),
            ),
            stand.boss,
        )
        # the same invented companies stand in each demo, so that a number is held by several
        verify = LicenceVerify(licence_id=submitted.licence_id, reason=INVENTED)
        await self.do(verify, self.organiser)
        stand.sample["licence_id"] = submitted.licence_id

    async def _about(self, stand: Stand) -> None:
        told = BoothTell(
            booth_id=stand.booth_id,
            about=Texts({stand.sample["language"]: stand.sample["booth"]}),
            replies=tuple(stand.sample["replies"]),
        )
        await self.do(told, stand.boss)

    async def _posts(self, stand: Stand) -> None:
        """Import the employer's file as its recruiter would, and open all that is complete."""
        name = f"{stand.sample['key']}.csv"
        upload = Upload(
            data=(SAMPLE / "vacancies" / name).read_bytes(),
            file_name=name,
            employer_id=stand.employer_id,
            booth_id=stand.booth_id,
            open_complete=True,
        )
        entered = doors(self.server.dispatch, stand.boss)
        await asyncio.to_thread(bring, entered, stand.boss, upload)

    async def _open(self, stand: Stand) -> None:
        """Open the booth as the sample says, with a recruiter on duty where one is."""
        mood = stand.sample["demo"]
        if mood != "closed":
            await self.do(DutyStart(booth_id=stand.booth_id), stand.boss)
            await self.do(BoothOpen(booth_id=stand.booth_id), stand.boss)
        if mood == "paused":
            await self.do(BoothPause(booth_id=stand.booth_id), stand.boss)
        if self._day(stand.sample["licence"]["checked"]) < self.today - timedelta(RECHECK_DAYS):
            await self.do(LicenceFallDue(licence_id=stand.sample["licence_id"]))

    def _day(self, written: str) -> date:
        return self.today + timedelta(days=int(written.removesuffix("d")))


def _texts(sample: dict[str, Any]) -> Texts:
    """Return what is said in each language of the house."""
    return Texts({code: sample[code] for code in LANGUAGES if code in sample})


async def _all(doing: Iterable[Awaitable[Any]]) -> list[Any]:
    """Do everything at once, so that works share their commits; the first trouble is raised."""
    return list(await asyncio.gather(*doing))


async def make(server: Server) -> dict[str, Any]:
    """Make a demo fair in the server's upgraded database; return its links."""
    server.database.start()
    try:
        return await Birth(server).make()
    finally:
        server.database.stop()
