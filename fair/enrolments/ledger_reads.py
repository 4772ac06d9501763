"""Which rows of `enrolments` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.enrolments.store import enrolment_table, hashes
from fair.ledger_rows import Rows, Seen


def _enrolment(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    return hashes(row["id"], row["name"], row["code"], row["number"], row["authority"])


ROWS = {"enrolment": Rows(enrolment_table, made=_enrolment)}
