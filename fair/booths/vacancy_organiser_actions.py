"""What the organiser, a licence and the calendar do to posts."""

from collections.abc import Callable
from typing import Any

from fair.booths import employer_store
from fair.booths import vacancy_store as store
from fair.booths.employer import (
    LicenceExpired,
    LicenceLifted,
    LicenceRejected,
    LicenceSuspended,
    LicenceVerified,
    NoLicence,
)
from fair.booths.seat_actions import move_to, of
from fair.booths.vacancy import (
    Vacancy,
    VacancyExpired,
    VacancyLifted,
    VacancyReviewed,
    VacancySuspended,
    Why,
)
from fair.booths.vacancy_opening_actions import END_KIND, Opener, settle
from fair.contract.base import Command, Done
from fair.contract.vacancies import (
    VacancyExpire,
    VacancyLift,
    VacancyReply,
    VacancyReview,
    VacancySuspend,
)
from fair.db import Work
from fair.glossary import LicenceState, VacancyState

_VISIBLE = (VacancyState.OPEN, VacancyState.FILLED)
_LICENSED = (LicenceState.VERIFIED, LicenceState.DUE)


def suspend(work: Work, command: VacancySuspend) -> VacancyReply:
    """Hide a post; offers already made keep their seats."""
    vacancy = store.vacancy(work, command.vacancy_id)
    state = _suspend(work, vacancy, Why.ORGANISER, command.reason)
    return VacancyReply(vacancy_id=vacancy.id, state=state)


def lift(work: Work, command: VacancyLift) -> VacancyReply:
    """Show a suspended post again; refuses `NoLicence` while its employer's does not stand."""
    vacancy = store.vacancy(work, command.vacancy_id)
    if not _licensed(work, vacancy.employer_id):
        raise NoLicence
    return VacancyReply(vacancy_id=vacancy.id, state=_lift(work, vacancy))


def review(work: Work, command: VacancyReview) -> VacancyReply:
    """Open a post with an age limit, or send it back to its employer with a reason."""
    vacancy = store.vacancy(work, command.vacancy_id)
    if command.approve:
        state = Opener(work).open(vacancy, reviewed=True)
    else:
        state = move_to(work, vacancy, "send_back", note=command.reason)
    work.record(VacancyReviewed(approved=command.approve, **of(vacancy)))
    return VacancyReply(vacancy_id=vacancy.id, state=state)


def expire(work: Work, command: VacancyExpire) -> Done:  # noqa: ARG001 - the clock says it
    """End every post whose last day is over."""
    for vacancy in store.over_by(work, work.now):
        move_to(work, vacancy, "expire")
        work.record(VacancyExpired(**of(vacancy)))
    return Done()


def licence_lost(work: Work, fact: LicenceSuspended | LicenceExpired | LicenceRejected) -> None:
    """Hide what is open under a licence that no longer stands."""
    if _licensed(work, fact.employer_id):
        return
    for vacancy in store.of_employer(work, fact.employer_id, *_VISIBLE):
        _suspend(work, vacancy, Why.LICENCE, "")


def licence_stands(work: Work, fact: LicenceLifted | LicenceVerified) -> None:
    """Show again what was hidden because of the licence."""
    for vacancy in store.of_employer(work, fact.employer_id, VacancyState.SUSPENDED):
        if vacancy.why is Why.LICENCE:
            _lift(work, vacancy)


def _suspend(work: Work, vacancy: Vacancy, why: Why, note: str) -> VacancyState:
    state = move_to(work, vacancy, "suspend", why=why, note=note)
    work.record(VacancySuspended(why=why, **of(vacancy)))
    return state


def _lift(work: Work, vacancy: Vacancy) -> VacancyState:
    move_to(work, vacancy, "lift")
    work.record(VacancyLifted(**of(vacancy)))
    lifted = store.vacancy(work, vacancy.id)
    settle(work, lifted)
    return VacancyState.FILLED if lifted.free < 1 else lifted.state


def _licensed(work: Work, employer_id: str) -> bool:
    licence = employer_store.current_licence(work.connection, employer_id)
    return licence is not None and licence.state in _LICENSED


def _expire_at(ref: str) -> VacancyExpire:
    return VacancyExpire.model_validate({"at": ref})


HANDLERS: dict[Any, Any] = {
    VacancySuspend: suspend,
    VacancyLift: lift,
    VacancyReview: review,
    VacancyExpire: expire,
}
REACTIONS: dict[Any, Any] = {
    LicenceSuspended: [licence_lost],
    LicenceExpired: [licence_lost],
    LicenceRejected: [licence_lost],
    LicenceVerified: [licence_stands],
    LicenceLifted: [licence_stands],
}
DUE: dict[str, Callable[[str], Command]] = {END_KIND: _expire_at}
