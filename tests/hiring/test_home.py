"""The home county comes with the accepted offer, for the journey, and goes with it."""

import pytest

from fair import codes
from fair.board.rows_reads import verify_rows
from fair.contract.hiring import SayHireFell, TakeBackOffer
from fair.contract.people import AnswerQuestion, Erase, WithdrawConsent
from fair.decisions import Actor
from fair.glossary import Role
from fair.hiring import offer_views
from fair.people import reads as people
from fair.web import Viewer

HOME = codes.place("330681", "en")  # where everybody of the stage lives


def reads_home(stage, offer_id, who=None):
    viewer = Viewer(who or stage.mei, "en", "Asia/Shanghai")
    return stage.world.look(offer_views.letter, viewer, offer_id)["home"]


def sees(stage, person, employer_id=""):
    of = employer_id or stage.scene.employer_id
    return stage.world.look(people.homes_of, of, [person.person_id]).get(person.person_id, "")


def holds(stage):
    found = stage.world.look(verify_rows)
    assert found.breaks == []
    assert [str(one) for one in found.differences if one.table == "consent"] == []


async def test_the_county_is_in_the_letter_from_accepting_on(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)
    assert (reads_home(stage, offer_id), sees(stage, lan)) == ("", "")
    async with stage.world.web(stage.tokens["Lan"]) as browser:
        assert "home county" not in (await browser.get("/me/knows")).text

    await stage.accept(lan, offer_id)

    assert reads_home(stage, offer_id) == HOME
    assert sees(stage, lan, "e00000000099") == ""
    async with stage.world.web(stage.tokens["Lan"]) as browser:
        assert "home county, for the journey" in (await browser.get("/me/knows")).text
    holds(stage)


async def test_before_accepting_the_person_reads_that_the_county_is_shown_then(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)
    async with stage.world.web(stage.tokens["Lan"]) as browser:
        page = await browser.get(f"/offers/{offer_id}")
        assert "sees your home county" not in page.text  # nothing can be accepted yet
    await stage.accept(lan, offer_id)
    await stage.world.do(TakeBackOffer(offer_id=offer_id), lan)


@pytest.mark.parametrize("how", ["taken back", "fell through", "another", "consent", "erased"])
async def test_when_the_acceptance_ends_the_county_is_shown_no_longer(stage, how):
    lan = await stage.talked("Lan")
    offer_id = await stage.accepted(lan)
    other = await stage.offered(lan, await stage.post(title="Cutter")) if how == "another" else ""
    if how == "taken back":
        await stage.world.do(TakeBackOffer(offer_id=offer_id), lan)
    elif how == "fell through":
        await stage.world.do(SayHireFell(offer_id=offer_id, reason="papers"), stage.mei)
    elif how == "another":
        await stage.accept(lan, other)
        assert reads_home(stage, other) == HOME
    elif how == "consent":
        await stage.world.do(WithdrawConsent(employer_id=stage.scene.employer_id), lan)
    else:
        await stage.world.do(Erase(sure="yes"), lan)
    assert reads_home(stage, offer_id) == ""
    assert bool(sees(stage, lan)) is (how == "another")
    holds(stage)


async def test_colleagues_read_it_and_neither_a_competitor_nor_its_person_is_shown_it_anew(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.accepted(lan)
    colleague = Actor(
        Role.RECRUITER, account_id="a00000000077", employer_id=stage.scene.employer_id
    )
    assert reads_home(stage, offer_id, colleague) == HOME
    assert reads_home(stage, offer_id, lan) == ""
    await stage.world.do(AnswerQuestion(question="county", values=()), lan)
    assert reads_home(stage, offer_id) == ""
