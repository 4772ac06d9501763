"""Writing employers in bulk, inside somebody else's work: an import names them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert

from fair.db import Work
from fair.employers import name_store
from fair.employers.facts import EmployerAdded, EmployerRemoved
from fair.employers.store import employer_table, search_text
from fair.languages import NO_TEXTS
from fair.ledger import hashes_of


def add_employers(work: Work, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep employers that a file named for the first time: not verified, without a booth."""
    work.write(
        insert(employer_table),
        [
            {
                **row,
                "names": NO_TEXTS,
                "search_text": search_text(row["name"], NO_TEXTS),
                "created_at": work.now,
            }
            for row in rows
        ],
    )
    name_store.keep(work, {row["id"]: (row["name"],) for row in rows})
    work.record(
        *(
            EmployerAdded(
                employer_id=row["id"],
                employer_kind=row["kind"],
                hashes=hashes_of(row["id"], name=row["name"], names=NO_TEXTS),
            )
            for row in rows
        )
    )


def remove_employers(work: Work, ids: Sequence[str]) -> None:
    """Delete employers of which nothing else is here; who asks has made sure of that."""
    name_store.forget(work, ids)
    work.write(delete(employer_table).where(employer_table.c.id.in_(ids)))
    work.record(*(EmployerRemoved(employer_id=one) for one in ids))
