"""Commands of booths: an organiser places them, their recruiters open, pause and close them."""

from collections.abc import Sequence
from typing import Any

from fair import timers
from fair.booths import booth_store as store
from fair.booths import employer_store
from fair.booths.booth import (
    MOVES_BOOTH,
    Booth,
    BoothAdded,
    BoothClosed,
    BoothOpened,
    BoothPaused,
    BoothTold,
    Cause,
    DutyEnded,
    HallElsewhere,
    HallInUse,
    NotYourBooth,
    NumberTaken,
    OffDuty,
)
from fair.booths.employer import (
    Employer,
    LicenceExpired,
    LicenceRejected,
    LicenceSuspended,
    NoLicence,
)
from fair.contract.base import Done
from fair.contract.booths import (
    BoothClose,
    BoothCreate,
    BoothCreatedReply,
    BoothOpen,
    BoothPause,
    BoothPlace,
    BoothTell,
)
from fair.db import Work
from fair.decisions import NotFound, move
from fair.glossary import BoothState, FairState, Role
from fair.programme import actions as programme
from fair.programme import reads as programme_reads
from fair.programme.fair import (
    Fair,
    FairClosed,
    FairResumed,
    HallRemoved,
    must_be_changeable,
)
from fair.rooms import actions as rooms
from fair.rooms import reads as rooms_reads


def require_staff(work: Work, booth_id: str) -> Booth:
    """Return the booth; refuses `NotYourBooth` unless a recruiter of its employer asks."""
    booth = store.booth(work, booth_id)
    mine = work.actor.role is Role.RECRUITER and work.actor.employer_id == booth.employer_id
    if not mine:
        raise NotYourBooth
    return booth


def require_on_duty(work: Work, booth_id: str) -> Booth:
    """Return the booth; refuses `NotYourBooth`, or `OffDuty` unless the asker stands there now."""
    booth = require_staff(work, booth_id)
    duty = store.duty(work.connection, work.actor.account_id)
    if duty is None or duty.booth_id != booth_id or not duty.here:
        raise OffDuty
    return booth


def fair_of(work: Work, fair_id: str) -> Fair:
    """Return a fair; refuses `NotFound`."""
    fair = programme_reads.fair(work.connection, fair_id)
    if fair is None:
        raise NotFound
    return fair


# --- an organiser places booths -------------------------------------------------------------------


def create(work: Work, command: BoothCreate) -> BoothCreatedReply:
    """Give an employer a closed booth in a hall, and its room; refuses a taken number."""
    hall = programme_reads.hall(work.connection, command.hall_id)
    if hall is None:
        raise NotFound
    fair = fair_of(work, hall.fair_id)
    must_be_changeable(fair)
    employer = employer_store.employer(work, command.employer_id)
    number = command.number or store.next_number(work, fair.id)
    _check_number(work, fair.id, number)
    booth_id = store.add_booth(
        work,
        fair_id=fair.id,
        hall_id=hall.id,
        employer_id=employer.id,
        number=number,
        title=command.title,
    )
    _keep_room(work, store.booth(work, booth_id), command.title, employer, ())
    work.record(
        BoothAdded(
            fair_id=fair.id,
            booth_id=booth_id,
            employer_id=employer.id,
            hall_id=hall.id,
            number=number,
        )
    )
    return BoothCreatedReply(booth_id=booth_id, number=number)


def place(work: Work, command: BoothPlace) -> Done:
    """Move a booth to another hall or number of its fair."""
    booth = store.booth(work, command.booth_id)
    must_be_changeable(fair_of(work, booth.fair_id))
    _check_hall(work, booth.fair_id, command.hall_id)
    if command.number != booth.number:
        _check_number(work, booth.fair_id, command.number)
    store.place_booth(work, booth.id, command.hall_id, command.number)
    work.record(BoothTold(**_of(booth)))
    return Done()


def _check_hall(work: Work, fair_id: str, hall_id: str) -> None:
    hall = programme_reads.hall(work.connection, hall_id)
    if hall is None or hall.fair_id != fair_id:
        raise HallElsewhere


def _check_number(work: Work, fair_id: str, number: int) -> None:
    booths = store.booths_where(work.connection, fair_id=fair_id)
    if any(booth.number == number for booth in booths):
        raise NumberTaken(number=number)


# --- recruiters run them --------------------------------------------------------------------------


def tell(work: Work, command: BoothTell) -> Done:
    """Save what visitors read, and the canned replies."""
    booth = require_staff(work, command.booth_id)
    texts = {"zh-Hans": command.about_zh, "en": command.about_en, "ja": command.about_ja}
    store.tell_booth(
        work,
        booth.id,
        command.title,
        {lang: text for lang, text in texts.items() if text},
    )
    employer = employer_store.employer(work, booth.employer_id)
    _keep_room(work, booth, command.title, employer, command.replies)
    work.record(BoothTold(**_of(booth)))
    return Done()


def rename_rooms(work: Work, employer_id: str) -> None:
    """Give the rooms of an employer's booths its new name."""
    employer = employer_store.employer(work, employer_id)
    for booth in store.booths_where(work.connection, employer_id=employer_id):
        room = rooms_reads.room(work.connection, booth.id)
        _keep_room(work, booth, booth.title, employer, room.replies if room else ())


