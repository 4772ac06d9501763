"""Imports, as the facts of `imports` add up to them."""

from fair.folds import Data, Fold, Things, free_table
from fair.imports.facts import VacanciesImported


def _imported(things: Things, data: Data, at: int) -> None:
    things.new(
        "vacancy_import",
        data["import_id"],
        {
            "id": data["import_id"], "employer_id": data["employer_id"] or None,
            "published_at": at, "vacancies": data["vacancies"], "refused": data["refused"],
            "duplicates": data["duplicates"], "employers": data["employers"],
        },
    )  # fmt: skip


FOLDS: dict[str, Fold] = {VacanciesImported.kind: _imported}
FOLLOWS = (
    free_table("import_row", "a row that waits to be mended: what came of it is a post"),
    free_table("import_problem", "what is wrong in such a row, deleted with it"),
)
