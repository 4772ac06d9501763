"""Which number was written down for somebody, and counts later."""

from sqlalchemy import Connection, select

from fair.glossary import NumberChangeState
from fair.helpdesk.number_change import NumberChange
from fair.helpdesk.number_store import as_change, change_table

_AT = change_table.c


def ahead(connection: Connection, person_id: str) -> NumberChange | None:
    """Return the change of a person's number that is ahead, or None."""
    rule = (_AT.person_id == person_id) & (_AT.state == NumberChangeState.AHEAD)
    row = connection.execute(select(change_table).where(rule)).first()
    return as_change(row) if row else None
