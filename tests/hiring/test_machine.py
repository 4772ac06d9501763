"""A day of offers, played at random: whatever happens, the openings add up."""

import asyncio
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fair.app import REACTIONS, Server
from fair.contract.base import Command
from fair.contract.employers import LicenceLift, LicenceSuspend
from fair.contract.hiring import (
    AcceptOffer,
    ConfirmHire,
    DeclineOffer,
    ExpireOffer,
    MakeOffer,
    OpenTerms,
    SayHireFell,
    TakeBackOffer,
    WithdrawOffer,
)
from fair.contract.people import Erase
from fair.db import Work, utc_now
from fair.decisions import SYSTEM, Actor, Refusal
from fair.dispatch import Dispatch
from fair.employers import reads as employers
from fair.glossary import HireState, OfferState
from fair.hiring import reads
from fair.hiring.offer import Offer
from fair.settings import Settings
from fair.vacancies import reads as vacancies
from tests import compiled, databases
from tests.hiring.stage import a_stage, soon
from tests.world import running

PEOPLE = 5


def _prepared() -> SimpleNamespace:
    """Make a stage once: two posts, five people who have talked. Each game plays on a copy."""
    folder = Path(tempfile.mkdtemp(prefix="fair-machine-"))

    async def make() -> SimpleNamespace:
        async with running(folder) as world:
            stage = await a_stage(world, head_count=2)
            other = await stage.post(1, title="Cutter")
            people = [await stage.talked(f"P{n}") for n in range(PEOPLE)]
            licence = world.look(employers.licence, stage.scene.employer_id)
            return SimpleNamespace(
                mei=stage.mei, organiser=stage.scene.organiser, fair_id=stage.scene.fair_id,
                employer_id=stage.scene.employer_id, vacancies=(stage.vacancy_id, other),
                people=people, interviews=dict(stage.interviews), licence_id=licence.id,
            )  # fmt: skip

    made = asyncio.run(make())
    made.folder = folder
    return made


