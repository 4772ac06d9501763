"""How many people are reached: recruiters × (hours − breaks) × talks per hour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fair.glossary import FairState
from fair.programme.fair import Fair
from fair.readiness.capacity import Capacity, Plan, capacity

OPENS = datetime(2026, 12, 3, 1, tzinfo=UTC)
FAIR = Fair("f1", "Spring", "", FairState.PUBLISHED, "Asia/Shanghai", False, OPENS,
            OPENS + timedelta(hours=6))  # fmt: skip


def of(fair: Fair = FAIR, now: datetime = OPENS, **keys) -> Capacity:
    plan = Plan(break_minutes=keys.pop("breaks", 0))
    said = {"recruiters": 8, "fewest": 1, "talked": (0, 0.0), **keys}
    return capacity(fair, said.pop("sessions", ()), now, plan, **said)


def test_eight_recruiters_reach_320_in_six_hours_and_600_are_too_many() -> None:
    found = of()
    assert (found.each, found.reach, found.minutes) == (40, 320, 9)
    assert found.falls_short(600)
    assert found.falls_short(321)
    assert not found.falls_short(320)
    assert not found.falls_short(None)


def test_breaks_are_not_spent_talking() -> None:
    assert of(breaks=60).reach == 8 * 33
    assert of(breaks=24 * 60).reach == 0


def test_a_fair_that_runs_reaches_only_what_is_left_and_one_that_is_over_nobody() -> None:
    assert of(now=OPENS + timedelta(hours=3)).reach == 160
    assert of(now=OPENS - timedelta(days=2)).reach == 320
    assert of(now=OPENS + timedelta(hours=7)).reach == 0
    assert of(replace(FAIR, state=FairState.CLOSED)).reach == 0


def test_the_measured_talks_of_earlier_fairs_say_how_long_one_takes() -> None:
    long = of(talked=(990, 990 * 840.0))
    assert long.minutes == 15
    assert long.measured == 990
    assert long.reach < of().reach


def test_each_waits_in_as_many_queues_as_there_are_talks_for_one_at_least() -> None:
    assert of().most_tickets(600, 3) == 1
    assert of().most_tickets(160, 3) == 2
    assert of().most_tickets(100, 3) == 3
    assert of().most_tickets(None, 3) == 3
    assert of(recruiters=0).most_tickets(10, 3) == 1


def test_a_queue_is_as_long_as_the_smallest_booth_reaches() -> None:
    assert of(fewest=2).line() == 80
    assert of(fewest=0).line() == 1
