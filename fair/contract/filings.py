"""Messages of the slice `filings`."""

from typing import Annotated

from fair.contract.base import Command
from fair.contract.text_types import Id, Line, Number
from fair.roles import ORGANISERS

EMPLOYER = "e00000000001"

Filing = Annotated[str, Number(80, least=1)]
Reason = Annotated[str, Line(400, least=3)]


class WithdrawFiling(
    Command,
    name="filing.withdraw",
    by=ORGANISERS,
    takes=ORGANISERS,
    refusals=("wrong-state", "no-such-filing"),
    example={
        "employer_id": EMPLOYER,
        "number": "WP-2026-0117",
        "reason": "The commerce office took it back on 3 March.",
    },
):
    """A recruitment filing no longer holds: the posts that rest on it close, who waits is told."""

    employer_id: Id
    number: Filing
    reason: Reason


class RestoreFiling(
    Command,
    name="filing.restore",
    by=ORGANISERS,
    refusals=("wrong-state",),
    example={
        "employer_id": EMPLOYER,
        "number": "WP-2026-0117",
        "reason": "The commerce office let it hold again.",
    },
):
    """A recruitment filing holds again: the posts that closed for it are shown."""

    employer_id: Id
    number: Filing
    reason: Reason
