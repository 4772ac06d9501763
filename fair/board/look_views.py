"""The look queue: what waits for an organiser, and the history of what was decided."""

from typing import TypedDict

from sqlalchemy import Connection

from fair.board import reads, views
from fair.board.case import What, urgency
from fair.board.contexts import CaseCard
from fair.employers import reads as employers
from fair.glossary import CaseState
from fair.looks import reads as looks
from fair.looks.look import Look, LookKind, Why
from fair.looks.look import urgency as look_urgency
from fair.looks.told import Step
from fair.looks.told_reads import told
from fair.programme.fair import Fair
from fair.web import Viewer

MOST_DECIDED = 50
REPORTED = "reported"
KINDS = (REPORTED, *(kind.value for kind in LookKind))


class Queued(TypedDict):
    """A look with its history, and with the names of who wrote the words and of the employer."""

    look: Look
    steps: tuple[Step, ...]
    author: str
    employer: str


class LookQueue(TypedDict):
    """What waits at a fair, the newest money first, and what was decided; `counts` by kind.

    `kind` is what is shown alone, "" for everything. `money` are the unanswered reports that money
    was asked for.
    """

    fair: Fair
    kind: str
    counts: dict[str, int]
    waiting: list[Queued]
    decided: list[Queued]
    money: list[CaseCard]


def queue(connection: Connection, viewer: Viewer, fair_id: str, kind: str) -> LookQueue:
    """Return what waits for a look at a fair, of one kind where one is named."""
    fair = views.known_fair(connection, fair_id)
    kind = kind if kind in KINDS else ""
    waiting = sorted(looks.waiting(connection, fair_id), key=look_urgency)
    decided = looks.decided(connection, fair_id, MOST_DECIDED)
    entries = told(
        connection, [one for one in (*waiting, *decided) if not kind or kind in _kinds(one)]
    )
    names = employers.employers(connection, {one.look.employer_id for one in entries})
    shown: list[Queued] = [
        {
            "look": one.look,
            "steps": one.steps,
            "author": one.author,
            "employer": names[one.look.employer_id].called(viewer.lang),
        }
        for one in entries
    ]
    cases = [
        one
        for one in reads.cases(connection, fair_id, CaseState.OPENED)
        if one.what is What.FEE and kind in ("", REPORTED)
    ]
    return {
        "fair": fair,
        "kind": kind,
        "counts": {name: sum(name in _kinds(one) for one in waiting) for name in KINDS},
        "waiting": [one for one in shown if one["look"].waits],
        "decided": [one for one in shown if not one["look"].waits],
        "money": [views.case_card(connection, one) for one in sorted(cases, key=urgency)],
    }


def _kinds(look: Look) -> tuple[str, ...]:
    return (look.kind.value, REPORTED) if look.why is Why.REPORTS else (look.kind.value,)
