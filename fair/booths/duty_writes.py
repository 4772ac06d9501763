"""Taking a recruiter off duty, inside somebody else's work."""

from fair.booths import store
from fair.booths.booth import Booth, Cause, Duty
from fair.booths.booth_writes import pause_booth
from fair.booths.facts import DutyEnded, PracticeDone
from fair.db import Work
from fair.glossary import BoothState


def end_duty(work: Work, booth: Booth, duty: Duty) -> None:
    """Take a recruiter off duty."""
    store.end_duty(work, duty.account_id)
    work.record(DutyEnded(**of_duty(booth, duty.account_id)))
    pause_if_empty(work, booth)


def end_duty_of(work: Work, account_id: str) -> None:
    """Take a recruiter off duty wherever that is, if anywhere."""
    duty = store.duty(work.connection, account_id)
    if duty:
        end_duty(work, store.booth(work, duty.booth_id), duty)


def pause_if_empty(work: Work, booth: Booth) -> None:
    """Pause an open booth at which nobody stands any more."""
    if booth.state is not BoothState.OPEN:
        return
    if not any(duty.here for duty in store.duties(work.connection, [booth.id])):
        pause_booth(work, booth, Cause.NOBODY_THERE)


def keep_practised(work: Work, booth: Booth, account_id: str) -> None:
    """Keep that a recruiter has practised a call at a booth; again is the latest time."""
    store.keep_practice(work, account_id)
    work.record(PracticeDone(**of_duty(booth, account_id)))


def of_duty(booth: Booth, account_id: str) -> dict[str, str]:
    """Return what every fact about a duty names."""
    return {
        "fair_id": booth.fair_id,
        "booth_id": booth.id,
        "employer_id": booth.employer_id,
        "account_id": account_id,
    }
