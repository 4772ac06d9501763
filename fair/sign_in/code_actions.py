"""Codes: six digits that prove a number; and the organiser's word in their place."""

from fair import ledger
from fair.contract.base import Done
from fair.contract.sign_in_codes import (
    AskSignInCode,
    CodeSentReply,
    CodeTriedReply,
    ConfirmByOrganiser,
    ConfirmNumber,
    SendCode,
    TrySignInCode,
)
from fair.db import Work
from fair.decisions import NotFound
from fair.people import reads as people
from fair.people.person import Person
from fair.people.phone import masked, normal_phone
from fair.people.refusals import NumberTaken
from fair.people.writes import confirm_number
from fair.sign_in import code_store
from fair.sign_in.code import CODE_TRIES, check_digits, try_code
from fair.sign_in.code_writes import CONFIRM, SIGN_IN, send, send_code
from fair.sign_in.refusals import AlreadyConfirmed


def send_own(work: Work, command: SendCode) -> CodeSentReply:  # noqa: ARG001 - holds nothing
    """Text a code to the asker's own number."""
    me = _open_number(work, work.actor.person_id)
    send_code(work, me)
    return CodeSentReply(to=me.masked_phone)


def confirm(work: Work, command: ConfirmNumber) -> CodeTriedReply:
    """Confirm the asker's number where the digits are right; else count the try."""
    me = _open_number(work, work.actor.person_id)
    tried = _try(work, CONFIRM, me.id, me.phone, command.code)
    if tried.right:
        confirm_number(work, me.id, "code")
    return tried


def confirm_by_organiser(work: Work, command: ConfirmByOrganiser) -> Done:
    """Confirm a person's number by the organiser's word."""
    who = _open_number(work, command.person_id)
    code_store.end_codes(work, CONFIRM, who.phone, who.id)
    confirm_number(work, who.id, "organiser")
    return Done()


def ask_sign_in(work: Work, command: AskSignInCode) -> CodeSentReply:
    """Text a code to a confirmed number; for any other number only behave as if."""
    phone = normal_phone(command.phone)
    owner = people.person(work.connection, people.confirmed_owner(work.connection, phone))
    send(work, SIGN_IN, owner.id if owner else "", phone, owner.lang if owner else command.lang)
    return CodeSentReply(to=masked(phone))


def try_sign_in(work: Work, command: TrySignInCode) -> CodeTriedReply:
    """Say whose number was proved; the edge opens the login."""
    phone = normal_phone(command.phone)
    owner = people.confirmed_owner(work.connection, phone)
    tried = _try(work, SIGN_IN, owner, phone, command.code)
    return tried.model_copy(update={"person_id": owner}) if tried.right and owner else tried


def _open_number(work: Work, person_id: str) -> Person:
    who = people.person(work.connection, person_id)
    if who is None or who.erased:
        raise NotFound
    if who.confirmed:
        raise AlreadyConfirmed
    if people.confirmed_owner(work.connection, who.phone):
        raise NumberTaken
    return who


def _try(work: Work, purpose: str, person_id: str, phone: str, digits: str) -> CodeTriedReply:
    """Try the digits. A wrong try must be saved, so it is an answer and no refusal."""
    check_digits(digits)
    code = code_store.last_code(work, purpose, person_id, phone)
    right = try_code(code, ledger.seal(digits, code.salt) if code else "", work.now)
    if code is None:
        raise NotFound
    if right and person_id:
        code_store.spend(work, code.id)
        return CodeTriedReply(right=True, tries_left=0)
    code_store.count_try(work, code.id)
    return CodeTriedReply(right=False, tries_left=CODE_TRIES - code.tries - 1)


HANDLERS = {
    SendCode: send_own,
    ConfirmNumber: confirm,
    ConfirmByOrganiser: confirm_by_organiser,
    AskSignInCode: ask_sign_in,
    TrySignInCode: try_sign_in,
}
