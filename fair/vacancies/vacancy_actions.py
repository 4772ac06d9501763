"""Commands of vacancies: recruiters write, open and withdraw them, the calendar ends them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fair.booths.booth_writes import require_staff
from fair.contract.base import Command, Done
from fair.contract.vacancies import (
    VacancyChange,
    VacancyCreate,
    VacancyExpire,
    VacancyLift,
    VacancyOpen,
    VacancyReply,
    VacancySuspend,
    VacancyWithdraw,
)
from fair.db import Work
from fair.employers import reads as employer_reads
from fair.employers.refusals import NoLicence
from fair.glossary import VacancyState
from fair.terms import cells, post_rules
from fair.terms.terms import LABELS
from fair.vacancies import look_writes, staging_writes, store, terms_store
from fair.vacancies.facts import VacancyChanged, VacancyCreated, VacancyExpired, VacancyWithdrawn
from fair.vacancies.opener_writes import (
    END_KIND,
    Opener,
    check_draft,
    check_filing,
    check_terms,
    lift_post,
    settle,
    suspend_post,
)
from fair.vacancies.opening_writes import move_to, of, reopen
from fair.vacancies.post_writes import judge, read_post, require_own
from fair.vacancies.refusals import DecideFirst
from fair.vacancies.vacancy import STANDING, UNDECIDED, Vacancy, Why, check_change, check_move


def expire(work: Work, command: VacancyExpire) -> Done:  # noqa: ARG001 - the clock says it
    """End every post whose last day is over."""
    for vacancy in store.over_by(work, work.now):
        move_to(work, vacancy, "expire")
        look_writes.let_be(work, vacancy.id)
        work.record(VacancyExpired(**of(vacancy)))
    return Done()


def _expire_at(ref: str) -> VacancyExpire:
    return VacancyExpire.model_validate({"at": ref})


DUE: dict[str, Callable[[str], Command]] = {END_KIND: _expire_at}


def create(work: Work, command: VacancyCreate) -> VacancyReply:
    """Keep a new draft; refuses `BadField` for what cannot be read, and what a rule forbids."""
    booth = require_staff(work, command.booth_id) if command.booth_id else None
    fair_id = booth.fair_id if booth else ""
    terms, head_count = read_post(work, command, fair_id)
    post_rules.check(terms)
    vacancy_id = work.new_id()
    booth_id = booth.id if booth else ""
    written = staging_writes.draft(
        vacancy_id,
        terms,
        head_count,
        employer_id=work.actor.employer_id,
        booth_id=booth_id,
        fair_id=fair_id,
        created_at=work.now,
    )
    staging_writes.add_drafts(work, [written])
    check_draft(work, store.vacancy(work, vacancy_id))
    said = [(vacancy_id, column) for column, text in command.cells().items() if text]
    terms_store.keep_statements(work, said, "form")
    work.record(
        VacancyCreated(
            vacancy_id=vacancy_id,
            booth_id=booth_id,
            fair_id=fair_id,
            employer_id=work.actor.employer_id,
        )
    )
    return VacancyReply(vacancy_id=vacancy_id, state=VacancyState.DRAFT)


def change(work: Work, command: VacancyChange) -> VacancyReply:
    """Write a post anew. One that people can see stays complete and gets a new version.

    New doubtful words hide it until the organiser has looked.
    """
    before = require_own(work, command.vacancy_id)
    check_move(before, command.booth_id or before.booth_id)
    booth_id, fair_id = before.booth_id, before.fair_id
    if command.booth_id and command.booth_id != before.booth_id:
        booth = require_staff(work, command.booth_id)
        booth_id, fair_id = booth.id, booth.fair_id
    terms, head_count = read_post(work, command, fair_id)
    post_rules.check(terms)
    after = replace(
        before,
        booth_id=booth_id,
        fair_id=fair_id,
        terms=terms,
        title=terms.title,
        work=terms.work,
        head_count=head_count,
    )
    state = _changed_standing(work, before, after) if before.state in STANDING else None
    if state is None:
        state = _changed_draft(work, after)
    said = _differing(before, after)
    terms_store.keep_statements(work, [(before.id, column) for column in said], "form")
    return VacancyReply(vacancy_id=before.id, state=state)


def _changed_draft(work: Work, after: Vacancy) -> VacancyState:
    check_draft(work, after)
    terms_store.save_terms(work, [after])
    work.record(VacancyChanged(version=after.version, **of(after)))
    look_writes.let_be(work, after.id)
    if after.state is VacancyState.REVIEW:
        return move_to(work, after, "send_back")
    return after.state


def _changed_standing(work: Work, before: Vacancy, after: Vacancy) -> VacancyState:
    check_change(before, after)
    check_terms(after, work.today(after.fair_id))
    opener = Opener(work)
    opener.check_kind(after)
    opener.check_abroad(after)
    doubtful = bool(look_writes.doubtful(work, after))
    after = replace(after, version=before.version + 1)
    terms_store.save_terms(work, [after])
    ends_at = opener.ends_at(after)
    store.set_end(work, after.id, ends_at)
    store.freeze_versions(work, [after])
    promised = terms_store.promised(after)
    work.record(VacancyChanged(version=after.version, ends_at=ends_at, **of(after), **promised))
    if doubtful:
        return _hidden(work, after)
    look_writes.put_right(work, after)
    if after.why in (Why.LOOK, Why.FILING):
        return _shown_again(work, after)
    if after.state is VacancyState.FILLED and after.free > 0:
        return reopen(work, after)
    return settle(work, after)


def _hidden(work: Work, after: Vacancy) -> VacancyState:
    """Hide a post with new doubtful words until the organiser has looked."""
    look_writes.ask(work, after)
    if after.why is Why.FILING:
        look_writes.stay_hidden(work, after, Why.LOOK)
        return after.state
    return look_writes.hide_for_look(work, after, Why.LOOK)


def _shown_again(work: Work, after: Vacancy) -> VacancyState:
    """Show a post again that waited for a look, or rests on another filing now."""
    if not employer_reads.covered(work.connection, after.employer_id):
        look_writes.stay_hidden(work, after, Why.LICENCE)
        return after.state
    return lift_post(work, after)


def _differing(before: Vacancy, after: Vacancy) -> list[str]:
    was = cells.write(before.terms, before.head_count)
    now = cells.write(after.terms, after.head_count)
    return [column for column in LABELS if now[column] and now[column] != was[column]]


def open_(work: Work, command: VacancyOpen) -> VacancyReply:
    """Open a complete post; with doubtful words it waits for the organiser."""
    vacancy = require_own(work, command.vacancy_id)
    state = Opener(work).open(vacancy)
    return VacancyReply(vacancy_id=vacancy.id, state=state)


def withdraw(work: Work, command: VacancyWithdraw) -> VacancyReply:
    """Take a post away; what must follow for offers follows in the same work."""
    vacancy = require_own(work, command.vacancy_id)
    state = move_to(work, vacancy, "withdraw")
    look_writes.let_be(work, vacancy.id)
    work.record(VacancyWithdrawn(**of(vacancy)))
    return VacancyReply(vacancy_id=vacancy.id, state=state)


# --- what an organiser does to posts by hand ------------------------------------------------------


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
    check_filing(work, vacancy)
    return VacancyReply(vacancy_id=vacancy.id, state=lift_post(work, vacancy))


HANDLERS: dict[Any, Any] = {
    VacancySuspend: suspend,
    VacancyLift: lift,
    VacancyCreate: create,
    VacancyChange: change,
    VacancyOpen: open_,
    VacancyWithdraw: withdraw,
    VacancyExpire: expire,
}
JUDGES: dict[Any, Any] = {VacancyCreate: judge, VacancyChange: judge}
