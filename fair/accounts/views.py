"""What each audience may see of accounts and invitations."""

from sqlalchemy import Connection

from fair.accounts import reads
from fair.accounts.contexts import Staff, Team
from fair.accounts.link import INVITED, link_token
from fair.decisions import NotAllowed, NotFound
from fair.glossary import Role
from fair.web import Viewer


def staff(connection: Connection, viewer: Viewer) -> Staff:
    """Return what a member of staff sees of the own account."""
    found = reads.account(connection, viewer.actor.account_id)
    if found is None:
        raise NotFound
    return {"account": found}


def team(connection: Connection, viewer: Viewer, employer_id: str) -> Team:
    """Return the staff of an employer (of "": the organisers) and its open invitations.

    Refuses recruiters of other employers, seekers and visitors.
    """
    if viewer.role is not Role.ORGANISER and not viewer.actor.works_for(employer_id):
        raise NotAllowed
    return {
        "employer_id": employer_id,
        "team": reads.accounts_of(connection, employer_id),
        "invitations": reads.readable_invitations(connection, viewer.actor, employer_id),
        "token": _invitation_token,
    }


def _invitation_token(secret: str, invitation_id: str) -> str:
    return link_token(secret, INVITED, invitation_id)
