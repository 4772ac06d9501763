"""Commands of invitations: inviting, handing the link over, withdrawing, joining."""

from typing import NamedTuple

from fair import signals, words
from fair.accounts import account_store, invitation_store
from fair.accounts.act import What
from fair.accounts.act_writes import tell
from fair.accounts.facts import InvitationHandedOver
from fair.accounts.invitation import (
    INVITATION_LASTS,
    Handing,
    Invitation,
    may_hand_over,
    may_invite,
    may_withdraw,
    still_invites,
    usable,
)
from fair.accounts.refusals import EmailTaken, InvitationOver, NotTheLead
from fair.accounts.writes import add_account, invite_to, withdraw
from fair.contract.accounts import (
    AccountReply,
    HandInvitationOver,
    Invite,
    InvitedReply,
    JoinByInvitation,
    WithdrawInvitation,
)
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import N_, NotFound
from fair.glossary import Role
from fair.screening.screen import check_fee

SUBJECT = N_("An invitation to the job fair")
AS_RECRUITER = N_(
    "{name} invites you to work at the job fair as a recruiter. Choose a name and a password here:"
)
AS_AUDITOR = N_(
    "{name} invites you to examine the records of the job fair as an auditor. Choose a name and a "
    "password here:"
)
AS_FAIR_ORGANISER = N_(
    "{name} invites you to run one job fair as its organiser. Choose a name and a password here:"
)
AS_ORGANISER = N_(
    "{name} invites you to work at the job fair as an organiser. Choose a name and a password here:"
)
OPENINGS = {
    Role.RECRUITER: AS_RECRUITER,
    Role.ORGANISER: AS_ORGANISER,
    Role.FAIR_ORGANISER: AS_FAIR_ORGANISER,
    Role.AUDITOR: AS_AUDITOR,
}
OF_ONE_FAIR = (Role.FAIR_ORGANISER, Role.AUDITOR)
FOR_YOU_ALONE = N_(
    "The link works once, for 14 days. Give it to nobody: whoever opens it becomes you."
)


def invite(work: Work, command: Invite) -> InvitedReply:
    """Invite a recruiter, an organiser, or an auditor for a time."""
    role = Role(command.role)
    may_invite(work.actor, role, command.employer_id, command.fair_id)
    found = invite_to(
        work, email=command.email, role=role, employer_id=command.employer_id,
        fair_id=command.fair_id if role in OF_ONE_FAIR else "", last_day=command.last_day,
    )  # fmt: skip
    return InvitedReply(invitation_id=found)


class Greeting(NamedTuple):
    """What the mail of an invitation says before its link, where it is the answer to something."""

    subject: str
    opening: str


def hand_over(work: Work, command: HandInvitationOver, greeting: Greeting | None = None) -> Done:
    """Mail the link to the invited address, or note that it is shown to who invited: once.

    Whoever has an account hears of it instead, and gets no link.
    """
    found = usable(invitation_store.invitation(work, command.invitation_id), work.now)
    may_hand_over(command.by_account_id, found)
    how = Handing.MAILED if command.link else Handing.SHOWN
    invitation_store.hand_over(work, found.id, how)
    work.record(
        InvitationHandedOver(
            invitation_id=found.id, how=str(how), by_account_id=command.by_account_id
        )
    )
    if owner := account_store.account_of(work, found.email):
        tell(work, owner, What.INVITED_AGAIN, by=command.by_account_id)
    elif command.link:
        _mail(work, found, command.link, command.lang, greeting)
    return Done()


def _mail(
    work: Work, invitation: Invitation, link: str, lang: str, answers: Greeting | None
) -> None:
    said = words.catalogue(lang)
    inviter = account_store.any_account(work, invitation.by_account_id)
    opening = OPENINGS[invitation.role]
    greeting = answers or Greeting(
        said.gettext(SUBJECT), said.gettext(opening, name=inviter.name if inviter else "")
    )
    signals.mail(
        work,
        account_id="",
        to=invitation.email,
        subject=greeting.subject,
        text=f"{greeting.opening}\n\n{link}\n\n{said.gettext(FOR_YOU_ALONE)}\n",
        dedupe=f"invitation:{invitation.id}",
        lasts_s=INVITATION_LASTS.total_seconds(),
    )


def withdraw_invitation(work: Work, command: WithdrawInvitation) -> Done:
    """Make an invitation's link worthless; refuses `NotTheLead` where a colleague sent it."""
    found = invitation_store.invitation(work, command.invitation_id)
    if found is None:
        raise NotFound
    may_invite(work.actor, found.role, found.employer_id, found.fair_id)
    usable(found, work.now)
    me = account_store.account(work, work.actor.account_id)
    if not may_withdraw(me, work.actor, found):
        raise NotTheLead
    withdraw(work, found, why="withdrawn", by=work.actor.account_id)
    return Done()


def join(work: Work, command: JoinByInvitation) -> AccountReply:
    """Make the account of an invited person; an account that is there is never touched.

    What the invitation says is held against who sent it, as they are today.
    """
    found = usable(invitation_store.invitation(work, command.invitation_id), work.now)
    if not still_invites(account_store.account(work, found.by_account_id), found):
        raise InvitationOver
    if account_store.account_of(work, found.email):
        raise EmailTaken
    check_fee(command.given_name)
    invitation_store.end(work, found.id, accepted=True)
    account_id = add_account(
        work,
        name=command.given_name,
        email=found.email,
        role=found.role,
        employer_id=found.employer_id,
        password_hash=command.password_hash,
        lang=command.lang,
        device=command.device,
        invited_by=found.by_account_id,
        fair_id=found.fair_id,
        ends_at=found.ends_at,
    )
    work.author = f"account:{account_id}"
    return AccountReply(account_id=account_id)


HANDLERS = {
    Invite: invite,
    HandInvitationOver: hand_over,
    WithdrawInvitation: withdraw_invitation,
    JoinByInvitation: join,
}
