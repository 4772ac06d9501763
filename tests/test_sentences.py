"""Each command on each database that cannot be used: one sentence, exit code 1, no traceback."""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from fair.cli import cli
from fair.one_server import hold, lock_of
from tests.databases import empty_file

# What is typed, and whether it makes a database where there is none.
COMMANDS: dict[str, tuple[tuple[str, ...], bool]] = {
    "serve": ((), True),
    "demo": ((), True),
    "check": ((), False),
    "organiser add": (("olga@example.org",), True),
    "organiser reset": (("olga@example.org",), False),
    "organiser remove-second-step": (("olga@example.org",), False),
    "ledger verify": ((), False),
    "ledger head": ((), False),
    "ledger new-key": ((), False),
    "ledger bundle": (("nonsense", "out.zip"), False),
    "backup": (("saved",), False),
    "export-all": (("all.zip",), False),
    "import vacancies": (("posts.csv", "--employer", "Huafeng"), False),
}
# These open no database; `restore` looks at the backup first (tests/test_backups.py).
NEED_NONE = {"simulate", "contract", "ledger key", "texts list", "restore"}
STARTED = {"worker"}  # by `fair serve` alone, which hands its socket over


def all_commands(group: Any, path: str = "") -> Iterator[str]:
    """Name every command that can be typed."""
    for name, one in group.commands.items():
        whole = f"{path} {name}".strip()
        yield from all_commands(one, whole) if hasattr(one, "commands") else [whole]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which somebody types commands; their database is `fair.db` there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAIR_DATABASE_URL", f"sqlite:///{tmp_path}/fair.db")
    monkeypatch.setenv("FAIR_SECRET", "s" * 32)
    monkeypatch.setenv("FAIR_SMS_PROVIDER", "none")
    (tmp_path / "posts.csv").write_text("ref\n")
    return tmp_path


def typed(command: str, *more: str) -> tuple[int, str]:
    """Type it; its exit code and what it said. An error that is no sentence fails the test."""
    given, _ = COMMANDS.get(command, ((), False))
    done = CliRunner().invoke(cli, [*command.split(), *given, *more])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.output
    return done.exit_code, " ".join(done.output.split())


def test_every_command_that_can_be_typed_is_walked_here() -> None:
    found = set(all_commands(typer.main.get_command(cli)))

    assert found == COMMANDS.keys() | NEED_NONE | STARTED


@pytest.mark.parametrize("command", [one for one, (_, makes) in COMMANDS.items() if not makes])
def test_outside_of_the_datas_folder_a_command_says_so_and_makes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.delenv("FAIR_DATABASE_URL")
    code, said = typed(command)

    if command == "check":
        assert f"ok database: there is none at {folder}/var/fair.db yet" in said
    else:
        assert code == 1
        assert f"There is no database at {folder}/var/fair.db" in said
    assert not (folder / "var").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_no_database_is_said_to_be_none(folder: Path, command: str) -> None:
    (folder / "fair.db").write_text("a shopping list, and not a short one\n" * 100)

    code, said = typed(command)

    assert code == 1
    assert "file is not a database" in said
    assert (folder / "fair.db").read_text().startswith("a shopping list")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_of_a_newer_version_is_left_alone(folder: Path, command: str) -> None:
    (folder / "fair.db").write_bytes(empty_file())
    with closing(sqlite3.connect(folder / "fair.db")) as file, file:
        file.execute("update alembic_version set version_num = '9999'")

    code, said = typed(command)

    assert code == 1
    assert "was used by a newer version of Fair (it stands at 9999" in said


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_cannot_be_written_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """A file stands where the folder should be: not even root can write there."""
    (folder / "data").write_text("")
    monkeypatch.setenv("FAIR_DATABASE_URL", f"sqlite:///{folder}/data/fair.db")

    code, said = typed(command)

    if command == "check":
        assert "there is none at" in said
        return
    assert code == 1
    assert f"{folder}/data" in said


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("url", ["nonsense", "oracle://here/fair", "fair.db"])
def test_an_address_of_no_database_names_the_variable(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: str, url: str
) -> None:
    monkeypatch.setenv("FAIR_DATABASE_URL", url)

    code, said = typed(command)

    assert code == 1
    assert "FAIR_DATABASE_URL" in said
    assert not list(folder.glob("*.db"))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken_is_named_with_one_that_may_be_free(command: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = typed(command, "--port", str(port))

    assert code == 1
    assert f"Port {port} is in use" in said
    assert f"fair {command} --port {port + 1}" in said


@pytest.mark.usefixtures("folder")
def test_an_address_that_is_not_this_machines_is_not_called_a_port_in_use() -> None:
    code, said = typed("serve", "--host", "192.0.2.1")

    assert code == 1
    assert "Fair cannot listen at 192.0.2.1" in said


def test_a_database_that_a_server_has_is_not_served_again(folder: Path) -> None:
    lock = lock_of(f"sqlite:///{folder}/fair.db")
    assert lock
    assert hold(lock, "http://127.0.0.1:8000") == ""

    for command in ("serve", "demo"):
        code, said = typed(command, "--port", "8765")
        assert code == 1
        assert "has this database already, at http://127.0.0.1:8000" in said


@pytest.mark.usefixtures("folder")
def test_a_map_that_is_no_text_is_said_to_be_none(folder: Path) -> None:
    (folder / "fair.db").write_bytes(empty_file())
    (folder / "map.toml").write_bytes(b"\xff\xfe\x00")

    code, said = typed("import vacancies", "--map", "map.toml")

    assert code == 1
    assert said
