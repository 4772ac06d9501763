"""Mails to who asked for a company: the link that proves the address, and that it was refused."""

from fair import signals, words
from fair.accounts.invitation_actions import Greeting
from fair.accounts.link import link_token
from fair.db import Work
from fair.decisions import N_
from fair.enrolments.enrolment import CONFIRM_WITHIN, Enrolment
from fair.programme.fair import Fair

LINK = "enrolment"
ASKED = N_("Your request to take part in a job fair")
CONFIRM = N_(
    "Somebody asked with this address that a company take part in “{fair}”. If it was you, confirm "
    "it here within two days. The same link says later what was decided:"
)
NOT_ASKED = N_("If it was not you, do nothing: without your yes nobody is shown the request.")
DECIDED = N_("Your request to take part in a job fair was decided")
DECIDED_NOT = N_("Your request to take part in a job fair was not decided")
ACCEPTED = N_("{name} was accepted for the job fair “{fair}”")
JOIN = N_(
    "The organiser accepted {name} for the job fair “{fair}”. Your licence waits for its check. "
    "Make your account here, as the recruiter who leads the team:"
)
REFUSED = N_("The organiser does not take this company. Read why here:")
NOT_DECIDED = N_(
    "The fair closed before the organiser had decided about {name}. Nothing is wrong with the "
    "request: ask again at the next fair. How it stands:"
)
_LASTS_S = 7 * 24 * 3600.0


def link(work: Work, enrolment_id: str) -> str:
    """Return the address at which a company reads how its request stands."""
    token = link_token(work.settings.secret, LINK, enrolment_id)
    return f"{work.settings.base_url}/enrolments/{token}"


def confirm(work: Work, made: Enrolment, fair: Fair) -> None:
    """Mail the link to the address that was named: only who reads it there goes on."""
    said = words.catalogue(made.lang)
    asked = said.gettext(CONFIRM, fair=fair.named(made.lang))
    _mail(
        work,
        made,
        said.gettext(ASKED),
        f"{asked}\n\n{link(work, made.id)}\n\n{said.gettext(NOT_ASKED)}\n",
        CONFIRM_WITHIN.total_seconds(),
    )


def accepted(found: Enrolment, fair: Fair) -> Greeting:
    """Return how the invitation of an accepted company begins: which company, at which fair."""
    said = words.catalogue(found.lang)
    named = {"name": found.name, "fair": fair.named(found.lang)}
    return Greeting(said.gettext(ACCEPTED, **named), said.gettext(JOIN, **named))


def refused(work: Work, found: Enrolment) -> None:
    """Mail that a request was refused; why stands at the link."""
    said = words.catalogue(found.lang)
    text = f"{said.gettext(REFUSED)}\n\n{link(work, found.id)}\n"
    _mail(work, found, said.gettext(DECIDED), text, _LASTS_S)


def not_decided(work: Work, found: Enrolment) -> None:
    """Mail that the fair closed first, and what to do."""
    said = words.catalogue(found.lang)
    text = f"{said.gettext(NOT_DECIDED, name=found.name)}\n\n{link(work, found.id)}\n"
    _mail(work, found, said.gettext(DECIDED_NOT), text, _LASTS_S)


def _mail(work: Work, to: Enrolment, subject: str, text: str, lasts_s: float) -> None:
    signals.mail(
        work,
        account_id="",
        to=to.email,
        subject=subject,
        text=text,
        dedupe=f"enrolment:{to.id}:{to.state}",
        lasts_s=lasts_s,
    )
