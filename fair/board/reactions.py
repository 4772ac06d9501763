"""What the board does when a fair closes, a person is erased, a look is decided, a post opens."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from fair import words
from fair.board import reads, report_reads, store
from fair.board.actions import hide_reported
from fair.board.case import MOVES_CASE, CaseKind
from fair.board.facts import CaseAnswered, FairSealed
from fair.db import Work
from fair.decisions import N_, Fact, move
from fair.languages import DEFAULT
from fair.looks.facts import LookDecided
from fair.looks.look import LookKind, Verdict, Why
from fair.people import reads as people
from fair.people.facts import PersonErased
from fair.programme.facts import FairClosed
from fair.vacancies import reads as vacancies
from fair.vacancies.facts import VacancyChanged, VacancyOpened

STANDS = N_(
    "Thank you. An organiser looked at what you reported and lets it stand. Were you asked for "
    "money all the same? Write it below, and we look again."
)
REFUSED = N_(
    "Thank you. An organiser looked at what you reported and took it away: it broke a rule of the "
    "fair. Pay nothing and sign nothing for money."
)
_CASES = {
    LookKind.POST: CaseKind.VACANCY,
    LookKind.MESSAGE: CaseKind.MESSAGE,
    LookKind.ANSWER: CaseKind.MESSAGE,
    LookKind.BOOTH: CaseKind.BOOTH,
    LookKind.OFFER: CaseKind.OFFER,
}


def seal_figures(work: Work, fact: FairClosed) -> None:
    """Seal every figure of a fair that closes."""
    figures = reads.figures(work.connection, fact.fair_id)
    work.record(FairSealed(fair_id=fact.fair_id, **asdict(figures)))


def erase_person(work: Work, fact: PersonErased) -> None:
    """Blank what the person wrote in cases and what was frozen of the person."""
    store.erase(work, fact.person_id)


def answer_reports(work: Work, fact: LookDecided) -> None:
    """Answer everybody who reported what was looked at, in their own language."""
    kind = _CASES.get(LookKind(fact.about))
    for case in reads.unanswered(work.connection, kind, _looked_at(work, fact)) if kind else ():
        person = people.person(work.connection, case.person_id)
        said = words.catalogue(person.lang if person else DEFAULT)
        text = said.gettext(STANDS if fact.verdict == Verdict.STAND else REFUSED)
        state = move(MOVES_CASE, case.state, "answer")
        store.move(work, case.id, state)
        reply_id = store.add_reply(work, case.id, text, state)
        work.record(
            CaseAnswered(
                fair_id=case.fair_id,
                case_id=case.id,
                account_id=work.actor.account_id,
                reply_id=reply_id,
            )
        )


def _looked_at(work: Work, fact: LookDecided) -> frozenset[str]:
    """Return what was decided on: with a post that people reported, what it was before."""
    post = vacancies.vacancy(work.connection, fact.ref) if fact.why == Why.REPORTS else None
    before = report_reads.written_anew_of(work.connection, post) if post else frozenset()
    return before | {fact.ref}


def let_reports_follow(work: Work, fact: VacancyOpened | VacancyChanged) -> None:
    """Hide a post at once that says what three people reported of another one of its employer.

    Else a crook withdraws the post, writes it anew with another comma, and begins at none.
    """
    post = vacancies.vacancy(work.connection, fact.vacancy_id)
    if post and report_reads.written_anew_of(work.connection, post):
        hide_reported(work, post)


REACTIONS: dict[type[Fact], list[Callable[[Work, Any], None]]] = {
    FairClosed: [seal_figures],
    PersonErased: [erase_person],
    LookDecided: [answer_reports],
    VacancyOpened: [let_reports_follow],
    VacancyChanged: [let_reports_follow],
}
