"""Who is named how, to whom: a seeker reads no name of staff, staff no name of a seeker."""

from dataclasses import dataclass

from fair.accounts.account import Account
from fair.decisions import CLOCK, N_, SOMEBODY, TYPED, Actor
from fair.glossary import Role

OF_THE_HOUSE = {
    CLOCK: N_("the fair itself, at its time"),
    TYPED: N_("somebody at the fair’s server"),
    SOMEBODY: N_("somebody not signed in"),
}
NOT_KEPT = N_("not kept at that time")
THE_AUDITOR = N_("an auditor of the fair")
THE_ORGANISER, A_RECRUITER = N_("the organiser"), N_("{employer}, recruiter")
A_NAME = N_("{name}, {employer}")
YOU, SEEKER, A_SEEKER = N_("you"), N_("Seeker {number}"), N_("a seeker")
REPORTERS = N_("people who reported it")
AN_IMPORT = N_("the import of {file}")


@dataclass(frozen=True, slots=True)
class Called:
    """A sentence, and what fills it."""

    sentence: str
    employer: str = ""
    name: str = ""


def of_the_house(author: str) -> str:
    """Return what an author without an id is called; what was recorded without one says so."""
    return OF_THE_HOUSE.get(author, NOT_KEPT)


def of_staff(reader: Actor, one: Account, employer: str) -> Called:
    """Return what this reader calls a member of staff.

    Organisers read names; a recruiter reads those of colleagues; a seeker reads for whom one works.
    """
    if reader.oversees or reader.works_for(one.employer_id):
        return Called("", employer, one.name)
    if one.role is Role.RECRUITER:
        return Called(A_RECRUITER, employer)
    return Called(THE_AUDITOR if one.role is Role.AUDITOR else THE_ORGANISER)
