"""What rooms do when a person is erased."""

from typing import Any

from fair.db import Work
from fair.glossary import CallState
from fair.people.facts import PersonErased
from fair.rooms import call_store, chat_store
from fair.rooms.call_writes import cancel, end_for_erasure


def erase(work: Work, fact: PersonErased) -> None:
    """Blank what a person wrote and what was written about them; end what goes on."""
    call = call_store.open_call(work, person_id=fact.person_id)
    if call and call.state is CallState.RINGING:
        cancel(work, call.id)
    elif call:
        end_for_erasure(work, call)
    chat_store.erase_person(work, fact.person_id)
    call_store.erase_person(work, fact.person_id)


REACTIONS: dict[Any, Any] = {PersonErased: [erase]}
