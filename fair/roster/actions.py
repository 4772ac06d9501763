"""A company of a file is brought in: an employer, its licence's number, whom to ring, a link."""

from typing import Any

from fair.accounts.invitation_actions import hand_over
from fair.accounts.link import INVITED, link_token
from fair.contract.accounts import HandInvitationOver
from fair.contract.employers import EmployerInvite, LicenceSubmit
from fair.contract.readiness import SayContact
from fair.contract.roster import BringCompany, CompanyBroughtReply
from fair.db import Work
from fair.employers import employer_actions, licence_actions
from fair.glossary import EmployerKind
from fair.ledger import hashes_of
from fair.readiness.actions import say_contact
from fair.roster import reads, store
from fair.roster.facts import CompanyBrought
from fair.roster.listed import here, kept_code
from fair.roster.refusals import CompanyIsHere


def bring(work: Work, command: BringCompany) -> CompanyBroughtReply:
    """Make the employer and its invitation, and mail the link where mail goes out.

    Refuses `CompanyIsHere` for a code or name that is here, whoever brought it in meanwhile.
    """
    code = kept_code(command.code)
    known = reads.companies(work.connection, [command.legal_name], [code])
    twin = here(command.legal_name, code, known)
    if twin:
        raise CompanyIsHere(company=twin[0].name)
    invited = employer_actions.invite(
        work,
        EmployerInvite(legal_name=command.legal_name, kind=command.kind, email=command.email),
    )
    employer_id, invitation_id = invited.employer_id, invited.invitation_id
    if code and command.kind is EmployerKind.DIRECT:
        licence_actions.submit(work, LicenceSubmit(employer_id=employer_id, number=code))
    if command.contact_name or command.phone:
        contact = {"contact_name": command.contact_name, "phone": command.phone}
        say_contact(work, SayContact(employer_id=employer_id, **contact))
    store.add(work, employer_id, invitation_id, code)
    work.record(
        CompanyBrought(
            employer_id=employer_id,
            invitation_id=invitation_id,
            hashes=hashes_of(employer_id, code=code),
        )
    )
    mailed = bool(work.settings.mail_url)
    if mailed:
        _mail(work, invitation_id, command.lang)
    return CompanyBroughtReply(employer_id=employer_id, invitation_id=invitation_id, mailed=mailed)


def _mail(work: Work, invitation_id: str, lang: str) -> None:
    token = link_token(work.settings.secret, INVITED, invitation_id)
    hand_over(
        work,
        HandInvitationOver(
            invitation_id=invitation_id,
            by_account_id=work.actor.account_id,
            link=f"{work.settings.base_url}/invited/{token}",
            lang=lang,
        ),
    )


HANDLERS: dict[Any, Any] = {BringCompany: bring}
