"""`fair backup`, `fair restore`, `fair export-all`, as somebody types them beside a real fair."""

import asyncio
import csv
import io
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from fair import all_tables, one_server
from fair.backup_postgres import Failed, program
from fair.cli import cli
from fair.queue import reads as queue
from fair.tables import metadata
from tests import databases
from tests.booths.scene import a_scene
from tests.hiring.stage import a_stage
from tests.queue.day import Day
from tests.world import serving

pytestmark = pytest.mark.timeout(300)
SECRET = "a secret for tests " * 3


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FAIR_SECRET", raising=False)


def typed(url: str, key: Path, *arguments: str, secret: str = SECRET) -> tuple[int, str]:
    """Type `fair …` in a house; the exit code and what was said."""
    env = {"FAIR_DATABASE_URL": url, "FAIR_LEDGER_KEY": str(key), "FAIR_SECRET": secret}
    done = CliRunner().invoke(cli, list(arguments), env=env)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def a_house(folder: Path, url: str) -> tuple[str, list[str]]:
    """Let people stand in line while the backup `folder/saved` is made; who stood there before."""
    key = folder / "ledger.key"

    async def a_day() -> tuple[str, list[str]]:
        async with serving(folder, database_url=url, ledger_key=str(key)) as world:
            scene = await a_scene(world)
            await scene.started()
            day = Day(world, scene)
            before = [(await day.waiting(1))[0][1] for _ in range(3)]
            await world.server.anchors.drop()
            going = asyncio.create_task(day.waiting(1000))
            while len(world.look(queue.live_tickets, day.booth_id)) < len(before) + 2:
                await asyncio.sleep(0)
            code, said = await asyncio.to_thread(typed, url, key, "backup", str(folder / "saved"))
            assert code == 0, said
            assert not going.done()
            going.cancel()
            await asyncio.gather(going, return_exceptions=True)
        return day.booth_id, before

    return asyncio.run(a_day())


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_backup_that_was_made_while_people_joined_comes_back_and_serves(
    engine: str, tmp_path: Path
) -> None:
    folder, new = tmp_path / "fair", tmp_path / "new"
    folder.mkdir()
    new.mkdir()
    if engine == "sqlite":
        url, there = databases.make_file(folder), f"sqlite:///{new}/fair.db"
    else:
        url, there = databases.make_on_postgres(folder), databases.empty_on_postgres(new)
    booth_id, before = a_house(folder, url)

    code, said = typed(there, new / "ledger.key", "restore", str(folder / "saved"))

    assert code == 0, said
    assert "everything holds" in said
    assert "DIFFERS" not in said
    assert (new / "ledger.key").read_bytes() == (folder / "ledger.key").read_bytes()
    assert stat.S_IMODE((new / "ledger.key").stat().st_mode) == 0o600
    for one in (folder / "saved").iterdir():
        assert stat.S_IMODE(one.stat().st_mode) == 0o600, one

    async def the_next_start() -> set[str]:
        key = str(new / "ledger.key")
        async with serving(new, database_url=there, ledger_key=key) as world:
            return {one.id for one in world.look(queue.live_tickets, booth_id)}

    assert set(before) <= asyncio.run(the_next_start())
    # Once more: now there is a fair already.
    code, said = typed(there, new / "ledger.key", "restore", str(folder / "saved"))
    assert code == 1
    assert "--over" in said
    code, said = typed(there, new / "ledger.key", "restore", "--over", str(folder / "saved"))
    assert code == 0, said
    assert typed(there, new / "ledger.key", "ledger", "verify")[0] == 0


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A backup of a small fair in `fair/saved`, and the fair still in its place."""
    folder = tmp_path / "fair"
    folder.mkdir()
    url = databases.make_file(folder)

    async def a_moment() -> None:
        async with serving(
            folder, database_url=url, ledger_key=str(folder / "ledger.key")
        ) as world:
            stage = await a_stage(world)
            await stage.offered(await stage.talked("Lan"))
            await world.server.anchors.drop()

    asyncio.run(a_moment())
    code, said = typed(url, folder / "ledger.key", "backup", str(folder / "saved"))
    assert code == 0, said
    return folder


def restored(folder: Path, *more: str) -> tuple[int, str]:
    url = f"sqlite:///{folder}/fair.db"
    return typed(url, folder / "ledger.key", "restore", *more, str(folder / "saved"))


def test_nothing_comes_back_under_a_server_that_runs(saved: Path) -> None:
    held = one_server.hold(saved / "fair.db.serving", "http://127.0.0.1:8000")
    assert held == ""
    try:
        code, said = restored(saved, "--over")
    finally:
        one_server._held.pop().close()
    assert code == 1
    assert "A server of Fair has this database, at http://127.0.0.1:8000. Stop it first." in said


def test_what_was_in_the_place_is_kept_aside(saved: Path) -> None:
    before = (saved / "fair.db").read_bytes()
    assert restored(saved)[0] == 1
    assert (saved / "fair.db").read_bytes() == before
    code, said = restored(saved, "--over")
    assert code == 0, said
    (aside,) = [
        one for one in saved.glob("fair.db.before-*") if not one.name.endswith(("-wal", "-shm"))
    ]
    assert str(aside) in said


def test_a_backup_that_was_touched_takes_nobodys_place(saved: Path) -> None:
    with (saved / "saved/fair.db").open("ab") as file:
        file.write(b"more")
    code, said = restored(saved, "--over")
    assert code == 1
    assert "was changed since the backup was made" in said
    assert not list(saved.glob("fair.db.before-*"))


def test_a_fair_whose_ledger_does_not_hold_takes_nobodys_place(saved: Path) -> None:
    url = f"sqlite:///{saved}/fair.db"
    with closing(sqlite3.connect(saved / "fair.db")) as crook, crook:
        crook.execute("UPDATE offer SET state = 'withdrawn'")
    assert typed(url, saved / "ledger.key", "backup", "forged")[0] == 0
    new = saved.parent / "new"
    there = f"sqlite:///{new}/fair.db"
    code, said = typed(there, new / "ledger.key", "restore", "forged")
    assert code == 1
    assert "DIFFERS offer" in said
    assert "nothing was put into the place" in said
    assert not (new / "fair.db").exists()
    assert not (new / "ledger.key").exists()


def test_the_secret_that_the_house_made_itself_comes_along_and_can_be_left_out(
    saved: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{saved}/fair.db"
    (tmp_path / "var").mkdir()
    (tmp_path / "var/secret").write_text(SECRET.strip())
    code, said = typed(url, saved / "ledger.key", "backup", "with", secret=SECRET.strip())
    assert code == 0, said
    assert (tmp_path / "with/secret").read_text() == SECRET.strip()
    code, said = typed(url, saved / "ledger.key", "backup", "without", "--no-keys")
    assert code == 0, said
    assert {one.name for one in (tmp_path / "without").iterdir()} == {"backup.json", "fair.db"}
    code, said = typed(url, saved / "ledger.key", "backup", "with")
    assert code == 1
    assert "is there already" in said


def test_a_backup_typed_in_another_folder_leaves_no_secret_out_and_takes_nobodys_folder_away(
    saved: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{saved}/fair.db"
    (tmp_path / "mine.part").mkdir()
    (tmp_path / "mine.part/photo").write_text("sea")
    code, said = typed(url, saved / "ledger.key", "backup", "mine", secret="")
    assert code == 1
    assert "go to the folder in which the server runs, set FAIR_SECRET" in said
    code, said = typed(url, saved / "ledger.key", "backup", "mine")
    assert code == 0, said
    assert (tmp_path / "mine.part/photo").read_text() == "sea"
    assert not list(tmp_path.glob("mine.*.part"))


def test_what_is_no_backup_is_said_to_be_none(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    url = f"sqlite:///{tmp_path}/nowhere.db"
    code, said = typed(url, saved / "ledger.key", "restore", "photos")
    assert code == 1
    assert "photos is no backup of Fair" in said


def test_a_missing_program_of_postgresql_is_named_with_what_to_install() -> None:
    with pytest.raises(Failed, match="sudo apt-get install postgresql-client"):
        program("pg_no_such_program")


def test_an_office_that_leaves_takes_every_table_along_but_nothing_that_lets_anybody_in(
    saved: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{saved}/fair.db"
    code, said = typed(url, saved / "ledger.key", "export-all", "all.zip")
    assert code == 0, said
    with zipfile.ZipFile(tmp_path / "all.zip") as bag:
        held = {name: bag.read(name).decode("utf-8-sig") for name in bag.namelist()}
    engine = create_engine(url)
    with engine.connect() as at:
        hashed = at.execute(text("SELECT password_hash FROM account")).scalars().all()
        for table in metadata.tables:
            if table in all_tables.SECRETS:
                assert f"{table}.csv" not in held
                continue
            rows = list(csv.reader(io.StringIO(held[f"{table}.csv"])))
            counted = at.execute(text(f"SELECT count(*) FROM {table}")).scalar()
            assert len(rows) == 1 + (counted or 0), table
    engine.dispose()
    assert "Lan" in held["person.csv"]
    assert not [one for one in hashed if one and one in "".join(held.values())]
    assert "keep them as you keep the database" in held["README.txt"]
    code, said = typed(url, saved / "ledger.key", "export-all", "all.zip")
    assert code == 1
    assert "is there already" in said


def test_each_column_that_could_let_somebody_in_is_left_out_of_the_tables() -> None:
    harmless = {"ledger", "anchor"}  # hashes of the record itself
    for table in all_tables.tables():
        named = [
            one
            for one in all_tables.columns(table)
            if one.endswith("hash") or one in {"token", "secret", "password"}
        ]
        assert not named or table.name in harmless, (table.name, named)