def _keep_room(
    work: Work, booth: Booth, title: str, employer: Employer, replies: Sequence[str]
) -> None:
    """Tell the room what it is called: the booth's own title, else the employer's names."""
    rooms.keep_room(
        work,
        booth_id=booth.id,
        fair_id=booth.fair_id,
        employer_id=booth.employer_id,
        name=title or employer.name,
        replies=tuple(replies),
        names={} if title else employer.names,
    )


def open_(work: Work, command: BoothOpen) -> Done:
    """Open or resume; needs somebody on duty, an open fair and a verified licence."""
    booth = require_on_duty(work, command.booth_id)
    programme.require_open(work, booth.fair_id)
    licence = employer_store.current_licence(work.connection, booth.employer_id)
    if booth.state is BoothState.CLOSED and not (licence and licence.valid):
        raise NoLicence
    open_booth(work, booth)
    return Done()


def pause(work: Work, command: BoothPause) -> Done:
    """Pause by hand: it stays paused until a recruiter opens it again."""
    booth = require_on_duty(work, command.booth_id)
    pause_booth(work, booth, Cause.HAND)
    return Done()


def close(work: Work, command: BoothClose) -> Done:
    """Close; a recruiter must be on duty, an organiser may at any time."""
    if work.actor.role is Role.ORGANISER:
        booth = store.booth(work, command.booth_id)
    else:
        booth = require_on_duty(work, command.booth_id)
    close_booth(work, booth, Cause.HAND)
    return Done()


def open_booth(work: Work, booth: Booth) -> None:
    """Open, and let the booth's clocks run."""
    store.move_booth(work, booth.id, move(MOVES_BOOTH, booth.state, "open"), None)
    _let_clocks_run(work, booth)
    work.record(BoothOpened(resumed=booth.state is BoothState.PAUSED, **_of(booth)))


def pause_booth(work: Work, booth: Booth, cause: Cause) -> None:
    """Pause, and stop the booth's clocks."""
    store.move_booth(work, booth.id, move(MOVES_BOOTH, booth.state, "pause"), cause)
    timers.hold(work, booth_id=booth.id)
    work.record(BoothPaused(cause=cause, **_of(booth)))


def close_booth(work: Work, booth: Booth, cause: Cause) -> None:
    """Close; clocks that outlive the booth's day run on."""
    store.move_booth(work, booth.id, move(MOVES_BOOTH, booth.state, "close"), cause)
    _let_clocks_run(work, booth)
    work.record(BoothClosed(cause=cause, **_of(booth)))


def _let_clocks_run(work: Work, booth: Booth) -> None:
    """Resume the booth's clocks, unless the fair's own pause holds them."""
    if fair_of(work, booth.fair_id).state is not FairState.PAUSED:
        timers.resume(work, booth_id=booth.id)


def _of(booth: Booth) -> dict[str, str]:
    return {"fair_id": booth.fair_id, "booth_id": booth.id, "employer_id": booth.employer_id}


# --- what follows from elsewhere ------------------------------------------------------------------


def fair_closed(work: Work, fact: FairClosed) -> None:
    """The fair is over: every booth closes and everybody goes home."""
    booths = store.booths_where(work.connection, fair_id=fact.fair_id)
    for booth in booths:
        if booth.state is not BoothState.CLOSED:
            close_booth(work, booth, Cause.FAIR)
    by_id = {booth.id: booth for booth in booths}
    for duty in store.duties(work.connection, list(by_id)):
        store.end_duty(work, duty.account_id)
        work.record(DutyEnded(account_id=duty.account_id, **_of(by_id[duty.booth_id])))


def fair_resumed(work: Work, fact: FairResumed) -> None:
    """The fair's clocks run again, but those of a paused booth stand."""
    for booth in store.booths_where(work.connection, fair_id=fact.fair_id):
        if booth.state is BoothState.PAUSED:
            timers.hold(work, booth_id=booth.id)


def hall_removed(work: Work, fact: HallRemoved) -> None:
    """A hall with booths in it stays: refuses `HallInUse`."""
    booths = store.booths_where(work.connection, hall_id=fact.hall_id)
    if booths:
        raise HallInUse(count=len(booths))


def licence_lost(work: Work, fact: LicenceSuspended | LicenceExpired | LicenceRejected) -> None:
    """Without a licence nothing stays open."""
    licence = employer_store.current_licence(work.connection, fact.employer_id)
    if licence and licence.covers_open_booths:
        return
    for booth in store.booths_where(work.connection, employer_id=fact.employer_id):
        if booth.state is not BoothState.CLOSED:
            close_booth(work, booth, Cause.LICENCE)


HANDLERS: dict[Any, Any] = {
    BoothCreate: create,
    BoothPlace: place,
    BoothTell: tell,
    BoothOpen: open_,
    BoothPause: pause,
    BoothClose: close,
}
REACTIONS: dict[Any, Any] = {
    FairClosed: [fair_closed],
    FairResumed: [fair_resumed],
    HallRemoved: [hall_removed],
    LicenceSuspended: [licence_lost],
    LicenceExpired: [licence_lost],
    LicenceRejected: [licence_lost],
}
