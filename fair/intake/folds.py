"""Files that come in some rows at a time, as the facts of `intake` add up to them."""

from fair.folds import Data, Fold, Things, free_table
from fair.intake.facts import IntakeBegun, IntakeWorked

_IMPORT = "vacancy_import"
_COUNTS = ("vacancies", "refused", "duplicates", "employers")


def _begun(things: Things, data: Data, at: int) -> None:
    things.new(
        _IMPORT,
        data["import_id"],
        {
            "id": data["import_id"], "employer_id": None, "published_at": at,
            **dict.fromkeys(_COUNTS, 0),
        },
    )  # fmt: skip


def _worked(things: Things, data: Data, _at: int) -> None:
    things.get(_IMPORT, data["import_id"]).update({name: data[name] for name in _COUNTS})


FOLDS: dict[str, Fold] = {IntakeBegun.kind: _begun, IntakeWorked.kind: _worked}
FOLLOWS = (
    free_table("intake_run", "how far a file is; what came of it is in the facts"),
    free_table("intake_mark", "rows of it that came in, until its end"),
    free_table("held_file", "a file that waits for a day at most, or while it comes in"),
    free_table("held_part", "bytes of such a file"),
)
