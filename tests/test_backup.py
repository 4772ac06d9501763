"""A backup that is made as docs/operating.md says, while commands arrive, is a whole fair again."""

import asyncio
import contextlib
import sqlite3
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fair.cli import cli
from fair.queue import reads as queue
from scripts.with_engines import program
from tests import databases
from tests.booths.scene import a_scene
from tests.queue.day import Day
from tests.world import serving

pytestmark = pytest.mark.timeout(300)


def backed_up_postgres(folder: Path, beside: Path) -> str:
    """Dump with pg_dump, restore into an empty database; return its address."""
    file = folder / "fair.dump"
    dump = [program("pg_dump"), "--format=custom", f"--file={file}"]
    subprocess.run([*dump, databases.make_on_postgres(folder)], check=True)
    url = databases.empty_on_postgres(beside)
    restore = [program("pg_restore"), "--no-owner", "--exit-on-error", f"--dbname={url}"]
    subprocess.run([*restore, str(file)], check=True)
    return url


def backed_up_sqlite(folder: Path, beside: Path) -> str:
    """Copy by SQLite's own backup; return the copy's address."""
    beside.mkdir()
    with (
        contextlib.closing(sqlite3.connect(folder / "fair.db")) as here,
        contextlib.closing(sqlite3.connect(beside / "fair.db")) as there,
    ):
        here.backup(there)
    return f"sqlite:///{beside}/fair.db"


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_what_was_acknowledged_before_a_backup_is_in_it_and_it_verifies(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, beside = tmp_path / "fair", tmp_path / "restored"
    folder.mkdir()
    make, back_up = {
        "sqlite": (databases.make_file, backed_up_sqlite),
        "postgres": (databases.make_on_postgres, backed_up_postgres),
    }[engine]
    key = str(folder / "key")

    async def a_day() -> tuple[str, str, list[str]]:
        async with serving(folder, database_url=make(folder), ledger_key=key) as world:
            scene = await a_scene(world)
            await scene.started()
            day = Day(world, scene)
            before = [(await day.waiting(1))[0][1] for _ in range(3)]
            await world.server.anchors.drop()
            going = asyncio.create_task(day.waiting(1000))
            while len(world.look(queue.live_tickets, day.booth_id)) < len(before) + 3:
                await asyncio.sleep(0)
            url = await asyncio.to_thread(back_up, folder, beside)
            assert not going.done()
            going.cancel()
            await asyncio.gather(going, return_exceptions=True)
        return url, day.booth_id, before

    url, booth_id, before = asyncio.run(a_day())

    monkeypatch.setenv("FAIR_DATABASE_URL", url)
    monkeypatch.setenv("FAIR_LEDGER_KEY", key)
    monkeypatch.setenv("FAIR_SECRET", "a secret for tests " * 3)
    done = CliRunner().invoke(cli, ["ledger", "verify"])
    assert done.exit_code == 0, done.output
    assert "DIFFERS" not in done.output

    async def the_next_start() -> set[str]:
        async with serving(beside, database_url=url, ledger_key=key) as world:
            return {one.id for one in world.look(queue.live_tickets, booth_id)}

    assert set(before) <= asyncio.run(the_next_start())
