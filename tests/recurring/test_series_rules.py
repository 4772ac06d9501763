"""Every Thursday at 14:00 stays 14:00, also over the nights in which the clocks change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fair.days import clock_at
from fair.glossary import FairState
from fair.programme.fair import Fair
from fair.recurring import series
from fair.recurring.refusals import DatePast, DateTwice, NoDate

NEW_YORK = "America/New_York"
# Thursday, 15 October 2026, 14:00 to 17:00 by the clocks of New York
THURSDAY = datetime(2026, 10, 15, 18, tzinfo=UTC)
FAIR = Fair(
    id="f1", title="Thursday", about="", state=FairState.CLOSED, zone=NEW_YORK, demo=False,
    opens_at=THURSDAY, closes_at=THURSDAY + timedelta(hours=3),
)  # fmt: skip
NIGHT = replace(  # Sunday, 25 October 2026, 01:30 to 04:30 there
    FAIR,
    opens_at=datetime(2026, 10, 25, 5, 30, tzinfo=UTC),
    closes_at=datetime(2026, 10, 25, 8, 30, tzinfo=UTC),
)


def clock(at):
    return f"{clock_at(at, NEW_YORK):%a %d %b %H:%M}"


def test_every_thursday_is_the_same_clock_time_after_the_clocks_went_back():
    found = series.proposed(FAIR, 7, 4, THURSDAY)

    assert [clock(one) for one in found] == [
        "Thu 22 Oct 14:00", "Thu 29 Oct 14:00", "Thu 05 Nov 14:00", "Thu 12 Nov 14:00",
    ]  # fmt: skip
    assert found[2] - found[1] == timedelta(days=7, hours=1)


@pytest.mark.parametrize(
    ("every", "first"), [(1, "Fri 16 Oct"), (14, "Thu 29 Oct"), (28, "Thu 12 Nov")]
)
def test_a_series_may_be_daily_or_fortnightly_or_monthly(every, first):
    assert clock(series.proposed(FAIR, every, 1, THURSDAY)[0]) == f"{first} 14:00"


def test_only_dates_ahead_are_proposed_however_old_the_fair_is():
    found = series.proposed(FAIR, 7, 2, THURSDAY + timedelta(days=70))

    assert [clock(one) for one in found] == ["Thu 24 Dec 14:00", "Thu 31 Dec 14:00"] or [
        clock(one) for one in found
    ] == ["Thu 31 Dec 14:00", "Thu 07 Jan 14:00"]
    assert all(one > THURSDAY + timedelta(days=70) for one in found)


def test_a_fair_closes_at_its_clock_time_too():
    opens_at = series.proposed(FAIR, 7, 3, THURSDAY)[2]

    assert clock(series.hours_on(FAIR, opens_at)[1]) == "Thu 05 Nov 17:00"


def test_over_the_night_of_the_change_it_closes_when_the_clocks_say_so():
    opens_at = series.proposed(NIGHT, 7, 1, NIGHT.opens_at)[0]  # 1 November, clocks go back at 2

    closes_at = series.hours_on(NIGHT, opens_at)[1]

    assert clock(opens_at).endswith("01:30")
    assert clock(closes_at).endswith("04:30")
    assert closes_at > opens_at


def test_where_the_clocks_jump_over_the_hour_it_opens_as_they_pass_it():
    spring = replace(
        FAIR,
        opens_at=datetime(2027, 3, 7, 7, 30, tzinfo=UTC),  # 02:30, a week before they go forward
        closes_at=datetime(2027, 3, 7, 10, 30, tzinfo=UTC),
    )

    opens_at = series.proposed(spring, 7, 1, spring.opens_at)[0]

    assert clock(opens_at) == "Sun 14 Mar 03:00"


def test_a_date_counts_once_and_lies_ahead():
    ahead = THURSDAY + timedelta(days=7)
    series.check_dates([ahead], [THURSDAY], THURSDAY, ["22 October"])

    for dates, taken, refusal in (
        ([], [], NoDate),
        ([THURSDAY], [], DatePast),
        ([ahead], [ahead], DateTwice),
        ([ahead, ahead], [], DateTwice),
    ):
        with pytest.raises(refusal):
            series.check_dates(dates, taken, THURSDAY, ["then"] * len(dates))
