"""What each audience may see of logins, links, accounts and invitations."""

from sqlalchemy import Connection

from fair.decisions import NotAllowed, NotFound
from fair.glossary import Role
from fair.people.reads import asker
from fair.sign_in import reads
from fair.sign_in.contexts import Devices, OwnLink, Staff, Team
from fair.sign_in.link import INVITED, KEY, link_token
from fair.web import Viewer


def own_link(connection: Connection, viewer: Viewer, base_url: str, secret: str) -> OwnLink:
    """Return the asker's own link; `url` is empty where it was turned off."""
    who = asker(connection, viewer.person_id)
    ref = reads.key_link(connection, who.id)
    return {"url": f"{base_url}/k/{link_token(secret, KEY, ref)}" if ref else ""}


def staff(connection: Connection, viewer: Viewer) -> Staff:
    """Return what a member of staff sees of the own account."""
    found = reads.account(connection, viewer.actor.account_id)
    if found is None:
        raise NotFound
    return {"account": found, "logins": reads.logins(connection, viewer.actor)}


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


def devices(connection: Connection, viewer: Viewer) -> Devices:
    """Return where the reader is signed in."""
    return {"logins": reads.logins(connection, viewer.actor)}
