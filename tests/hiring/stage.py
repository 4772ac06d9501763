"""A fair with an open booth, its posts, and people who have talked there: made by commands."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fair.contract.hiring import AcceptOffer, ConfirmHire, MakeOffer, OpenTerms
from fair.contract.vacancies import VacancyCreate, VacancyOpen
from fair.db import Work, utc_now
from fair.decisions import Actor
from fair.glossary import InterviewState, Role
from fair.hiring import reads
from fair.hiring.offer import Offer
from fair.interviews.interview import Interview
from fair.interviews.writes import begin_owed
from fair.people import writes as people
from fair.people.person import Person
from fair.sign_in import writes as sign_in
from fair.vacancies import reads as vacancies
from tests.booths.scene import Scene, a_scene
from tests.world import World

POST = {
    "title": "Sewing worker", "language": "en", "work": "sewing", "occupation": "8153",
    "duties": "Sew shirts on a lockstitch machine.", "conditions": "Day shift.",
    "county": "330681", "place": "Zhuji", "signed_by": "direct", "pay_period": "month",
    "pay_base": "4600", "currency": "CNY", "usual_hours_week": "44", "overtime_rate": "39.65",
    "usual_overtime_hours_month": "16", "deductions_month": "0", "social_insurance": "yes",
    "probation_months": "0", "travel_payer": "employer", "lodging": "free", "meals": "free",
    "home_every_night": "no", "night_work": "no", "hazardous": "no", "starts_on": "+14d",
    "valid_through": "+60d",
}  # fmt: skip


@dataclass
class Stage:
    """`scene` has the employer's people; `lan` and others come by `talked`."""

    world: World
    scene: Scene
    vacancy_id: str
    interviews: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def mei(self) -> Actor:
        return self.scene.recruiter

    async def post(self, head_count: int = 1, **cells: str) -> str:
        """Open one more post of the booth; return its id."""
        return await a_post(self.world, self.scene, head_count, **cells)

    async def person(self, name: str, born_on: date = date(1990, 5, 1), lang: str = "en") -> Actor:
        """Let somebody with a confirmed number take part; return the actor."""

        def make(work: Work) -> str:
            made = Person(
                id=work.new_id(), name=name, phone=f"+86138{len(self.tokens):08}", confirmed=True,
                born_on=born_on, lang=lang, county="330681", erased=False,
            )  # fmt: skip
            people.add_person(work, made, self.scene.fair_id)
            self.tokens[name] = sign_in.issue_login(work, person_id=made.id)
            return made.id

        person_id = await self.world.work(make)
        return Actor(Role.SEEKER, person_id=person_id, name=name)

    async def talked(self, name: str, by: Actor | None = None, **given: Any) -> Actor:
        """Let somebody take part, consent and talk at the booth; the outcome is owed."""
        person = await self.person(name, **given)
        await self.talk(person, by)
        return person

    async def talk(self, person: Actor, by: Actor | None = None) -> str:
        """Let a person consent and talk at the booth, with Mei if nobody is named.

        Return the interview's id.
        """

        def run(work: Work) -> str:
            scene = self.scene
            people.give_consent(
                work, person.person_id, scene.employer_id, scene.fair_id, "joined the queue"
            )
            interview = Interview(
                id=work.new_id(), fair_id=scene.fair_id, booth_id=scene.booth_id,
                ticket_id=work.new_id(), call_id=work.new_id(), person_id=person.person_id,
                account_id=(by or self.mei).account_id, state=InterviewState.TALKING,
                outcome=None, started_at=work.now, details={},
            )  # fmt: skip
            begin_owed(work, interview)
            return interview.id

        interview_id = await self.world.work(run)
        self.interviews[person.person_id] = interview_id
        return str(interview_id)

    def making(self, person: Actor, vacancy_id: str = "", **more: Any) -> MakeOffer:
        """Return the command that offers this post to this person."""
        return MakeOffer(
            interview_id=self.interviews[person.person_id],
            vacancy_id=vacancy_id or self.vacancy_id,
            starts_on=more.pop("starts_on", soon()),
            **more,
        )

    async def offered(self, person: Actor, vacancy_id: str = "", **more: Any) -> str:
        """Make an offer; return its id."""
        reply = await self.world.do(self.making(person, vacancy_id, **more), self.mei)
        return str(reply.offer_id)

    async def accepted(self, person: Actor, vacancy_id: str = "") -> str:
        """Make an offer that the person opens and accepts; return its id."""
        offer_id = await self.offered(person, vacancy_id)
        await self.accept(person, offer_id)
        return offer_id

    async def accept(self, person: Actor, offer_id: str) -> None:
        """Open the terms and accept."""
        await self.world.do(OpenTerms(offer_id=offer_id), person)
        await self.world.do(AcceptOffer(offer_id=offer_id), person)

    async def hired(self, person: Actor, vacancy_id: str = "") -> str:
        """Make a hire that both have confirmed; return its offer's id."""
        offer_id = await self.accepted(person, vacancy_id)
        await self.world.do(ConfirmHire(offer_id=offer_id), person)
        await self.world.do(ConfirmHire(offer_id=offer_id), self.mei)
        return offer_id

    def offer(self, offer_id: str) -> Offer:
        """Return an offer as it stands."""
        return self.world.look(reads.offer, offer_id)

    def openings(self, vacancy_id: str = "") -> tuple[str, int, int]:
        """Return (state, firm, accepted) of a post."""
        post = self.world.look(vacancies.vacancy, vacancy_id or self.vacancy_id)
        return post.state.value, post.firm, post.accepted

    def everything(self) -> list[Any]:
        """Return all that a refused command must leave as it was."""
        tables = ("offer", "offer_answer", "hire", "vacancy", "deadline", "interview", "signal")
        kept = [tuple(self.world.rows(f"select * from {table}")) for table in tables]
        return [*kept, self.world.kinds()]

    def texts(self, person: Actor) -> list[str]:
        """Return the texts that went to this person."""
        query = f"select text from signal where person_id = '{person.person_id}' order by made_at"
        return [row.text for row in self.world.rows(query)]


def soon(days: int = 10) -> date:
    return (utc_now() + timedelta(days=days)).date()


async def a_post(world: World, scene: Scene, head_count: int, **cells: str) -> str:
    made = await world.do(
        VacancyCreate(booth_id=scene.booth_id, head_count=str(head_count), **{**POST, **cells}),
        scene.recruiter,
    )
    await world.do(VacancyOpen(vacancy_id=made.vacancy_id), scene.recruiter)
    return str(made.vacancy_id)


async def a_stage(world: World, head_count: int = 1) -> Stage:
    """Open a fair and a booth with one post of so many openings."""
    scene = await a_scene(world)
    await scene.started()
    return Stage(world, scene, await a_post(world, scene, head_count))
