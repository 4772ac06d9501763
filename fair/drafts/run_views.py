"""How far work on many drafts is, what stayed as it was, and what an employer sees of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict
from urllib.parse import urlencode

from sqlalchemy import Connection

from fair.contract.drafts import DraftsMoved
from fair.db import utc_now
from fair.decisions import N_, Fact, NotFound, filled
from fair.drafts import reads, store
from fair.drafts.facts import DraftsBegun, DraftsEnded, DraftsWorked
from fair.drafts.store import Run
from fair.terms.terms import LABELS
from fair.vacancies import reads as vacancies
from fair.web import Viewer

SHOWN_RUNS = 5
WHAT: Mapping[str, str] = {
    "complete": N_("Completed"),
    "open": N_("Opened"),
    "delete": N_("Deleted"),
}


class Reason(TypedDict):
    """Why drafts stayed as they were: how many, and the first of them."""

    says: str
    many: int
    posts: list[tuple[str, str]]


class RunShown(TypedDict):
    """What is done to many drafts: how far it is, how long it still takes, what stayed."""

    run: Run
    what: str
    worked: int
    seconds_left: int | None
    reasons: list[Reason]
    said: list[tuple[str, str]]
    query: str


class ByOffice(TypedDict):
    """What the office did last to this employer's drafts, to how many, and why."""

    acts: list[tuple[Run, int, list[str]]]


def query_of(asked: Mapping[str, str]) -> str:
    """Return what an address says behind its question mark."""
    return urlencode(asked)


def run(connection: Connection, viewer: Viewer, run_id: str) -> RunShown:
    """Return how far something is that was begun; refuses `NotFound`."""
    said_ = viewer.words.gettext
    found = store.run(connection, run_id)
    if found is None or found.begun_at is None:
        raise NotFound
    worked = found.changed + found.review + found.left
    counts, first = reads.left(connection, run_id)
    posts = vacancies.vacancies(connection, [vacancy_id for vacancy_id, _ in first])
    reasons: list[Reason] = [
        {
            "says": filled(said_(says), {name: said_(text) for name, text in values}),
            "many": many,
            "posts": [
                (one, posts[one].title or one)
                for one, why in first
                if why == (says, values) and one in posts
            ],
        }
        for (says, values), many in counts.most_common()
    ]
    return {
        "run": found,
        "what": said_(WHAT[found.what]),
        "worked": worked,
        "seconds_left": _seconds_left(found),
        "reasons": reasons,
        "said": [(said_(LABELS[one]), text) for one, text in found.said.items()],
        "query": query_of(found.asked),
    }


def _seconds_left(found: Run) -> int | None:
    """Return how long it still takes at the pace until now; None where nobody can say yet."""
    if not found.runs or not found.done or found.begun_at is None:
        return None
    ran = (utc_now() - found.begun_at).total_seconds()
    return max(1, round(ran / found.done * (found.parts - found.done)))


def by_office(connection: Connection, viewer: Viewer) -> ByOffice:
    """Return what the office did last to the drafts of the recruiter's employer."""
    said_ = viewer.words.gettext
    found = reads.of_employer(connection, viewer.actor.employer_id, SHOWN_RUNS)
    return {
        "acts": [(one, many, [said_(LABELS[column]) for column in one.said]) for one, many in found]
    }


def news(connection: Connection, facts: Sequence[Fact]) -> Iterator[DraftsMoved]:
    """Tell who began something how far it is."""
    for run_id in dict.fromkeys(one.run_id for one in facts if isinstance(one, _MOVES)):
        found = store.run(connection, run_id)
        if found:
            yield DraftsMoved(account_id=found.account_id, run_id=run_id, done=found.done)


_MOVES = (DraftsBegun, DraftsWorked, DraftsEnded)
NEWS = ((_MOVES, news),)
