"""Who asked for money is kept away with one tap: no ring, no word, until the person says so."""

from typing import Any

import pytest

from fair.contract.board import OpenCase
from fair.contract.people import EndBlock, Erase
from fair.contract.queue import CallNext, JoinQueue, ReturnToQueue
from fair.contract.rooms import AnswerCall, SayInCall
from fair.contract.rooms_chat import AnnounceInBooth, AnswerQuestion, Ask, Say
from fair.decisions import Actor, Refusal
from fair.people.refusals import KeptAway, NotReached
from tests.booths.scene import csrf, seen
from tests.hiring.stage import Stage


async def report(stage: Stage, who: Actor, kind: str, ref: str, what: str = "fee") -> None:
    told = OpenCase.model_validate({"kind": kind, "ref": ref, "what": what})
    await stage.world.do(told, who)


async def joined(stage: Stage, who: Actor) -> str:
    return str((await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), who)).ticket_id)


async def rung(stage: Stage) -> str:
    return str((await stage.world.do(CallNext(booth_id=stage.scene.booth_id), stage.mei)).call_id)


def ticket(stage: Stage) -> tuple[str, str]:
    (row,) = stage.world.rows("select state, cause from ticket")
    return row.state, row.cause


async def the_ref(stage: Stage, kind: str, who: Actor) -> str:
    scene = stage.scene
    if kind == "vacancy":
        return stage.vacancy_id
    if kind == "booth":
        return scene.booth_id
    if kind == "message":
        said = await stage.world.do(Say(booth_id=scene.booth_id, text="Welcome."), stage.mei)
        return str(said.message_id)
    if kind == "offer":
        await stage.talk(who)
        return await stage.offered(who)
    await joined(stage, who)
    return await rung(stage)


@pytest.mark.parametrize("kind", ["vacancy", "booth", "message", "offer", "call"])
async def test_one_tap_at_anything_of_an_employer_keeps_it_away(stage, kind):
    lan = await stage.person("Lan")
    ref = await the_ref(stage, kind, lan)
    if kind != "call":
        await joined(stage, lan)

    await report(stage, lan, kind, ref)

    assert ticket(stage) == ("parked", "blocked")
    with pytest.raises(Refusal) as refused:
        await rung(stage)
    assert refused.value.code == "nobody-waits"
    assert stage.world.rows("select * from call where state = 'ringing'") == []
    board = await seen(stage.scene, f"/board/{stage.scene.fair_id}/looks", "organiser")
    assert "People say that money was asked for" in board
    assert "C-0001 · Huafeng" in board


async def test_another_report_keeps_nobody_away(stage):
    lan = await stage.person("Lan")
    await joined(stage, lan)
    await report(stage, lan, "vacancy", stage.vacancy_id, "false_promise")

    assert ticket(stage)[0] == "waiting"


async def test_who_is_kept_away_cannot_write_to_the_person(stage):
    lan = await stage.person("Lan")
    asked = Ask(booth_id=stage.scene.booth_id, text="What do I need?")
    question = (await stage.world.do(asked, lan)).message_id
    await joined(stage, lan)
    call_id = await rung(stage)
    await stage.world.do(AnswerCall(call_id=call_id), lan)
    await stage.talk(await stage.person("Bo"))
    await report(stage, lan, "call", call_id)

    for command in (
        SayInCall(call_id=call_id, text="Come back."),
        AnswerQuestion(message_id=question, text="Nothing."),
    ):
        with pytest.raises(NotReached) as refused:
            await stage.world.do(command, stage.mei)
        assert "report" not in str(refused.value)
    with pytest.raises(NotReached):
        await stage.world.do(AnswerQuestion(message_id=question, text="No."), stage.scene.colleague)
    assert stage.world.rows("select * from call_message") == []


async def test_no_offer_and_no_next_step_reaches_who_keeps_the_employer_away(stage):
    lan = await stage.talked("Lan")
    await report(stage, lan, "booth", stage.scene.booth_id)

    with pytest.raises(NotReached):
        await stage.offered(lan)
    assert stage.texts(lan) == []
    assert stage.openings() == ("open", 0, 0)


