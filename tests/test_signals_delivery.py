"""Texts go out many at a time; a slow, dead or odd gateway, or number, holds back nobody."""

import asyncio
import sys
from datetime import timedelta

import pytest
from sqlalchemy import event, select, update

from fair.db import utc_now
from fair.signals import CALM, SOON, URGENT, lane, signal
from fair.signals.carriers import MOST_AT_ONCE, Gateway, Outbox
from fair.signals.delivery import Delivery
from fair.signals.lane import MANY_FAILED, SPARE
from tests.gateway import a_gateway
from tests.signals_put import put

FOR_ALL = MOST_AT_ONCE - SPARE["text"]


@pytest.fixture
async def gateway():
    async with a_gateway() as made:
        yield made


@pytest.fixture
async def delivery(world, gateway):
    """The outbox is emptied while the test looks on."""
    carrier = gateway.carrier()
    running = asyncio.create_task(Delivery(world.database, {"text": carrier}).run(0.05))
    yield
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def how(world, name):
    return world.rows(select(signal).where(signal.c.dedupe == name))[0]


async def drain(world, gateway):
    carrier = gateway.carrier()
    await Delivery(world.database, {"text": carrier}).drain()
    await carrier.close()


@pytest.mark.usefixtures("delivery")
async def test_many_are_under_way_at_a_time_and_never_more_than_the_bound(world, gateway):
    go = gateway.hold()
    await put(world, *map(str, range(40)), urgency=URGENT)
    await gateway.until(lambda: gateway.under_way == MOST_AT_ONCE)
    go.set()
    await gateway.until(lambda: len(gateway.heard) == 40)

    assert gateway.most == MOST_AT_ONCE


@pytest.mark.usefixtures("delivery")
async def test_a_ring_does_not_wait_behind_fifty_slow_texts(world, gateway):
    go = gateway.hold()
    await put(world, *map(str, range(50)))
    await gateway.until(lambda: gateway.under_way == FOR_ALL)

    await put(world, "ring", urgency=URGENT)
    await gateway.until(lambda: "ring" in gateway.heard_keys())

    assert len(gateway.heard) == FOR_ALL + 1, "no slow one has come back meanwhile"
    go.set()


async def test_urgent_ones_go_first_whoever_came_first(world, gateway):
    await put(world, *(f"calm{n}" for n in range(30)), urgency=CALM)
    await put(world, *(f"soon{n}" for n in range(4)), urgency=SOON)
    await put(world, "ring", urgency=URGENT)
    go = gateway.hold()
    sending = asyncio.create_task(drain(world, gateway))
    await gateway.until(lambda: gateway.under_way == FOR_ALL)
    first = set(gateway.heard_keys())
    go.set()
    await sending

    assert {"ring", "soon0", "soon1", "soon2", "soon3"} <= first
    assert len(gateway.heard) == 35


async def test_one_dead_number_holds_back_nobody_and_is_asked_once_a_round(world, gateway):
    gateway.says(500, "+86dead")
    await put(world, "dead1", "dead2", "dead3", to="+86dead")
    await put(world, *map(str, range(30)))

    await drain(world, gateway)

    assert sum(key.startswith("dead") for key in gateway.heard_keys()) == 1
    assert {how(world, str(n)).ended for n in range(30)} == {"sent"}
    waits = {how(world, f"dead{n}").next_try_at for n in (1, 2, 3)}
    assert len(waits) == 1, "the others to this number wait as well"
    assert waits.pop() >= how(world, "dead1").made_at + timedelta(seconds=2)


async def test_a_number_that_hangs_is_let_go_of(world, gateway, monkeypatch):
    never = asyncio.Event()

    async def hangs(text):
        if text["to"] == "+86hangs":
            await never.wait()
        return 200

    monkeypatch.setitem(lane.PATIENCE_S, "text", 0.2)
    gateway.answer = hangs
    await put(world, "hangs", "fine")

    await drain(world, gateway)

    assert (how(world, "hangs").ended, how(world, "fine").ended) == ("", "sent")
    assert how(world, "hangs").tries == 1


async def test_each_further_try_comes_later_and_at_least_every_five_minutes(world, gateway):
    gateway.says(500)
    await put(world, "one", lasts_s=86_000)
    for pause_s in (2, 4, 8, 16, 32, 64, 128, 256, 300, 300):
        before, pause = utc_now(), timedelta(seconds=pause_s)
        await drain(world, gateway)
        assert before + pause <= how(world, "one").next_try_at <= utc_now() + pause
        await world.work(lambda work: work.write(update(signal).values(next_try_at=work.now)))


