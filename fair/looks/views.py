"""What each audience may see of looks: a mark for readers, the words for who wrote them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.decisions import Actor
from fair.looks import reads
from fair.looks.contexts import Entry, Mark, Mine, Step
from fair.looks.look import Look, LookKind
from fair.web import Viewer

MOST = 100
_THERE = {
    LookKind.POST: "/desk/vacancies/edit/{ref}",
    LookKind.MESSAGE: "/booths/{booth_id}",
    LookKind.ANSWER: "/booths/{booth_id}",
    LookKind.TYPED: "/calls/{call_id}",
    LookKind.NEXT_STEP: "/desk/people",
    LookKind.BOOTH: "/desk/booth",
    LookKind.OFFER: "/offers/{ref}",
}


def mark(connection: Connection, viewer: Viewer, kind: str, ref: str) -> Mark:
    """Return what stands beside words that are looked at; nothing where they are not."""
    look = reads.at(connection, LookKind(kind), [ref]).get(ref)
    return marked(connection, viewer.actor, look)


def marked(connection: Connection, actor: Actor, look: Look | None) -> Mark:
    """Return the mark of a look for this reader: only its writers and organisers see the words."""
    mine = look is not None and (actor.oversees or actor.works_for(look.employer_id))
    shown = entries(connection, [look])[0]["steps"] if look and mine else []
    return {"look": look, "mine": mine, "steps": shown}


def entries(connection: Connection, looks: Sequence[Look]) -> list[Entry]:
    """Return looks with their histories, and the names of who wrote and who decided."""
    history = reads.history(connection, [one.id for one in looks])
    who = {step.account_id for steps in history.values() for step in steps}
    who |= {one.account_id for one in looks}
    names = {key: one.name for key, one in accounts.accounts(connection, who - {""}).items()}

    def step(done: Any) -> Step:
        return {"it": done, "by": names.get(done.account_id, "")}

    return [
        {
            "look": one,
            "steps": [step(done) for done in history[one.id]],
            "author": names.get(one.account_id, ""),
            "there": there(one),
        }
        for one in looks
    ]


def there(look: Look) -> str:
    """Return the page on which whoever wrote the words puts them differently."""
    call_id = look.kept.get("call_id", "")
    return _THERE[look.kind].format(ref=look.ref, booth_id=look.booth_id, call_id=call_id)


def mine(connection: Connection, viewer: Viewer) -> Mine:
    """Return what of a recruiter's employer waits for the organiser, and what was decided."""
    found = entries(connection, reads.of_employer(connection, viewer.actor.employer_id, MOST))
    return {
        "waiting": [one for one in found if one["look"].waits],
        "decided": [one for one in found if not one["look"].waits],
    }
