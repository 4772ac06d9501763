"""The clock: what is due fires once; pauses and outages stop it; a restart forgets nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, event, insert, select, update

from fair import timers
from fair.contract.programme import CreateFair
from fair.db import utc_now
from fair.leader import Leader
from fair.reign import Deposed, heartbeat
from fair.signals import TEXT, signal
from fair.signals.carriers import Outbox
from fair.signals.delivery import Delivery
from tests.signals_put import put
from tests.world import running

SLACK = timedelta(microseconds=2)
FAIR = CreateFair.model_validate(CreateFair.example)


@pytest.fixture
def leader(world):
    return Leader(world.server.dispatch, world.server.anchors, {"test": lambda _ref: FAIR})


async def start(world, ref="one", seconds=60.0, **of):
    await world.work(lambda work: timers.start(work, "test", ref, seconds, **of))


def fairs(world):
    return len(world.rows("SELECT id FROM fair"))


def left(world):
    return world.rows("SELECT * FROM deadline WHERE kind = 'test'")


async def test_nothing_fires_before_its_time(world, leader):
    await start(world)

    assert await leader.fire(utc_now() + timedelta(seconds=50)) == 0
    assert fairs(world) == 0


async def test_what_is_due_fires_once_and_is_gone(world, leader):
    await start(world)
    later = utc_now() + timedelta(seconds=61)

    assert await leader.fire(later) == 1
    assert await leader.fire(later) == 0
    assert fairs(world) == 1
    assert left(world) == []


async def test_a_deadline_set_again_takes_the_place_of_the_earlier_one(world, leader):
    await start(world, seconds=10)
    await start(world, seconds=100)

    assert await leader.fire(utc_now() + timedelta(seconds=50)) == 0
    assert len(left(world)) == 1


async def test_each_setting_of_a_deadline_has_a_version_of_its_own_that_stays_small(world):
    seen = []
    for _ in range(20):
        await start(world)
        seen.append(left(world)[0].version)

    assert sorted(set(seen)) == seen
    assert seen[-1] < seen[0] + 60_000


async def test_a_stopped_deadline_never_fires(world, leader):
    await start(world)
    await world.work(lambda work: timers.stop(work, "test", "one"))

    assert await leader.fire(utc_now() + timedelta(hours=1)) == 0


async def test_a_paused_fair_stops_its_clocks_and_what_was_left_is_kept(world, leader):
    await start(world, fair_id="f1")
    await start(world, ref="two", fair_id="f2")
    await world.work(lambda work: timers.hold(work, fair_id="f1"))

    assert await leader.fire(utc_now() + timedelta(hours=1)) == 1

    await world.work(lambda work: timers.resume(work, fair_id="f1"))
    assert await leader.fire(utc_now() + timedelta(seconds=50)) == 0
    assert await leader.fire(utc_now() + timedelta(seconds=61)) == 1


async def silent(world, seconds):
    """Let the leader's heart stand still since so long, and what runs have begun before that."""
    gone, row = utc_now() - timedelta(seconds=seconds), timers.deadline

    def then(work):
        work.write(delete(heartbeat))
        work.write(insert(heartbeat).values(who="leader", at=gone))
        for one in work.all(select(row)):
            back = {"running_since": gone, "due_at": gone + timedelta(seconds=one.left_s)}
            work.write(update(row).where(row.c.ref == one.ref).values(back))

    await world.work(then)


async def test_an_outage_is_added_to_every_deadline_and_nothing_fires_right_after_it(world, leader):
    await start(world, seconds=60)
    await silent(world, 600)

    await leader.wake()
    now = utc_now()

    assert 599 < leader.outage_s < 620
    assert await leader.fire(now + timedelta(seconds=25)) == 0
    assert await leader.fire(now + timedelta(seconds=35)) == 0
    assert await leader.fire(now + timedelta(seconds=65)) == 1


@pytest.mark.parametrize(
    ("name", "person_id", "sent_before_it_ended", "comes"),
    [
        ("ring", "lan", True, True),  # it still rings: the outage is added to that, too
        ("code:1", "lan", True, False),  # the code itself has ended
        ("reset", "", True, False),  # and so have the links of staff
        ("ring", "lan", False, False),  # it had ended before the outage began
    ],
)
async def test_a_text_that_waited_through_an_outage_comes_if_what_it_tells_still_stands(
    world, leader, name, person_id, sent_before_it_ended, comes
):
    await put(world, name)
    await silent(world, 600)
    made = utc_now() - timedelta(seconds=601 if sent_before_it_ended else 700)
    was = {"person_id": person_id, "made_at": made, "expires_at": made + timedelta(seconds=45)}
    await world.work(lambda work: work.write(update(signal).values(was)))

    await leader.wake()
    await Delivery(world.database, {TEXT: Outbox()}).drain()

    assert [row.ended for row in world.rows(select(signal.c.ended))] == [
        "sent" if comes else "expired"
    ]


async def test_what_was_set_while_nobody_led_gets_only_what_it_ran_in_the_silence(world, leader):
    await silent(world, 600)
    await start(world, seconds=60)

    await leader.wake()

    assert await leader.fire(utc_now() + timedelta(seconds=90)) == 1


async def test_the_quiet_after_an_outage_holds_for_the_next_leader_too(world, leader):
    await silent(world, 600)
    await leader.wake()
    await start(world, seconds=5)
    after = Leader(world.server.dispatch, world.server.anchors, {"test": lambda _ref: FAIR})
    await after.wake()

    assert after.outage_s == 0
    assert await after.fire(utc_now() + timedelta(seconds=15)) == 0
    assert await after.fire(utc_now() + timedelta(seconds=31)) == 1


