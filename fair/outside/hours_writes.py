"""Texts about the hours of a fair, to whoever takes part in it or asked to be reminded."""

from collections.abc import Iterable

from fair import days
from fair.db import Work
from fair.office import reads as offices
from fair.people.telling_writes import Values, tell
from fair.programme import reads as programme
from fair.programme.fair import Fair, hours_of
from fair.signals.texts import HOURS, HOURS_ASK
from fair.words import Catalogue

DAY_S = 24 * 3600.0


def filled(work: Work, fair: Fair) -> Values:
    """Return a fair's name, hours and whom to ask, as its texts have them in each language."""
    contact, zone = programme.contact_of(work.connection, fair), days.zone(fair.zone)

    def values(known: Catalogue) -> dict[str, str]:
        return {
            "fair": fair.named(known.code),
            "opens": known.moment(fair.opens_at, zone),
            "closes": known.moment(fair.closes_at, zone),
            "office": offices.spoken(contact, known),
        }

    return values


def tell_hours(work: Work, fair: Fair, person_ids: Iterable[str]) -> None:
    """Text the fair's hours as they are now; nobody hears of the same ones twice."""
    text = HOURS_ASK if programme.has_telephone(work.connection, fair.id) else HOURS
    values = filled(work, fair)
    for person_id in person_ids:
        once = f"hours:{fair.id}:{hours_of(fair)}:{person_id}"
        tell(work, person_id, text, values, dedupe=once, lasts_s=DAY_S)
