"""Which rows of `appointments` the ledger is compared with."""

from fair.appointments.store import appointment_table, slot_table
from fair.ledger_rows import Rows

ROWS = {"slot": Rows(slot_table), "appointment": Rows(appointment_table)}
