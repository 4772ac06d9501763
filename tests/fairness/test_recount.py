"""Every overtake has its cause; a call that passed somebody without one is found in the ledger."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import orjson
import pytest
from sqlalchemy import select

from fair.contract.programme import PauseFair, ResumeFair
from fair.contract.queue import CallByName, NotThere, PostponeTicket, ReturnToQueue
from fair.db import utc_now
from fair.decisions import Refusal
from fair.fairness import reads
from fair.fairness.recount import KINDS, recount
from fair.ledger import ledger
from fair.things import FoldedThings
from tests.queue.day import Day, a_day
from tests.queue.steps import STEPS
from tests.queue.test_queue_pages import read


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


def told(day: Day):
    """Return the facts of the fair as the recount reads them."""
    at = ledger.c
    rows = day.world.rows(
        select(at.at, at.kind, at.data)
        .where(at.fair_id == day.scene.fair_id, at.kind.in_(sorted(KINDS)))
        .order_by(at.at, at.stream, at.seq)
    )
    return [(n, row.kind, orjson.loads(row.data)) for n, row in enumerate(rows)]


async def a_day_with_overtakes(day: Day):
    """Somebody is called by name, one asks for five minutes, one comes back from parking."""
    people = await day.waiting(8)
    for who, _ in people[:4]:
        await day.talk(who, (await day.call()).call_id)
    await day.answer_first()
    by_name = CallByName(ticket_id=people[6][1], reason="promised")
    called = await day.world.do(by_name, day.scene.recruiter)
    await day.talk(people[6][0], called.call_id)

    away, ticket_id = people[4]
    await day.warned_a_while_ago(ticket_id)
    await day.world.do(PostponeTicket(ticket_id=ticket_id), away)
    first = await day.call()
    await day.world.do(NotThere(ticket_id=first.ticket_id), day.scene.recruiter)
    await day.world.do(ReturnToQueue(ticket_id=first.ticket_id), people[5][0])
    return people


async def test_each_overtake_of_a_day_has_its_cause_and_none_is_unexplained(day):
    await a_day_with_overtakes(day)
    found = day.world.look(reads.recounted, day.scene.fair_id)
    assert found.unexplained == []
    assert [one.why for one in found.passed][:2] == ["by_name", "away"]
    assert found.calls == 6

    page = await read(day, "organiser", f"/organise/fairs/{day.scene.fair_id}/fairness")
    assert "By name: had an earlier promise" in page
    assert "and nothing explains it" not in page


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_no_day_has_an_overtake_without_a_cause_whatever_people_do(day, seed):
    await day.another_booth()
    dice = Random(seed)
    for _ in range(90):
        with suppress(Refusal):
            await dice.choice(STEPS)(day, dice.choice)
    found = day.world.look(reads.recounted, day.scene.fair_id)
    assert found.calls
    assert found.unexplained == []


async def test_a_pause_of_the_fair_makes_the_quiet_after_a_talk_longer_and_no_call_unexplained(day):
    other = await day.another_booth()
    ((who, _),) = await day.waiting(1)
    await day.join(who, other)
    await day.join(await day.seeker(), other)
    await day.talk(who, (await day.call()).call_id)
    await day.world.do(PauseFair(fair_id=day.scene.fair_id), day.scene.organiser)
    day.world.clock(utc_now() + timedelta(minutes=15))
    await day.world.do(ResumeFair(fair_id=day.scene.fair_id), day.scene.organiser)

    await day.call(day.recruiter_of(other), other)

    found = day.world.look(reads.recounted, day.scene.fair_id)
    assert [one.why for one in found.passed] == ["away"]


async def test_a_call_that_passed_somebody_who_was_free_is_found_whatever_its_row_says(day):
    people = await day.waiting(3)
    await day.call()
    facts = told(day)
    called = next(data for _, kind, data in facts if kind == "ticket.called")
    for ticket_id, number in ((people[2][1], 3), (people[1][1], 2)):
        called |= {"ticket_id": ticket_id, "number": number}
        for cause in ("", "away", "turns", "priority"):
            called["cause"] = cause
            (passed,) = recount(facts, FoldedThings()).unexplained
            assert (passed.number, passed.count) == (number, number - 1)


async def test_a_call_by_name_counts_as_one_only_with_its_listed_reason(day):
    people = await day.waiting(2)
    await day.call()
    facts = told(day)
    called = next(data for _, kind, data in facts if kind == "ticket.called")
    called |= {"ticket_id": people[1][1], "number": 2, "named": True, "cause": "by_name:promised"}
    assert recount(facts, FoldedThings()).unexplained == []
    called["cause"] = ""
    assert len(recount(facts, FoldedThings()).unexplained) == 1


async def test_not_there_is_counted_per_recruiter(day):
    await day.waiting(1)
    called = await day.call()
    await day.world.do(NotThere(ticket_id=called.ticket_id), day.scene.recruiter)
    page = await read(day, "organiser", f"/organise/fairs/{day.scene.fair_id}/fairness")
    row = page.partition("“Not there”, by recruiter")[2].partition("How long people waited")[0]
    assert " ".join(row.split()).endswith("1 0 1")


async def test_recruiters_competitors_and_seekers_never_see_the_report(day):
    ((who, _),) = await day.waiting(1)
    tokens = [day.scene.tokens[name] for name in ("recruiter", "colleague", "stranger")]
    for path in ("fairness", "overtakes.csv", "waits.csv", "limits"):
        for token in (*tokens, day.tokens[who.person_id], ""):
            async with day.world.web(token) as web:
                answer = await web.get(f"/organise/fairs/{day.scene.fair_id}/{path}")
            assert answer.status_code in (303, 401, 403), (path, answer.status_code)


async def test_few_people_are_hidden_on_the_page_and_in_the_file(day):
    for who, _ in await day.waiting(3):
        await day.talk(who, (await day.call()).call_id)
    page = await read(day, "organiser", f"/organise/fairs/{day.scene.fair_id}/fairness")
    assert "hidden" in page.partition("By language")[2]
    async with day.world.web(day.scene.tokens["organiser"]) as web:
        answer = await web.get(f"/organise/fairs/{day.scene.fair_id}/waits.csv")
    rows = [line.split(",") for line in answer.text.strip().splitlines()[1:]]
    assert {row[4] for row in rows} == {"under_10"}
    assert {cell for row in rows for cell in row[5:]} == {""}
