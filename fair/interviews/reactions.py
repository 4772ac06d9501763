"""What interviews do when a person is erased, and when the organiser looked at a next step."""

from dataclasses import replace
from typing import Any

from fair.db import Work
from fair.interviews import store
from fair.interviews.writes import forget
from fair.looks import reads as looks
from fair.looks.facts import LookDecided, LookTakenBack, LookUndone
from fair.looks.look import LookKind
from fair.people.facts import PersonErased


def person_erased(work: Work, fact: PersonErased) -> None:
    """Nobody owes an answer any more, and what was written to the person goes."""
    forget(work, fact.person_id)


def looked(work: Work, fact: LookDecided | LookTakenBack | LookUndone) -> None:
    """Blank the words of a next step that were refused; bring them back with the decision."""
    look = looks.look(work.connection, fact.look_id)
    if look is None or look.kind is not LookKind.NEXT_STEP or not look.changes(fact):
        return
    was = store.interview(work, look.ref)
    said = look.kept if look.waits else {"what": "", "where": ""}
    store.save(work, was, replace(was, details={**was.details, **said}))


REACTIONS: dict[Any, Any] = {
    PersonErased: [person_erased],
    LookDecided: [looked],
    LookTakenBack: [looked],
    LookUndone: [looked],
}
