"""Whom the hours of a fair concern."""

from collections.abc import Iterable

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.accounts.account import Account
from fair.appointments import reads as appointments
from fair.appointments.slot import in_hours
from fair.booths import reads as booths
from fair.outside import reads as reminders
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.reach.hours import Affected


def affected(connection: Connection, fair: Fair) -> Affected:
    """Return whom it concerns that a fair has these hours, and what lies outside of them."""
    mine = [one for one in appointments.live_of(connection, "fair_id", [fair.id]) if one.starts_at]
    sessions = programme.sessions(connection, fair.id)
    kept = [
        one
        for one in mine
        if one.starts_at and one.ends_at and in_hours(fair, sessions, one.starts_at, one.ends_at)
    ]
    return Affected(
        people=people.count_of_fair(connection, fair.id),
        tickets=queue.holders_of_fair(connection, fair.id),
        appointments=len(mine),
        reminded=reminders.count_of_fair(connection, fair.id),
        lost=len(mine) - len(kept),
        staff=len(staff_of(connection, employers_of(connection, fair.id))),
    )


def employers_of(connection: Connection, fair_id: str) -> list[str]:
    """Return the employers with a booth at a fair, in the order of their ids."""
    return sorted({one.employer_id for one in booths.booths_of_fair(connection, fair_id)})


def staff_of(connection: Connection, employer_ids: Iterable[str]) -> list[Account]:
    """Return the recruiters of these employers."""
    return [who for one in employer_ids for who in accounts.accounts_of(connection, one)]
