"""Somebody on hold gets an answer on the day that was named, or hears that none came."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.interviews import AnswerRanOut, ConcludeInterview, EndHold
from fair.contract.people import EraseOnRequest
from fair.days import day_at, end_of
from fair.db import utc_now
from fair.decisions import Actor, NotAllowed, Refusal
from fair.glossary import Outcome
from fair.interviews import reads
from fair.interviews.interview import Interview
from fair.timers import ends_at
from tests.hiring.stage import Stage, a_stage
from tests.world import World, running

PLACE = "Asia/Shanghai"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with running(tmp_path) as world:
        yield await a_stage(world)


def in_days(days: int) -> date:
    return day_at(utc_now(), PLACE) + timedelta(days=days)


def the_talk(stage: Stage, who: Actor) -> Interview:
    found = stage.world.look(reads.interview, stage.interviews[who.person_id])
    assert found is not None
    return found


async def hold(stage: Stage, who: Actor, days: int, by: Actor | None = None) -> None:
    said = ConcludeInterview(
        interview_id=stage.interviews[who.person_id], outcome=Outcome.ON_HOLD, until=in_days(days)
    )
    await stage.world.do(said, by or stage.mei)


async def the_day_comes(stage: Stage, who: Actor, days: int) -> None:
    stage.world.clock(end_of(in_days(days - 1), PLACE))
    await stage.world.do(EndHold(interview_id=stage.interviews[who.person_id]))


def holds(world: World) -> None:
    assert [str(one) for one in world.look(verify_rows).differences] == []


async def test_on_its_day_the_answer_is_owed_again_and_then_counts_as_unanswered(
    stage: Stage,
) -> None:
    lan = await stage.talked("Lan")
    await hold(stage, lan, 3)
    told = the_talk(stage, lan)
    assert (told.state, told.outcome) == ("concluded", Outcome.ON_HOLD)
    due = stage.world.look(ends_at, "interview.held", told.id)
    assert day_at(due, PLACE) == in_days(3)
    assert day_at(due - timedelta(seconds=1), PLACE) == in_days(2)

    await the_day_comes(stage, lan, 3)
    owed = the_talk(stage, lan)
    assert (owed.state, owed.outcome) == ("owed", None)
    assert stage.world.look(ends_at, "interview.owed", owed.id) is not None
    holds(stage.world)

    await stage.world.do(AnswerRanOut(interview_id=owed.id))
    assert the_talk(stage, lan).late
    holds(stage.world)


async def test_nobody_is_kept_on_hold_by_being_put_on_hold_again(stage: Stage) -> None:
    lan = await stage.talked("Lan")
    await hold(stage, lan, 1)
    for wait in (False, True):
        if wait:
            await the_day_comes(stage, lan, 1)
        with pytest.raises(Refusal) as refused:
            await hold(stage, lan, 7)
        assert refused.value.code == "held-before"


async def test_an_answer_before_the_day_leaves_nothing_owed(stage: Stage) -> None:
    lan = await stage.talked("Lan")
    await hold(stage, lan, 2)
    no = ConcludeInterview(
        interview_id=stage.interviews[lan.person_id], outcome=Outcome.NO_FIT, reason="certificate"
    )
    await stage.world.do(no, stage.mei)
    assert stage.world.look(ends_at, "interview.held", no.interview_id) is None
    await the_day_comes(stage, lan, 2)  # fired just then
    assert the_talk(stage, lan).outcome is Outcome.NO_FIT
    holds(stage.world)


async def test_who_was_erased_is_owed_nothing_on_the_day(stage: Stage) -> None:
    lan = await stage.talked("Lan")
    await hold(stage, lan, 2)
    erase = EraseOnRequest(person_id=lan.person_id, sure="yes", reason="wrote")
    await stage.world.do(erase, stage.scene.organiser)
    assert stage.world.look(ends_at, "interview.held", stage.interviews[lan.person_id]) is None
    holds(stage.world)


async def test_a_competitor_holds_nobody_and_nobody_but_the_clock_ends_a_hold(
    stage: Stage,
) -> None:
    lan = await stage.talked("Lan")
    with pytest.raises(Refusal) as refused:
        await hold(stage, lan, 2, by=stage.scene.stranger)
    assert refused.value.code == "not-your-booth"
    await hold(stage, lan, 2)
    for who in (lan, stage.mei, stage.scene.organiser):
        with pytest.raises(NotAllowed):
            await stage.world.do(EndHold(interview_id=stage.interviews[lan.person_id]), who)
