"""Days and clock times of every place, at every change of its clocks from 2020 to 2040."""

import os
import time
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fair.days import (
    NoSuchTime,
    TimeTwice,
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
from fair.hiring.offer import expiry
from fair.languages import LANGUAGES
from fair.people.person import age, check_birth_date
from fair.people.refusals import UnderAge
from fair.programme.views import span
from fair.words import catalogue
from tests.world import some

START, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2041, 1, 1, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


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
