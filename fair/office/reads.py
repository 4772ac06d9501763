"""How the office is reached, and how that is said in one line."""

from sqlalchemy import Connection

from fair.decisions import N_
from fair.office import store
from fair.office.office import Contact
from fair.words import Catalogue

LICENCE = N_("licence no. {number}")
ASK = N_("Ask the organiser:")


def office(connection: Connection) -> Contact:
    """Return what the office says of itself; nothing where it never did."""
    return store.office(connection)


def spoken(contact: Contact, known: Catalogue) -> str:
    """Return telephone, its hours and the licence in one line; "" where there is no telephone."""
    if not contact.phone:
        return ""
    licence = known.gettext(LICENCE, number=contact.permit) if contact.permit else ""
    said = (contact.phone, contact.hours_in(known.code), licence)
    return " · ".join(one for one in said if one)


def ask_line(contact: Contact, known: Catalogue) -> str:
    """Return the same with the words before it that say whose telephone it is."""
    office = spoken(contact, known)
    return f"{known.gettext(ASK)} {office}" if office else ""
