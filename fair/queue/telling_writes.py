"""Texts to who waits with no page open: about the turn, the ring, what was missed, and the end."""

from typing import Any

from fair import days, words
from fair.accounts import reads as accounts
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.db import Work
from fair.people import number_reads
from fair.people import reads as people
from fair.people.telling_writes import tell
from fair.phone_codes import text_link_reads, text_link_writes
from fair.programme import reads as programme
from fair.queue import store
from fair.rooms.call import TELEPHONE
from fair.signals import A_REPLY, URGENT, reply_texts, texts
from fair.signals.text import Text
from fair.tickets import closing
from fair.tickets.ticket import Ticket
from fair.vacancies.vacancy import Vacancy

READY_LASTS_S = 600
RING_LASTS_S = 90
PHONES_NOW_LASTS_S = 300
MISSED_LASTS_S = UNHEARD_LASTS_S = FILLED_LASTS_S = ADULTS_LASTS_S = 1800
SAYS_TALKED_LASTS_S = 3600
REPLIED_LASTS_S = 240  # shorter than a leaving by a reply can be taken back
CLOSED_LASTS_S = 12 * 3600


def say_ready(work: Work, ticket: Ticket) -> bool:
    """Text that the turn is near, by page or by telephone; return whether anybody is reached."""
    text = texts.READY
    if work.settings.sms_reply_secret:
        text = _offering(work, ticket, reply_texts.READY_REPLIES)
    if ticket.medium == TELEPHONE:
        text = texts.READY_BY_TELEPHONE
    return _say(work, ticket, text, f"ready:{ticket.id}:{ticket.version}", READY_LASTS_S)


def say_replied(work: Work, ticket: Ticket, text: Text) -> None:
    """Text what a reply has done with a ticket, and how that is taken back."""
    if text == reply_texts.REPLIED_READY:
        text = _offering(work, ticket, reply_texts.REPLIED_READIES)
    _say(work, ticket, text, f"{A_REPLY}{ticket.id}:{ticket.version}", REPLIED_LASTS_S)


def say_rings(work: Work, ticket: Ticket, call_id: str) -> None:
    """Text who is rung on no page: once a ring, true while it rings and after it has stopped."""
    _say(work, ticket, texts.RING, f"ring:{call_id}", RING_LASTS_S)


def say_missed(work: Work, ticket: Ticket, call_id: str) -> None:
    """Text that a ring was not answered: the place is kept, or is over with the second miss."""
    text = texts.MISSED if ticket.live else texts.LAPSED
    _say(work, ticket, text, f"missed:{call_id}", MISSED_LASTS_S)


def say_who_phones(work: Work, ticket: Ticket) -> None:
    """Text who dials which number, so that an unknown caller is not taken for a swindler.

    Once in the time that such a text is true, however often the recruiter begins and stops.
    """
    slot = int(work.now.timestamp()) // PHONES_NOW_LASTS_S
    once = f"phones:{ticket.id}:{work.actor.account_id}:{slot}"
    _say(work, ticket, texts.PHONES_NOW, once, PHONES_NOW_LASTS_S)


def say_unheard(work: Work, ticket: Ticket) -> None:
    """Text that the recruiter says nobody answered: by telephone nobody need have a page open."""
    _say(work, ticket, texts.UNHEARD, f"unheard:{ticket.id}:{ticket.version}", UNHEARD_LASTS_S)


def say_talked(work: Work, ticket: Ticket, call_id: str) -> None:
    """Text that the recruiter says the two talked by telephone: it can be denied."""
    _say(work, ticket, texts.SAYS_TALKED, f"talked:{call_id}", SAYS_TALKED_LASTS_S)


def say_adults(work: Work, ticket: Ticket) -> None:
    """Text somebody of 16 or 17 that no post of the booth is open to them any more."""
    _say(work, ticket, texts.ADULTS, f"adults:{ticket.id}", ADULTS_LASTS_S)


