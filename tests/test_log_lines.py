"""A line of the log has its time, with its zone, and nobody who is logged can begin another one."""

import logging
import sys

from fair import log_lines


def written(message: str, *values: object, trouble: Exception | None = None) -> str:
    made = logging.LogRecord("fair.edge", logging.WARNING, "", 0, message, values, None)
    made.created, made.msecs = 1_795_599_000.1256, 125.6
    if trouble:
        try:
            raise trouble
        except type(trouble):
            made.exc_info = sys.exc_info()
    return log_lines.OneByOne().format(made)


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
