"""Opening, pausing and closing a booth, and who may: for commands, reactions and higher slices."""

from collections.abc import Sequence
from typing import Any

from fair import timers
from fair.booths import store
from fair.booths.booth import MOVES_BOOTH, Booth, Cause, names_of
from fair.booths.facts import BoothAdded, BoothClosed, BoothOpened, BoothPaused, BoothTold
from fair.booths.refusals import NotYourBooth, OffDuty
from fair.db import Work
from fair.decisions import NotFound, move
from fair.employers import reads as employer_reads
from fair.employers.employer import Employer
from fair.employers.refusals import NoLicence
from fair.glossary import BoothState, FairState
from fair.languages import NO_TEXTS, Texts
from fair.ledger import hashes_of
from fair.programme import reads as programme_reads
from fair.programme.fair import Fair, Hall
from fair.rooms import chat_reads
from fair.rooms import chat_writes as rooms


def require_staff(work: Work, booth_id: str) -> Booth:
    """Return the booth; refuses `NotYourBooth` unless a recruiter of its employer asks."""
    booth = store.booth(work, booth_id)
    if not work.actor.works_for(booth.employer_id):
        raise NotYourBooth
    return booth


def require_on_duty(work: Work, booth_id: str) -> Booth:
    """Return the booth; refuses `NotYourBooth`, or `OffDuty` unless the asker stands there now."""
    booth = require_staff(work, booth_id)
    duty = store.duty(work.connection, work.actor.account_id)
    if duty is None or duty.booth_id != booth_id or not duty.here:
        raise OffDuty
    return booth


def require_recruiting(work: Work, booth_id: str) -> Booth:
    """Return the booth; refuses `NotYourBooth`, and `NoLicence` to who may not recruit now.

    Whatever a recruiter does towards people who look for work asks this, or `require_calling`; what
    ends something, takes it back or answers for a talk that was held does not.
    """
    return _licensed(work, require_staff(work, booth_id))


def require_calling(work: Work, booth_id: str) -> Booth:
    """Return the booth; refuses as `require_on_duty` does, and `NoLicence`."""
    return _licensed(work, require_on_duty(work, booth_id))


def _licensed(work: Work, booth: Booth) -> Booth:
    if not employer_reads.covered(work.connection, booth.employer_id):
        raise NoLicence
    return booth


def fair_of(work: Work, fair_id: str) -> Fair:
    """Return a fair; refuses `NotFound`."""
    fair = programme_reads.fair(work.connection, fair_id)
    if fair is None:
        raise NotFound
    return fair


def keep_room(
    work: Work, booth: Booth, title: str, employer: Employer, replies: Sequence[str]
) -> None:
    """Tell the room what it is called: the booth's own title, else the employer's names."""
    name, names = names_of(title, employer)
    rooms.keep_room(
        work,
        booth_id=booth.id,
        fair_id=booth.fair_id,
        employer_id=booth.employer_id,
        name=name,
        replies=tuple(replies),
        names=names,
    )


def add(
    work: Work,
    hall: Hall,
    employer: Employer,
    *,
    number: int,
    title: str,
    about: Texts = NO_TEXTS,
    replies: Sequence[str] = (),
) -> str:
    """Give an employer a closed booth in a hall, and its room; return the booth's id."""
    booth_id = store.add_booth(
        work,
        fair_id=hall.fair_id,
        hall_id=hall.id,
        employer_id=employer.id,
        number=number,
        title=title,
        about=about,
    )
    keep_room(work, store.booth(work, booth_id), title, employer, replies)
    work.record(
        BoothAdded(
            fair_id=hall.fair_id,
            booth_id=booth_id,
            employer_id=employer.id,
            hall_id=hall.id,
            number=number,
            hashes=hashes_of(booth_id, title=title, about=about),
        )
    )
    return booth_id


def add_like(work: Work, booth: Booth, hall_id: str) -> str:
    """Give the employer of a booth one like it, closed, in a hall of another fair."""
    hall = programme_reads.hall(work.connection, hall_id)
    if hall is None:
        raise NotFound
    room = chat_reads.room(work.connection, booth.id)
    return add(
        work,
        hall,
        employer_reads.known(work.connection, booth.employer_id),
        number=booth.number,
        title=booth.title,
        about=booth.about,
        replies=room.replies if room else (),
    )


def record_told(work: Work, booth_id: str) -> None:
    """Record what a booth is called, says, and where it stands, from now on."""
    booth = store.booth(work, booth_id)
    work.record(
        BoothTold(
            hall_id=booth.hall_id,
            number=booth.number,
            hashes=hashes_of(booth.id, title=booth.title, about=booth.about),
            **of(booth),
        )
    )


def open_booth(work: Work, booth: Booth) -> None:
    """Open, and let the booth's clocks run."""
    store.move_booth(work, booth, move(MOVES_BOOTH, booth.state, "open"), None)
    _let_clocks_run(work, booth)
    work.record(BoothOpened(resumed=booth.state is BoothState.PAUSED, **of(booth)))


def pause_booth(work: Work, booth: Booth, cause: Cause) -> None:
    """Pause, and stop the booth's clocks."""
    store.move_booth(work, booth, move(MOVES_BOOTH, booth.state, "pause"), cause)
    timers.hold(work, booth_id=booth.id)
    work.record(BoothPaused(cause=cause, **of(booth)))


def close_booth(work: Work, booth: Booth, cause: Cause) -> None:
    """Close; clocks that outlive the booth's day run on."""
    store.move_booth(work, booth, move(MOVES_BOOTH, booth.state, "close"), cause)
    _let_clocks_run(work, booth)
    work.record(BoothClosed(cause=cause, **of(booth)))


def _let_clocks_run(work: Work, booth: Booth) -> None:
    """Resume the booth's clocks, unless the fair's own pause holds them."""
    if fair_of(work, booth.fair_id).state is not FairState.PAUSED:
        timers.resume(work, booth_id=booth.id)


def of(booth: Booth) -> dict[str, Any]:
    """Return what every fact about a booth names."""
    return {"fair_id": booth.fair_id, "booth_id": booth.id, "employer_id": booth.employer_id}
