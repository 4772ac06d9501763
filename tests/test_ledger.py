"""The ledger: a changed, missing or cut-off row is named; a forgotten person cannot be found."""

import asyncio
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

import pytest
from sqlalchemy import delete, select, update

from fair.decisions import Fact, WrongState
from fair.ledger import (
    Break,
    anchor,
    chain,
    encode,
    facts_of,
    forget,
    ledger,
    new_salt,
    seal,
)
from fair.ledger_check import verify


@dataclass(frozen=True, kw_only=True)
class Happened(Fact):
    kind: ClassVar[str] = "test.happened"
    person_id: str = ""
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class HappenedToo(Fact):
    kind: ClassVar[str] = "test.happened_too"
    amount: Decimal = Decimal("37.50")
    on: date = date(2026, 11, 21)


async def happen(world, *facts):
    await asyncio.gather(*(world.work(lambda work, fact=fact: work.record(fact)) for fact in facts))


def rows(world):
    return world.rows(select(ledger).order_by(ledger.c.stream, ledger.c.seq))


async def test_an_untouched_ledger_verifies(world):
    await happen(world, *(Happened(fair_id="f1", number=n) for n in range(30)))

    assert world.look(verify) == (30, [])


@pytest.mark.parametrize("column", ["data", "kind", "at", "hash", "author", "reason"])
async def test_a_row_that_was_changed_is_named(world, column):
    await happen(world, *(Happened(fair_id="f1", number=n) for n in range(10)))
    row = rows(world)[4]
    changed = row.at.replace(year=2001) if column == "at" else "forged"
    await world.work(
        lambda work: work.write(
            update(ledger).where(ledger.c.seq == row.seq).values({column: changed})
        )
    )

    _, broken = world.look(verify)

    assert Break(row.stream, 5, "the row was changed") in broken
    assert {one.seq for one in broken} <= {5, 6}, "what follows is judged by the row's own hash"


async def test_a_row_taken_out_of_the_middle_is_named(world):
    await happen(world, *(Happened(fair_id="f1", number=n) for n in range(10)))
    await world.work(lambda work: work.write(delete(ledger).where(ledger.c.seq == 6)))

    _, broken = world.look(verify)

    assert [(one.seq, one.why) for one in broken] == [(6, "a row is missing")]


async def test_an_end_that_was_cut_off_is_seen_by_the_anchor(world):
    await happen(world, *(Happened(fair_id="f1", number=n) for n in range(10)))
    await world.server.anchors.drop()
    await world.work(lambda work: work.write(delete(ledger).where(ledger.c.seq > 7)))

    _, broken = world.look(verify)

    assert [(one.seq, one.why) for one in broken] == [(8, "the end was cut off")]


async def test_a_stream_that_is_gone_altogether_is_seen_by_its_anchor(world):
    await happen(world, Happened(fair_id="f1"))
    await world.server.anchors.drop()
    (row,) = rows(world)
    await world.work(lambda work: work.write(delete(ledger)))

    assert world.look(verify) == (0, [Break(row.stream, 1, "the end was cut off")])


async def test_a_history_that_was_written_anew_differs_from_its_anchor(world):
    """Whoever recomputes every hash after a forged row still has the anchor against them."""
    await happen(world, *(Happened(fair_id="f1", number=n) for n in range(5)))
    await happen(world, Happened(fair_id="f2"))
    await world.server.anchors.drop()
    assert world.look(verify) == (6, [])

    first, *others = rows(world)[:5]
    before = first.hash
    for row in others:
        data = row.data.replace('"number":1', '"number":7')
        before = chain(before, row.stream, row.seq, row.at, row.kind, data, author=row.author)
        await world.work(
            lambda work, row=row, data=data, new=before: work.write(
                update(ledger)
                .where(ledger.c.stream == row.stream, ledger.c.seq == row.seq)
                .values(data=data, hash=new)
            )
        )

    assert world.look(verify) == (6, [Break(first.stream, 5, "the row differs from its anchor")])


