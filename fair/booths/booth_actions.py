"""One function per command of booths and of recruiters on duty: load, decide, save."""

from collections.abc import Callable
from typing import Any

from fair.booths import booth_store as store
from fair.booths.booth import Booth, NotYourBooth, OffDuty
from fair.db import Work
from fair.glossary import Role


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


HANDLERS: dict[Any, Any] = {}
REACTIONS: dict[Any, Any] = {}
DUE: dict[str, Callable[[str], Any]] = {}
