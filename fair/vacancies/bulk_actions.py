"""Many drafts at once: fill what is missing, as the employer's own words, and open them."""

from dataclasses import replace
from typing import Any

from fair.booths.booth_writes import require_staff
from fair.contract.vacancies import (
    VacancyBulkComplete,
    VacancyBulkCompleteReply,
    VacancyBulkOpen,
    VacancyBulkOpenReply,
)
from fair.db import Work
from fair.glossary import Role, VacancyState
from fair.terms import post_rules
from fair.vacancies import store, terms_store
from fair.vacancies.facts import VacanciesCompleted
from fair.vacancies.opener_writes import Opener, open_all
from fair.vacancies.post_writes import check_own, judge, read_cells
from fair.vacancies.vacancy import Vacancy, filled


def complete(work: Work, command: VacancyBulkComplete) -> VacancyBulkCompleteReply:
    """Fill what these drafts do not say; what they say stays, but for days that are over."""
    booth = require_staff(work, command.booth_id) if command.booth_id else None
    vacancies = _mine(work, command.vacancy_ids)
    fair_id = booth.fair_id if booth else next((one.fair_id for one in vacancies), "")
    terms, head_count = read_cells(work, command, fair_id)
    post_rules.check(terms)
    todays = {one: work.today(one) for one in {fair_id, *(one.fair_id for one in vacancies)}}
    changed: list[Vacancy] = []
    said: list[tuple[str, str]] = []
    for vacancy in vacancies:
        if vacancy.state is not VacancyState.DRAFT:
            continue
        after, columns = filled(vacancy, terms, head_count, todays[vacancy.fair_id or fair_id])
        if booth and not vacancy.booth_id:
            after = replace(after, booth_id=booth.id, fair_id=booth.fair_id)
        if after != vacancy:
            changed.append(after)
            said += [(vacancy.id, column) for column in columns]
    terms_store.save_terms(work, changed)
    terms_store.keep_statements(work, said, "bulk")
    if changed:
        work.record(
            VacanciesCompleted(
                fair_id=fair_id,
                employer_id=work.actor.employer_id,
                vacancies=len(changed),
                fields=len(said),
            )
        )
    return VacancyBulkCompleteReply(vacancies=len(changed), fields=len(said))


def open_many(work: Work, command: VacancyBulkOpen) -> VacancyBulkOpenReply:
    """Open those that are complete and fair; the others stay drafts."""
    vacancies = _mine(work, command.vacancy_ids)
    drafts = [one for one in vacancies if one.state is VacancyState.DRAFT]
    counts = open_all(Opener(work), drafts)
    return VacancyBulkOpenReply(
        opened=counts[VacancyState.OPEN],
        review=counts[VacancyState.REVIEW],
        left=counts[VacancyState.DRAFT],
    )


def _mine(work: Work, ids: tuple[str, ...]) -> tuple[Vacancy, ...]:
    vacancies = store.vacancies(work, ids)
    if work.actor.role is not Role.ORGANISER:
        for vacancy in vacancies:
            check_own(work, vacancy)
    return vacancies


HANDLERS: dict[Any, Any] = {VacancyBulkComplete: complete, VacancyBulkOpen: open_many}
JUDGES: dict[Any, Any] = {VacancyBulkComplete: judge}
