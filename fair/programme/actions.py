"""One function per command of `programme`: load, decide, save."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fair import timers
from fair.contract import programme as contract
from fair.contract import programme_halls as halls
from fair.contract.base import Command, Done, Reply
from fair.days import instant
from fair.db import Work
from fair.decisions import Fact, move
from fair.glossary import FairState, Role
from fair.languages import LANGUAGES, Texts
from fair.ledger import hashes_of
from fair.office.office import must_be_dialled
from fair.programme import (
    announcement_store,
    birth_writes,
    facts,
    reads,
    refusals,
    session_actions,
    store,
)
from fair.programme import fair as rules
from fair.programme.demo_actions import born_as_demo
from fair.programme.facts import AnnouncementPosted, AnnouncementRemoved
from fair.programme.fair import Fair
from fair.programme.session import check_inside, must_run


def require_open(work: Work, fair_id: str) -> Fair:
    """Return the fair; refuses `FairOnPause` or `FairNotOpen` unless it is open."""
    fair = store.fair(work, fair_id)
    rules.must_be_open(fair)
    return fair


def require_session(work: Work, fair_id: str) -> None:
    """Refuse `BetweenSessions` or `SessionsOver` where the fair has sessions and none runs now."""
    fair = store.fair(work, fair_id)
    must_run(fair, reads.sessions(work.connection, fair_id), work.now)


def create_fair(work: Work, command: contract.CreateFair) -> contract.FairReply:
    """Make a draft. Refuses bad hours, an unknown zone, and a demo that is not the system's."""
    if command.demo and work.actor.role is not Role.SYSTEM:
        raise refusals.DemoIsBorn
    fair = _described(command, Fair(
        id=work.new_id(), title="", about="", state=FairState.DRAFT, zone=command.zone,
        demo=born_as_demo(work, wanted=command.demo), opens_at=work.now, closes_at=work.now,
    ))  # fmt: skip
    birth_writes.born(work, fair)
    if command.hall_titles:
        hall_id = store.add_hall(work, fair.id, command.hall_titles)
        hashes = hashes_of(hall_id, titles=command.hall_titles)
        work.record(facts.HallAdded(fair_id=fair.id, hall_id=hall_id, hashes=hashes))
    return contract.FairReply(fair_id=fair.id)


def change_fair(work: Work, command: contract.ChangeFair) -> contract.FairReply:
    """Change words, hours and settings.

    Refuses a closed fair, hours that are over once it is announced, and sessions left outside. An
    announced fair's hours move once the organiser has agreed to whom it concerns.
    """
    before = store.fair(work, command.fair_id)
    rules.must_be_changeable(before)
    after = _described(command, replace(before, version=before.version + 1))
    moved = not before.in_draft and rules.hours_of(before) != rules.hours_of(after)
    if moved:
        rules.must_lie_ahead(after, work.now)
        rules.must_not_open_later(before, after, work.now)
        after = replace(after, moved_at=work.now)
    check_inside(after, reads.sessions(work.connection, after.id))
    store.change_fair(work, after)
    if moved:
        agreed = command.agreed == rules.hours_of(after)
        hours = {"opens_at": after.opens_at, "closes_at": after.closes_at}
        work.record(facts.FairHoursMoved(fair_id=after.id, agreed=agreed, **hours))
    work.record(
        facts.FairChanged(fair_id=after.id, version=after.version, **birth_writes.described(after))
    )
    if moved:
        timers.start(work, rules.HOURS, f"{after.id}:0", rules.SETTLED_S)
    return contract.FairReply(fair_id=after.id)


def _described(command: contract.CreateFair | contract.ChangeFair, fair: Fair) -> Fair:
    opens_at = instant(command.opens_at, command.zone, "opens_at")
    closes_at = instant(command.closes_at, command.zone, "closes_at")
    rules.check_hours(opens_at, closes_at)
    must_be_dialled(command.phone)
    languages = tuple(code for code in LANGUAGES if code in command.languages)
    return replace(
        fair,
        title=command.title,
        about=command.about,
        zone=command.zone,
        opens_at=opens_at,
        closes_at=closes_at,
        most_tickets=command.most_tickets,
        languages=languages or tuple(LANGUAGES),
        titles=command.titles,
        abouts=command.abouts,
        phone=command.phone,
        phone_hours=command.phone_hours,
        permit=command.permit,
    )


# --- the fair's life ------------------------------------------------------------------------


def _move(work: Work, fair_id: str, verb: str, fact: type[Fact]) -> Fair:
    fair = store.fair(work, fair_id)
    state = move(rules.MOVES_FAIR, fair.state, verb)
    store.move_fair(work, fair_id, state)
    work.record(fact(fair_id=fair_id))
    return fair


def publish_fair(work: Work, command: contract.PublishFair) -> contract.FairReply:
    """Show a draft to everybody. Refuses `NoHall`, and `HoursPast`."""
    fair = store.fair(work, command.fair_id)
    rules.must_have_hall(len(reads.halls(work.connection, fair.id)))
    rules.must_lie_ahead(fair, work.now)
    _move(work, command.fair_id, "publish", facts.FairPublished)
    return contract.FairReply(fair_id=command.fair_id)


def open_fair(work: Work, command: contract.OpenFair) -> contract.FairReply:
    """Open a published fair and the session that is due; one that its hours opened is open."""
    if store.fair(work, command.fair_id).is_open:
        return contract.FairReply(fair_id=command.fair_id)
    _move(work, command.fair_id, "open", facts.FairOpened)
    session_actions.open_due(work, command.fair_id)
    return contract.FairReply(fair_id=command.fair_id)


