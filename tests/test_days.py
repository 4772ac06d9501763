"""Days and clock times of places: at every change of the clocks from 2020 to 2040, and between."""

import os
import time
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from functools import cache, partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fair.days import (
    HOME,
    NoSuchTime,
    NotATime,
    TimeTwice,
    UnknownZone,
    answered,
    at_clock,
    clock_at,
    day_at,
    end_of,
    instant,
    local_time,
    typed_of,
    zone,
    zone_names,
)
from fair.decisions import Refusal
from fair.hiring.offer import expiry
from fair.languages import LANGUAGES
from fair.people.person import age, check_birth_date
from fair.people.refusals import UnderAge
from fair.programme.views import span
from fair.words import catalogue
from tests.world import some

START, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2041, 1, 1, tzinfo=UTC)
NEW_YORK, HOUR, SECOND = "America/New_York", timedelta(hours=1), timedelta(seconds=1)


# --- every place, every night ---------------------------------------------------------------------


def _offset(name: str, at: int) -> timedelta | None:
    return datetime.fromtimestamp(at, ZoneInfo(name)).utcoffset()


def _is_new(name: str, before: timedelta | None, at: int) -> bool:
    return _offset(name, at) != before


@cache
def changes(name: str) -> list[datetime]:
    """Return when the clocks of a zone are changed from 2020 to 2040, by its offsets alone."""
    found, step = [], 3 * 24 * 3600
    for at in range(int(START.timestamp()), int(END.timestamp()), step):
        before = _offset(name, at)
        if _is_new(name, before, at + step):
            seconds = range(at, at + step + 1)
            first = bisect_left(seconds, 1, key=partial(_is_new, name, before))
            found.append(datetime.fromtimestamp(seconds[first], UTC))
    return found


def near_a_change(name: str) -> st.SearchStrategy[datetime]:
    near = st.sampled_from(changes(name) or [START]).flatmap(
        lambda at: st.integers(-120, 120).map(lambda minutes: at + minutes * timedelta(minutes=1))
    )
    anywhen = st.integers(0, (END - START) // timedelta(minutes=1) - 1).map(
        lambda minutes: START + minutes * timedelta(minutes=1)
    )
    return st.one_of(near, anywhen)


PLACES = st.sampled_from(sorted(zone_names()))
MOMENTS = PLACES.flatmap(lambda name: st.tuples(st.just(name), near_a_change(name)))
many = settings(max_examples=400, deadline=None)


@contextmanager
def system_clock_of(name: str) -> Iterator[None]:
    """Let the C library tell local times, which reads the rules of a zone by itself."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = f":{name}"
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


@given(MOMENTS)
@many
def test_the_day_at_a_place_is_the_one_that_its_calendar_shows(moment):
    name, at = moment
    with system_clock_of(name):
        told = time.localtime(at.timestamp())

    assert day_at(at, name) == date(told.tm_year, told.tm_mon, told.tm_mday)
    assert (clock_at(at, name).hour, clock_at(at, name).minute) == (told.tm_hour, told.tm_min)


@given(MOMENTS)
@many
def test_what_a_form_shows_for_an_instant_is_read_as_that_instant_again(moment):
    name, at = moment

    shown = typed_of(at, name)

    assert instant(local_time(str(shown)), name) == at


@given(MOMENTS)
@many
def test_a_typed_time_is_read_where_it_is_shown_once_refused_where_never_asked_where_twice(moment):
    name, near = moment
    said = local_time(f"{near:%Y-%m-%dT%H:%M}")
    # Every offset that the place has around that night, whichever way it was reached.
    offsets = {clock_at(near + hours * HOUR, name).utcoffset() for hours in range(-26, 27)}
    read = [said.at.replace(tzinfo=UTC) - some(offset) for offset in offsets]
    meant = sorted(at for at in read if clock_at(at, name).replace(tzinfo=None) == said.at)

    try:
        found, field = [instant(said, name, "opens_at")], "opens_at"
    except (NoSuchTime, TimeTwice) as refusal:
        found = [instant(local_time(answer), name) for answer, _ in refusal.choices]
        field = refusal.field

    assert (found, field) == (meant, "opens_at")


@given(MOMENTS)
@many
def test_a_day_ends_once_and_the_next_one_begins_there(moment):
    name, at = moment
    today = day_at(at, name)

    end = end_of(today, name)

    assert end > at
    assert day_at(end, name) > today >= day_at(end - SECOND, name)


@given(MOMENTS)
@many
def test_somebody_turns_sixteen_with_the_day_at_the_fairs_place(moment):
    name, at = moment
    today = day_at(at, name)
    born = today.replace(year=today.year - 16, day=min(today.day, 28))
    birthday = born.replace(year=today.year)
    # The first instant of the birthday, and the last one before it.
    turned = end_of(birthday - timedelta(days=1), name)

    check_birth_date(born, day_at(turned, name))
    with pytest.raises(UnderAge):
        check_birth_date(born, day_at(turned - SECOND, name))
    assert age(born, birthday) == 16


@given(MOMENTS)
@many
def test_an_offer_stands_until_the_clocks_show_eight_in_the_evening_of_the_next_day(moment):
    name, at = moment

    end = expiry(at, name)

    assert day_at(end, name) == day_at(at, name) + timedelta(days=1)
    assert f"{clock_at(end, name):%H:%M}" == "20:00"


@given(MOMENTS, st.sampled_from(sorted(LANGUAGES)))
@many
def test_every_instant_can_be_shown_on_every_clock_in_every_language(moment, lang):
    name, at = moment
    words, there = catalogue(lang), zone(name)

    for text in (
        words.clock(at, there), words.moment(at, there), words.zone_name(there, at),
        words.day(day_at(at, name)), words.own_clock(typed_of(at, name)),
        span(words, at, at + 3 * HOUR, there),
    ):  # fmt: skip
        assert text.strip()
        assert "{" not in text


@given(MOMENTS)
@many
def test_two_instants_of_a_night_are_never_shown_alike(moment):
    name, at = moment
    words, there = catalogue("en"), zone(name)

    for minutes in (20, 30, 60, 120, 180):
        later = at + minutes * timedelta(minutes=1)
        assert words.moment(at, there) != words.moment(later, there)


@given(PLACES, st.dates(), st.times())
@many
def test_any_day_however_far_has_an_end_and_its_hours(name, on, at):
    at_clock(on, at.replace(microsecond=0), name)
    assert end_of(on, name) <= datetime(2200, 1, 2, tzinfo=UTC)


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