async def test_a_server_that_stood_still_counts_that_as_an_outage(world, leader):
    await start(world, seconds=60)
    await leader.wake()
    await silent(world, 600)
    await world.work(lambda work: work.write(update(heartbeat).values(reign=1)))
    await leader.beat()

    assert await leader.fire(utc_now() + timedelta(seconds=35)) == 0
    assert await leader.fire(utc_now() + timedelta(seconds=65)) == 1


async def test_a_clock_that_is_set_forward_makes_nothing_due_early(world, leader, monkeypatch):
    await start(world, seconds=60)
    await leader.turn()
    ahead = utc_now() + timedelta(minutes=10)
    world.clock(ahead)
    monkeypatch.setattr("fair.leader.utc_now", lambda: ahead)

    await leader.turn()

    assert fairs(world) == 0
    assert await leader.fire(ahead + timedelta(seconds=35)) == 0
    assert await leader.fire(ahead + timedelta(seconds=65)) == 1


async def test_a_leader_that_has_a_successor_fires_nothing_any_more(world, leader):
    await start(world, seconds=1)
    await leader.wake()
    after = Leader(world.server.dispatch, world.server.anchors, {"test": lambda _ref: FAIR})
    await after.wake()

    with pytest.raises(Deposed):
        await leader.fire(utc_now() + timedelta(seconds=5))
    with pytest.raises(Deposed):
        await leader.beat()
    assert fairs(world) == 0
    assert await after.fire(utc_now() + timedelta(seconds=5)) == 1


async def test_what_was_stopped_in_the_last_instant_does_not_fire(world, leader):
    await start(world, seconds=1)
    row = left(world)[0]
    await world.work(lambda work: timers.stop(work, "test", "one"))
    await start(world, seconds=100)

    await leader._fire_one(row)

    assert fairs(world) == 0
    assert len(left(world)) == 1


async def test_what_fired_before_is_answered_from_the_reply_row_and_is_gone(world, leader):
    await start(world, seconds=1)
    row = timers.deadline
    (before,) = world.rows(select(row).where(row.c.kind == "test"))
    await leader.fire(utc_now() + timedelta(seconds=5))
    await world.work(lambda work: work.write(insert(row), dict(before._mapping)))

    assert await leader.fire(utc_now() + timedelta(seconds=5)) == 1
    assert (fairs(world), left(world)) == (1, [])


async def test_a_held_deadline_has_no_instant_and_gets_one_when_it_runs_on(world):
    await start(world, fair_id="f1")
    await world.work(lambda work: timers.hold(work, fair_id="f1"))
    held = left(world)[0]
    await world.work(lambda work: timers.resume(work, fair_id="f1"))
    (runs,) = world.rows(select(timers.deadline))

    assert (held.due_at, held.running_since) == (None, None)
    assert 0 < held.left_s < 60
    assert abs(runs.due_at - runs.running_since - timedelta(seconds=held.left_s)) < SLACK


async def test_a_look_at_what_is_due_reads_nothing_that_lies_ahead(world, leader):
    asked = []

    @event.listens_for(world.database.reading, "before_cursor_execute")
    def note(_connection, _cursor, statement, parameters, _context, _many):
        if "deadline" in statement:
            asked.append((statement, parameters))

    await leader.fire(utc_now())
    event.remove(world.database.reading, "before_cursor_execute", note)

    assert asked
    for statement, parameters in asked:
        plan = "\n".join(map(str, world.look(explained, statement, parameters)))
        assert "ix_deadline_due_at" in plan, plan


def explained(connection, statement, parameters):
    """How this database would find the rows; PostgreSQL as if the table were large."""
    if connection.dialect.name == "sqlite":
        return connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    return connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).all()


async def test_a_refused_due_command_does_not_come_back_for_ever(world):
    broken = CreateFair.model_validate({**CreateFair.example, "zone": "Nowhere/Nothing"})
    leader = Leader(world.server.dispatch, world.server.anchors, {"test": lambda _ref: broken})
    await start(world, seconds=1)

    assert await leader.fire(utc_now() + timedelta(seconds=5)) == 1
    assert left(world) == []
    assert fairs(world) == 0


async def test_a_deadline_survives_a_restart(tmp_path):
    async with running(tmp_path) as world:
        await start(world)
    async with running(tmp_path) as world:
        leader = Leader(world.server.dispatch, world.server.anchors, {"test": lambda _ref: FAIR})

        assert await leader.fire(utc_now() + timedelta(seconds=61)) == 1
        assert fairs(world) == 1


async def test_a_beat_writes_the_heartbeat(world, leader):
    await leader.beat()

    assert len(world.rows("SELECT * FROM heartbeat")) == 1


async def test_a_deadline_that_breaks_does_not_keep_the_others_from_firing(world):
    def make(ref):
        if ref == "bad":
            raise ZeroDivisionError
        return FAIR

    leader = Leader(world.server.dispatch, world.server.anchors, {"test": make})
    await start(world, ref="bad", seconds=1)
    await start(world, ref="good", seconds=2)

    await leader.fire(utc_now() + timedelta(seconds=5))

    assert fairs(world) == 1
    assert [row.ref for row in left(world)] == ["bad"]


async def test_a_deadline_of_another_version_is_dropped(world, leader):
    await world.work(lambda work: timers.start(work, "older", "one", 1))

    await leader.fire(utc_now() + timedelta(seconds=5))

    assert world.rows("SELECT * FROM deadline WHERE kind = 'older'") == []
