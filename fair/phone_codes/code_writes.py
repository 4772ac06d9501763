"""Sending a code, inside somebody else's work."""

import secrets
from dataclasses import dataclass

from fair import signals, words
from fair.db import Work
from fair.marks import marked
from fair.people import reads as people
from fair.people.person import Person
from fair.people.telling_writes import named
from fair.phone_codes import code_store, spending_reads
from fair.phone_codes.code import (
    CODE_LASTS,
    CONFIRM,
    Code,
    check_country,
    check_others,
    check_own,
    others,
)
from fair.phone_codes.proof import proved
from fair.phone_codes.refusals import NoTexts, ProofFirst
from fair.phone_codes.spending import check_proof, check_shares
from fair.signals.said import say
from fair.signals.texts import CODE


@dataclass(frozen=True, slots=True)
class Asking:
    """Who wants a code: person or browser, from which address, and what the browser found out.

    Whoever is `known` was signed in as the number's owner in this browser before: strangers spend
    nothing of what they may have.
    """

    purpose: str
    asker: str
    address: str
    fair_id: str
    proof: str = ""
    known: bool = False


def send_code(work: Work, to: Person, proof: str = "") -> None:
    """Text a code that confirms the person's number. Refuses as `send` does."""
    fair_id = next((one for one, _ in people.fairs_of(work.connection, to.id)), "")
    asking = Asking(CONFIRM, to.id, work.actor.address, fair_id, proof)
    send(work, asking, to, to.phone, to.lang)


def send(work: Work, asking: Asking, owner: Person | None, phone: str, lang: str) -> None:
    """Text a code for a purpose; without an owner only note that one was asked for.

    Refuses a country that is not texted, too soon, too many, and what no budget is left for, all
    by the number and the asker alone: nobody learns whether the number is known here.
    """
    if not signals.leaves(work, signals.TEXT):
        raise NoTexts
    settings, purpose, now = work.settings, asking.purpose, work.now
    check_country(phone, settings.sms_countries)
    number = code_store.number_mark(settings.secret, phone)
    near = code_store.network_mark(settings.secret, asking.address)
    sent = code_store.sent(work, purpose, asking.asker, number)
    check_own(sent, asking.asker, number, now)
    strangers = [] if asking.known else others(sent, asking.asker, number, now)
    check_others(strangers, near, settings.sms_per_number, now)
    shares = spending_reads.shares(work.connection, settings, now, near, asking.fair_id)
    # All of signing in is paid from what is kept: to a number that nobody here has, none is sent.
    check_shares(shares, now, stranger=purpose == CONFIRM)
    proof = proved(settings.secret, phone, now, asking.proof)
    if code_store.is_spent(work, proof):
        raise ProofFirst
    check_proof(shares, len(strangers), proved=bool(proof))
    made_id, digits = work.new_id(), f"{secrets.randbelow(1_000_000):06}"
    made = Code(
        id=made_id,
        purpose=purpose,
        person_id=owner.id if owner else "",
        fair_id=asking.fair_id,
        number=number,
        asker=asking.asker,
        network=near,
        sealed=sealed(work, made_id, digits),
        made_at=now,
        proof=proof,
    )
    code_store.add_code(work, made)
    if owner is None:
        return
    filled = {"code": digits}
    plain = say(CODE, words.catalogue(lang), filled, base_url=settings.base_url)
    signals.send(
        work,
        person_id=owner.id,
        recipient=phone,
        said=named(work, owner, CODE, filled) if purpose == CONFIRM else plain,
        dedupe=f"{signals.A_CODE}{made.id}",
        lasts_s=CODE_LASTS.total_seconds(),
    )


def sealed(work: Work, code_id: str, digits: str) -> str:
    """Return what a row keeps of its six digits, which are too few for a salt to hide them."""
    return marked(work.settings.secret, "code", code_id, digits)
