"""How long it rings, and what counts as a miss: rules without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fair.glossary import CallState
from fair.interviews import forecast
from fair.interviews.plays import Load
from fair.rooms import ring
from fair.rooms.call import Call

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
SHOWN = Call(
    id="c1", fair_id="f1", booth_id="b1", ticket_id="t1", person_id="p1", account_id="a1",
    state=CallState.RINGING, post="Sewing", ring_s=45, warned=True, rang_at=AT,
    shown_at=AT + timedelta(seconds=2), seen_at=AT + timedelta(seconds=42),
)  # fmt: skip
END = AT + timedelta(seconds=47)


@pytest.mark.parametrize(("seconds", "length"), [(0, 90), (59, 90), (60, 45), (600, 45)])
def test_a_ring_without_a_minute_of_notice_lasts_twice_as_long(seconds, length):
    warned = ring.noticed(AT, AT + timedelta(seconds=seconds))

    assert ring.length_s(warned=warned) == length


def test_somebody_who_was_never_told_has_no_notice():
    assert not ring.noticed(None, AT)


def test_a_ring_shown_throughout_to_somebody_with_notice_is_a_miss():
    assert ring.shown_throughout(SHOWN, END)
    assert ring.is_miss(SHOWN, END)


def test_without_notice_it_is_no_miss_though_it_was_shown_throughout():
    unwarned = replace(SHOWN, warned=False)

    assert ring.shown_throughout(unwarned, END)
    assert not ring.is_miss(unwarned, END)


@pytest.mark.parametrize(
    "call",
    [
        replace(SHOWN, shown_at=None, seen_at=None),
        replace(SHOWN, shown_at=AT + timedelta(seconds=20)),
        replace(SHOWN, seen_at=AT + timedelta(seconds=10)),
    ],
    ids=["never shown", "shown late", "gone before the end"],
)
def test_what_was_not_shown_throughout_is_no_miss(call):
    assert not ring.is_miss(call, END)


def test_the_forecast_takes_a_ring_that_nobody_answers_as_long_as_a_ring_is():
    nobody = Load(busy_s=(), idle=1, unanswered=1.0)

    first, second = [known[2] for known in forecast.points(nobody, 1)]

    assert second - first == ring.RING_S
