"""The next drafts of what was begun are worked on: one short work each, on behalf of its author.

The clock asks for each part, and what is done stands in the same work: after a crash the part
that was not finished is done once more from its beginning, and no other.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fair import timers
from fair.booths import reads as booth_reads
from fair.contract.base import Command, Done
from fair.contract.drafts import StepDrafts, TakenBackReply, TakeOfficeBack
from fair.db import Work
from fair.decisions import Actor, Refusal, Sentence, WrongState
from fair.drafts import store
from fair.drafts.facts import (
    DraftDeleted,
    DraftsCompleted,
    DraftsDeleted,
    DraftsEnded,
    DraftsWorked,
    OfficeTakenBack,
)
from fair.drafts.office import What, completed, unsaid
from fair.drafts.refusals import EverAtAFair, NothingNew, WrittenMeanwhile
from fair.drafts.run_actions import STEP_KIND
from fair.drafts.store import Run
from fair.glossary import Role, VacancyState
from fair.imports import row_writes
from fair.programme import reads as programme
from fair.recurring import reads as recurring
from fair.terms import cells, post_rules
from fair.terms.code_reads import code_lists
from fair.vacancies import look_writes, staging_reads, staging_writes
from fair.vacancies import reads as vacancies
from fair.vacancies.opener_writes import Opener
from fair.vacancies.post_writes import require_own
from fair.vacancies.vacancy import Vacancy


@dataclass(slots=True)
class _Part:
    """What became of the drafts of a part."""

    changed: list[Vacancy] = field(default_factory=list)
    review: list[Vacancy] = field(default_factory=list)
    left: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def stays(self, vacancy_id: str, why: Refusal) -> None:
        """Note why a draft stays as it is."""
        values = {
            name: str(value.text if isinstance(value, Sentence) else value)
            for name, value in why.values.items()
        }
        self.left.append((vacancy_id, why.sentence, values))


def step(work: Work, command: StepDrafts) -> Done:
    """Work on one part; the next one is due at once, or all is done."""
    run = store.run(work.connection, command.run_id)
    if run is None or not run.runs:
        return Done()
    work.actor = Actor(Role.SYSTEM, account_id=run.account_id)  # who began it answers for it
    work.author, work.reason = work.actor.author, run.reason
    ids = store.ids_of(work.connection, run.id, run.done)
    found = vacancies.vacancies(work.connection, ids)
    drafts = [found[one] for one in ids if one in found]
    drafts = [one for one in drafts if one.state is VacancyState.DRAFT]
    part = _DONE[What(run.what)](work, run, drafts)
    touched = [*part.changed, *part.review]
    store.keep_left(work, run.id, run.done, part.left)
    for sort, refs in (("employer", [one.employer_id for one in touched]),
                       ("work", [one.work for one in touched if one.work])):  # fmt: skip
        if refs:
            store.share(work, run.id, sort, Counter(refs))
    _go_on(work, run, part, over=len(ids) - len(drafts))
    return Done()


def _go_on(work: Work, run: Run, part: _Part, over: int) -> None:
    changed, review = run.changed + len(part.changed), run.review + len(part.review)
    left, done = run.left + len(part.left) + over, run.done + 1
    ended = done >= run.parts
    store.change(
        work, run.id, done=done, changed=changed, review=review, left=left,
        ended_at=work.now if ended else None,
    )  # fmt: skip
    if ended:
        work.record(
            DraftsEnded(run_id=run.id, changed=changed + review, left=left, cancelled=False)
        )
    else:
        timers.start(work, STEP_KIND, run.id, 0.0)
        work.record(DraftsWorked(run_id=run.id, done=done))


def _complete(work: Work, run: Run, drafts: Sequence[Vacancy]) -> _Part:
    terms, head_count, _ = cells.read(run.said, code_lists(), work.today(run.at_fair_id))
    part, said = _Part(), list[tuple[str, str]]()
    place = _Places(work, run.at_fair_id)
    days = {one: work.today(one) for one in {run.at_fair_id, *(one.fair_id for one in drafts)}}
    for one in drafts:
        today = days[one.fair_id or run.at_fair_id]
        after, columns = completed(one, terms, head_count, today, again=run.again)
        after = place.at_its_booth(after)
        if after == one:
            part.stays(one.id, NothingNew())
            continue
        try:  # what a rule forbids together with what the draft says is not said for it
            post_rules.check(after.terms)
        except Refusal as why:
            part.stays(one.id, why)
            continue
        part.changed.append(after)
        said += [(one.id, column) for column in columns]
    staging_writes.say_for(work, part.changed, said)
    fields = Counter(vacancy_id for vacancy_id, _ in said)
    for employer_id, its in _by_employer(part.changed):
        work.record(
            DraftsCompleted(
                run_id=run.id, employer_id=employer_id, drafts=len(its),
                fields=sum(fields[one.id] for one in its),
            )
        )  # fmt: skip
    return part


def _open(work: Work, run: Run, drafts: Sequence[Vacancy]) -> _Part:
    part, opener, place = _Part(), Opener(work), _Places(work, run.at_fair_id)
    placed = [(one, place.at_its_booth(one)) for one in drafts]
    staging_writes.say_for(work, [after for one, after in placed if after != one], [])
    back = []
    for one, after in placed:
        try:
            state = opener.decide(after)
        except Refusal as why:
            part.stays(one.id, why)
            if after != one:
                back.append(one)
            continue
        (part.review if state is VacancyState.REVIEW else part.changed).append(after)
    staging_writes.say_for(work, back, [])  # what stays as it was stands where it stood
    opener.save()
    return part


def _delete(work: Work, run: Run, drafts: Sequence[Vacancy]) -> _Part:
    part = _Part()
    ids = [one.id for one in drafts]
    taken = recurring.ever_taken(work.connection, ids)
    written = staging_reads.written_since(work.connection, ids, run.at)
    for one in drafts:
        if one.id in taken:
            part.stays(one.id, EverAtAFair())
        elif one.id in written:
            part.stays(one.id, WrittenMeanwhile())
    gone = set(
        staging_writes.delete_drafts(work, [one for one in ids if one not in {*taken, *written}])
    )
    row_writes.post_gone(work, sorted(gone))
    part.changed = [one for one in drafts if one.id in gone]
    for one in part.changed:
        look_writes.let_be(work, one.id)
        work.record(DraftDeleted(run_id=run.id, vacancy_id=one.id))
    for employer_id, its in _by_employer(part.changed):
        work.record(DraftsDeleted(run_id=run.id, employer_id=employer_id, drafts=len(its)))
    return part


_DONE: dict[What, Callable[[Work, Run, Sequence[Vacancy]], _Part]] = {
    What.COMPLETE: _complete,
    What.OPEN: _open,
    What.DELETE: _delete,
}


class _Places:
    """Where drafts without a booth go: to their employer's at a fair, if one was chosen."""

    def __init__(self, work: Work, fair_id: str) -> None:
        fair = programme.fair(work.connection, fair_id) if fair_id else None
        self._work, self._fair_id = work, fair_id if fair and not fair.over else ""
        self._booths: dict[str, str] = {}

    def at_its_booth(self, vacancy: Vacancy) -> Vacancy:
        """Return a draft at its employer's first booth there; as it is where there is none."""
        if not self._fair_id or vacancy.booth_id:
            return vacancy
        booth_id = self._booth(vacancy.employer_id)
        if not booth_id:
            return vacancy
        return replace(vacancy, booth_id=booth_id, fair_id=self._fair_id)

    def _booth(self, employer_id: str) -> str:
        if employer_id not in self._booths:
            mine = booth_reads.booths_of_employer(self._work.connection, employer_id)
            there = [one for one in mine if one.fair_id == self._fair_id]
            self._booths[employer_id] = min(there, key=lambda one: one.number).id if there else ""
        return self._booths[employer_id]


def _by_employer(posts: Iterable[Vacancy]) -> Iterable[tuple[str, list[Vacancy]]]:
    found: dict[str, list[Vacancy]] = {}
    for one in posts:
        found.setdefault(one.employer_id, []).append(one)
    return found.items()


def take_back(work: Work, command: TakeOfficeBack) -> TakenBackReply:
    """Take out of one's draft what the office said; refuses `NotYourVacancy`, `WrongState`."""
    vacancy = require_own(work, command.vacancy_id)
    if vacancy.state is not VacancyState.DRAFT:
        raise WrongState
    columns = staging_writes.said_by_office(work, vacancy.id)
    if columns:
        staging_writes.unsay(work, unsaid(vacancy, columns), columns)
        work.record(
            OfficeTakenBack(
                vacancy_id=vacancy.id, employer_id=vacancy.employer_id, fields=len(columns)
            )
        )
    return TakenBackReply(fields=len(columns))


def _next(ref: str) -> StepDrafts:
    return StepDrafts(run_id=ref)


HANDLERS: dict[Any, Any] = {StepDrafts: step, TakeOfficeBack: take_back}
DUE: dict[str, Callable[[str], Command]] = {STEP_KIND: _next}
