"""Sending a code, inside somebody else's work."""

import secrets

from fair import ledger, signals, words
from fair.db import Work
from fair.people.person import Person
from fair.sign_in import code_store
from fair.sign_in.code import CODE_LASTS, Code, check_sending
from fair.sign_in.refusals import NoTexts

CONFIRM, SIGN_IN = "confirm", "sign_in"


def send_code(work: Work, to: Person) -> None:
    """Text a code that confirms the person's number. Refuses too soon, too many, and no texts."""
    send(work, CONFIRM, to.id, to.phone, to.lang)


def send(work: Work, purpose: str, person_id: str, phone: str, lang: str) -> None:
    """Text a code for a purpose; without a person only note that one was asked for."""
    if signals.TEXT not in work.ways:
        raise NoTexts
    check_sending(code_store.codes_sent(work, phone), work.now)
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
    code_store.add_code(work, made)
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
