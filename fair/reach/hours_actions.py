"""Changed hours are mailed to the recruiters of a fair, some employers in each work."""

from collections.abc import Callable
from typing import Any

from fair import days, signals, timers, words
from fair.contract.base import Done
from fair.contract.reach import MailHours
from fair.db import Work
from fair.decisions import N_
from fair.programme import reads as programme
from fair.programme.fair import hours_of
from fair.reach import hours_reads
from fair.reach.many import EMPLOYERS_AT_ONCE, HOURS_MAILED

LAST_S = 24 * 3600.0
SUBJECT = N_("{fair}: its hours have changed")
SAYS = N_(
    "{fair}: its hours have changed. It opens {opens} and closes {closes}. Appointments that lie "
    "outside are called off; the people concerned are told. Your desk: {link}"
)


def mail_hours(work: Work, command: MailHours) -> Done:
    """Mail the fair's hours as they are now to the recruiters of the next employers."""
    fair = programme.fair(work.connection, command.fair_id)
    if fair is None or fair.over:
        return Done()
    zone = days.zone(fair.zone)
    later = hours_reads.employers_of(work.connection, fair.id)
    later = [one for one in later if one > command.after][:EMPLOYERS_AT_ONCE]
    for who in hours_reads.staff_of(work.connection, later):
        known = words.catalogue(who.lang)
        title = fair.named(known.code)
        text = known.gettext(
            SAYS, fair=title, opens=known.moment(fair.opens_at, zone),
            closes=known.moment(fair.closes_at, zone), link=f"{work.settings.base_url}/desk",
        )  # fmt: skip
        asks = programme.ask_line(work.connection, fair.id, known)
        signals.mail(
            work,
            account_id=who.id,
            to=who.email,
            subject=known.gettext(SUBJECT, fair=title),
            text=f"{text}\n{asks}\n" if asks else f"{text}\n",
            dedupe=f"hours:{fair.id}:{hours_of(fair)}:{who.id}",
            lasts_s=LAST_S,
        )
    if len(later) == EMPLOYERS_AT_ONCE:
        timers.start(work, HOURS_MAILED, f"{fair.id}:{later[-1]}", 0)
    return Done()


def _mailed(ref: str) -> MailHours:
    fair_id, *_, after = ref.split(":")
    return MailHours(fair_id=fair_id, after=after)


HANDLERS: dict[Any, Any] = {MailHours: mail_hours}
DUE: dict[str, Callable[[str], Any]] = {HOURS_MAILED: _mailed}
