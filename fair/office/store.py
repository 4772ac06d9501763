"""The one row of the office."""

from sqlalchemy import Column, Connection, String, Table, insert, select, update

from fair.columns import TextsColumn
from fair.db import Work
from fair.office.office import NOBODY, OFFICE, Contact
from fair.tables import metadata

office_table = Table(
    "office",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("names", TextsColumn, nullable=False, server_default="{}"),
    Column("phone", String(40), nullable=False, server_default=""),
    Column("hours", TextsColumn, nullable=False, server_default="{}"),
    Column("permit", String(60), nullable=False, server_default=""),
)
# Made once: each page asks.
_QUERY = select(office_table).where(office_table.c.id == OFFICE)


def office(connection: Connection) -> Contact:
    """Return what the office says of itself; nothing where it never did."""
    row = connection.execute(_QUERY).first()
    return Contact(row.names, row.phone, row.hours, row.permit) if row else NOBODY


def keep(work: Work, said: Contact) -> None:
    """Save what the office says of itself."""
    values = {
        "names": said.names, "phone": said.phone, "hours": said.hours, "permit": said.permit,
    }  # fmt: skip
    if not work.write(update(office_table).where(office_table.c.id == OFFICE).values(**values)):
        work.write(insert(office_table), {"id": OFFICE, **values})
