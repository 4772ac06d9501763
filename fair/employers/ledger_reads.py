"""Which rows of `employers` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.employers.store import employer_table, licence_table
from fair.ledger import hashes_of
from fair.ledger_rows import Rows, Seen


def _employer(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    return hashes_of(row["id"], name=row["name"], names=row["names"])


def _licence(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    return hashes_of(row["id"], number=row["number"], authority=row["authority"])


ROWS = {
    "employer": Rows(employer_table, made=_employer),
    "licence": Rows(licence_table, made=_licence),
}
