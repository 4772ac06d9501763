"""Making accounts and invitations, inside somebody else's work."""

from datetime import date, datetime

from fair import timers
from fair.accounts import account_store, invitation_store
from fair.accounts.account import Account, check_last_day, normal_email
from fair.accounts.act import What
from fair.accounts.act_writes import tell
from fair.accounts.facts import AccountInvited, AccountJoined, InvitationWithdrawn, LeadChanged
from fair.accounts.invitation import INVITATION_LASTS, Handing, Invitation
from fair.accounts.refusals import EmailTaken
from fair.db import Work
from fair.glossary import Role
from fair.languages import DEFAULT
from fair.people.person import check_name

ENDS = "account.ends"


def add_account(
    work: Work,
    *,
    name: str,
    email: str,
    role: Role,
    employer_id: str = "",
    password_hash: str,
    lang: str = DEFAULT,
    device: str = "",
    invited_by: str = "",
    fair_id: str = "",
    ends_at: datetime | None = None,
) -> str:
    """Save an account and return its id; refuses an address that has one.

    What else was open for the address is withdrawn. The first recruiter of an employer without a
    lead becomes its lead, unless a colleague (`invited_by`) brought them in.
    """
    address = normal_email(email)
    if account_store.account_of(work, address):
        raise EmailTaken
    inviter = account_store.any_account(work, invited_by)
    by_colleague = inviter is not None and inviter.role is not Role.ORGANISER
    made = Account(
        id=work.new_id(),
        name=check_name(name),
        email=address,
        role=role,
        employer_id=employer_id,
        lead=bool(employer_id)
        and not by_colleague
        and account_store.lead_of(work, employer_id) is None,
        lang=lang,
        fair_id=fair_id,
        ends_at=ends_at,
    )
    account_store.add_account(work, made, password_hash)
    withdraw_all(work, email=address, why="joined", by=made.id)
    work.record(
        AccountJoined(
            account_id=made.id,
            role=str(role),
            employer_id=employer_id,
            by_account_id=invited_by,
            fair_id=fair_id,
        )
    )
    if ends_at:
        timers.start(work, ENDS, made.id, (ends_at - work.now).total_seconds())
    tell(work, made, What.JOINED, by=invited_by, device=device)
    if made.lead:
        _lead_changed(work, made.id, "", employer_id, invited_by)
    return made.id


def change_lead(work: Work, to: Account, *, by: str) -> None:
    """Let a recruiter lead the own employer's team in place of whoever did, and tell both."""
    was = account_store.lead_of(work, to.employer_id)
    account_store.set_lead(work, to.employer_id, to.id)
    _lead_changed(work, to.id, was.id if was else "", to.employer_id, by)
    tell(work, to, What.LEAD_GIVEN, by=by)
    if was:
        tell(work, was, What.LEAD_TAKEN, by=by)


def _lead_changed(work: Work, to: str, was: str, employer_id: str, by: str) -> None:
    work.record(
        LeadChanged(account_id=to, was_account_id=was, employer_id=employer_id, by_account_id=by)
    )


def invite_to(
    work: Work,
    *,
    email: str,
    role: Role,
    employer_id: str = "",
    fair_id: str = "",
    last_day: date | None = None,
) -> str:
    """Save an invitation and return its id; refuses `BadLastDay` where it is an auditor's.

    An address that has an account is refused to whoever sees that account anyway: organisers, the
    command line, colleagues. To a recruiter of another employer it is not told: that invitation
    opens nothing, and its address hears of it.
    """
    address = normal_email(email)
    if taken := account_store.account_of(work, address):
        stranger = work.actor.role is Role.RECRUITER and taken.employer_id != employer_id
        if not stranger:
            raise EmailTaken
    ends_at = None
    if role is Role.AUDITOR:
        ends_at = work.end_of(check_last_day(last_day, work.today(fair_id)), fair_id)
    made = Invitation(
        id=work.new_id(),
        email=address,
        role=role,
        employer_id=employer_id,
        by_account_id=work.actor.account_id,
        made_at=work.now,
        expires_at=work.now + INVITATION_LASTS,
        fair_id=fair_id,
        ends_at=ends_at,
    )
    invitation_store.add_invitation(work, made)
    work.record(
        AccountInvited(
            invitation_id=made.id,
            role=str(role),
            employer_id=employer_id,
            by_account_id=made.by_account_id,
            fair_id=fair_id,
        )
    )
    return made.id


def invite_by_hand(work: Work, *, email: str, role: Role, employer_id: str = "") -> str:
    """Save an invitation whose link is printed at the server and shown nowhere else."""
    made = invite_to(work, email=email, role=role, employer_id=employer_id)
    invitation_store.hand_over(work, made, Handing.SHOWN)
    return made


def withdraw_all(
    work: Work, *, email: str = "", by_account_id: str = "", why: str, by: str
) -> None:
    """Withdraw every open invitation to an address, or that an account sent: `why` is a code."""
    for one in invitation_store.open_ones(work, email=email, by_account_id=by_account_id):
        withdraw(work, one, why=why, by=by)


def withdraw(work: Work, invitation: Invitation, *, why: str, by: str) -> None:
    """Let an invitation open nothing any more."""
    invitation_store.end(work, invitation.id, accepted=False)
    work.record(
        InvitationWithdrawn(
            invitation_id=invitation.id,
            why=why,
            by_account_id=by,
            employer_id=invitation.employer_id,
        )
    )