def pause_fair(work: Work, command: contract.PauseFair) -> contract.FairReply:
    """Stop every clock of the fair."""
    _move(work, command.fair_id, "pause", facts.FairPaused)
    session_actions.follow_fair(work, command.fair_id, "pause")
    timers.hold(work, fair_id=command.fair_id)
    return contract.FairReply(fair_id=command.fair_id)


def resume_fair(work: Work, command: contract.ResumeFair) -> contract.FairReply:
    """Let the clocks run on with what was left."""
    timers.resume(work, fair_id=command.fair_id)
    _move(work, command.fair_id, "resume", facts.FairResumed)
    session_actions.follow_fair(work, command.fair_id, "resume")
    return contract.FairReply(fair_id=command.fair_id)


def close_fair(work: Work, command: contract.CloseFair) -> contract.FairReply:
    """Close for good. What outlives the fair, such as an offer's last day, keeps its clock."""
    before = _move(work, command.fair_id, "close", facts.FairClosed)
    session_actions.follow_fair(work, command.fair_id, "close")
    if before.state is FairState.PAUSED:
        timers.resume(work, fair_id=command.fair_id)
    return contract.FairReply(fair_id=command.fair_id)


def keep_hours(work: Work, command: contract.KeepHours) -> Done:
    """Open a fair or session whose time has come, close one whose time is over; else do nothing.

    On a pause too: they close at their hour, and who waits has the choices of every closing.
    """
    verb = rules.due_verb(store.fair(work, command.fair_id), work.now)
    if verb == "open":
        _move(work, command.fair_id, "open", facts.FairOpened)
    elif verb == "close":
        close_fair(work, contract.CloseFair(fair_id=command.fair_id))
    session_actions.keep_hours(work, store.fair(work, command.fair_id))
    return Done()


def archive_fair(work: Work, command: contract.ArchiveFair) -> contract.FairReply:
    """Put a closed fair away."""
    _move(work, command.fair_id, "archive", facts.FairArchived)
    return contract.FairReply(fair_id=command.fair_id)


# --- halls and announcements ----------------------------------------------------------------


def _named(command: halls.AddHall | halls.ChangeHall) -> Texts:
    if not command.titles:
        raise refusals.HallNeedsName
    return command.titles


def add_hall(work: Work, command: halls.AddHall) -> halls.HallReply:
    """Add a hall. Refuses one without a name or with that of another, and a fair that is over."""
    fair = store.fair(work, command.fair_id)
    rules.must_be_changeable(fair)
    rules.check_hall_names(command.titles, reads.halls(work.connection, fair.id))
    hall_id = store.add_hall(work, fair.id, _named(command))
    hashes = hashes_of(hall_id, titles=command.titles)
    work.record(facts.HallAdded(fair_id=fair.id, hall_id=hall_id, hashes=hashes))
    return halls.HallReply(hall_id=hall_id, fair_id=fair.id)


def change_hall(work: Work, command: halls.ChangeHall) -> halls.HallReply:
    """Rename a hall. Refuses no name, or that of another one, and a fair that is over."""
    hall = store.hall(work, command.hall_id)
    rules.must_be_changeable(store.fair(work, hall.fair_id))
    others = [one for one in reads.halls(work.connection, hall.fair_id) if one.id != hall.id]
    rules.check_hall_names(command.titles, others)
    store.change_hall(work, hall.id, _named(command))
    hashes = hashes_of(hall.id, titles=command.titles)
    work.record(facts.HallChanged(fair_id=hall.fair_id, hall_id=hall.id, hashes=hashes))
    return halls.HallReply(hall_id=hall.id, fair_id=hall.fair_id)


def remove_hall(work: Work, command: halls.RemoveHall) -> halls.HallReply:
    """Remove a hall that is not the last; a slice with something in it refuses by reaction."""
    hall = store.hall(work, command.hall_id)
    rules.must_be_changeable(store.fair(work, hall.fair_id))
    rules.must_keep_hall(len(reads.halls(work.connection, hall.fair_id)))
    store.remove_hall(work, hall.id)
    work.record(facts.HallRemoved(fair_id=hall.fair_id, hall_id=hall.id))
    return halls.HallReply(hall_id=hall.id, fair_id=hall.fair_id)


def post_announcement(work: Work, command: halls.PostAnnouncement) -> halls.AnnouncementReply:
    """Say something to the whole fair. Refuses a fair that is over."""
    fair = store.fair(work, command.fair_id)
    rules.must_be_changeable(fair)
    announcement_id = announcement_store.add_announcement(
        work, fair.id, command.text, command.texts
    )
    work.record(
        AnnouncementPosted(
            fair_id=fair.id, announcement_id=announcement_id, account_id=work.actor.account_id
        )
    )
    return halls.AnnouncementReply(announcement_id=announcement_id)


def remove_announcement(work: Work, command: halls.RemoveAnnouncement) -> Reply:
    """Take an announcement back."""
    fair_id = announcement_store.fair_of_announcement(work, command.announcement_id)
    announcement_store.remove_announcement(work, command.announcement_id)
    work.record(AnnouncementRemoved(fair_id=fair_id, announcement_id=command.announcement_id))
    return Done()


HANDLERS: dict[type[Command], Callable[[Work, Any], Reply]] = {
    contract.CreateFair: create_fair,
    contract.ChangeFair: change_fair,
    contract.PublishFair: publish_fair,
    contract.OpenFair: open_fair,
    contract.PauseFair: pause_fair,
    contract.ResumeFair: resume_fair,
    contract.CloseFair: close_fair,
    contract.ArchiveFair: archive_fair,
    contract.KeepHours: keep_hours,
    halls.AddHall: add_hall,
    halls.ChangeHall: change_hall,
    halls.RemoveHall: remove_hall,
    halls.PostAnnouncement: post_announcement,
    halls.RemoveAnnouncement: remove_announcement,
}
