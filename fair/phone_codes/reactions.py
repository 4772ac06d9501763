"""A number is proved when it is new, and its codes are forgotten with its owner."""

from contextlib import suppress
from typing import Any

from fair import signals
from fair.db import Work
from fair.decisions import Refusal
from fair.people import reads as people
from fair.people.facts import PersonChanged, PersonErased, PersonRegistered
from fair.phone_codes import code_store, text_link_store
from fair.phone_codes.code_writes import send_code


def registered(work: Work, fact: PersonRegistered) -> None:
    """Somebody new gets a code to a number that is not confirmed."""
    _prove(work, fact.person_id)


def changed(work: Work, fact: PersonChanged) -> None:
    """A new number is to be proved; what was texted to the old one opens nothing any more."""
    if fact.what == "number":
        text_link_store.forget_links(work, fact.person_id)
        _prove(work, fact.person_id)


def _prove(work: Work, person_id: str) -> None:
    who = people.person(work.connection, person_id)
    if who and not who.confirmed and signals.leaves(work, signals.TEXT):
        # Whoever cannot be sent a code now takes part all the same: the page of the number says
        # why, and when. So strangers who had codes sent to it keep nobody out.
        with suppress(Refusal):
            send_code(work, who)


def erased(work: Work, fact: PersonErased) -> None:
    """Forget every code and link of a person, and codes that anybody asked for to the number."""
    text_link_store.forget_links(work, fact.person_id)
    phone = work.erased_numbers.get(fact.person_id, "")
    mark = code_store.number_mark(work.settings.secret, phone) if phone else ""
    code_store.forget(work, fact.person_id, mark)


REACTIONS: dict[Any, Any] = {
    PersonRegistered: [registered],
    PersonChanged: [changed],
    PersonErased: [erased],
}
