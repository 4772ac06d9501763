"""Commands that fill a demo fair with invented people. A real fair refuses each of them."""

from collections.abc import Callable
from typing import Any

from fair.accounts import writes as accounts
from fair.contract.base import Reply
from fair.contract.programme_demo import AddDemoStaff, AddSimulatedPerson, SimulatedReply
from fair.db import Work
from fair.glossary import Role
from fair.people import writes as people
from fair.people.person import Person, check_name
from fair.people.phone import normal_phone
from fair.programme import reads, store
from fair.programme.demo import must_be_demo
from fair.programme.refusals import RealFairsHere
from fair.sign_in import writes as sign_in


def born_as_demo(work: Work, *, wanted: bool) -> bool:
    """Return whether a new fair is a demo: what is made beside a demo is one too.

    Refuses with `RealFairsHere` a demo beside real fairs, so that nobody invented is near them.
    """
    if wanted and reads.has_fair(work.connection, demo=False):
        raise RealFairsHere
    return wanted or reads.has_fair(work.connection, demo=True)


def add_person(work: Work, command: AddSimulatedPerson) -> SimulatedReply:
    """Let somebody invented take part. Refuses `NotADemo`."""
    must_be_demo(store.fair(work, command.fair_id))
    made = Person(
        id=work.new_id(),
        name=check_name(command.given_name),
        phone=normal_phone(command.phone),
        confirmed=True,
        born_on=command.born_on,
        lang=command.lang,
        county="",
        erased=False,
    )
    people.add_person(work, made, command.fair_id)
    link_id = sign_in.sign_in_link(work, person_id=made.id)
    return SimulatedReply(person_id=made.id, link_id=link_id)


def add_staff(work: Work, command: AddDemoStaff) -> SimulatedReply:
    """Make an account that only a demo's link opens. Refuses `NotADemo`."""
    must_be_demo(store.fair(work, command.fair_id))
    account_id = accounts.add_account(
        work,
        name=command.given_name,
        email=command.email,
        role=Role(command.role),
        employer_id=command.employer_id,
        password_hash="",  # no password fits an empty hash
    )
    link_id = sign_in.sign_in_link(work, account_id=account_id)
    return SimulatedReply(account_id=account_id, link_id=link_id)


HANDLERS: dict[Any, Callable[[Work, Any], Reply]] = {
    AddSimulatedPerson: add_person,
    AddDemoStaff: add_staff,
}
