"""Which rows of `vacancies` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.ledger import hashes_of
from fair.ledger_rows import Rows, Seen
from fair.vacancies.folds import CALLED
from fair.vacancies.store import vacancy_import_table, vacancy_table, vacancy_version_table
from fair.vacancies.terms_store import version_ref


def _vacancy(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    return hashes_of(row["id"], **{name: row[name] for name in CALLED})


def _version(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    return hashes_of(version_ref(row["vacancy_id"], row["version"]), terms=row["terms"])


ROWS = {
    "vacancy": Rows(vacancy_table, made=_vacancy),
    "vacancy_version": Rows(vacancy_version_table, made=_version),
    "vacancy_import": Rows(vacancy_import_table),
}
