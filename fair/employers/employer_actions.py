"""Commands of employers: the organiser brings them in, their recruiters bring colleagues."""

from typing import Any

from fair.accounts import reads as accounts
from fair.accounts import writes as account_writes
from fair.accounts.account_actions import close_account, require_lead
from fair.contract.accounts import CloseAccount
from fair.contract.base import Done
from fair.contract.employers import (
    EmployerChange,
    EmployerInvite,
    EmployerInvitedReply,
    RecruiterRemove,
)
from fair.db import Work
from fair.decisions import NotFound
from fair.employers import store
from fair.employers.facts import EmployerAdded, EmployerCorrected
from fair.employers.licence import check_kind
from fair.employers.licence_actions import require_own
from fair.employers.refusals import NotYourself
from fair.glossary import Role
from fair.ledger import hashes_of
from fair.screening.screen import check_fee


def invite(work: Work, command: EmployerInvite) -> EmployerInvitedReply:
    """Add an employer and an invitation for its first recruiter; refuses a name that asks money."""
    check_fee(command.legal_name, *command.names.values())
    employer = store.add_employer(work, command.legal_name, command.names, command.kind)
    work.record(
        EmployerAdded(
            employer_id=employer.id,
            employer_kind=employer.kind,
            hashes=hashes_of(employer.id, name=employer.name, names=employer.names),
        )
    )
    invitation_id = account_writes.invite_to(
        work, email=command.email, role=Role.RECRUITER, employer_id=employer.id
    )
    return EmployerInvitedReply(employer_id=employer.id, invitation_id=invitation_id)


def change(work: Work, command: EmployerChange) -> Done:
    """Correct names; the kind only while no licence of that kind stands."""
    check_fee(command.legal_name, *command.names.values())
    employer = store.employer(work, command.employer_id)
    licences = store.licences(work.connection, employer.id)
    check_kind(employer.kind, command.kind, licences)
    store.change_employer(work, employer.id, command.legal_name, command.names, command.kind)
    work.record(
        EmployerCorrected(
            employer_id=employer.id,
            employer_kind=command.kind,
            hashes=hashes_of(employer.id, name=command.legal_name, names=command.names),
        )
    )
    return Done()


def remove_recruiter(work: Work, command: RecruiterRemove) -> Done:
    """Close a colleague's account: the lead may, and organisers.

    Refuses `NotYourEmployer`, `NotTheLead`, and `NotYourself`.
    """
    account = accounts.working(work.connection, command.account_id)
    if account is None or not account.employer_id:
        raise NotFound
    require_own(work, account.employer_id)
    require_lead(work, account.employer_id)
    if account.id == work.actor.account_id:
        raise NotYourself
    return close_account(work, CloseAccount(account_id=account.id, reason=command.reason))


HANDLERS: dict[Any, Any] = {
    EmployerInvite: invite,
    EmployerChange: change,
    RecruiterRemove: remove_recruiter,
}
