"""What posts do when a licence is lost or stands again."""

from typing import Any

from fair.db import Work
from fair.employers import reads as employer_reads
from fair.employers.facts import (
    LicenceExpired,
    LicenceLifted,
    LicenceRejected,
    LicenceSuspended,
    LicenceVerified,
)
from fair.glossary import VacancyState
from fair.vacancies import store
from fair.vacancies.opener_writes import lift_post, suspend_post
from fair.vacancies.vacancy import Why

_VISIBLE = (VacancyState.OPEN, VacancyState.FILLED)


def licence_lost(work: Work, fact: LicenceSuspended | LicenceExpired | LicenceRejected) -> None:
    """Hide what is open under a licence that no longer stands."""
    if employer_reads.covered(work.connection, fact.employer_id):
        return
    for vacancy in store.of_employer(work, fact.employer_id, *_VISIBLE):
        suspend_post(work, vacancy, Why.LICENCE, "")


def licence_stands(work: Work, fact: LicenceLifted | LicenceVerified) -> None:
    """Show again what was hidden because of the licence."""
    for vacancy in store.of_employer(work, fact.employer_id, VacancyState.SUSPENDED):
        if vacancy.why is Why.LICENCE:
            lift_post(work, vacancy)


REACTIONS: dict[Any, Any] = {
    LicenceSuspended: [licence_lost],
    LicenceExpired: [licence_lost],
    LicenceRejected: [licence_lost],
    LicenceVerified: [licence_stands],
    LicenceLifted: [licence_stands],
}
