"""Codes: six digits that prove a number; and the organiser's word in their place."""

import secrets

from fair import ledger, signals, words
from fair.contract.base import Done
from fair.contract.people import (
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
from fair.people import login_store, person_store
from fair.people.login import (
    CODE_LASTS,
    CODE_TRIES,
    AlreadyConfirmed,
    Code,
    check_sending,
    try_code,
)
from fair.people.person import NumberConfirmed, NumberTaken, Person
from fair.people.phone import masked, normal_phone

CONFIRM, SIGN_IN = "confirm", "sign_in"


def send_code(work: Work, to: Person) -> None:
    """Text a code that confirms the person's number. Refuses too soon and too many."""
    _send(work, CONFIRM, to.id, to.phone, to.lang)


def _send(work: Work, purpose: str, person_id: str, phone: str, lang: str) -> None:
    check_sending(login_store.codes_sent(work, phone), work.now)
    digits, salt = f"{secrets.randbelow(1_000_000):06}", ledger.new_salt()
    made = Code(
        id=work.new_id(),
        purpose=purpose,
        person_id=person_id,
        phone=phone,
        salt=salt,
        sealed=ledger.seal(digits, salt),
        made_at=work.now,
        tries=0,
    )
    login_store.add_code(work, made)
    if not person_id:
        return
    signals.send(
        work,
        person_id=person_id,
        recipient=phone,
        text=words.catalogue(lang).gettext(
            "{code} is your code for the job fair. It works for 10 minutes. Give it to nobody: "
            "no employer and no organiser asks for it.",
            code=digits,
        ),
        dedupe=f"code:{made.id}",
        lasts_s=CODE_LASTS.total_seconds(),
    )


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
        _confirm(work, me, "code")
    return tried


def confirm_by_organiser(work: Work, command: ConfirmByOrganiser) -> Done:
    """Confirm a person's number by the organiser's word."""
    who = _open_number(work, command.person_id)
    login_store.end_codes(work, CONFIRM, who.phone, who.id)
    _confirm(work, who, "organiser")
    return Done()


def ask_sign_in(work: Work, command: AskSignInCode) -> CodeSentReply:
    """Text a code to a confirmed number; for any other number only behave as if."""
    phone = normal_phone(command.phone)
    owner = person_store.person(work, person_store.confirmed_owner(work, phone))
    _send(work, SIGN_IN, owner.id if owner else "", phone, owner.lang if owner else command.lang)
    return CodeSentReply(to=masked(phone))


def try_sign_in(work: Work, command: TrySignInCode) -> CodeTriedReply:
    """Say whose number was proved; the edge opens the login."""
    phone = normal_phone(command.phone)
    owner = person_store.confirmed_owner(work, phone)
    tried = _try(work, SIGN_IN, owner, phone, command.code)
    return tried.model_copy(update={"person_id": owner}) if tried.right and owner else tried


def _open_number(work: Work, person_id: str) -> Person:
    who = person_store.person(work, person_id)
    if who is None or who.erased:
        raise NotFound
    if who.confirmed:
        raise AlreadyConfirmed
    if person_store.confirmed_owner(work, who.phone):
        raise NumberTaken
    return who


def _try(work: Work, purpose: str, person_id: str, phone: str, digits: str) -> CodeTriedReply:
    """Try the digits. A wrong try must be saved, so it is an answer and no refusal."""
    code = login_store.last_code(work, purpose, person_id, phone)
    plain = "".join(digits.split())
    right = try_code(code, ledger.seal(plain, code.salt) if code else "", work.now)
    if code is None:
        raise NotFound
    if right and person_id:
        login_store.spend(work, code.id)
        return CodeTriedReply(right=True, tries_left=0)
    login_store.count_try(work, code.id)
    return CodeTriedReply(right=False, tries_left=CODE_TRIES - code.tries - 1)


def _confirm(work: Work, who: Person, by: str) -> None:
    person_store.confirm(work, who.id)
    for fair_id in person_store.fairs(work, who.id) or [""]:
        work.record(NumberConfirmed(fair_id=fair_id, person_id=who.id, by=by))


HANDLERS = {
    SendCode: send_own,
    ConfirmNumber: confirm,
    ConfirmByOrganiser: confirm_by_organiser,
    AskSignInCode: ask_sign_in,
    TrySignInCode: try_sign_in,
}
