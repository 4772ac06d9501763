"""What a case is about as it stands now: the post, whether its employer may recruit; and when."""

from datetime import datetime

from sqlalchemy import Connection

from fair.board.case import Case, CaseKind
from fair.board.contexts import About
from fair.days import told_instant
from fair.employers import reads as employers
from fair.hiring import reads as hiring
from fair.vacancies import reads as vacancies

_TIMES = ("sent_at", "rang_at", "live_at", "ended_at")


def about(connection: Connection, case: Case) -> About:
    """Return what became of the thing since; of what is gone, or was never there, None."""
    employer_id = case.evidence.employer_id
    return {
        "post": vacancies.vacancy(connection, ref) if (ref := _post(connection, case)) else None,
        "licence": employers.licence(connection, employer_id) if employer_id else None,
        "times": _times(case),
    }


def _post(connection: Connection, case: Case) -> str:
    if case.kind is CaseKind.VACANCY:
        return case.ref
    offer = hiring.offer(connection, case.ref) if case.kind is CaseKind.OFFER else None
    return offer.vacancy_id if offer else ""


def _times(case: Case) -> dict[str, datetime]:
    frozen = case.evidence.frozen
    said = {name: str(frozen[name]) for name in _TIMES if frozen.get(name)}
    return {name: told_instant(text) for name, text in said.items()}
