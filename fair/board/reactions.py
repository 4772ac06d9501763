"""What the board does when a fair closes, a person is erased, a look is decided."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from fair import words
from fair.board import reads, store
from fair.board.case import MOVES_CASE, CaseKind
from fair.board.facts import CaseAnswered, FairSealed
from fair.db import Work
from fair.decisions import N_, Fact, move
from fair.languages import DEFAULT
from fair.looks.facts import LookDecided
from fair.looks.look import LookKind, Verdict
from fair.people import reads as people
from fair.people.facts import PersonErased
from fair.programme.facts import FairClosed

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
    for case in reads.unanswered(work.connection, kind, fact.ref) if kind else ():
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


REACTIONS: dict[type[Fact], list[Callable[[Work, Any], None]]] = {
    FairClosed: [seal_figures],
    PersonErased: [erase_person],
    LookDecided: [answer_reports],
}
