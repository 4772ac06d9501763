"""Codes: six digits that prove a number; and the organiser's word in their place."""

from collections.abc import Iterable

from fair.contract.base import Done
from fair.contract.phone_codes import (
    AskSignInCode,
    CodeSentReply,
    CodeTriedReply,
    ConfirmByOrganiser,
    ConfirmNumber,
    SendCode,
    TryReadOutCode,
    TrySignInCode,
)
from fair.db import Work
from fair.decisions import NotFound
from fair.people import number_reads
from fair.people import reads as people
from fair.people.person import Person, is_who
from fair.people.phone import masked, normal_phone
from fair.people.refusals import NumberTaken
from fair.people.writes import confirm_number
from fair.phone_codes import code_reads, code_store
from fair.phone_codes.code import (
    ALOUD,
    CODE_TRIES,
    CONFIRM,
    GUESSED,
    MISFITS_A_DAY,
    SIGN_IN,
    Code,
    check_digits,
    try_code,
)
from fair.phone_codes.code_store import number_mark
from fair.phone_codes.code_writes import Asking, sealed, send, send_code
from fair.phone_codes.refusals import AlreadyConfirmed, NotReadOut, TooManyGuesses


def send_own(work: Work, command: SendCode) -> CodeSentReply:
    """Text a code to the asker's own number."""
    me = _open_number(work, work.actor.person_id)
    send_code(work, me, command.proof)
    return CodeSentReply(to=me.masked_phone)


def confirm(work: Work, command: ConfirmNumber) -> CodeTriedReply:
    """Confirm the asker's number where the digits are right; else count the try."""
    me = _open_number(work, work.actor.person_id)
    code, right = _tried(work, CONFIRM, me.id, me.phone, command.code)
    if not right:
        return _wrong(work, code)
    code_store.spend(work, code.id)
    confirm_number(work, me.id, "code")
    return CodeTriedReply(right=True, tries_left=0)


def confirm_by_organiser(work: Work, command: ConfirmByOrganiser) -> Done:
    """Confirm a person's number by the organiser's word."""
    who = _open_number(work, command.person_id)
    code_store.end_codes(work, CONFIRM, who.id, number_mark(work.settings.secret, who.phone))
    confirm_number(work, who.id, "organiser")
    return Done()


def ask_sign_in(work: Work, command: AskSignInCode) -> CodeSentReply:
    """Text a code to a confirmed number; for any other number only behave as if."""
    phone = normal_phone(command.phone)
    owners = number_reads.owners(work.connection, phone)
    first = command.known if command.known in owners else next(iter(owners), "")
    owner = people.person(work.connection, first)
    asking = Asking(
        SIGN_IN,
        command.browser,
        command.address,
        command.fair_id,
        command.proof,
        known=owner is not None and owner.id == command.known,
    )
    send(work, asking, owner, phone, owner.lang if owner else command.lang)
    return CodeSentReply(to=masked(phone))


def try_sign_in(work: Work, command: TrySignInCode) -> CodeTriedReply:
    """Say whose number was proved; the edge opens the login."""
    phone = normal_phone(command.phone)
    code, right = _tried(work, SIGN_IN, command.browser, phone, command.code)
    owners = people.persons(work.connection, number_reads.owners(work.connection, phone))
    if not right or code.person_id not in owners:
        return _wrong(work, code)
    wrong, misfits = code_store.tries(work, code.number)
    guessed = wrong - misfits >= GUESSED
    if guessed or len(owners) > 1 or number_reads.unused(work.connection, code.person_id, work.now):
        if misfits >= MISFITS_A_DAY:
            raise TooManyGuesses
        if not command.given_name and not command.year:
            return CodeTriedReply(right=True, tries_left=CODE_TRIES - code.tries, more=True)
        meant = _meant(owners.values(), command.given_name, command.year)
        if meant is None:
            return _wrong(work, code, misfit=True)
    else:
        meant = owners[code.person_id]
    code_store.spend(work, code.id)
    return CodeTriedReply(right=True, tries_left=0, person_id=meant.id)


def try_read_out(work: Work, command: TryReadOutCode) -> CodeTriedReply:
    """Say who somebody is to whom these digits were read out.

    Refuses with `NotReadOut` whatever does not fit, and does not tell which. A wrong try costs the
    code nothing, or whoever knows a number could end what is being read out to its owner: the edge
    bounds who tries.
    """
    phone = normal_phone(command.phone)
    check_digits(command.code)
    number = number_mark(work.settings.secret, phone)
    code = code_reads.last(work.connection, ALOUD, "", number)
    if code is None or not code.works(work.now):
        raise NotReadOut
    right = try_code(code, sealed(work, code.id, command.code), work.now)
    owners = people.persons(work.connection, number_reads.owners(work.connection, phone))
    who = owners.get(code.person_id)
    if not right or who is None or not is_who(who, command.given_name, command.year):
        raise NotReadOut
    code_store.spend(work, code.id)
    return CodeTriedReply(right=True, tries_left=0, person_id=who.id)


def _meant(owners: Iterable[Person], name: str, year: str) -> Person | None:
    """Return who of those who share a number has this name and year of birth."""
    return next((one for one in owners if is_who(one, name, year)), None)


def _open_number(work: Work, person_id: str) -> Person:
    who = people.person(work.connection, person_id)
    if who is None or who.erased:
        raise NotFound
    if who.confirmed:
        raise AlreadyConfirmed
    at, now = work.connection, work.now
    if number_reads.is_full(at, who.phone, now) or number_reads.has_namesake(
        at, who.phone, who.name, now
    ):
        raise NumberTaken
    return who


def _tried(work: Work, purpose: str, asker: str, phone: str, digits: str) -> tuple[Code, bool]:
    """Return the asker's last code, and whether these are its digits."""
    check_digits(digits)
    code = code_reads.last(
        work.connection, purpose, asker, number_mark(work.settings.secret, phone)
    )
    right = try_code(code, sealed(work, code.id, digits) if code else "", work.now)
    if code is None:
        raise NotFound
    return code, right


def _wrong(work: Work, code: Code, *, misfit: bool = False) -> CodeTriedReply:
    """Count a wrong try. It must be saved, so it is an answer and no refusal."""
    code_store.count_try(work, code.id, misfit=misfit)
    return CodeTriedReply(right=False, tries_left=CODE_TRIES - code.tries - 1, more=misfit)


HANDLERS = {
    SendCode: send_own,
    ConfirmNumber: confirm,
    ConfirmByOrganiser: confirm_by_organiser,
    AskSignInCode: ask_sign_in,
    TrySignInCode: try_sign_in,
    TryReadOutCode: try_read_out,
}