async def test_an_anchor_is_dropped_where_something_was_added_and_nowhere_else(world):
    await happen(world, *(Happened(fair_id="f1", number=n) for n in range(3)))
    await happen(world, Happened(fair_id="f2"))
    await world.server.anchors.drop()
    await world.server.anchors.drop()
    assert sorted(row.seq for row in world.rows(select(anchor))) == [1, 3]

    await happen(world, Happened(fair_id="f2"))
    await world.server.anchors.drop()

    assert sorted(row.seq for row in world.rows(select(anchor))) == [1, 2, 3]
    assert world.look(verify) == (5, [])


async def test_each_fair_has_a_stream_and_the_house_has_its_own(world):
    await happen(world, Happened(fair_id="f1"), Happened(fair_id="f2"), Happened())

    assert [row.stream.partition(":")[0] for row in rows(world)] == ["f1", "f2", "house"]


async def test_anybody_can_recompute_the_chain_from_sixty_four_zeros(world):
    await happen(world, Happened(fair_id="f1"), Happened(fair_id="f1"))

    one, two = rows(world)

    assert chain("0" * 64, one.stream, 1, one.at, one.kind, one.data, author="clock") == one.hash
    assert chain(one.hash, two.stream, 2, two.at, two.kind, two.data, author="clock") == two.hash


async def test_the_facts_of_a_fair_are_read_without_those_of_another(world):
    await happen(
        world,
        Happened(fair_id="f1", number=1),
        HappenedToo(fair_id="f1"),
        Happened(fair_id="f2", number=2),
    )

    def kinds(fair_id, *kinds):
        return [row.kind for row in world.look(lambda at: list(facts_of(at, fair_id, *kinds)))]

    assert kinds("f1") == ["test.happened", "test.happened_too"]
    assert kinds("f1", "test.happened_too") == ["test.happened_too"]
    assert kinds("f2") == ["test.happened"]


async def test_a_person_has_another_alias_at_each_fair(world):
    await happen(
        world,
        Happened(fair_id="f1", person_id="anna"),
        Happened(fair_id="f1", person_id="anna"),
        Happened(fair_id="f2", person_id="anna"),
    )

    names = [json.loads(row.data)["person_id"] for row in rows(world)]

    assert "anna" not in names
    assert len(set(names)) == 2


async def test_the_chain_holds_after_a_person_was_forgotten(world):
    await happen(world, Happened(fair_id="f1", person_id="anna"))
    await world.work(lambda work: forget(work, "anna"))

    assert world.look(verify) == (1, [])
    assert not world.rows("SELECT * FROM alias")


async def test_facts_of_a_refused_work_are_not_recorded(world):
    def refuse(work):
        work.record(Happened(fair_id="f1"))
        raise WrongState

    with pytest.raises(WrongState):
        await world.work(refuse)
    await happen(world, Happened(fair_id="f1"))

    assert world.look(verify) == (1, [])


def test_a_fact_is_written_in_one_way_with_amounts_and_days_as_people_write_them():
    assert encode(HappenedToo(fair_id="f1"), {}) == (
        '{"amount":"37.50","fair_id":"f1","on":"2026-11-21"}'
    )


def test_a_salt_has_a_hundred_and_twenty_eight_bits_and_is_never_the_same():
    assert len({new_salt() for _ in range(100)}) == 100
    assert {len(bytes.fromhex(new_salt())) * 8 for _ in range(10)} == {128}


def test_a_sealed_value_cannot_be_told_from_another_without_its_salt():
    assert seal("Zhao", new_salt()) != seal("Zhao", new_salt())


async def test_rows_from_before_authors_were_kept_verify_as_they_did(world):
    await happen(world, *(Happened(fair_id="f1", number=n) for n in range(3)))
    before = "0" * 64
    for row in rows(world):
        before = chain(before, row.stream, row.seq, row.at, row.kind, row.data)
        await world.work(
            lambda work, row=row, new=before: work.write(
                update(ledger).where(ledger.c.seq == row.seq).values(author="", hash=new)
            )
        )
    assert world.look(verify) == (3, [])


async def test_the_author_cannot_be_moved_into_what_happened(world):
    await happen(world, Happened(fair_id="f1"))
    (row,) = rows(world)
    moved = {"author": "", "data": f"{row.data}\n{row.author}\n{row.reason}"}
    await world.work(lambda work: work.write(update(ledger).values(**moved)))

    _, broken = world.look(verify)

    assert broken == [Break(row.stream, 1, "the row was changed")]
