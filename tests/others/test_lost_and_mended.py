"""What is lost between processes is noticed and mended: by counts of works, by gaps on the bus."""

import orjson
import pytest
from sqlalchemy import delete, select

from fair.bus import Bus
from fair.contract.base import EVENTS
from fair.contract.queue import LeaveQueue
from fair.db import Work
from fair.decisions import TooMany, WrongState
from fair.news_heads import news_head
from fair.others import _made, _said
from tests.others.pair import Pair, page, until
from tests.rooms.meeting import Meeting

pytestmark = pytest.mark.timeout(120)


def counted(two: Pair) -> int:
    """How many works the first server has counted."""
    own = two.a.world.server.others
    assert own
    asked = select(news_head.c.number).where(news_head.c.writer == own.writer)
    return int(two.a.world.rows(asked)[0].number)


async def left_and_told_nobody(two: Pair, meeting: Meeting) -> None:
    """Bo leaves by the first server, which commits and is gone before it tells anybody."""
    server, command = two.a.world.server, LeaveQueue(ticket_id=meeting.tickets["bo"])

    def leave(work: Work) -> None:
        server.dispatch.handlers[LeaveQueue](work, command)
        server.dispatch.react(work)

    await server.database.write(leave, meeting.bo)


async def test_what_a_process_committed_before_it_died_is_fetched_afresh(
    two: Pair, meeting: Meeting
):
    async with page(two.b, meeting.tokens["lan"]) as lan:
        await left_and_told_nobody(two, meeting)
        await lan.hears("news.lost", within_s=15)


async def test_the_pages_of_the_process_itself_are_mended_too(two: Pair, meeting: Meeting):
    async with page(two.a, meeting.tokens["lan"]) as lan:
        await left_and_told_nobody(two, meeting)
        await lan.hears("news.lost", within_s=15)


async def test_a_message_that_fell_out_on_the_way_is_noticed_with_the_next(
    two: Pair, meeting: Meeting
):
    bus = two.a.world.server.others.bus  # type: ignore[union-attr]
    async with page(two.b, meeting.tokens["lan"]) as lan:
        bus._number += 1  # something was said that nobody heard
        bus.say("spent", spent=[])
        await lan.hears("news.lost", within_s=10)


async def test_news_of_another_version_are_fetched_and_not_believed(two: Pair, meeting: Meeting):
    bus = two.a.world.server.others.bus  # type: ignore[union-attr]
    async with page(two.b, meeting.tokens["lan"]) as lan:
        bus.say("news", events=[["queue.moved_to_the_moon", {"booth_id": "b1"}]])
        await lan.hears("news.lost", within_s=10)


def test_every_event_comes_out_of_the_bus_as_it_went_in():
    for kind in EVENTS.values():
        event = kind.model_validate(kind.example)
        assert _made(orjson.loads(orjson.dumps([_said(event)]))) == [event]


def test_who_has_not_the_secret_of_the_fair_is_not_heard():
    told: list[object] = []
    ours = Bus("redis://127.0.0.1:1", "one secret", "w1", heard=told.append, missed=told.append)
    forged = Bus("redis://127.0.0.1:1", "another secret", "w2", heard=told.append,
                 missed=told.append)  # fmt: skip
    body = orjson.dumps({"v": 1, "from": "w2", "n": 1, "kind": "login", "key": "p1"})
    for data in (body, b"", forged._sign(body) + body, ours._sign(body) + body[:-1], b"\0" * 40):
        ours.take(data)
    assert told == []

    ours.take(ours._sign(body) + body)
    assert told == [{"v": 1, "from": "w2", "n": 1, "kind": "login", "key": "p1"}]


def test_what_somebody_without_the_secret_says_once_more_is_not_heard_twice():
    heard: list[int] = []
    missed: list[str] = []
    ours = Bus("redis://127.0.0.1:1", "one secret", "w1",
               heard=lambda said: heard.append(said["n"]), missed=missed.append)  # fmt: skip
    said = [
        orjson.dumps({"v": 1, "from": "w2", "n": number, "kind": "spent", "spent": []})
        for number in (1, 2, 3)
    ]
    for body in (*said, *said, said[1]):
        ours.take(ours._sign(body) + body)
    assert heard == [1, 2, 3]
    assert missed == []


async def test_each_work_with_facts_is_counted_in_its_own_transaction(two: Pair, meeting: Meeting):
    world, before = two.a.world, counted(two)
    await world.do(LeaveQueue(ticket_id=meeting.tickets["bo"]), meeting.bo)
    with pytest.raises(WrongState):
        await world.do(LeaveQueue(ticket_id=meeting.tickets["bo"]), meeting.bo)
    assert counted(two) == before + 1


async def test_a_count_that_was_swept_goes_on_where_it_was(two: Pair, meeting: Meeting):
    world, before = two.a.world, counted(two)
    await world.work(lambda work: work.write(delete(news_head)))
    await world.do(LeaveQueue(ticket_id=meeting.tickets["bo"]), meeting.bo)
    assert counted(two) > before


async def test_what_a_stranger_spends_at_one_server_is_spent_at_the_other(two: Pair):
    a, b = (one.world.server.dispatch.budgets for one in (two.a, two.b))
    rate = (10.0, 900.0)
    for _ in range(6):
        a.spend("password from a network", "mei 192.0.2.7", rate)
    await until(lambda: b.spent("password from a network", "mei 192.0.2.7", rate) > 0.55, 10)
    for _ in range(4):
        b.spend("password from a network", "mei 192.0.2.7", rate)
    with pytest.raises(TooMany):
        b.spend("password from a network", "mei 192.0.2.7", rate)
    await until(lambda: a.spent("password from a network", "mei 192.0.2.7", rate) > 0.95, 10)
    with pytest.raises(TooMany):
        a.spend("password from a network", "mei 192.0.2.7", rate)

    b.spend("password from a network", "mei 192.0.2.7", rate, -1.0)  # the right one, at last
    await until(lambda: a.spent("password from a network", "mei 192.0.2.7", rate) < 0.95, 10)


async def test_without_redis_two_servers_together_let_through_no_more_than_one(two: Pair):
    await two.redis.kill()
    await two.hear_each_other(up=False)
    let_through = 0
    for town in (two.a, two.b):
        for _ in range(10):
            budgets = town.world.server.dispatch.budgets
            let_through += not budgets.try_to_spend("code from a network", "x", (10.0, 900.0))
    assert let_through == 10


async def test_sockets_of_a_network_are_counted_over_both_servers(two: Pair):
    for town in (two.a, two.b):
        town.limit(per_network=6)
    async with page(two.a), page(two.a), page(two.a), page(two.a):
        await until(lambda: two.b.sockets.elsewhere("127.0.0.1")[0] == 4, 10)
        assert await two.b.refused() == 429