class Offers(RuleBasedStateMachine):
    """Recruiter, people, organiser and clock do whatever they like."""

    scene: SimpleNamespace | None = None

    def __init__(self) -> None:
        super().__init__()
        cls = type(self)
        if cls.scene is None:
            cls.scene = _prepared()
        self.at = cls.scene
        self.folder = Path(tempfile.mkdtemp(prefix="fair-game-"))
        url = databases.copy(self.at.folder, self.folder)
        self.server = Server(Settings.read(database_url=url, secret="x" * 40))
        compiled.share(self.server.database)
        self.handlers = self.server.dispatch.handlers
        self.dispatch = Dispatch(self.server.database, self.handlers, REACTIONS)
        self.connection = self.server.database.writing.connect()

    def teardown(self) -> None:
        self.connection.close()
        self.server.database.writing.dispose()
        self.server.database.reading.dispose()
        shutil.rmtree(self.folder)

    def do(self, command: Command, actor: Actor, *, later_s: float = 0.0) -> bool:
        """Carry out a command with its reactions; False, and nothing changed, where refused."""
        with self.connection.begin() as transaction:
            work = Work(self.connection, utc_now() + timedelta(seconds=later_s), actor)
            try:
                self.handlers[type(command)](work, command)
                self.dispatch.react(work)
            except Refusal:
                transaction.rollback()
                return False
        return True

    def offers(self) -> tuple[Offer, ...]:
        with self.connection.begin():
            return reads.offers_of_fair(self.connection, self.at.fair_id)

    def some(self, number: int) -> Offer | None:
        offers = self.offers()
        return offers[number % len(offers)] if offers else None

    def actor_of(self, offer: Offer) -> Actor:
        found: Actor = next(one for one in self.at.people if one.person_id == offer.person_id)
        return found

    def by_person(self, kind: Any, number: int) -> None:
        offer = self.some(number)
        if offer:
            self.do(kind(offer_id=offer.id), self.actor_of(offer))

    @rule(who=st.integers(0, PEOPLE - 1), post=st.integers(0, 1))
    def make(self, who, post):
        person = self.at.people[who]
        command = MakeOffer(
            interview_id=self.at.interviews[person.person_id],
            vacancy_id=self.at.vacancies[post],
            starts_on=soon(),
        )
        if not self.do(command, self.at.mei):
            self.do(command.model_copy(update={"as_reserve": True}), self.at.mei)

    @rule(post=st.integers(0, 1))
    def make_for_everybody(self, post):
        for who in range(PEOPLE):
            self.make(who, post)

    @rule(number=st.integers(0, 50))
    def open_and_accept(self, number):
        self.by_person(OpenTerms, number)
        self.by_person(AcceptOffer, number)

    @rule(number=st.integers(0, 50))
    def decline(self, number):
        self.by_person(DeclineOffer, number)

    @rule(number=st.integers(0, 50))
    def take_back(self, number):
        self.by_person(TakeBackOffer, number)

    @rule(number=st.integers(0, 50), both=st.booleans())
    def confirm(self, number, both):
        offer = self.some(number)
        self.by_person(ConfirmHire, number)
        if offer and both:
            self.do(ConfirmHire(offer_id=offer.id), self.at.mei)

    @rule(number=st.integers(0, 50))
    def withdraw(self, number):
        offer = self.some(number)
        if offer:
            self.do(WithdrawOffer(offer_id=offer.id, reason="need"), self.at.mei)

    @rule(number=st.integers(0, 50))
    def fall_through(self, number):
        offer = self.some(number)
        if offer:
            self.do(SayHireFell(offer_id=offer.id, reason="papers"), self.at.mei)

    @rule(number=st.integers(0, 50))
    def time_passes(self, number):
        offer = self.some(number)
        if offer and offer.expires_at:
            self.do(ExpireOffer(offer_id=offer.id), SYSTEM, later_s=50 * 3600)

    @rule()
    def suspend(self):
        self.do(
            LicenceSuspend(licence_id=self.at.licence_id, reason="Reported."), self.at.organiser
        )

    @rule()
    def lift(self):
        self.do(LicenceLift(licence_id=self.at.licence_id, reason="Cleared."), self.at.organiser)

    @precondition(lambda self: len(self.offers()) > 4)
    @rule(who=st.integers(0, PEOPLE - 1))
    def erase(self, who):
        self.do(Erase(sure="yes"), self.at.people[who])

    @invariant()
    def openings_equal_live_offers_and_never_exceed_the_head_count(self):
        offers = self.offers()
        with self.connection.begin():
            posts = vacancies.vacancies(self.connection, self.at.vacancies)
        for post in posts.values():
            held = [one.opening for one in offers if one.vacancy_id == post.id]
            assert (held.count("firm"), held.count("accepted")) == (post.firm, post.accepted)
            assert post.firm + post.accepted <= post.head_count

    @invariant()
    def reserve_numbers_have_no_gap_and_nobody_waits_beside_a_free_opening(self):
        offers = self.offers()
        with self.connection.begin():
            posts = vacancies.vacancies(self.connection, self.at.vacancies)
        for post in posts.values():
            ranks = sorted(one.rank for one in offers if one.vacancy_id == post.id and one.rank)
            assert ranks == list(range(1, len(ranks) + 1))
            assert not (ranks and post.open and post.free)

    @invariant()
    def nobody_holds_two_accepted_offers_or_two_for_one_post(self):
        offers = self.offers()
        accepted = [one.person_id for one in offers if one.state is OfferState.ACCEPTED]
        live = [(one.person_id, one.vacancy_id) for one in offers if one.live]
        assert len(accepted) == len(set(accepted))
        assert len(live) == len(set(live))

    @invariant()
    def only_firm_offers_have_a_clock_and_each_accepted_one_a_hire(self):
        offers = self.offers()
        with self.connection.begin():
            hires = reads.hires(self.connection, [one.id for one in offers])
        for one in offers:
            assert bool(one.expires_at) == (one.state is OfferState.FIRM)
            standing = one.id in hires and hires[one.id].state is not HireState.FELL_THROUGH
            assert standing == (one.state is OfferState.ACCEPTED)


TestOffers = Offers.TestCase
TestOffers.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
TestOffers.pytestmark = [pytest.mark.timeout(300)]  # type: ignore[attr-defined]  # shrinking is slow
