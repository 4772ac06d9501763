"""Commands of booths: an organiser places them, their recruiters open, pause and close them."""

from typing import Any

from fair.booths import store
from fair.booths.booth import Cause, lacks_licence
from fair.booths.booth_writes import (
    add,
    close_booth,
    fair_of,
    keep_room,
    open_booth,
    pause_booth,
    record_told,
    require_on_duty,
    require_staff,
)
from fair.booths.refusals import HallElsewhere, NumberTaken
from fair.conduct import writes as conduct
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
from fair.decisions import NotFound
from fair.employers import reads as employer_reads
from fair.employers.refusals import NoLicence
from fair.glossary import Role
from fair.looks import writes as looks
from fair.looks.look import LookKind
from fair.programme import actions as programme
from fair.programme import reads as programme_reads
from fair.programme.fair import must_be_changeable
from fair.terms import post_rules

# --- an organiser places booths -------------------------------------------------------------------


def create(work: Work, command: BoothCreate) -> BoothCreatedReply:
    """Give an employer a closed booth in a hall, and its room; refuses a taken number."""
    hall = programme_reads.hall(work.connection, command.hall_id)
    if hall is None:
        raise NotFound
    fair = fair_of(work, hall.fair_id)
    must_be_changeable(fair)
    employer = employer_reads.known(work.connection, command.employer_id)
    number = command.number or store.next_number(work, fair.id)
    _check_number(work, fair.id, number)
    booth_id = add(work, hall, employer, number=number, title=command.title)
    return BoothCreatedReply(booth_id=booth_id, number=number)


def place(work: Work, command: BoothPlace) -> Done:
    """Move a booth to another hall or number of its fair."""
    booth = store.booth(work, command.booth_id)
    must_be_changeable(fair_of(work, booth.fair_id))
    _check_hall(work, booth.fair_id, command.hall_id)
    if command.number != booth.number:
        _check_number(work, booth.fair_id, command.number)
    store.place_booth(work, booth, command.hall_id, command.number)
    record_told(work, booth.id)
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
    conduct.require_word(work, booth.fair_id)
    store.tell_booth(work, booth.id, command.title, command.about)
    employer = employer_reads.known(work.connection, booth.employer_id)
    keep_room(work, booth, command.title, employer, command.replies)
    texts = (command.title, *command.about.values(), *command.replies)
    looks.ask(
        work,
        LookKind.BOOTH,
        booth.id,
        looks.doubts_in(*texts),
        fair_id=booth.fair_id,
        booth_id=booth.id,
        employer_id=booth.employer_id,
        title=command.title,
        text="\n".join(text for text in texts if text),
        kept={
            "title": command.title,
            "about": dict(command.about),
            "replies": list(command.replies),
        },
    )
    record_told(work, booth.id)
    return Done()


def judge(told: BoothTell) -> None:
    """Refuse what no post may say, in the name, in what visitors read or are answered with."""
    post_rules.check_shown(told.title, *told.about.values(), *told.replies)


def open_(work: Work, command: BoothOpen) -> Done:
    """Open or resume; needs somebody on duty, an open fair, a session if it has any, a licence."""
    booth = require_on_duty(work, command.booth_id)
    programme.require_open(work, booth.fair_id)
    programme.require_session(work, booth.fair_id)
    licence = employer_reads.licence(work.connection, booth.employer_id)
    if lacks_licence(booth, licence):
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
    if work.actor.role is not Role.RECRUITER:
        booth = store.booth(work, command.booth_id)
    else:
        booth = require_on_duty(work, command.booth_id)
    close_booth(work, booth, Cause.HAND)
    return Done()


HANDLERS: dict[Any, Any] = {
    BoothCreate: create,
    BoothPlace: place,
    BoothTell: tell,
    BoothOpen: open_,
    BoothPause: pause,
    BoothClose: close,
}
JUDGES: dict[Any, Any] = {BoothTell: judge}
