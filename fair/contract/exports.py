"""Messages of the slice `exports`."""

from typing import Literal

from fair.contract.base import Command, Reply
from fair.contract.text_types import Id, OptionalId
from fair.glossary import ExportPurpose, ExportWhat
from fair.roles import STAFF, SYSTEM


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


File = Literal[
    "evidence", "hires", "interviews", "employers", "offers", "overtakes", "people", "posts",
    "report", "rows_to_mend", "waits",
]  # fmt: skip


class NoteFile(
    Command,
    name="file.note",
    by=SYSTEM,
    example={"fair_id": "f00000000001", "what": "hires", "form": "csv"},
):
    """A file leaves the house: the house notes who of the staff takes which, before it goes out.

    Rows of a file that somebody brought are of no fair.
    """

    fair_id: OptionalId = ""
    what: File
    form: Literal["csv", "xlsx", "zip"]
