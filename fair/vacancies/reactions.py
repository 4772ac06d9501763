"""What posts do when a licence is lost or stands again, and when the organiser has looked."""

from typing import Any

from fair.db import Work
from fair.decisions import WrongState
from fair.employers import reads as employer_reads
from fair.employers.facts import (
    LicenceExpired,
    LicenceLifted,
    LicenceRejected,
    LicenceSuspended,
    LicenceVerified,
)
from fair.employers.refusals import NoLicence
from fair.filings.facts import FilingRestored, FilingWithdrawn
from fair.glossary import VacancyState
from fair.looks import reads as looks
from fair.looks.facts import LookDecided, LookUndone
from fair.looks.look import LookKind, Verdict
from fair.looks.look import Why as LookWhy
from fair.vacancies import store
from fair.vacancies.facts import VacancyReviewed, VacancySentToReview, VacancyWithdrawn
from fair.vacancies.look_writes import hide_for_look, stay_hidden
from fair.vacancies.opener_writes import Opener, lift_post, rests_on_withdrawn, suspend_post
from fair.vacancies.opening_writes import move_to, of
from fair.vacancies.vacancy import STANDING, UNDECIDED, Why

_VISIBLE = (VacancyState.OPEN, VacancyState.FILLED)


def licence_lost(work: Work, fact: LicenceSuspended | LicenceExpired | LicenceRejected) -> None:
    """Hide what is open under a licence that no longer stands."""
    if employer_reads.covered(work.connection, fact.employer_id):
        return
    for vacancy in store.of_employer(work, fact.employer_id, *_VISIBLE):
        suspend_post(work, vacancy, Why.LICENCE, "")


def licence_stands(work: Work, fact: LicenceLifted | LicenceVerified) -> None:
    """Show again what was hidden because of the licence."""
    if not employer_reads.covered(work.connection, fact.employer_id):
        return
    for vacancy in store.of_employer(work, fact.employer_id, VacancyState.SUSPENDED):
        if vacancy.why is Why.LICENCE:
            lift_post(work, vacancy)


def filing_withdrawn(work: Work, fact: FilingWithdrawn) -> None:
    """Hide what rests on a recruitment filing that no longer holds."""
    for vacancy in store.of_employer(work, fact.employer_id, *_VISIBLE):
        if rests_on_withdrawn(work, vacancy):
            suspend_post(work, vacancy, Why.FILING, "")


def filing_restored(work: Work, fact: FilingRestored) -> None:
    """Show again what was hidden because of its filing, where the licence stands."""
    covered = employer_reads.covered(work.connection, fact.employer_id)
    for vacancy in store.of_employer(work, fact.employer_id, VacancyState.SUSPENDED):
        if vacancy.why is not Why.FILING or rests_on_withdrawn(work, vacancy):
            continue
        if covered:
            lift_post(work, vacancy)
        else:
            stay_hidden(work, vacancy, Why.LICENCE)


def looked(work: Work, fact: LookDecided) -> None:
    """Let a post open or send it back; show one again that was hidden, or leave it so.

    One that people reported is shown again or withdrawn.
    """
    if fact.about != LookKind.POST:
        return
    vacancy = store.vacancy(work, fact.ref)
    stands = fact.verdict == Verdict.STAND
    if vacancy.state is VacancyState.REVIEW:
        if stands:
            Opener(work).open(vacancy, reviewed=True)
        else:
            steps = looks.history(work.connection, [fact.look_id])[fact.look_id]
            move_to(work, vacancy, "send_back", note=steps[-1].reason)
        work.record(VacancyReviewed(approved=stands, **of(vacancy)))
    elif vacancy.why in UNDECIDED and stands:
        if not employer_reads.covered(work.connection, vacancy.employer_id):
            raise NoLicence
        lift_post(work, vacancy)
    elif vacancy.state in STANDING and fact.why == LookWhy.REPORTS and not stands:
        move_to(work, vacancy, "withdraw")
        work.record(VacancyWithdrawn(**of(vacancy)))


def look_undone(work: Work, fact: LookUndone) -> None:
    """Hide a post again that was let stand; let one wait again that was sent back."""
    look = looks.look(work.connection, fact.look_id)
    if fact.about != LookKind.POST or look is None or not look.waits:
        return
    vacancy = store.vacancy(work, fact.ref)
    if fact.verdict == Verdict.STAND:
        why = Why.REPORTS if fact.why == LookWhy.REPORTS else Why.LOOK
        if vacancy.state not in STANDING:
            raise WrongState
        hide_for_look(work, vacancy, why)
    elif vacancy.state is VacancyState.DRAFT:
        Opener(work).check(vacancy)
        move_to(work, vacancy, "review")
        work.record(VacancySentToReview(**of(vacancy)))
    elif vacancy.why not in UNDECIDED:
        raise WrongState


REACTIONS: dict[Any, Any] = {
    LookDecided: [looked],
    LookUndone: [look_undone],
    LicenceSuspended: [licence_lost],
    LicenceExpired: [licence_lost],
    LicenceRejected: [licence_lost],
    LicenceVerified: [licence_stands],
    LicenceLifted: [licence_stands],
    FilingWithdrawn: [filing_withdrawn],
    FilingRestored: [filing_restored],
}
