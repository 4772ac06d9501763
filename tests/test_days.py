"""Days and clock times of places: single nights, what is read, and the names of zones."""

from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.days import (
    HOME,
    NoSuchTime,
    NotATime,
    UnknownZone,
    answered,
    at_clock,
    day_at,
    end_of,
    instant,
    local_time,
    typed_of,
    zone,
    zone_names,
)
from fair.decisions import Refusal
from fair.words import catalogue

NEW_YORK, HOUR = "America/New_York", timedelta(hours=1)


# --- single nights --------------------------------------------------------------------------------


def refused(text: str, place: str = NEW_YORK) -> str:
    with pytest.raises(Refusal) as said:
        instant(local_time(text), place)
    return catalogue("en").refusal(said.value)


def test_a_time_that_does_not_exist_is_refused_with_what_the_clocks_do():
    assert refused("2027-03-14T02:30") == (
        "02:30 does not exist on March 14, 2027 at this place: the clocks go forward from 02:00 to "
        "03:00. Choose another time."
    )
    assert "2027年3月14日没有02:30" in catalogue("zh-Hans").refusal(
        NoSuchTime(time="02:30", day=date(2027, 3, 14), before="02:00", after="03:00")
    )


def test_a_time_that_comes_twice_is_asked_about_and_each_answer_is_another_hour():
    assert refused("2026-11-01T01:30").startswith("01:30 comes twice on November 1, 2026")
    first = instant(local_time("2026-11-01T01:30 first"), NEW_YORK)
    second = instant(local_time("2026-11-01T01:30 second"), NEW_YORK)
    assert first == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert second == first + HOUR


def test_the_hours_around_a_change_are_read_without_a_question():
    for text, utc in (
        ("2027-03-14T01:59", 6), ("2027-03-14T03:00", 7), ("2026-11-01T00:59", 4),
        ("2026-11-01T02:00", 7),
    ):  # fmt: skip
        assert instant(local_time(text), NEW_YORK).hour == utc
    assert instant(local_time("2026-11-01T01:30 second"), HOME).hour == 17


def test_only_a_time_that_comes_twice_leaves_a_choice():
    for text, code, choices in (
        ("2027-03-14T02:30", "no-such-time", []),
        ("2026-11-01T01:30", "time-twice", ["2026-11-01T01:30 first", "2026-11-01T01:30 second"]),
    ):
        with pytest.raises(Refusal) as said:
            instant(local_time(text), NEW_YORK, "when")
        assert (said.value.code, said.value.field) == (code, "when")
        assert [value for value, _ in said.value.choices] == choices


def test_a_typed_time_is_written_as_it_was_typed_to_the_second():
    assert str(local_time("2026-11-01 01:30:00.5")) == "2026-11-01T01:30"
    assert str(local_time("2026-11-01T01:30:05 second")) == "2026-11-01T01:30:05 second"
    shown = typed_of(datetime(2026, 7, 1, 12, 30, 5, 9, tzinfo=UTC), HOME)
    assert shown == local_time("2026-07-01T20:30:05")


def test_a_time_with_its_offset_is_that_instant_wherever_it_is():
    said = local_time("2026-11-01T01:30-05:00")
    assert (
        instant(said, HOME) == instant(said, NEW_YORK) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "2026-11-01", "01:30", "2026-13-01T01:30", "9999-12-31T23:59", "0001-01-01T00:00",
        "1969-12-31T23:59", "2200-01-01T00:00", "2026-11-01T01:30 third", "２０２６-11-01T01:30",
        "1700000000", "2026-11-01T25:00", "tomorrow", "2026-11-01T01:30+99:00", "\ud800", " second",
    ],
)  # fmt: skip
def test_what_is_no_time_of_these_centuries_is_not_read(text):
    with pytest.raises(NotATime):
        local_time(text)


@pytest.mark.parametrize("text", ["1970-01-01T00:00", "2199-12-31T23:59"])
def test_the_years_that_people_may_type_are_read_to_their_ends(text):
    assert str(local_time(text)) == text
    assert end_of(date.max, "UTC") == datetime(2200, 1, 1, tzinfo=UTC)


