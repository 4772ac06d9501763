"""A fair's figures, each opened to its rows: what auditors and organisers read, without names."""

from collections.abc import Callable, Iterable, Mapping, Sized
from dataclasses import asdict

from sqlalchemy import Connection

from fair.audit.reads import examined
from fair.board import board_reads, reads
from fair.board.figures import NAMES
from fair.booths import reads as booths
from fair.decisions import NotFound
from fair.employers import reads as employers
from fair.evidence.came_reads import came, queued
from fair.evidence.contexts import (
    CaseRow,
    Examined,
    ExaminedCases,
    FigureRows,
    PersonRows,
    RowShown,
)
from fair.evidence.definitions import DEFINITIONS, NOW_DEFINITIONS, PRESENT
from fair.evidence.figure_row import FigureRow
from fair.evidence.now_reads import owed, talking, waiting
from fair.evidence.rows_reads import counted_of, heads_of, rows_of
from fair.queue import reads as queue
from fair.vacancies import reads as vacancies
from fair.vacancies.vacancy import for_readers
from fair.web import Viewer

ON_A_PAGE, HEADS_SHOWN = 50, 20
MORE: Mapping[str, Callable[[Connection, str], tuple[FigureRow, ...]]] = {
    "came": came, "queued": queued, "waiting": waiting, "longest": waiting,
    "talking": talking, "owed": owed, PRESENT: lambda _connection, _fair_id: (),
}  # fmt: skip
_SAID = {**DEFINITIONS, **NOW_DEFINITIONS}


def fair_page(connection: Connection, viewer: Viewer, fair_id: str) -> Examined:
    """Return the figures of a fair, its heads, and how many cases there are.

    Refuses `NotFound`, and `NotAllowed` an auditor of another fair.
    """
    fair = examined(connection, viewer.actor, fair_id)
    sealed = reads.sealed(connection, fair_id)
    return {
        "fair": fair,
        "names": NAMES,
        "sealed": asdict(sealed) if sealed else None,
        "now": asdict(reads.figures(connection, fair_id)),
        "ledger": asdict(reads.ledger_figures(connection, fair_id)),
        "heads": heads_of(connection, fair_id, HEADS_SHOWN),
        "cases": len(reads.cases(connection, fair_id)),
    }


def figure(
    connection: Connection, viewer: Viewer, fair_id: str, name: str, page: int
) -> FigureRows:
    """Return a figure, what it counts, and a page of its rows; refuses as `fair_page` does."""
    fair = examined(connection, viewer.actor, fair_id)
    if name not in _SAID:
        raise NotFound
    sealed, rows = reads.sealed(connection, fair_id), _rows(connection, fair_id, name)
    first = (page - 1) * ON_A_PAGE
    return {
        "fair": fair,
        "name": name,
        "definition": viewer.words.gettext(_SAID[name]),
        "sealed": asdict(sealed).get(name) if sealed else None,
        "now": _now(connection, fair_id, name, rows),
        "ledger": len(rows),
        "rows": _shown(connection, viewer, rows[first : first + ON_A_PAGE]),
        "page": page,
        "more": len(rows) > first + ON_A_PAGE,
        "kept": name != PRESENT,
    }


def _rows(connection: Connection, fair_id: str, name: str) -> tuple[FigureRow, ...]:
    if name in MORE:
        return MORE[name](connection, fair_id)
    return rows_of(connection, fair_id, name)


def _now(connection: Connection, fair_id: str, name: str, rows: Sized) -> int:
    """Return a figure as the tables say it; who came is in no table, and read of the ledger."""
    if name == "came":
        return len(rows)
    if name == "queued":
        return queue.queued_of_fair(connection, fair_id)
    if name in NOW_DEFINITIONS:
        return board_reads.now_of_fair(connection, fair_id).get(name, 0)
    return int(asdict(reads.figures(connection, fair_id))[name])


def person(connection: Connection, viewer: Viewer, fair_id: str, alias: str) -> PersonRows:
    """Return where one person stands in the figures; refuses `NotFound` who stands in none."""
    fair = examined(connection, viewer.actor, fair_id)
    found = list(counted_of(connection, fair_id, alias))
    if not found:
        raise NotFound
    shown = _shown(connection, viewer, [row for _, row in found])
    names = [name for name, _ in found]
    return {"fair": fair, "alias": alias, "rows": list(zip(names, shown, strict=True))}


def cases(connection: Connection, viewer: Viewer, fair_id: str) -> ExaminedCases:
    """Return the cases of a fair, without what anybody wrote and without who reported."""
    fair = examined(connection, viewer.actor, fair_id)
    rows: list[CaseRow] = []
    for one in reads.cases(connection, fair_id):
        whole = reads.case(connection, one.id) or one
        rows.append(
            {
                "it": one,
                "employer": str(one.evidence.frozen.get("employer", "")),
                "answered_at": min((said.at for said in whole.replies), default=None),
            }
        )
    return {"fair": fair, "cases": rows}


def _shown(connection: Connection, viewer: Viewer, rows: Iterable[FigureRow]) -> list[RowShown]:
    found = list(rows)

    def ids(name: str) -> set[str]:
        return {row.told[name] for row in found if name in row.told}

    stands = booths.booths(connection, ids("booth_id"))
    posts = vacancies.vacancies(connection, ids("vacancy_id"))
    firms = employers.employers(connection, {one.employer_id for one in stands.values()})
    shown: list[RowShown] = []
    for row in found:
        stand = stands.get(row.told.get("booth_id", ""))
        post = posts.get(row.told.get("vacancy_id", ""))
        firm = firms.get(stand.employer_id) if stand else None
        shown.append(
            {
                "it": row,
                "employer": firm.called(viewer.lang) if firm else "",
                "post": for_readers(post).title if post else "",
                "booth": stand.number if stand else 0,
            }
        )
    return shown
