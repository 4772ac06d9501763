"""What each audience may see of looks: a mark for readers, the words for who wrote them."""

from sqlalchemy import Connection

from fair.decisions import Actor
from fair.looks import reads
from fair.looks.contexts import Entry, Mark, Mine
from fair.looks.look import Look, LookKind
from fair.looks.told_reads import told
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
    steps = told(connection, [look])[0].steps if look and mine else ()
    return {"look": look, "mine": mine, "steps": steps}


def there(look: Look) -> str:
    """Return the page on which whoever wrote the words puts them differently."""
    call_id = look.kept.get("call_id", "")
    return _THERE[look.kind].format(ref=look.ref, booth_id=look.booth_id, call_id=call_id)


def mine(connection: Connection, viewer: Viewer) -> Mine:
    """Return what of a recruiter's employer waits for the organiser, and what was decided."""
    looks = reads.of_employer(connection, viewer.actor.employer_id, MOST)
    found: list[Entry] = [
        {"look": one.look, "steps": one.steps, "there": there(one.look)}
        for one in told(connection, looks)
    ]
    return {
        "waiting": [one for one in found if one["look"].waits],
        "decided": [one for one in found if not one["look"].waits],
    }
