"""Which rows of `employers` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.employers.act_store import act_table
from fair.employers.store import employer_table, licence_table
from fair.ledger import hashes_of
from fair.ledger_rows import Rows, Seen


def _employer(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    return hashes_of(row["id"], name=row["name"], names=row["names"])


def _licence(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    return hashes_of(row["id"], number=row["number"], authority=row["authority"])


def _act(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    made: dict[str, Any] = {"number": None, "authority": None}
    if row["number"] is not None:
        handed = {"number": row["number"], "authority": row["authority"]}
        made = dict(hashes_of(row["licence_id"], **handed))
    if row["how"]:
        made |= hashes_of(row["id"], source=row["source"])
    return made


ROWS = {
    "employer": Rows(employer_table, made=_employer),
    "licence": Rows(licence_table, made=_licence),
    "licence_act": Rows(act_table, made=_act),
}
