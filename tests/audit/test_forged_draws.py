"""Whoever forges a draw, with the database and its key, is found by the checks of the record."""

from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from fair.audit import reads, store
from fair.audit.draw import WITH_ID, drawn
from fair.audit.facts import HiresDrawn
from fair.board import verify_reads
from fair.db import Work, new_id
from fair.evidence import bundle_check_reads
from tests.audit.house import House, a_house
from tests.world import World


@pytest_asyncio.fixture
async def house(world: World) -> House:
    return await a_house(world, "Zhenlan", "Borong", "Chenxi")


async def forge(house: House) -> str:
    """Keep a draw of a friend as a server would that was changed by whoever runs it."""
    (real,) = house.world.look(reads.draws, house.fair_id)
    made = replace(real, id=new_id(), number=2, many=1)
    friend = drawn(made.seed, made.id, house.hired, 3)[-1]  # whom the seed would draw last

    def keep(work: Work) -> None:
        forged = replace(made, drawn_at=work.now)
        store.add_draw(work, forged, [friend])
        work.record(
            HiresDrawn(
                fair_id=made.fair_id, draw_id=made.id, account_id=made.account_id, number=2,
                seed=made.seed, many=1, of=made.of, drawn=(friend,), rule=WITH_ID,
            )
        )  # fmt: skip

    await house.world.work(keep)
    return made.id


async def bundle(house: House, out: Path) -> Path:
    async with house.world.web(house.stage.tokens["Eve"]) as web:
        out.write_bytes((await web.get(f"/organise/fairs/{house.fair_id}/evidence.zip")).content)
    return out


async def test_draws_that_hold_are_said_to_in_the_database_and_in_the_bundle(
    house: House, tmp_path: Path
) -> None:
    await house.draw()

    _, lines = house.world.look(verify_reads.report)
    assert [one for one in lines if "1 draws, drawn again" in one]
    _, said = bundle_check_reads.verify(await bundle(house, tmp_path / "evidence.zip"))
    assert "draws of audits, drawn again from the ledger: 1" in said


@pytest.mark.parametrize("where", ["database", "bundle"])
async def test_a_draw_whose_hires_its_seed_does_not_give_is_named(
    house: House, tmp_path: Path, where: str
) -> None:
    await house.draw()
    forged = await forge(house)

    if where == "database":
        holds, lines = house.world.look(verify_reads.report)
    else:
        holds, lines = bundle_check_reads.verify(await bundle(house, tmp_path / "evidence.zip"))

    assert not holds
    assert [one for one in lines if forged in one]
    assert "Drawn again from the ledger: not the same hires." in await house.page(
        f"/audit/draws/{forged}"
    )
