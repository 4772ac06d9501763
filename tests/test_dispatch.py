"""Dispatch: once only, refused before anything changes, told only after the commit."""

import asyncio
import threading

import pytest

from fair.contract.base import Done
from fair.contract.booths import BoothTell
from fair.contract.people import Register
from fair.contract.programme import CreateFair
from fair.db import utc_now
from fair.decisions import SYSTEM, Actor, NotAllowed, ReusedId, SignInFirst, TooMany
from fair.dispatch import Dispatch
from fair.glossary import Role

ORGANISER = Actor(Role.ORGANISER, account_id="a00000000001")
FAIR = CreateFair.model_validate(CreateFair.example)


def fairs(world):
    return world.rows("SELECT id FROM fair")


async def test_the_same_command_sent_twice_counts_once_and_answers_the_same(world):
    first = await world.do(FAIR, ORGANISER, "one-id")
    again = await world.do(FAIR, ORGANISER, "one-id")

    assert again == first
    assert len(fairs(world)) == 1


async def test_the_same_command_sent_twice_at_once_counts_once(world):
    replies = await asyncio.gather(*(world.do(FAIR, ORGANISER, "one-id") for _ in range(20)))

    assert len({reply.fair_id for reply in replies}) == 1
    assert len(fairs(world)) == 1


async def test_the_same_id_with_other_content_is_refused(world):
    await world.do(FAIR, ORGANISER, "one-id")

    with pytest.raises(ReusedId):
        await world.do(FAIR.model_copy(update={"title": "Another"}), ORGANISER, "one-id")
    assert len(fairs(world)) == 1


async def test_two_people_may_use_the_same_id(world):
    await world.do(FAIR, ORGANISER, "one-id")
    await world.do(FAIR, Actor(Role.ORGANISER, account_id="a00000000002"), "one-id")

    assert len(fairs(world)) == 2


async def test_a_reply_is_forgotten_after_a_day(world):
    await world.do(FAIR, ORGANISER, "one-id")
    await world.work(lambda work: work.connection.exec_driver_sql("UPDATE reply SET at = 0"))
    await world.server.sweeper.round(utc_now())

    assert world.rows("SELECT * FROM reply") == []


async def test_a_visitor_is_asked_to_sign_in_and_a_seeker_is_refused(world):
    with pytest.raises(SignInFirst):
        await world.do(FAIR, Actor(Role.VISITOR, address="127.0.0.1"))
    with pytest.raises(NotAllowed):
        await world.do(FAIR, Actor(Role.SEEKER, person_id="p00000000001"))
    assert world.kinds() == []


async def test_visitors_of_one_household_share_how_often_they_may_ask(world):
    told = Register.model_validate(Register.example)
    for n in range(Register.rate[0]):
        world.server.dispatch.permit(told, Actor(Role.VISITOR, address=f"2001:db8:1:2::{n:x}"))
    with pytest.raises(TooMany):
        world.server.dispatch.permit(told, Actor(Role.VISITOR, address="2001:db8:1:2:9::1"))
    world.server.dispatch.permit(told, Actor(Role.VISITOR, address="2001:db8:1:3::1"))


async def test_facts_are_announced_after_the_commit_and_only_once(world):
    announced = []

    def hear(facts):
        announced.append((len(fairs(world)), [fact.kind for fact in facts]))

    world.server.dispatch.announce = hear
    await world.do(FAIR, SYSTEM, "one-id")
    await world.do(FAIR, SYSTEM, "one-id")

    assert len(announced) == 1
    assert announced[0][0] == 1
    assert "fair.created" in announced[0][1]


async def test_what_a_recruiter_writes_is_judged_beside_the_writer_and_the_loop(world):
    where = []

    def judge(_told):
        where.append(threading.current_thread().name)

    def handle(_work, _told):
        judge(_told)
        return Done()

    def look(_connection, _actor, told):
        judge(told)

    dispatch = Dispatch(
        world.database,
        {BoothTell: handle},
        {},
        judges={BoothTell: judge},
        beforehand={BoothTell: look},
    )
    told = BoothTell.model_validate(BoothTell.example)
    await dispatch.carry_out(told, Actor(Role.RECRUITER, account_id="a1"), "one-id")

    assert not {"writer", threading.main_thread().name} & set(where[:2])
    assert where[2] == "writer"
