"""Two processes write one ledger: the leader's anchor holds what both wrote, and a cut is seen."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import delete, select

from fair.anchors import newest_head
from fair.contract.programme import CloseFair
from fair.decisions import Fact
from fair.heads import heads_in
from fair.ledger import anchor, ledger
from fair.ledger_check import verify
from tests.booths.scene import a_scene
from tests.world import running


@dataclass(frozen=True, kw_only=True)
class Written(Fact):
    kind: ClassVar[str] = "test.written"
    number: int = 0


@pytest.fixture
async def two(tmp_path):
    """The leader, and another process on the same database."""
    async with running(tmp_path) as leads, running(tmp_path) as other:
        await leads.server.anchors.begin()
        yield leads, other


async def happen(world, *numbers):
    for number in numbers:
        fact = Written(fair_id="f1", number=number)
        await world.work(lambda work, fact=fact: work.record(fact))


def tails(world, table):
    return {
        row.stream: row.seq
        for row in world.rows(select(table).order_by(table.c.stream, table.c.seq))
        if row.stream.startswith("f1:")
    }


async def test_the_leaders_anchor_holds_the_streams_of_every_process(two):
    leads, other = two
    await happen(leads, 1, 2)
    await happen(other, 3, 4, 5)
    await leads.server.anchors.drop()
    await happen(other, 6)
    await leads.server.anchors.drop()

    assert sorted(tails(leads, ledger).values()) == [2, 4]
    assert tails(leads, anchor) == tails(leads, ledger)
    assert leads.look(newest_head).rows == len(leads.rows(select(ledger.c.seq)))


async def test_the_end_of_another_process_stream_that_was_cut_off_is_found(two):
    leads, other = two
    await happen(other, 1, 2, 3)
    (stream,) = tails(leads, ledger)
    await leads.server.anchors.drop()
    assert leads.look(verify)[1] == []

    last = (ledger.c.stream == stream, ledger.c.seq == 3)
    await leads.work(lambda work: work.write(delete(ledger).where(*last)))

    assert [(one.stream, one.why) for one in leads.look(verify)[1]] == [
        (stream, "the end was cut off")
    ]


async def test_no_work_is_ever_earlier_than_the_last_one_of_another_process(two):
    leads, other = two
    for world in (leads, other, leads, other):
        await happen(world, 1)

    times = [row.at for row in leads.rows(select(ledger.c.at).where(ledger.c.kind == Written.kind))]
    writers = leads.rows(
        select(ledger.c.at, ledger.c.stream).where(ledger.c.kind == Written.kind).order_by("at")
    )
    assert len(set(times)) == 4
    assert [row.stream for row in writers[::2]] == [writers[0].stream] * 2


async def test_a_fair_that_another_process_closed_leaves_the_house_with_the_next_look(tmp_path):
    kept = tmp_path / "heads.txt"
    async with (
        running(tmp_path, ledger_heads_file=str(kept)) as leads,
        running(tmp_path) as other,
    ):
        await leads.server.anchors.begin()
        scene = await a_scene(other)
        await scene.started()
        await leads.server.anchors.drop()
        await leads.server.outlets.turn()
        await other.do(CloseFair(fair_id=scene.fair_id), scene.organiser)
        await leads.server.anchors.drop()
        await leads.server.outlets.turn()

        assert heads_in(kept.read_text())[-1] == leads.look(newest_head)
        assert len(heads_in(kept.read_text())) == 2
