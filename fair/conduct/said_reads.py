"""What was done about people's conduct, with the names of who is concerned and of who acted."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from fair import because
from fair.accounts import reads as accounts
from fair.because import MutedFor, RemovedFor
from fair.conduct.contexts import Said
from fair.conduct.measure import Measure
from fair.db import utc_now
from fair.people import reads as people


def reasons(
    gettext: Callable[[str], str], kind: type[MutedFor] | type[RemovedFor]
) -> tuple[tuple[str, str], ...]:
    """Return the reasons of a list in the reader's words."""
    return tuple((code, gettext(text)) for code, text in because.choices(kind))


def said(
    connection: Connection, gettext: Callable[[str], str], found: Sequence[Measure]
) -> list[Said]:
    """Return measures with the names of who is concerned and of who acted."""
    now = utc_now()
    who = people.persons(connection, {one.person_id for one in found} - {""})
    staff = {one.by_id for one in found} | {one.ended_by for one in found}
    staff |= {one.account_id for one in found}
    names = {key: one.name for key, one in accounts.accounts(connection, staff - {""}).items()}
    numbers = {
        fair_id: people.numbers_of(
            connection, fair_id, {one.person_id for one in found if one.fair_id == fair_id}
        )
        for fair_id in {one.fair_id for one in found}
    }
    return [
        Said(
            one,
            who[one.person_id].name if one.person_id in who else names.get(one.account_id, ""),
            numbers[one.fair_id].get(one.person_id, 0),
            gettext(text) if (text := because.of_code(one.reason, MutedFor, RemovedFor)) else "",
            names.get(one.by_id, ""),
            names.get(one.ended_by, ""),
            one.holds(now),
        )
        for one in found
    ]