async def test_what_the_employer_says_to_everybody_is_not_shown_to_that_person_alone(stage):
    lan, scene = await stage.person("Lan"), stage.scene
    await stage.world.do(Say(booth_id=scene.booth_id, text="Welcome, all."), stage.mei)
    await stage.world.do(AnnounceInBooth(booth_id=scene.booth_id, text="We start."), stage.mei)
    await report(stage, lan, "booth", scene.booth_id)
    room = f"/rooms/{scene.booth_id}/chat"

    hers, others = await seen(scene, room, stage.tokens["Lan"]), await seen(scene, room, "")

    assert "Welcome, all." not in hers
    assert "We start." not in hers
    assert "You keep this employer away" in hers
    assert "Welcome, all." in others
    assert "keep this employer away" not in others


async def test_she_lets_it_reach_her_again_with_one_tap_and_stands_by_her_number(stage):
    lan = await stage.person("Lan")
    ticket_id = await joined(stage, lan)
    await report(stage, lan, "vacancy", stage.vacancy_id)
    for barred in (ReturnToQueue(ticket_id=ticket_id), JoinQueue(booth_id=stage.scene.booth_id)):
        with pytest.raises(KeptAway):
            await stage.world.do(barred, lan)
    assert "Let it reach me again" in await seen(stage.scene, "/queues", stage.tokens["Lan"])
    assert "Kept away" in await seen(stage.scene, "/me/knows", stage.tokens["Lan"])

    async with stage.world.web(stage.tokens["Lan"]) as web:
        fields = {
            "csrf": await csrf(web, "/me/knows"),
            "command_id": "again",
            "employer_id": stage.scene.employer_id,
            "then": "/me/knows",
        }
        assert (await web.post("/commands/block.end", data=fields)).status_code == 303

    assert "Kept away" not in await seen(stage.scene, "/me/knows", stage.tokens["Lan"])
    await stage.world.do(ReturnToQueue(ticket_id=ticket_id), lan)
    assert await rung(stage)
    kinds = stage.world.kinds(stage.scene.fair_id)
    assert ("employer.blocked" in kinds, "employer.unblocked" in kinds) == (True, True)


async def test_the_case_says_that_it_is_kept_away_to_the_reporter_and_to_nobody_else(stage):
    lan = await stage.person("Lan")
    await report(stage, lan, "vacancy", stage.vacancy_id)
    (case,) = stage.world.rows("select id from rights_case")

    hers = await seen(stage.scene, f"/cases/{case.id}", stage.tokens["Lan"])
    theirs = await seen(stage.scene, f"/cases/{case.id}", "organiser")

    assert "This employer can no longer ring you or write to you" in hers
    assert "can no longer ring you" not in theirs


@pytest.mark.parametrize("page", ["/desk/booth", "/desk/people", "/desk/looks", "/desk/vacancies"])
async def test_no_page_of_the_employer_says_who_keeps_it_away(stage, page):
    lan = await stage.talked("Lan")
    before = await told_apart(stage, page)

    await report(stage, lan, "booth", stage.scene.booth_id)

    assert await told_apart(stage, page) == before


async def told_apart(stage: Stage, page: str) -> str:
    """Return what a recruiter reads on a page, without what is made for one request."""
    import re

    text = await seen(stage.scene, page, "recruiter")
    return re.sub(r'(name="(csrf|command_id)" value|data-posted)="[^"]*"', "", text)


async def test_lifting_what_was_never_there_changes_nothing_and_erasing_ends_it(stage):
    lan = await stage.person("Lan")
    await stage.world.do(EndBlock(employer_id=stage.scene.employer_id), lan)
    assert "employer.unblocked" not in stage.world.kinds()
    await report(stage, lan, "booth", stage.scene.booth_id)
    assert len(blocks(stage)) == 1

    await stage.world.do(Erase(sure="yes"), lan)

    assert blocks(stage) == []


def blocks(stage: Stage) -> list[Any]:
    return list(stage.world.rows("select * from block"))


async def test_a_recruiter_who_reports_keeps_nobody_away(stage):
    await report(stage, stage.scene.stranger, "vacancy", stage.vacancy_id)

    assert blocks(stage) == []
