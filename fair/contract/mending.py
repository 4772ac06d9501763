"""Messages of the slice `mending`."""

from typing import Annotated

from pydantic import Field

from fair.contract.base import Command, Reply
from fair.contract.text_types import Id, Name, OptionalId
from fair.contract.vacancies import IMPORT, RULES, PostCells
from fair.roles import ORGANISERS, RECRUITERS

RowNumber = Annotated[int, Field(ge=1, le=10_000_000)]


class RowMendedReply(Reply):
    """What came of the row: the id of its post, and how many cells of it are still wrong."""

    vacancy_id: OptionalId = ""
    wrong: int


class MendRow(
    PostCells,
    Command,
    name="import.mend_row",
    by=ORGANISERS | RECRUITERS,
    reply=RowMendedReply,
    refusals=(
        "row-is-done", "row-of-the-file", "ref-is-here", "not-your-vacancy", "wrong-state", *RULES,
    ),
    rate=(600, 60),
    example={"import_id": IMPORT, "row": 7, "pay_base": "4350"},
):  # fmt: skip
    """What is wrong in a row that waits is written anew: it comes in, or says what is still wrong.

    Of its wrong cells those that are not sent say nothing; all others stay as they stood in the
    file. A row of a post that is a draft already fills that draft.
    """

    import_id: Id
    row: RowNumber
    employer: Annotated[str, Name(120)] = ""


class RowsTakenOverReply(Reply):
    """How many drafts were written anew."""

    vacancies: int


class TakeRowsOver(
    Command,
    name="import.take_rows_over",
    by=ORGANISERS | RECRUITERS,
    reply=RowsTakenOverReply,
    refusals=("not-your-vacancy",),
    rate=(600, 60),
    example={"import_id": IMPORT, "rows": [7]},
):
    """Drafts that are here become what these rows of the file say of them."""

    import_id: Id
    rows: Annotated[tuple[RowNumber, ...], Field(min_length=1, max_length=100)]


class LeaveRowsOut(
    Command,
    name="import.leave_rows_out",
    by=ORGANISERS | RECRUITERS,
    reply=RowsTakenOverReply,
    refusals=("not-your-vacancy",),
    rate=(600, 60),
    example={"import_id": IMPORT, "rows": [7]},
):
    """Rows that wait are not wanted: they are forgotten. The posts that are here stay."""

    import_id: Id
    rows: Annotated[tuple[RowNumber, ...], Field(min_length=1, max_length=100)]
