"""What people do, however it goes, is what the ledger tells: no false alarm, and old days count."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Connection, text

from fair.board.rows_reads import verify_rows
from fair.board.verify_reads import report
from fair.contract.interviews import ConcludeInterview
from fair.contract.people import EraseOnRequest
from fair.contract.programme import CloseFair, PauseFair, ResumeFair
from fair.contract.queue import GetReady, JoinQueue, LeaveQueue, PostponeTicket
from fair.db import utc_now
from fair.glossary import Outcome
from fair.ledger import GENESIS, chain
from fair.things import FoldedThings
from tests.board.audited import Audited, audited
from tests.hiring.stage import Stage
from tests.queue.day import Day, a_day
from tests.world import World, running


def holds(world: World) -> None:
    found = world.look(verify_rows)
    assert found.breaks == []
    assert [str(one) for one in found.differences] == []
    assert not found.from_before


async def test_a_day_is_verified_after_each_step_and_a_restart_in_its_middle(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as world:
        found = await audited(world)
        holds(world)
        scene, stage = found.stage.scene, found.stage
        who = await found.day.seeker()
        ticket_id = await found.day.join(who)
        await found.day.look()
        holds(world)
    async with running(tmp_path) as world:  # the process was killed and started again
        found.world = stage.world = found.day.world = world
        await found.pass_by(hours=3)
        call = await found.day.call()
        talker = found.who(call)
        interview_id = await found.talk(call, talker)
        holds(world)
        no = ConcludeInterview(
            interview_id=interview_id, outcome=Outcome.NO_FIT, reason="certificate"
        )
        await world.do(no, scene.recruiter)
        steps: list[Callable[[], Awaitable[Any]]] = [
            lambda: world.do(PauseFair(fair_id=scene.fair_id), scene.organiser),
            lambda: world.do(ResumeFair(fair_id=scene.fair_id), scene.organiser),
            lambda: world.do(
                EraseOnRequest(person_id=talker.person_id, sure="yes", reason="wrote"),
                scene.organiser,
            ),
            lambda: world.do(CloseFair(fair_id=scene.fair_id), scene.organiser),
            lambda: world.do(
                EraseOnRequest(person_id=_hired(world), sure="yes", reason="wrote"), scene.organiser
            ),
        ]
        for step in steps:
            await step()
            holds(world)
        assert found.day.ticket(ticket_id).ended_at or ticket_id == call.ticket_id


def _hired(world: World) -> str:
    return str(world.rows("select person_id from hire where state = 'hired'")[0].person_id)


async def test_two_processes_whose_clocks_differ_are_read_as_one_story(tmp_path: Path) -> None:
    async with running(tmp_path) as world, running(tmp_path) as other:
        day = await a_day(world)
        who = await day.seeker()
        other.clock(utc_now() + timedelta(minutes=20))  # its clock is wrong
        ticket = await other.do(JoinQueue(booth_id=day.booth_id), who)
        await world.do(GetReady(ticket_id=ticket.ticket_id), who)
        await other.do(PostponeTicket(ticket_id=ticket.ticket_id), who)
        await world.do(LeaveQueue(ticket_id=ticket.ticket_id), who)
        streams = world.rows("select distinct stream from ledger where fair_id <> ''")
        assert len(streams) == 2
        holds(world)


async def test_the_report_names_thing_column_and_both_values(stage: Stage) -> None:
    day = Day(stage.world, stage.scene, booths=[stage.scene.booth_id])
    ((_, ticket_id),) = await day.waiting(1)
    await stage.world.work(lambda work: work.write(text("update ticket set number = 7")))

    good, lines = stage.world.look(report)

    assert not good
    assert f"DIFFERS ticket {ticket_id}: number is 7, the ledger says 1" in lines
    assert lines[-1] == "something does not hold; see above"
    assert any("facts a second" in line for line in lines)


# --- days from before facts carried so much -------------------------------------------------------

# What version 2 of the facts added, by kind; the kinds that there were not.
ADDED = {
    "consent.given": {"fields"},
    "fair.created": {"zone", "opens_at", "closes_at", "most_tickets", "languages", "hashes"},
    "fair.changed": {"zone", "opens_at", "closes_at", "most_tickets", "languages", "hashes"},
    "hall.added": {"hashes"}, "session.added": {"opens_at", "closes_at"},
    "session.moved": {"opens_at", "closes_at"}, "announcement.posted": {"account_id"},
    "call.rang": {"medium"}, "employer.added": {"hashes"}, "booth.added": {"hashes"},
    "booth.told": {"hashes", "hall_id", "number"},
    "licence.submitted": {"valid_from", "valid_to", "reserve_cents", "hashes"},
    "vacancy.opened": {"employer_id", "head_count", "ends_at", "shows", "hashes"},
    "vacancy.changed": {"employer_id", "head_count", "ends_at", "shows", "hashes"},
    "interview.concluded": {"answer_hash"}, "interview.started": {"telephone"},
    "interview.resumed": {"telephone"}, "ticket.returned": {"rank"},
    "ticket.taken": {"there", "phone_ok", "helper", "text_only"}, "ticket.called": {"named"},
    "offer.made": {"starts_on"}, "offer.frozen": {"left_s"},
    "case.opened": {"employer_id", "about_person_id"}, "case.answered": {"reply_id"},
}  # fmt: skip
NEW = ("forecast.shown", "overtake.noted", "interview.talked")


def _as_of_old(connection: Connection) -> None:
    """Write the ledger anew, as the version before would have written the same day."""
    rows = connection.execute(text("select * from ledger order by stream, seq")).all()
    for table in ("ledger", "reason", "fact_about"):
        connection.execute(text(f"delete from {table}"))
    heads: dict[str, tuple[int, str]] = {}
    for row in rows:
        if row.kind in NEW:
            continue
        stream = row.stream.rpartition(":")[0]
        seq, before = heads.get(stream, (0, GENESIS))
        data = {
            name: value
            for name, value in orjson.loads(row.data).items()
            if name not in ADDED.get(row.kind, ())
        }
        said = orjson.dumps(data, option=orjson.OPT_SORT_KEYS).decode()
        at = utc_now().fromtimestamp(row.at // 1_000_000, tz=utc_now().tzinfo)
        at = at.replace(microsecond=row.at % 1_000_000)
        digest = chain(before, stream, seq + 1, at, row.kind, said)
        heads[stream] = (seq + 1, digest)
        connection.execute(
            text(
                "insert into ledger (stream, seq, fair_id, at, kind, data, hash)"
                " values (:stream, :seq, :fair, :at, :kind, :data, :hash)"
            ),
            {
                "stream": stream, "seq": seq + 1, "fair": row.fair_id, "at": row.at,
                "kind": row.kind, "data": said, "hash": digest,
            },
        )  # fmt: skip


@pytest.fixture
async def old(tmp_path: Path) -> Any:
    """A day that was written before, on which the present version goes on."""
    async with running(tmp_path) as world:
        found = await audited(world)
        await world.work(lambda work: _as_of_old(work.connection))
        yield found


async def test_a_day_from_before_holds_and_says_what_it_cannot_prove(old: Audited) -> None:
    found = old.world.look(verify_rows)

    assert found.breaks == []
    assert [str(one) for one in found.differences] == []
    assert {"forecast", "overtake", "case_reply", "consent.fields", "ticket.phone_ok"} <= set(
        found.from_before
    )
    assert (
        found.from_before["overtake"] == old.world.rows("select count(*) as n from overtake")[0].n
    )
    assert any("not verifiable" in line for line in old.world.look(report)[1])


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("update ticket set number = 90 where number = 2", "ticket"),
        ("update interview set outcome = 'no_fit' where outcome = 'offer'", "interview"),
        ("delete from consent where withdrawn_at is null", "consent"),
        ("update hire set person_confirmed_at = 1", "hire"),
        ("update offer set terms = '{\"a\": 1}'", "offer"),
    ],
)
async def test_what_the_facts_of_before_did_carry_is_proved_all_the_same(
    old: Audited, change: str, table: str
) -> None:
    await old.world.work(lambda work: work.write(text(change)))

    assert table in {one.table for one in old.world.look(verify_rows).differences}


async def test_from_the_first_new_fact_on_nothing_passes_as_from_before(old: Audited) -> None:
    before = old.world.look(verify_rows).from_before["overtake"]
    await old.world.do(CloseFair(fair_id=old.stage.scene.fair_id), old.stage.scene.organiser)
    await old.world.work(
        lambda work: work.write(
            text(
                "insert into overtake select 'forged', fair_id, booth_id, ticket_id, number, cause,"
                " above, below, (select max(at) from ledger) from overtake limit 1"
            )
        )
    )

    found = old.world.look(verify_rows)

    assert [str(one) for one in found.differences if one.table == "overtake"] == [
        "overtake forged: there is a row, the ledger does not tell of it"
    ]
    assert found.from_before["overtake"] == before


# --- what stands in memory ------------------------------------------------------------------------


def test_things_go_aside_and_come_back_as_they_were() -> None:
    things = FoldedThings(most=10)
    for number in range(100):
        things.new("ticket", f"t{number}", {"number": number, "cause": None})
    things.get("ticket", "t3")["cause"] = "kept"
    things.drop("ticket", "t4")

    assert things.get("ticket", "t3") == {"number": 3, "cause": "kept"}
    assert things.get("ticket", "t4") == {}
    taken = things.take_each("ticket", ["t99", "t1", "t4", "nobody"])
    assert [row and row["number"] for row in taken] == [99, 1, None, None]
    assert len(dict(things.rest("ticket"))) == 97
    things.close()


def test_what_is_asked_of_nobody_changes_nothing() -> None:
    things = FoldedThings()
    things.get("ticket", "unknown")["number"] = 7

    assert list(things.rest("ticket")) == []
