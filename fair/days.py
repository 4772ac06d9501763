"""Days and clock times: those of a place, told from instants and back. The one home of zones.

What happened, and when something is due, is an instant: aware, in UTC, compared as it is. A day is
the day at a place: the fair's for whatever happens at a fair (ages, first and last days, next
steps, until when an offer stands), the authority's for a licence (`employers.licence`), and HOME's
where there is no fair yet, as for a post or a desk without a booth. A reader's own zone is for
showing instants only: nothing is decided by it.

People type a `LocalTime`; it is an instant once its place is known. One that does not exist there,
as the clocks go forward, is refused; which is meant of one that comes twice is asked.
"""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from fair.decisions import N_, Refusal

HOME = "Asia/Shanghai"
FIRST, SECOND = "first", "second"
WHICH = {
    FIRST: N_("The first, before the clocks go back"),
    SECOND: N_("The second, after the clocks have gone back"),
}
Place = str | tzinfo
# What people type lies in these years, so that no zone leads out of the calendar.
_YEARS = range(1970, 2200)
_LAST_DAY = date(2199, 12, 31)


# --- places -------------------------------------------------------------------------------------


class UnknownZone(Refusal):
    code = "unknown-zone"
    status = 422
    sentence = N_("We do not know this time zone. Choose one from the list.")
    field = "zone"


@cache
def zone_names() -> frozenset[str]:
    """Return the IANA names that are known here; the host's own zone is nobody else's."""
    return frozenset(available_timezones()) - {"localtime"}


def zone(name: str) -> tzinfo:
    """Return a time zone by its IANA name. Refuses `UnknownZone`; looks for no file of its name."""
    if name not in zone_names():
        raise UnknownZone
    return ZoneInfo(name)


def _zone(place: Place) -> tzinfo:
    return zone(place) if isinstance(place, str) else place


# --- from instants ------------------------------------------------------------------------------


def clock_at(at: datetime, place: Place) -> datetime:
    """Return what the clocks of a place show at an instant; aware, so it is still the instant."""
    return at.astimezone(_zone(place))


def shown_at(at: datetime, place: Place) -> datetime:
    """Return what the clocks of a place show at an instant, as a plain reading."""
    return clock_at(at, place).replace(tzinfo=None)


def later(at: datetime, by: timedelta, place: Place) -> datetime:
    """Return the instant at which the clocks show what they show now, so much later.

    Where the clocks go forward past that reading, the instant at which they pass it.
    """
    reading = shown_at(at, place) + by
    return at_clock(reading.date(), reading.time(), place)


def day_at(at: datetime, place: Place) -> date:
    """Return the day that it is at a place at an instant."""
    return clock_at(at, place).date()


def comes_twice(shown: datetime) -> bool:
    """True where the clocks of its place show this time twice that night; `shown` is aware."""
    first, second = _readings(shown, shown.tzinfo)
    return first < second


# --- to instants, for what the house chooses: nothing is refused --------------------------------


def end_of(last_day: date, place: Place) -> datetime:
    """Return the instant at which a day is over at a place and does not come back.

    After the last year that people may type, that year's end.
    """
    there, day = _zone(place), min(last_day, _LAST_DAY)
    first, second = _readings(datetime.combine(day + timedelta(days=1), time()), there)
    if first > second:
        return _change(second, first, there)
    # Where the clocks go back over midnight, the old day goes on for a while.
    back = first < second and day_at(_change(first, second, there), there) <= day
    return second if back else first


def at_clock(on: date, at: time, place: Place) -> datetime:
    """Return the instant at which clocks at a place show a time: the later one of two.

    Where they never show it that day, the instant at which they pass it.
    """
    there = _zone(place)
    first, second = _readings(datetime.combine(min(on, _LAST_DAY), at), there)
    return second if first <= second else _change(second, first, there)


