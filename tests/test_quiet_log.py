"""A log says each trouble once a minute, with how often it came."""

import logging

import pytest

from fair.quiet_log import MOST_CAUSES, QuietLog


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def quiet(clock: Clock, caplog: pytest.LogCaptureFixture) -> QuietLog:
    caplog.set_level(logging.INFO)
    return QuietLog(logging.getLogger("fair.test"), clock)


def test_the_first_of_a_cause_is_told_at_once_and_the_others_are_counted(
    quiet: QuietLog, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(1000):
        quiet.tell("a packet that nobody can read")
    quiet.tell("too many sockets")

    assert caplog.messages == ["a packet that nobody can read", "too many sockets"]
    clock.now = 60.0
    quiet.tell("a packet that nobody can read")

    assert caplog.messages[2:] == ["a packet that nobody can read (1000 times in a minute)"]


async def test_what_was_held_back_is_told_when_the_minute_is_over(
    quiet: QuietLog, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    quiet.tell("too many sockets")
    quiet.tell("too many sockets")
    quiet.tell("too many sockets")
    clock.now = 60.0

    quiet._say_held("too many sockets", logging.WARNING)
    quiet._say_held("too many sockets", logging.WARNING)

    assert caplog.messages == ["too many sockets", "too many sockets (2 times in a minute)"]


def test_even_endless_causes_are_few_lines(
    quiet: QuietLog, caplog: pytest.LogCaptureFixture
) -> None:
    for nth in range(10 * MOST_CAUSES):
        quiet.tell(f"cause {nth}")

    assert len(caplog.messages) == MOST_CAUSES + 1
