"""The command that holds a fair again: a draft for each date, with what the organiser set up."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from fair import timers
from fair.booths.booth_writes import fair_of
from fair.contract.base import Done
from fair.contract.programme import CreateFair
from fair.contract.programme_halls import AddSession, PostAnnouncement
from fair.contract.recurring import FairsMadeReply, FurnishFair, RepeatFair
from fair.days import LocalTime, instant, later, typed_of
from fair.db import Work
from fair.decisions import NotFound
from fair.programme import actions as programme
from fair.programme import reads as programme_reads
from fair.programme import session_actions
from fair.programme.fair import Fair
from fair.recurring import furnishing_writes, reads, series, store
from fair.recurring.facts import FairRepeated

FURNISHED = "fair.furnished"  # the deadline after which a later date has its halls and booths


def repeat(work: Work, command: RepeatFair) -> FairsMadeReply:
    """Make a draft like this fair for each date; refuses dates that are over, or there already.

    The first is whole at once; the clock furnishes the later ones, each in a work of its own, as
    half a year of Thursdays would hold everybody's calls up. Refuses `NotFound` for a rehearsal:
    what is born of it would be real.
    """
    fair = fair_of(work, command.fair_id)
    if fair.rehearses:
        raise NotFound
    dates = [instant(one, fair.zone, "dates") for one in command.dates]
    series_id = reads.series_of(work.connection, fair.id)
    there = [fair_of(work, one) for one in reads.fairs_of_series(work.connection, series_id)]
    said = [str(typed_of(one, fair.zone)).replace("T", " ") for one in dates]
    series.check_dates(dates, [one.opens_at for one in there], work.now, said)
    made = [_held_again(work, fair, one, series_id) for one in sorted(dates)]
    _furnish(work, fair, made[0])
    for one in made[1:]:
        timers.start(work, FURNISHED, one, 0)
    return FairsMadeReply(fair_id=made[0], fairs=len(made))


def _held_again(work: Work, fair: Fair, opens_at: datetime, series_id: str) -> str:
    by, closes_at = series.hours_on(fair, opens_at)
    made = programme.create_fair(
        work,
        CreateFair(
            title=fair.title,
            about=fair.about,
            zone=fair.zone,
            opens_at=LocalTime(opens_at),
            closes_at=LocalTime(closes_at),
            most_tickets=fair.most_tickets,
            languages=fair.languages,
            titles=fair.titles,
            abouts=fair.abouts,
            phone=fair.phone,
            phone_hours=fair.phone_hours,
            permit=fair.permit,
        ),
    )
    _plan_sessions(work, fair, made.fair_id, by)
    store.keep_in_series(work, made.fair_id, fair.id, series_id)
    work.record(FairRepeated(fair_id=made.fair_id, of_fair_id=fair.id, series_id=series_id))
    return made.fair_id


def furnish(work: Work, command: FurnishFair) -> Done:
    """Give a fair the halls, booths and announcements of the one that it was made like."""
    fair = fair_of(work, reads.made_like(work.connection, command.fair_id))
    _furnish(work, fair, command.fair_id)
    return Done()


def _furnish(work: Work, fair: Fair, fair_id: str) -> None:
    """Give a new fair the halls, booths and announcements of another."""
    furnishing_writes.furnish(work, fair, fair_id)
    for one in reversed(programme_reads.announcements(work.connection, fair.id)):
        said = PostAnnouncement(fair_id=fair_id, text=one.text, texts=one.texts)
        programme.post_announcement(work, said)


def _plan_sessions(work: Work, fair: Fair, fair_id: str, by: timedelta) -> None:
    for one in programme_reads.sessions(work.connection, fair.id):
        window = AddSession(
            fair_id=fair_id,
            opens_at=LocalTime(later(one.opens_at, by, fair.zone)),
            closes_at=LocalTime(later(one.closes_at, by, fair.zone)),
        )
        session_actions.add_session(work, window)


def _unfurnished(fair_id: str) -> FurnishFair:
    return FurnishFair(fair_id=fair_id)


HANDLERS: dict[Any, Any] = {RepeatFair: repeat, FurnishFair: furnish}
DUE: dict[str, Callable[[str], Any]] = {FURNISHED: _unfurnished}
