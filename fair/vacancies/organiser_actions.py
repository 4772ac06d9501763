"""What the organiser does to posts: suspend, lift, review."""

from typing import Any

from fair.contract.vacancies import VacancyLift, VacancyReply, VacancyReview, VacancySuspend
from fair.db import Work
from fair.decisions import ReasonNeeded
from fair.employers import reads as employer_reads
from fair.employers.refusals import NoLicence
from fair.vacancies import store
from fair.vacancies.facts import VacancyReviewed
from fair.vacancies.opener_writes import Opener, lift_post, suspend_post
from fair.vacancies.opening_writes import move_to, of
from fair.vacancies.vacancy import Why


def suspend(work: Work, command: VacancySuspend) -> VacancyReply:
    """Hide a post; offers already made keep their openings."""
    vacancy = store.vacancy(work, command.vacancy_id)
    state = suspend_post(work, vacancy, Why.ORGANISER, command.reason)
    return VacancyReply(vacancy_id=vacancy.id, state=state)


def lift(work: Work, command: VacancyLift) -> VacancyReply:
    """Show a suspended post again; refuses `NoLicence` while its employer's does not stand."""
    vacancy = store.vacancy(work, command.vacancy_id)
    if not employer_reads.covered(work.connection, vacancy.employer_id):
        raise NoLicence
    return VacancyReply(vacancy_id=vacancy.id, state=lift_post(work, vacancy))


def review(work: Work, command: VacancyReview) -> VacancyReply:
    """Open a post with an age limit, or send it back to its employer with a reason."""
    vacancy = store.vacancy(work, command.vacancy_id)
    if command.approve:
        state = Opener(work).open(vacancy, reviewed=True)
    elif not command.reason:
        raise ReasonNeeded
    else:
        state = move_to(work, vacancy, "send_back", note=command.reason)
    work.record(VacancyReviewed(approved=command.approve, **of(vacancy)))
    return VacancyReply(vacancy_id=vacancy.id, state=state)


HANDLERS: dict[Any, Any] = {VacancySuspend: suspend, VacancyLift: lift, VacancyReview: review}
