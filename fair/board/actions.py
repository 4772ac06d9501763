"""One function per command of `board`, and the sealing of a fair's figures."""

from collections.abc import Callable
from typing import Any

from fair.board import evidence_reads, report_reads, store
from fair.board.case import MOVES_CASE, Case, CaseKind, What, check_telling, closing
from fair.board.facts import CaseAnswered, CaseEscalated, CaseOpened, CaseResolved, CaseTold
from fair.board.reporting import ENOUGH, different
from fair.contract import board as contract
from fair.contract.base import Command, Reply
from fair.db import Work
from fair.decisions import move
from fair.glossary import CaseState, Role
from fair.ledger import new_salt, seal
from fair.looks import writes as looks
from fair.looks.look import LookKind
from fair.looks.look import Why as LookWhy
from fair.people import writes as people
from fair.vacancies import look_writes
from fair.vacancies import reads as vacancies
from fair.vacancies.vacancy import Vacancy


def open_case(work: Work, command: contract.OpenCase) -> contract.CaseReply:
    """Open a case and freeze what it is about. Refuses what the asker cannot see."""
    kind, what = CaseKind(command.kind), What(command.what)
    found = evidence_reads.evidence(work, kind, command.ref)
    salt = new_salt()
    case = Case(
        id=work.new_id(),
        fair_id=found.fair_id,
        number=store.next_number(work, found.fair_id),
        kind=kind,
        ref=command.ref,
        what=what,
        text=command.text,
        state=CaseState.OPENED,
        evidence=found,
        person_id=work.actor.person_id,
        account_id=work.actor.account_id,
        opened_at=work.now,
    )
    store.add(work, case, salt)
    work.record(
        CaseOpened(
            fair_id=case.fair_id,
            case_id=case.id,
            number=case.number,
            about=kind,
            ref=case.ref,
            version=found.version,
            what=what,
            booth_id=found.booth_id,
            evidence_hash=seal(store.canonical(found.frozen), salt),
            employer_id=found.employer_id,
            about_person_id=found.about_person_id,
        )
    )
    if work.actor.role is Role.SEEKER:
        _protect(work, case)
    return contract.CaseReply(case_id=case.id, number=case.number)


def _protect(work: Work, case: Case) -> None:
    """Keep who asked for money away from the reporter; hide a post that three people reported."""
    if case.what is What.FEE and case.evidence.employer_id:
        people.block(work, case.person_id, case.evidence.employer_id, case.fair_id)
    post = vacancies.vacancy(work.connection, case.ref) if case.kind is CaseKind.VACANCY else None
    if post:
        hide_reported(work, post)


def hide_reported(work: Work, post: Vacancy) -> None:
    """Hide a post that three people reported, until an organiser has looked."""
    waits = looks.waits(work, LookKind.POST, post.id)
    if waits and waits.why is LookWhy.REPORTS:
        return
    if different(report_reads.reporters(work.connection, post)) >= ENOUGH:
        look_writes.suspend_for_reports(work, post)


def tell_case(work: Work, command: contract.TellCase) -> contract.CaseReply:
    """Add to what the reporter said. Refuses others, and a case that is closed."""
    case = store.case(work, command.case_id)
    check_telling(case, work.actor)
    store.tell(work, case.id, f"{case.text}\n{command.text}".strip())
    work.record(CaseTold(fair_id=case.fair_id, case_id=case.id))
    return contract.CaseReply(case_id=case.id, number=case.number)


def answer_case(work: Work, command: contract.AnswerCase) -> contract.CaseReply:
    """Answer the reporter. Refuses a case that is closed."""
    case = store.case(work, command.case_id)
    state = move(MOVES_CASE, case.state, "answer")
    store.move(work, case.id, state)
    reply_id = store.add_reply(work, case.id, command.text, state)
    work.record(
        CaseAnswered(
            fair_id=case.fair_id,
            case_id=case.id,
            account_id=work.actor.account_id,
            reply_id=reply_id,
        )
    )
    return contract.CaseReply(case_id=case.id, number=case.number)


def _close(
    work: Work, case_id: str, verb: str, fact: type[CaseResolved | CaseEscalated]
) -> contract.CaseReply:
    case = store.case(work, case_id)
    store.move(work, case.id, closing(case, verb))
    work.record(fact(fair_id=case.fair_id, case_id=case.id, account_id=work.actor.account_id))
    return contract.CaseReply(case_id=case.id, number=case.number)


def resolve_case(work: Work, command: contract.ResolveCase) -> contract.CaseReply:
    """Close an answered case as settled. Refuses `AnswerFirst`."""
    return _close(work, command.case_id, "resolve", CaseResolved)


def escalate_case(work: Work, command: contract.EscalateCase) -> contract.CaseReply:
    """Hand an answered case to the authority. Refuses `AnswerFirst`."""
    return _close(work, command.case_id, "escalate", CaseEscalated)


HANDLERS: dict[type[Command], Callable[[Work, Any], Reply]] = {
    contract.OpenCase: open_case,
    contract.TellCase: tell_case,
    contract.AnswerCase: answer_case,
    contract.ResolveCase: resolve_case,
    contract.EscalateCase: escalate_case,
}
