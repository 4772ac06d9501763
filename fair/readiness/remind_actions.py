"""Reminding those who lack something before a fair: by mail, each once a day, some in each work."""

from collections.abc import Callable
from typing import Any

from fair import days, signals, timers, words
from fair.accounts import reads as accounts
from fair.booths.booth import called
from fair.booths.booth_writes import fair_of
from fair.contract.base import Done
from fair.contract.readiness import MailUnready, RemindedReply, RemindUnready
from fair.db import Work
from fair.decisions import N_, NotFound
from fair.programme import reads as programme
from fair.programme.fair import Fair, must_be_changeable
from fair.readiness import lack_sayings, reads, store, told
from fair.readiness.facts import UnreadyReminded
from fair.readiness.stand import Stand
from fair.readiness.told import Told
from fair.words import Catalogue

MAILING = "readiness.mailing"  # the deadline after which the next of those reminded are mailed
AT_ONCE = 50
LASTS_S = 24 * 3600.0
SUBJECT = N_("{fair}: what is still missing")
OPENS = N_("{fair} opens {opens}. This is still missing at your booth:")
RUNS = N_("{fair} is open. This is still missing at your booth:")
BOOTH = N_("Booth {number}, {name}")
DESK = N_("Your desk: {link}")
COLLEAGUES = N_("You can hand on what a colleague does better: {link}")
JOIN = N_(
    "{by} invited you to recruit there. Open the link of that invitation and make your account; "
    "where you have it no more, ask {by} for another one."
)
ORGANISER = N_("The organiser")


def remind(work: Work, command: RemindUnready) -> RemindedReply:
    """Let everybody who lacks something be told, at all booths or at one; each once a day."""
    fair = fair_of(work, command.fair_id)
    must_be_changeable(fair)
    stands = [
        one
        for one in reads.stands(work.connection, fair, work.now)
        if command.booth_id in ("", one.booth.id)
    ]
    if not stands and command.booth_id:
        raise NotFound
    if not signals.leaves(work, signals.MAIL):
        lacking = sum(not one.ready for one in stands)
        return RemindedReply(told=0, already=0, unreached=lacking)
    people = told.whom(stands)
    today = _told_today(work, fair)
    new = [one.ref for one in people if not one.known_as(today)]
    if new:
        store.keep_reminded(work, fair.id, new)
        work.record(
            UnreadyReminded(
                fair_id=fair.id, booth_id=command.booth_id, told=tuple(new), number=len(new)
            )
        )
        timers.start(work, MAILING, f"{fair.id}:", 0)
    return RemindedReply(
        told=len(new), already=len(people) - len(new), unreached=len(told.unreached(stands))
    )


def mail(work: Work, command: MailUnready) -> Done:
    """Mail the next fifty of those who are reminded today what lacks by now; each once a day."""
    fair = programme.fair(work.connection, command.fair_id)
    if fair is None or fair.over:
        return Done()
    today = _told_today(work, fair)
    later = [
        one
        for one in told.whom(reads.stands(work.connection, fair, work.now))
        if one.known_as(today) and one.ref > command.after
    ][:AT_ONCE]
    day = work.today(fair.id)
    for one in later:
        known = words.catalogue(one.lang)
        signals.mail(
            work,
            account_id="" if one.joins else one.ref,
            to=one.email,
            subject=known.gettext(SUBJECT, fair=fair.named(known.code)),
            text=_text(work, fair, one, known),
            dedupe=f"unready:{fair.id}:{day}:{one.known_as(today)}",
            lasts_s=LASTS_S,
        )
    if len(later) == AT_ONCE:
        timers.start(work, MAILING, f"{fair.id}:{later[-1].ref}", 0)
    return Done()


def _told_today(work: Work, fair: Fair) -> set[str]:
    day = work.today(fair.id)
    reminded = store.reminded(work.connection, fair.id)
    return {ref for ref, at in reminded.items() if days.day_at(at, fair.zone) == day}


def _text(work: Work, fair: Fair, one: Told, known: Catalogue) -> str:
    """Return the mail: the fair and its opening, what lacks at each booth, where to see to it."""
    begins = known.gettext(
        OPENS if fair.ahead else RUNS, fair=fair.named(known.code),
        opens=known.moment(fair.opens_at, days.zone(fair.zone)),
    )  # fmt: skip
    lines = [begins]
    for at, lacks in one.lacks:
        lines += ["", known.gettext(BOOTH, number=at.booth.number, name=_called(at, known))]
        lines += [f"- {lack_sayings.said(lack, known.gettext, known.day)}" for lack in lacks]
    base = work.settings.base_url
    if one.joins:
        lines += ["", known.gettext(JOIN, by=_inviter(work, one, known))]
    else:
        desk = f"{base}/desk/{one.lacks[0][0].booth.id}"
        lines += ["", known.gettext(DESK, link=desk)]
        lines += [known.gettext(COLLEAGUES, link=f"{base}/desk/colleagues")]
    asks = programme.ask_line(work.connection, fair.id, known)
    return "\n".join([*lines, *([asks] if asks else []), ""])


def _inviter(work: Work, one: Told, known: Catalogue) -> str:
    found = accounts.accounts(work.connection, [one.by]).get(one.by)
    return found.name if found else known.gettext(ORGANISER)


def _called(at: Stand, known: Catalogue) -> str:
    return called(at.booth, at.employer, known.code)


def _next(ref: str) -> MailUnready:
    fair_id, _, after = ref.partition(":")
    return MailUnready(fair_id=fair_id, after=after)


HANDLERS: dict[Any, Any] = {RemindUnready: remind, MailUnready: mail}
DUE: dict[str, Callable[[str], Any]] = {MAILING: _next}
