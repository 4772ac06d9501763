"""What fails under us is told apart by its cause; ready means that saving works now."""

import errno
import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from fair.health import SILENT_S, Health
from fair.trouble import Trouble, cause_at, cause_of, probe

NOW = datetime(2026, 11, 26, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def health(clock: Clock) -> Health:
    made = Health(clock=clock)
    made.begin()
    return made


def from_sqlite(do: str, *, limit: int = 0, path: Path | None = None) -> Exception:
    """Return what SQLAlchemy raises of what SQLite really says."""
    engine = create_engine(f"sqlite:///{path or ''}")
    with engine.connect() as connection:
        if limit:
            connection.exec_driver_sql(f"pragma max_page_count = {limit}")
        with pytest.raises(OperationalError) as raised:
            connection.execute(text(do))
        return raised.value


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, Trouble.FULL), (errno.EDQUOT, Trouble.FULL), (errno.EFBIG, Trouble.FULL),
        (errno.EROFS, Trouble.READ_ONLY), (errno.EACCES, Trouble.READ_ONLY),
        (errno.ENOMEM, Trouble.MEMORY), (errno.EIO, Trouble.BROKEN),
        (errno.ENOENT, None), (errno.EPIPE, None),
    ],
)  # fmt: skip
def test_what_the_system_says_has_a_cause(number, trouble):
    assert cause_of(OSError(number, "no")) is trouble


@pytest.mark.parametrize(
    ("state", "trouble"),
    [
        ("53100", Trouble.FULL), ("25006", Trouble.READ_ONLY), ("53200", Trouble.MEMORY),
        ("40P01", Trouble.LOCKED), ("55P03", Trouble.LOCKED), ("40001", Trouble.LOCKED),
        ("57P01", Trouble.AWAY), ("25P03", Trouble.AWAY), ("28P01", Trouble.AWAY),
        ("53300", Trouble.AWAY), ("XX001", Trouble.BROKEN), ("58030", Trouble.BROKEN),
        ("23505", None), ("42601", None), ("22001", None),
    ],
)  # fmt: skip
def test_what_postgresql_says_has_a_cause_and_a_bug_of_ours_has_none(state, trouble):
    assert cause_of(psycopg.errors.lookup(state)("no")) is trouble


def test_a_postgresql_that_does_not_answer_is_away(tmp_path):
    with pytest.raises(OperationalError) as raised:
        create_engine(f"postgresql+psycopg://fair@/fair?host={tmp_path}").connect()

    assert cause_of(raised.value) is Trouble.AWAY


def test_what_sqlite_says_has_a_cause(tmp_path):
    filled = from_sqlite("create table a as select randomblob(9000000)", limit=3)
    missing = from_sqlite("select 1 from nothing")
    (tmp_path / "list").write_text("no database " * 99)
    with (
        closing(sqlite3.connect(tmp_path / "list")) as file,
        pytest.raises(sqlite3.DatabaseError) as none,
    ):
        file.execute("select 1 from a")

    assert cause_of(filled) is Trouble.FULL
    assert cause_of(missing) is None
    assert cause_of(none.value) is Trouble.BROKEN


def test_a_bug_of_ours_is_no_trouble_of_the_machine():
    assert cause_of(ZeroDivisionError()) is None
    assert cause_of(ConnectionResetError(errno.EIO, "gone")) is None
    assert cause_of(MemoryError()) is Trouble.MEMORY


def test_a_cause_is_found_behind_what_was_raised_of_it():
    outer = RuntimeError()
    outer.__cause__ = OSError(errno.ENOSPC, "full")

    assert cause_of(outer) is Trouble.FULL


def test_where_the_error_is_vague_the_disk_is_asked(tmp_path):
    vague = OSError(errno.EIO, "disk I/O error")

    assert probe(tmp_path) is None
    assert cause_at(vague, tmp_path) is Trouble.BROKEN
    assert cause_at(vague, tmp_path / "gone") is Trouble.BROKEN
    assert cause_at(vague, Path("/proc/self")) in (Trouble.READ_ONLY, Trouble.BROKEN)
    assert not list(tmp_path.iterdir())


def test_a_failed_write_is_trouble_until_one_is_kept(health, clock, caplog):
    assert health.trouble() is None
    health.failed(Trouble.FULL, OSError(errno.ENOSPC, "no space"))
    assert health.trouble() is Trouble.FULL
    clock.at += 42
    health.beat(NOW, NOW)
    assert health.trouble() is Trouble.FULL, "a round is no write"
    health.wrote()

    assert health.trouble() is None
    assert "the disk is full: make room on it" in caplog.text
    assert "saving works again, after 42 s (full)" in caplog.text


def test_a_cause_that_stays_is_logged_once_a_minute(health, caplog):
    for _ in range(500):
        health.failed(Trouble.LOCKED, OSError(errno.EIO, "locked"))

    assert len(caplog.messages) == 1


def test_a_heart_that_is_silent_is_trouble_until_it_beats(health, clock, caplog):
    clock.at += SILENT_S
    assert health.trouble() is None
    clock.at += 1
    assert health.trouble() is Trouble.SILENT
    assert health.trouble() is Trouble.SILENT
    health.beat(NOW, NOW)

    assert health.trouble() is None
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_what_the_leader_cannot_read_is_trouble_until_its_next_whole_round(health):
    health.round_failed(Trouble.BROKEN, OSError(errno.EIO, "no"))
    health.wrote()
    assert health.trouble() is Trouble.BROKEN
    health.beat(NOW, NOW)
    assert health.trouble() is None


@pytest.mark.parametrize(("seconds", "trouble"), [(0, None), (2, None), (2.1, Trouble.CLOCK)])
def test_a_clock_that_is_further_behind_than_two_seconds_was_set_back(health, seconds, trouble):
    health.beat(NOW - timedelta(seconds=seconds), NOW)

    assert health.trouble() is trouble


def test_what_failed_is_worse_than_a_clock(health):
    health.beat(NOW - timedelta(hours=1), NOW)
    health.failed(Trouble.FULL, OSError(errno.ENOSPC, "no"))

    assert health.trouble() is Trouble.FULL


def test_a_log_line_names_no_value_of_a_statement(health, caplog):
    inner = sqlite3.OperationalError("database is locked")
    health.failed(Trouble.LOCKED, OperationalError("INSERT …", {"name": "Lan"}, inner))

    assert "Lan" not in caplog.text
    assert "database is locked" in caplog.text
