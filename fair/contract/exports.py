"""Messages of the slice `exports`."""

from typing import Literal

from fair.contract.base import Command, Reply
from fair.contract.text_types import Id
from fair.glossary import ExportPurpose, ExportWhat
from fair.roles import STAFF


class ExportReply(Reply):
    """By which id the file is taken."""

    export_id: str


class MakeExport(
    Command,
    name="export.make",
    by=STAFF,
    reply=ExportReply,
    refusals=("not-allowed",),
    rate=(60, 3600),
    example={
        "fair_id": "f00000000001", "what": "interviews", "form": "xlsx", "purpose": "report",
    },
):  # fmt: skip
    """Ask for a file of rows: an organiser of the fair, a recruiter of the own booths alone.

    An auditor reads aliases in place of names that were not opened. Who asked for what, and what
    for, is kept; the link works for an hour, for who asked.
    """

    fair_id: Id
    what: ExportWhat
    form: Literal["csv", "xlsx"]
    purpose: ExportPurpose