async def test_a_gateway_that_is_down_is_not_asked_for_everybody(world, gateway):
    gateway.says(503)
    await put(world, *map(str, range(100)))

    await drain(world, gateway)

    assert MANY_FAILED <= len(gateway.heard) <= FOR_ALL
    assert all(row.ended == "" for row in world.rows(select(signal.c.ended)))


@pytest.mark.usefixtures("delivery")
async def test_when_the_gateway_is_back_everybody_gets_theirs(world, gateway, monkeypatch):
    monkeypatch.setattr(lane, "FIRST_REST", timedelta(milliseconds=20))
    gateway.says(503)
    await put(world, *map(str, range(40)))
    await gateway.until(lambda: len(gateway.heard) > MANY_FAILED)
    gateway.says(200)

    await gateway.until(lambda: {str(n) for n in range(40)} == set(gateway.taken))


async def test_what_became_of_many_is_written_in_few_works(world):
    works = []
    finish = world.database.finish

    def counting(batch):
        works.extend(batch)
        return finish(batch)

    await put(world, *map(str, range(120)))
    world.database.finish = counting
    await Delivery(world.database, {"text": Outbox()}).drain()

    assert {row.ended for row in world.rows(select(signal.c.ended))} == {"sent"}
    assert len(works) <= 120 / FOR_ALL + 2


async def test_a_look_into_the_outbox_reads_no_row_that_has_ended(world):
    asked = []
    await put(world, "waits")

    @event.listens_for(world.database.reading, "before_cursor_execute")
    def note(_connection, _cursor, statement, parameters, _context, _many):
        asked.append((statement, parameters))

    await Delivery(world.database, {"text": Outbox()}).turn(utc_now())
    event.remove(world.database.reading, "before_cursor_execute", note)
    plans = [
        row[3]
        for statement, parameters in asked
        for row in world.look(
            lambda at, said=f"EXPLAIN QUERY PLAN {statement}", given=parameters: at.exec_driver_sql(
                said, given
            ).all()
        )
    ]

    assert len(plans) > 5
    assert all("ix_signal_" in plan for plan in plans if "signal" in plan), plans


async def test_one_odd_message_does_not_stop_the_others(world, gateway, caplog):
    class Odd(Gateway):
        async def carry(self, letter):
            if letter.key == "odd":
                raise RuntimeError("+8613800001234 and the key s3cret")
            await super().carry(letter)

    carrier = Odd(gateway.url, "")
    await put(world, "odd", "fine")
    await Delivery(world.database, {"text": carrier}).drain()
    await carrier.close()

    assert (how(world, "odd").ended, how(world, "fine").ended) == ("", "sent")
    assert "RuntimeError" in caplog.text
    assert "s3cret" not in caplog.text


KILLED = """
import asyncio, sys
from fair.db import Database
from fair.settings import Settings
from fair.signals.carriers import Gateway
from fair.signals.delivery import Delivery
from fair.signals.said import Said

async def main():
    database = Database(sys.argv[1])
    database.settings = Settings(secret=sys.argv[3])
    database.start()
    await Delivery(database, {"text": Gateway(sys.argv[2], "")}).run()

asyncio.run(main())
"""


async def test_who_is_killed_while_sending_sends_again_with_the_same_key(world, gateway):
    go = gateway.hold()
    await put(world, "a", "b", "c")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", KILLED),
        *(world.database.url, gateway.url, world.server.settings.secret),
    )
    try:
        await gateway.until(lambda: len(gateway.heard) == 3)
    finally:
        process.kill()
        await process.wait()
    go.set()

    await drain(world, gateway)

    assert sorted(gateway.heard_keys()) == ["a", "a", "b", "b", "c", "c"]
    assert {row.ended for row in world.rows(select(signal.c.ended))} == {"sent"}


async def test_who_is_stopped_writes_what_still_comes_back(world, gateway):
    go = gateway.hold()
    await put(world, "a")
    carrier = gateway.carrier()
    running = asyncio.create_task(Delivery(world.database, {"text": carrier}).run())
    await gateway.until(lambda: gateway.heard_keys() == ["a"])
    running.cancel()
    go.set()
    await asyncio.gather(running, return_exceptions=True)

    assert how(world, "a").ended == "sent"
