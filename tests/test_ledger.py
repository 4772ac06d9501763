"""The ledger: a changed, missing or cut-off row is named; a forgotten person cannot be found."""

import asyncio
import json
from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import delete, select, update

from fair.decisions import Fact, WrongState
from fair.ledger import Break, forget, ledger, new_salt, seal, verify


@dataclass(frozen=True, kw_only=True)
class Happened(Fact):
    kind: ClassVar[str] = "test.happened"
    person_id: str = ""
    number: int = 0


async def happen(world, *facts):
    await asyncio.gather(*(world.work(lambda work, fact=fact: work.record(fact)) for fact in facts))


def rows(world):
    return world.rows(select(ledger).order_by(ledger.c.stream, ledger.c.seq))


async def test_an_untouched_ledger_verifies(world):
    await happen(world, *(Happened(fair_id="f1", number=n) for n in range(30)))

    assert world.look(verify) == (30, None)


@pytest.mark.parametrize("column", ["data", "kind", "at", "hash"])
async def test_the_first_row_that_was_changed_is_named(world, column):
    await happen(world, *(Happened(fair_id="f1", number=n) for n in range(10)))
    row = rows(world)[4]
    changed = row.at.replace(year=2001) if column == "at" else "forged"
    await world.work(
        lambda work: work.write(
            update(ledger).where(ledger.c.seq == row.seq).values({column: changed})
        )
    )

    _, broken = world.look(verify)

    assert broken == Break(row.stream, 5, "the row was changed")


async def test_a_row_taken_out_of_the_middle_is_named(world):
    await happen(world, *(Happened(fair_id="f1", number=n) for n in range(10)))
    await world.work(lambda work: work.write(delete(ledger).where(ledger.c.seq == 6)))

    _, broken = world.look(verify)

    assert broken
    assert (broken.seq, broken.why) == (6, "a row is missing")


async def test_an_end_that_was_cut_off_is_seen_by_the_anchor(world):
    await happen(world, *(Happened(fair_id="f1", number=n) for n in range(10)))
    await world.work(world.server.ledger.drop_anchor)
    await world.work(lambda work: work.write(delete(ledger).where(ledger.c.seq > 7)))

    _, broken = world.look(verify)

    assert broken
    assert broken.why == "the end was cut off"


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

    assert world.look(verify) == (1, None)
    assert not world.rows("SELECT * FROM alias")


async def test_facts_of_a_refused_work_are_not_recorded(world):
    def refuse(work):
        work.record(Happened(fair_id="f1"))
        raise WrongState

    with pytest.raises(WrongState):
        await world.work(refuse)
    await happen(world, Happened(fair_id="f1"))

    assert world.look(verify) == (1, None)


def test_a_sealed_value_cannot_be_told_from_another_without_its_salt():
    assert seal("Zhao", new_salt()) != seal("Zhao", new_salt())
