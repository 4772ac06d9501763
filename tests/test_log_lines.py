"""A line of the log has its time, with its zone, and nobody who is logged can begin another one."""

import json
import logging
import sys

from fair import log_lines, log_marks
from fair.decisions import SYSTEM
from fair.instants import microseconds


def written(
    message: str,
    *values: object,
    trouble: Exception | None = None,
    form: type[log_lines.OneByOne] = log_lines.OneByOne,
) -> str:
    made = logging.LogRecord("fair.edge", logging.WARNING, "", 0, message, values, None)
    made.created, made.msecs = 1_795_599_000.1256, 125.6
    if trouble:
        try:
            raise trouble
        except type(trouble):
            made.exc_info = sys.exc_info()
    return form().format(made)


def test_a_line_says_when_it_was_in_utc():
    assert written("slow: %s", "x") == "2026-11-25T09:30:00.125Z WARNING fair.edge slow: x"


def test_nothing_that_is_logged_begins_a_line_of_its_own():
    forged = "2026-11-25T09:30:00.125Z INFO fair.security signed in at /sign-in: account a1"
    for end in ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        lines = written("failed", trouble=ValueError(f"odd{end}{forged}")).splitlines()

        assert not [line for line in lines if line.startswith(forged)], repr(end)


def test_no_sign_of_a_terminal_is_written():
    assert written("%s", "a\x1b[2Kb\x00c\u202ed") == (
        "2026-11-25T09:30:00.125Z WARNING fair.edge a\\x1b[2Kb\\x00c\\u202ed"
    )


def test_a_traceback_stands_under_its_line():
    first, *others = written("failed", trouble=ValueError("why")).splitlines()

    assert first.endswith("WARNING fair.edge failed")
    assert others[-1].strip() == "ValueError: why"
    assert all(line.startswith("    ") for line in others)


def test_for_programs_each_line_is_one_object_whatever_is_logged():
    ill = "odd\nsecond \u202e \x1b[2K"
    line = written("%s", ill, trouble=ValueError(ill), form=log_lines.Json)

    said = json.loads(line)
    assert len(line.splitlines()) == 1
    assert said["at"] == "2026-11-25T09:30:00.125Z"
    assert (said["level"], said["logger"]) == ("WARNING", "fair.edge")
    assert said["message"] == "odd\nsecond \\u202e \\x1b[2K"
    assert said["trace"].startswith("Traceback")
    assert {"request", "work"}.isdisjoint(said)


async def test_lines_of_one_request_bear_its_mark_on_every_thread_and_the_works_instant(
    world,
):
    form = log_lines.Json()
    said = list[dict[str, str]]()

    def note(_work: object = None) -> None:
        made = logging.LogRecord("fair.test", logging.INFO, "", 0, "here", (), None)
        said.append(json.loads(form.format(made)))

    mark = log_marks.begin_request()
    note()
    await world.database.read(lambda _at: note())
    await world.database.write(note, SYSTEM, "test.note")
    with log_marks.asked_by(""):
        await world.database.read(lambda _at: note())

    ours, reader, writer, nobodys = said
    assert [one["request"] for one in (ours, reader, writer)] == [mark] * 3
    assert "request" not in nobodys
    what, _, at = writer["work"].partition("@")
    assert what == "test.note"
    assert int(at) == microseconds(world.database._last_now)
    assert [one.get("work") for one in (ours, reader, nobodys)] == [None] * 3


async def test_who_reads_that_something_broke_has_the_mark_of_its_lines(world, monkeypatch, caplog):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    marks = list[str]()
    format_ = logging.Formatter.format

    def noting(self, record):
        marks.append(log_marks.request())
        return format_(self, record)

    async with world.web() as web:
        await web.get("/help")
        for one in world.server.app.routes:
            if getattr(one, "path", "") == "/privacy":
                monkeypatch.setattr(one, "app", broken)
        monkeypatch.setattr(logging.Formatter, "format", noting)
        page = await web.get("/privacy")

    assert page.status_code == 500
    assert any("failed" in one.message for one in caplog.records)
    assert marks
    assert marks[-1] in page.text
