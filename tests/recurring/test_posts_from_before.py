"""A database from before posts went from fair to fair: its posts are shown where they stood."""

from dataclasses import replace
from pathlib import Path

from alembic import command

from fair import upgrade
from fair.board.rows_reads import verify_rows
from fair.recurring import reads
from tests.recurring.scene import a_fair_that_runs, closed, next_fair, opened, post, taken
from tests.world import World, running

BEFORE = "0030"
YOUNGER = "licence_act "  # a table that going back took away, with rows that no older house has


def holds(world: World) -> None:
    found = world.look(verify_rows)
    said = [str(one) for one in (*found.breaks, *found.differences)]
    assert [one for one in said if not one.startswith(YOUNGER)] == []


async def test_posts_of_an_older_database_stand_where_they_stood_and_go_on(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        scene = await a_fair_that_runs(world)
        vacancy_id = await opened(scene)
        url = world.server.settings.database_url
    command.downgrade(upgrade.config(url), BEFORE)
    upgrade.upgrade(url)

    async with running(tmp_path) as world:
        scene = replace(scene, world=world)
        holds(world)
        assert world.look(reads.stands_at, post(scene, vacancy_id), scene.booth_id)
        fair_id, booth_id = await next_fair(scene)
        await taken(scene, booth_id, vacancy_id)
        await closed(scene)
        assert post(scene, vacancy_id).fair_id == fair_id
        holds(world)
