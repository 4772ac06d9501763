"""Whatever somebody puts into the file, `verify` goes on to its end and says where it stands."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fair.cli import cli
from tests.board.audited import a_whole_day

# A column of each kind, where a reader needs what stands there.
PLACES = [
    "anchor.seq", "anchor.number", "booth.about", "employer.names", "fair.opens_at",
    "fair.languages", "interview.details", "ledger.at", "ledger.seq", "ledger.stream",
    "ledger_head.at", "ledger_head.signature", "ledger_key.at", "offer.starts_on", "reason.salt",
]  # fmt: skip
NONSENSE = [
    *((place, value) for place in PLACES for value in ("x'ff00fe'", "'no such thing'")),
    *(
        (place, "cast(x'ff' as text)")
        for place in ("fair.title", "ledger_key.public", "hall.titles")
    ),
    *((place, "999999999999999999") for place in ("fair.closes_at", "ledger.at", "ledger_head.at")),
    ("ledger.at", "1.5"),
]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a whole day, its key among them."""
    folder = tmp_path_factory.mktemp("day")
    asyncio.run(a_whole_day(folder, closed=True))
    return folder


@pytest.fixture
def file(untouched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of them that the commands find."""
    shutil.copytree(untouched, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("FAIR_DATABASE_URL", f"sqlite:///{tmp_path}/fair.db")
    monkeypatch.setenv("FAIR_SECRET", "s" * 32)
    return tmp_path / "fair.db"


def change(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as opened, opened:
        opened.execute("PRAGMA ignore_check_constraints = ON")
        opened.execute("DROP TRIGGER IF EXISTS fair_demo_is_fixed")
        opened.execute(statement)


def verified() -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["ledger", "verify"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.usefixtures("file")
def test_the_untouched_day_holds() -> None:
    assert verified()[0] == 0


@pytest.mark.parametrize(("place", "value"), NONSENSE)
def test_a_value_that_nobody_can_read_is_named_and_ends_nothing(
    file: Path, place: str, value: str
) -> None:
    table, _, column = place.partition(".")
    change(
        file,
        f"update {table} set {column} = {value} where rowid = (select max(rowid) from {table})",
    )

    code, said = verified()

    assert code == 1
    assert "something does not hold; see above" in said


def test_the_row_and_the_column_are_named(file: Path) -> None:
    change(
        file,
        "update employer set names = 'no such thing' where id = (select min(id) from employer)",
    )

    _, said = verified()

    assert "DIFFERS employer : JSONDecodeError" in said
    (line,) = [one for one in said.splitlines() if "'no such thing'" in one]
    assert line.startswith("DIFFERS employer ")
    assert "names is 'no such thing', the ledger says 'what can be read there'" in line
    assert "heads: " in said, "the other parts are checked all the same"


@pytest.mark.parametrize("table", ["ledger_key", "ledger_head", "ledger", "anchor", "hire"])
def test_a_table_that_is_gone_is_named(file: Path, table: str) -> None:
    change(file, f"drop table {table}")

    code, said = verified()

    assert code == 1
    assert f"DIFFERS {table} : there is no table, the program keeps rows in it" in said


def test_a_column_that_is_gone_is_named(file: Path) -> None:
    change(file, "alter table hire rename column state to stand")

    code, said = verified()

    assert code == 1
    assert "DIFFERS hire : there is no column state, the program reads it" in said
