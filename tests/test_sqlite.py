"""What lies beside the database: for this account only, and nothing of what was deleted."""

import asyncio
import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import insert, text, update

from fair import private, sqlite
from fair.contract.people import Erase
from fair.people.store import person_table
from fair.settings import Settings
from tests.people.helpers import registered, seeker
from tests.world import World, running

SPOKEN = "Quillonia Wrenfeather"


def bytes_beside(folder: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def others_read(folder: Path) -> list[str]:
    return [
        f"{file.name} {stat.filemode(file.stat().st_mode)}"
        for file in sorted(folder.rglob("*"))
        if file.stat().st_mode & 0o077
    ]


async def people(world: World, count: int) -> None:
    """Save many at once, so that pages split, move and fill several levels of a tree."""

    def add(work):
        for number in range(count):
            work.write(
                insert(person_table),
                {
                    "id": f"{(number * 7919) % 100_000:012}",
                    "name": f"{SPOKEN} {number:05}",
                    "search_name": f"{SPOKEN} {number:05}".casefold() + "y" * (number % 90),
                    "phone": f"1390000{number:05}",
                    "lang": "en",
                    "made_at": work.now,
                },
            )

    await world.work(add)


@pytest.mark.parametrize("how", ["blanked", "deleted"])
async def test_no_byte_of_an_erased_value_is_left_in_any_file_after_the_quiet_hour(tmp_path, how):
    folder = tmp_path / "kept"
    async with running(folder) as world:
        await people(world, 3000)
        assert SPOKEN.encode() in bytes_beside(folder)
        gone = (
            update(person_table).values(name="", search_name="", phone="")
            if how == "blanked"
            else text("DELETE FROM person")
        )
        await world.work(lambda work: work.write(gone))
        assert SPOKEN.encode() in bytes_beside(folder), "the log has the pages as they were"

        quiet = False
        cleaner = sqlite.Cleaner(world.database.writing, lambda: quiet)
        cleaner.clean()
        assert (folder / "fair.db-wal").stat().st_size == 0
        quiet = True
        cleaner.clean()

        left = bytes_beside(folder).lower()
        assert SPOKEN.lower().encode() not in left
        assert b"1390000" not in left


async def test_whoever_erases_is_gone_from_the_log_as_soon_as_nobody_reads(tmp_path):
    folder = tmp_path / "kept"
    async with running(folder) as world, asyncio.timeout(20):
        lan = await registered(world, given_name=SPOKEN)
        emptier = asyncio.create_task(world.server.cleaner.run())
        try:
            with world.database.reading.connect() as reader, reader.begin():
                reader.execute(text("SELECT count(*) FROM person")).scalar()
                await world.do(Erase(sure="yes"), seeker(lan))
                assert not sqlite.empty_wal(world.database.writing), "somebody reads what was"
            while SPOKEN.encode() in bytes_beside(folder):
                await asyncio.sleep(0.01)
        finally:
            emptier.cancel()


async def test_erased_values_are_overwritten_whatever_the_library_was_built_with(world):
    for engine in (world.database.writing, world.database.reading):
        with engine.connect() as connection:
            assert connection.execute(text("PRAGMA secure_delete")).scalar() == 1


async def test_a_database_is_for_this_account_only_from_its_first_byte(tmp_path):
    before = os.umask(0)
    try:
        async with running(tmp_path / "kept") as world:
            await registered(world)
            assert others_read(tmp_path / "kept") == []
    finally:
        os.umask(before)


async def test_a_database_that_others_could_read_is_corrected_and_the_log_says_so(tmp_path, caplog):
    file = tmp_path / "fair.db"
    for one in (file, tmp_path / "fair.db-wal"):
        one.touch()
        one.chmod(0o644)

    sqlite.keep_private(file)

    assert others_read(tmp_path) == []
    assert "fair.db could be read by others (644)" in caplog.text
    caplog.clear()
    sqlite.keep_private(file)
    assert caplog.text == ""


def test_our_own_folder_is_corrected_and_the_operators_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("var", "srv"):
        Path(folder).mkdir()
        Path(folder).chmod(0o755)
        sqlite.keep_private(Path(folder) / "fair.db")

    assert Path("var").stat().st_mode & 0o777 == 0o700
    assert Path("srv").stat().st_mode & 0o777 == 0o755


def test_the_secret_and_the_links_are_never_readable_by_others(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = os.umask(0)
    try:
        assert len(Settings.read().secret) >= 32
        private.write(tmp_path / "var" / "demo-links.json", "{}")
        assert others_read(tmp_path) == []
        (tmp_path / "var").chmod(0o755)
        assert Settings.read().secret == Settings.read().secret
        assert others_read(tmp_path) == []
    finally:
        os.umask(before)
