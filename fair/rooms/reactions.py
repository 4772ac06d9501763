"""What rooms do when a person is erased, and when the organiser has looked at a message."""

from typing import Any

from fair.db import Work
from fair.glossary import CallState
from fair.looks import reads as looks
from fair.looks.facts import LookDecided, LookTakenBack, LookUndone
from fair.looks.look import LookKind, Verdict
from fair.people.facts import PersonErased
from fair.rooms import call_store, chat_store, microphone_store
from fair.rooms.call_writes import cancel, end_for_erasure
from fair.rooms.chat import TAKEN_BACK
from fair.rooms.facts import MessageHidden
from fair.screening.doubt import Suspect


def erase(work: Work, fact: PersonErased) -> None:
    """Blank what a person wrote and what was written about them; end what goes on."""
    call = call_store.open_call(work, person_id=fact.person_id)
    if call and call.state is CallState.RINGING:
        cancel(work, call.id)
    elif call:
        end_for_erasure(work, call)
    chat_store.erase_person(work, fact.person_id)
    call_store.erase_person(work, fact.person_id)
    microphone_store.erase_person(work, fact.person_id)


def looked(work: Work, fact: LookDecided | LookTakenBack) -> None:
    """Hide a message whose words the organiser refused, or that was taken back; with the cause."""
    reason = TAKEN_BACK if isinstance(fact, LookTakenBack) else fact.rule
    if fact.about != LookKind.MESSAGE or not reason:
        return
    message = chat_store.message(work, fact.ref)
    if not message.hidden:
        chat_store.hide(work, message.id, fact.account_id, reason)
        work.record(
            MessageHidden(
                fair_id=message.fair_id,
                message_id=message.id,
                booth_id=message.booth_id,
                account_id=fact.account_id,
                reason=reason,
            )
        )


def look_undone(work: Work, fact: LookUndone) -> None:
    """Show a message again whose refusal was taken back."""
    if fact.about != LookKind.MESSAGE or fact.verdict != Verdict.REFUSE:
        return
    if chat_store.message(work, fact.ref).hidden_reason in set(Suspect):
        chat_store.show_again(work, fact.ref)


def text_looked_at(work: Work, fact: LookDecided | LookTakenBack | LookUndone) -> None:
    """Blank what was refused or taken back; bring it back with the decision that was undone."""
    look = looks.look(work.connection, fact.look_id)
    if look is None or not look.changes(fact):
        return
    said = look.text if look.waits else ""
    if look.kind is LookKind.TYPED:
        call_store.say_instead(work, look.ref, said)
    elif look.kind is LookKind.ANSWER:
        chat_store.save_answer(work, look.ref, look.account_id, said)


REACTIONS: dict[Any, Any] = {
    PersonErased: [erase],
    LookDecided: [looked, text_looked_at],
    LookTakenBack: [looked, text_looked_at],
    LookUndone: [look_undone, text_looked_at],
}
