"""What an import said of its rows is kept for so many days only; the posts stay."""

from sqlalchemy import cast
from sqlalchemy.types import String

from fair.retention import sweep_rows
from fair.vacancies.store import vacancy_import_table

_AT = vacancy_import_table.c
SWEEPS = (
    sweep_rows(
        "problems of imports", 90, vacancy_import_table,
        lambda before: [_AT.started_at < before, cast(_AT.problems, String) != "[]"],
        blank={"problems": []},
    ),
)  # fmt: skip