def test_an_answer_belongs_to_the_time_that_it_was_asked_for():
    typed, answer = "2026-11-01T01:30:00", "2026-11-01T01:30 second"
    assert answered(typed, answer) == answer
    for other in ("2026-11-01T01:45", "2027-11-07T01:30", "", "2026-11-01T01:30-04:00"):
        assert answered(other, answer) == other
    assert answered(typed, "second") == typed


@pytest.mark.parametrize(
    ("place", "last_day", "over"),
    [
        (HOME, date(2026, 4, 1), datetime(2026, 4, 1, 16, tzinfo=UTC)),
        ("UTC", date(2026, 4, 1), datetime(2026, 4, 2, tzinfo=UTC)),
        # Midnight comes twice, then never.
        ("America/Havana", date(2026, 10, 31), datetime(2026, 11, 1, 4, tzinfo=UTC)),
        ("America/Havana", date(2027, 3, 13), datetime(2027, 3, 14, 5, tzinfo=UTC)),
        # The clocks went back over midnight, into the old day.
        ("America/St_Johns", date(2010, 11, 6), datetime(2010, 11, 7, 3, 30, tzinfo=UTC)),
        # A day that was left out, and the day before it.
        ("Pacific/Apia", date(2011, 12, 30), datetime(2011, 12, 30, 10, tzinfo=UTC)),
        ("Pacific/Apia", date(2011, 12, 29), datetime(2011, 12, 30, 10, tzinfo=UTC)),
    ],
)
def test_a_day_is_over_at_the_midnight_of_its_place(place, last_day, over):
    assert end_of(last_day, place) == over


def test_at_half_past_midnight_in_one_zone_it_is_still_yesterday_in_another():
    night = datetime(2026, 4, 1, 16, 30, tzinfo=UTC)
    assert day_at(night, "Asia/Shanghai") == date(2026, 4, 2)
    assert day_at(night, "Europe/Vienna") == date(2026, 4, 1)


def test_what_the_house_sets_for_an_hour_is_never_earlier_than_that_hour():
    two, half_past_one = clock_time(2, 30), clock_time(1, 30)
    assert at_clock(date(2027, 3, 13), two, NEW_YORK) == datetime(2027, 3, 13, 7, 30, tzinfo=UTC)
    assert at_clock(date(2027, 3, 14), two, NEW_YORK) == datetime(2027, 3, 14, 7, tzinfo=UTC)
    assert at_clock(date(2026, 11, 1), half_past_one, NEW_YORK) == datetime(
        2026, 11, 1, 6, 30, tzinfo=UTC
    )


def test_a_clock_time_that_comes_twice_is_shown_with_its_offset():
    words, there = catalogue("en"), zone(NEW_YORK)
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert words.clock(first, there) == "01:30 (UTC-04:00)"
    assert words.clock(first + HOUR, there) == "01:30 (UTC-05:00)"
    assert words.clock(first + 2 * HOUR, there) == "02:30"
    assert words.own_clock(typed_of(first + HOUR, NEW_YORK)) == (
        "November 1, 2026 01:30 (The second, after the clocks have gone back)"
    )


# --- names of zones -------------------------------------------------------------------------------

STRANGE = (
    "", "America", "America/", "../etc/passwd", "/etc/localtime", "localtime", "asia/shanghai",
    "zone.tab", "tzdata.zi", "posix", "x" * 10_000,
    "../../../dev/zero", "Asia/Shanghai/../Tokyo", "Mars/Olympus", "+08:00", "UTC+8",
)  # fmt: skip


@pytest.mark.parametrize("name", [*STRANGE, "Asia/Shanghai\n", "\ud800"])
def test_a_name_that_no_zone_has_is_refused_in_words(name):
    with pytest.raises(UnknownZone):
        zone(name)


@given(st.text(max_size=60))
def test_any_text_is_the_name_of_a_zone_or_refused(name):
    try:
        assert str(zone(name)) == name
    except UnknownZone:
        assert name not in zone_names()
