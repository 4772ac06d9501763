"""The told range holds still: rounded, moved only when the reader should act differently."""

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fair.interviews import holding
from fair.interviews.forecast import Range
from fair.interviews.holding import AWAY, Told
from tests.world import some

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
RULE = Path(__file__).parents[2] / "static" / "js" / "models" / "told_range.js"
APPLY = """
import { readFileSync } from "node:fs";
const { rounded, stands } = await import(process.argv[1]);
const ranges = JSON.parse(readFileSync(0, "utf8"));
const named = ([early, middle, late]) => ({ early, middle, late });
process.stdout.write(JSON.stringify(ranges.map(({ told, fresh, now }) => [
  Object.values(rounded(named(fresh), now)), stands(named(told), named(fresh), now),
])));
"""


def after(*minutes: float) -> Range:
    """Return a range so many minutes after nine."""
    early, middle, late = (NOW + timedelta(minutes=one) for one in minutes)
    return Range(early, middle, late)


def clock(found: Range) -> list[str]:
    return [f"{at:%H:%M:%S}" for at in (found.p10_at, found.p50_at, found.p90_at)]


def test_far_ends_are_told_to_five_minutes_and_near_ones_to_one():
    assert clock(holding.rounded(after(31, 42, 58), NOW)) == ["09:30:00", "09:40:00", "10:00:00"]
    assert clock(holding.rounded(after(3.7, 6.4, 9.2), NOW)) == ["09:03:00", "09:06:00", "09:10:00"]
    assert clock(holding.rounded(after(14, 15.5, 41), NOW)) == ["09:14:00", "09:15:00", "09:45:00"]


def test_the_middle_is_never_told_outside_the_ends():
    told = holding.rounded(after(14.9, 15.1, 15.2), NOW)
    assert told.p10_at <= told.p50_at <= told.p90_at


@pytest.mark.parametrize(
    ("fresh", "stands"),
    [
        ((25, 35, 50), True),
        ((36, 44, 52), True),
        ((24.9, 35, 50), False),  # would be called five minutes before the told time
        ((40, 48, 54), True),
        ((40.1, 48, 54), False),  # ten minutes won, in which one can do something
        ((30, 45, 55), True),
        ((30, 45, 55.1), False),  # the told time would not hold
        ((30, 35, 40), True),
        ((30, 35, 39.9), False),
    ],
)
def test_far_away_it_moves_by_more_than_its_step_only(fresh, stands):
    assert holding.stands(after(30, 40, 50), after(*fresh), NOW) is stands


@pytest.mark.parametrize(
    ("fresh", "stands"),
    [((5, 8, 12), True), ((3.9, 8, 12), False), ((5, 9, 13.1), False), ((8.1, 9, 12), False)],
)
def test_near_by_a_minute_matters(fresh, stands):
    assert holding.stands(after(5, 8, 12), after(*fresh), NOW) is stands


def test_a_far_end_that_was_told_as_a_near_time_by_rounding_is_not_moved_for_a_few_minutes():
    told = holding.rounded(after(19.9, 40, 85), NOW)
    assert clock(told)[0] == "09:15:00"
    assert holding.stands(told, after(22, 38, 81), NOW + timedelta(seconds=5))


def test_an_early_end_that_is_over_only_says_be_there_and_holds():
    assert holding.stands(after(-6, 1, 5), after(0, 1, 5), NOW)


def test_a_time_that_is_over_is_not_told_on():
    assert not holding.stands(after(-9, -4, -0.1), after(0, 0, 0), NOW)


def test_while_time_passes_and_all_goes_as_thought_nothing_moves():
    told = holding.rounded(after(30, 40, 50), NOW)
    for minute in range(35):
        now = NOW + timedelta(minutes=minute)
        fresh = holding.not_before(after(30.4, 39.2, 49.1), now)
        assert holding.stands(told, fresh, now), minute


@pytest.mark.parametrize(
    ("before", "fresh", "given", "why"),
    [
        ("", (40, 60, 80), {"duty": (2, 1)}, "break"),
        ("", (10, 20, 30), {"duty": (1, 2)}, "more"),
        ("", (40, 60, 80), {"passed": 2}, "passed:2"),
        ("", (40, 60, 80), {"duty": (2, 1), "passed": 2}, "break"),
        ("", (40, 60, 80), {}, "longer"),
        ("", (40, 60, 80), {"busy_s": ()}, "uncalled"),
        ("", (40, 60, 80), {"busy_s": (0.0,)}, "slower"),
        ("", (10, 20, 30), {"passed": 1}, "sooner"),
        ("", (40, 60, 80), {"timeless": True, "duty": (0, 1)}, "back"),
        ("", (40, 60, 80), {"timeless": True}, "again"),
        (f"{AWAY}:busy", (40, 60, 80), {"duty": (2, 1)}, "own:busy"),
        (f"{AWAY}:unreached", (40, 60, 80), {}, "own:unreached"),
    ],
)
def test_it_says_why_it_moved(before, fresh, given, why):
    told = Told(after(30, 40, 50), before)
    given = {"duty": (1, 1), "passed": 0, "timeless": False, "busy_s": (60.0,), **given}
    assert holding.why_moved(told, after(*fresh), **given) == why


def test_whom_a_talk_elsewhere_holds_back_hears_of_no_other_time_and_later_why():
    told = Told(after(30, 40, 50))

    def anew(known, fresh, *, free):
        kept_by = "" if free else "busy"
        return holding.told_anew(known, after(*fresh), NOW, kept_by=kept_by, why=lambda: "own")

    away = some(anew(told, (50, 60, 70), free=False))
    assert (away.range, away.why) == (told.range, f"{AWAY}:busy")
    assert anew(away, (50, 60, 70), free=False) is None
    assert some(anew(away, (50, 60, 70), free=True)).why == "own"
    assert some(anew(away, (30, 40, 50), free=True)).why == ""
    assert anew(told, (30, 40, 50), free=True) is None


def test_only_what_went_past_ones_own_place_counts():
    assert holding.passed_by(7, [(-1, 9), (3, 7), (6, 8), (7, 9)]) == 2


def test_the_browser_has_the_same_rule(needs: Callable[[str, str], str]):
    def ms(found: Range) -> list[float]:
        return [at.timestamp() * 1000 for at in (found.p10_at, found.p50_at, found.p90_at)]

    told = [(a, a + 4, a + 9) for a in (-3, 0, 4, 14, 15, 31)]
    moved = [-16, -10.5, -5, -1.1, -1, 0, 0.5, 1, 3, 3.1, 5, 5.1, 10, 10.1]
    cases = [
        (after(*one), holding.not_before(after(*(end + by for end in one)), NOW))
        for one in told
        for by in moved
    ]
    asked = [{"told": ms(a), "fresh": ms(b), "now": NOW.timestamp() * 1000} for a, b in cases]
    done = subprocess.run(
        [needs("node", "nodejs"), "--input-type=module", "-e", APPLY, str(RULE)],
        input=json.dumps(asked),
        capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    here = [[ms(holding.rounded(b, NOW)), holding.stands(a, b, NOW)] for a, b in cases]
    assert json.loads(done.stdout) == here
    assert {stands for _, stands in here} == {True, False}