def _readings(shown: datetime, there: tzinfo | None) -> tuple[datetime, datetime]:
    """Return the instants of a clock time by the offset before and after a change of the clocks.

    They are the same instant but near a change: the first is earlier where the time comes twice,
    later where it does not exist.
    """
    first, second = (shown.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first, second


def _change(early: datetime, late: datetime, there: tzinfo) -> datetime:
    """Return the instant between two at which the clocks of a zone are changed."""
    before = early.astimezone(there).utcoffset()
    seconds = range(int(early.timestamp()), int(late.timestamp()) + 1)
    found = bisect_left(
        seconds,
        True,  # noqa: FBT003 - what the key says from the change on
        key=lambda second: datetime.fromtimestamp(second, there).utcoffset() != before,
    )
    return datetime.fromtimestamp(seconds[found], UTC)


# --- what people type ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A time as somebody typed it: what a clock shows at a place that is known later.

    `which` of the two, FIRST or SECOND, where the clocks show it twice; "" where nobody said.
    A program may write the offset, and then `at` is aware: an instant already.
    """

    at: datetime
    which: str = ""

    def __str__(self) -> str:
        text = self.at.isoformat(timespec="seconds" if self.at.second else "minutes")
        return f"{text} {self.which}" if self.which else text

    @property
    def day(self) -> date:
        return self.at.date()


class NoSuchTime(Refusal):
    code = "no-such-time"
    status = 422
    sentence = N_(
        "{time} does not exist on {day} at this place: the clocks go forward from {before} to "
        "{after}. Choose another time."
    )


class TimeTwice(Refusal):
    code = "time-twice"
    status = 422
    sentence = N_(
        "{time} comes twice on {day} at this place: the clocks go back from {before} to {after}. "
        "Which one is meant?"
    )


class NotATime(ValueError):
    """What was typed is no day with a time."""


def local_time(text: str) -> LocalTime:
    """Read what `LocalTime` writes, as 2026-11-01T01:30 or 2026-11-01T01:30 second.

    Raises `NotATime` for anything else: a day alone, or a time that lies in other centuries.
    """
    said, _, which = text.strip().rpartition(" ")
    if which not in WHICH:
        said, which = text.strip(), ""
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise NotATime from None
    if at.year not in _YEARS or len(said) <= len("2026-11-01"):
        raise NotATime
    return LocalTime(at.replace(microsecond=0), which)


def told_instant(text: str) -> datetime:
    """Return an instant as a fact tells it, which names its distance from UTC."""
    return datetime.fromisoformat(text)


def answered(typed: str, answer: str) -> str:
    """Return the answer to "which one?" where it is about the time that is typed, else that."""
    try:
        return answer if local_time(answer).at == local_time(typed).at else typed
    except NotATime:
        return typed


def instant(said: LocalTime, place: Place, field: str = "") -> datetime:
    """Return the instant that a typed time means at a place.

    Refuses `NoSuchTime`, and `TimeTwice` with both as choices, where nobody said which; `field`
    names the one of the form.
    """
    if said.at.tzinfo:
        return said.at.astimezone(UTC)
    there = _zone(place)
    first, second = _readings(said.at, there)
    if first > second:
        raise _near(NoSuchTime, said, _change(second, first, there), there, field)
    if first < second and not said.which:
        question = _near(TimeTwice, said, _change(first, second, there), there, field)
        question.choices = [(str(replace(said, which=one)), text) for one, text in WHICH.items()]
        raise question
    return second if said.which == SECOND else first


def _near(
    kind: type[Refusal], said: LocalTime, change: datetime, there: tzinfo, field: str
) -> Refusal:
    """Return a refusal that says from when to when the clocks go, near a typed time."""
    before = (change - timedelta(seconds=1)).astimezone(there) + timedelta(seconds=1)
    refusal = kind(
        time=f"{said.at:%H:%M}",
        day=said.day,
        before=f"{before:%H:%M}",
        after=f"{change.astimezone(there):%H:%M}",
    )
    refusal.field = field
    return refusal


def typed_of(at: datetime, place: Place) -> LocalTime:
    """Return what stands in a form for an instant, so that it is read as the same one again."""
    shown = clock_at(at, place)
    which = (SECOND if shown.fold else FIRST) if comes_twice(shown) else ""
    return LocalTime(shown.replace(tzinfo=None, microsecond=0), which)
