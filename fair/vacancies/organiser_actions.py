"""What the organiser does to posts by hand: suspend, lift. Doubtful words are decided as looks."""

from typing import Any

from fair.contract.vacancies import VacancyLift, VacancyReply, VacancySuspend
from fair.db import Work
from fair.employers import reads as employer_reads
from fair.employers.refusals import NoLicence
from fair.vacancies import store
from fair.vacancies.opener_writes import lift_post, suspend_post
from fair.vacancies.refusals import DecideFirst
from fair.vacancies.vacancy import UNDECIDED, Why


def suspend(work: Work, command: VacancySuspend) -> VacancyReply:
    """Hide a post; offers already made keep their openings."""
    vacancy = store.vacancy(work, command.vacancy_id)
    state = suspend_post(work, vacancy, Why.ORGANISER, command.reason)
    return VacancyReply(vacancy_id=vacancy.id, state=state)


def lift(work: Work, command: VacancyLift) -> VacancyReply:
    """Show a suspended post again; refuses `NoLicence` while its employer's does not stand.

    Refuses `DecideFirst` where somebody has still to look at it.
    """
    vacancy = store.vacancy(work, command.vacancy_id)
    if vacancy.why in UNDECIDED:
        raise DecideFirst
    if not employer_reads.covered(work.connection, vacancy.employer_id):
        raise NoLicence
    return VacancyReply(vacancy_id=vacancy.id, state=lift_post(work, vacancy))


HANDLERS: dict[Any, Any] = {VacancySuspend: suspend, VacancyLift: lift}
