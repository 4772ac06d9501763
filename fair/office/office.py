"""How people reach who holds a fair, and by which licence it is held. Pure.

A fair may say its own telephone, hours and licence; what it leaves open is the office's.
"""

import re
from dataclasses import dataclass

from fair.languages import DEFAULT, NO_TEXTS, Texts
from fair.office.refusals import OfficePhone

# At most 30 signs with three digits at least (110 is a number, too); an extension may follow.
_NUMBER = re.compile(
    r"(?=(?:[ +()/.-]*[0-9]){3})[0-9 +()/.-]{3,30}"
    r"(?:(?:ext\.?|转|轉|内線|內線|内线) ?[0-9]{1,6})?",
    re.IGNORECASE,
)
OFFICE = "office"  # the id of the one row
SAID = ("names", "phone", "hours", "permit")


@dataclass(frozen=True, slots=True)
class Contact:
    """Who holds fairs: `names`, telephone, the `hours` it is answered, and number of the licence.

    `permit` is the number of the organiser's own qualification, as it stands on paper.
    """

    names: Texts = NO_TEXTS
    phone: str = ""
    hours: Texts = NO_TEXTS
    permit: str = ""

    def hours_in(self, lang: str) -> str:
        """Return the hours in a language, else in the one that most can read."""
        return self.hours.in_(lang, DEFAULT)


NOBODY = Contact()


def of_fair(office: Contact, phone: str, hours: Texts, permit: str) -> Contact:
    """Return the contact of a fair: what it says itself, else what the office says.

    A telephone of its own has hours of its own, or none: those of another one would mislead.
    """
    own = bool(phone) and phone != office.phone
    return Contact(
        names=office.names,
        phone=phone if own else office.phone,
        hours=hours if own or hours else office.hours,
        permit=permit or office.permit,
    )


def must_be_dialled(phone: str) -> None:
    """Refuse with `OfficePhone` what is no number; none at all may be said.

    It stands on every page: any other words there would be believed as the office's.
    """
    if phone and not dialled(phone):
        raise OfficePhone


def dialled(phone: str) -> bool:
    """True for a number that can be dialled, with an extension at most."""
    return _NUMBER.fullmatch(phone) is not None
