"""A request that nobody confirmed is dropped; who asked for a company is kept for so long."""

from fair.enrolments.enrolment import CONFIRM_WITHIN
from fair.enrolments.store import NO_CONTACT, enrolment_table
from fair.glossary import EnrolmentState
from fair.retention import TOLD_DAYS, sweep_rows

_AT = enrolment_table.c
SWEEPS = (
    sweep_rows(
        "requests not confirmed", CONFIRM_WITHIN.days, enrolment_table,
        lambda before: [_AT.state == EnrolmentState.ASKED, _AT.asked_at < before],
    ),
    sweep_rows(
        "contacts of companies that asked", TOLD_DAYS, enrolment_table,
        lambda before: [_AT.asked_at < before, _AT.email != ""], blank=NO_CONTACT,
    ),
)  # fmt: skip