def say_filled(work: Work, ticket: Ticket, post: Vacancy) -> None:
    """Text that a named post is filled."""
    once = f"filled:{ticket.id}:{post.id}"
    _say(work, ticket, texts.FILLED, once, FILLED_LASTS_S, post=post.title)


def say_unfiled(work: Work, ticket: Ticket, post: Vacancy) -> None:
    """Text that a named post is closed, because its recruitment filing does not hold."""
    once = f"unfiled:{ticket.id}:{post.id}:{int(work.now.timestamp())}"
    _say(work, ticket, texts.UNFILED_POST, once, FILLED_LASTS_S, post=post.title)


def say_closed(work: Work, ticket: Ticket) -> None:
    """Text that the booth has closed before the talk, and that there is something to choose.

    Whose talk broke off reads that, and not that it never was their turn; a licence is the cause
    before all.
    """
    text = texts.CLOSED_BROKE_OFF if ticket.broke_off else texts.CLOSED
    if ticket.cause == closing.LICENCE:
        text = texts.CLOSED_LICENCE
    _say(work, ticket, text, f"closed:{ticket.id}", CLOSED_LASTS_S)


def say_carried(work: Work, ticket: Ticket) -> None:
    """Text who was left at a closing that the place goes on now: who was away comes by a tap."""
    text = texts.CARRIED if ticket.waits else texts.CARRIED_AWAY
    _say(work, ticket, text, f"carried:{ticket.id}", CLOSED_LASTS_S)


def say_unlikely(work: Work, ticket: Ticket) -> None:
    """Text, once, that a turn before the closing is unlikely, and what can be done."""
    _say(work, ticket, texts.LAST_CALL, f"unlikely:{ticket.id}", CLOSED_LASTS_S)


def _offering(work: Work, ticket: Ticket, choice: tuple[Text, Text, Text]) -> Text:
    """Return the text whose words would work: all, no second five minutes, or none that gives up.

    A word that takes the turn away is not heard while the number was asked about another turn.
    """
    every_reply, used, only = choice
    person = people.person(work.connection, ticket.person_id)
    asked = text_link_reads.asked(work.connection, person.phone, work.now) if person else []
    others = (store.ticket(work, one.ticket_id) for one in asked if one.ticket_id != ticket.id)
    if any(one.live for one in others):
        return only
    return used if ticket.postponed else every_reply


def _say(work: Work, ticket: Ticket, text: Text, once: str, lasts_s: float, **more: Any) -> bool:
    wanted = set(text.variables)

    def filled(known: words.Catalogue) -> dict[str, Any]:
        booth = booths.booth(work.connection, ticket.booth_id)
        values = {"employer": _employer(work, booth, known), "number": ticket.number, **more}
        if "phone" in wanted:
            person = people.person(work.connection, ticket.person_id)
            values["phone"] = person.masked_phone if person else ""
        if "recruiter" in wanted:
            account = accounts.account(work.connection, work.actor.account_id)
            values["recruiter"] = account.name if account else ""
        if "clock" in wanted:
            zone = days.zone(programme.zone_of(work.connection, ticket.fair_id))
            values["clock"] = known.clock(ticket.called_at or work.now, zone)
        if "key" in wanted:
            who = people.person(work.connection, ticket.person_id)
            values["key"] = text_link_writes.make(
                work,
                ticket.person_id,
                ticket.id,
                replies=text in reply_texts.OFFER_REPLIES,
                named=bool(who and number_reads.name_where_shared(work.connection, who)),
            )
        return values

    urgency = URGENT if lasts_s <= READY_LASTS_S else None
    return tell(work, ticket.person_id, text, filled, dedupe=once, lasts_s=lasts_s, urgency=urgency)


def _employer(work: Work, booth: Booth | None, known: words.Catalogue) -> str:
    return booths.name_of(work.connection, booth, known.code) if booth else ""
