"""What each audience may see of logins, links, accounts and invitations."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from fair.decisions import NotAllowed, NotFound
from fair.glossary import Role
from fair.people.reads import asker
from fair.sign_in import reads
from fair.sign_in.link import INVITED, KEY, link_token
from fair.web import Viewer


def own_link(connection: Connection, viewer: Viewer, base_url: str, secret: str) -> dict[str, Any]:
    """Return the asker's own link; `url` is empty where it was turned off."""
    who = asker(connection, viewer.person_id)
    ref = reads.key_link(connection, who.id)
    return {"person": who, "url": f"{base_url}/k/{link_token(secret, KEY, ref)}" if ref else ""}


def staff(connection: Connection, viewer: Viewer) -> Mapping[str, Any]:
    """Return what a member of staff sees of the own account."""
    found = reads.account(connection, viewer.actor.account_id)
    if found is None:
        raise NotFound
    return {"account": found, "logins": reads.logins(connection, viewer.actor)}


def team(connection: Connection, viewer: Viewer, employer_id: str) -> Mapping[str, Any]:
    """Return the staff of an employer (of "": the organisers) and its open invitations.

    Refuses recruiters of other employers, seekers and visitors.
    """
    mine = viewer.actor.works_for(employer_id)
    if viewer.role is not Role.ORGANISER and not mine:
        raise NotAllowed
    accounts = reads.accounts_of(connection, employer_id)
    # An invitation of somebody who has an account replaces the password: no colleague's affair.
    hidden = {account.email for account in accounts} if mine else set()
    invitations = [
        invitation
        for invitation in reads.invitations_of(connection, employer_id)
        if not invitation.accepted_at
        and not invitation.withdrawn_at
        and invitation.email not in hidden
    ]
    return {
        "employer_id": employer_id,
        "team": accounts,
        "invitations": invitations,
        "token": _invitation_token,
    }


def _invitation_token(secret: str, invitation_id: str) -> str:
    return link_token(secret, INVITED, invitation_id)


def devices(connection: Connection, viewer: Viewer) -> Mapping[str, Any]:
    """Return where the reader is signed in."""
    return {"logins": reads.logins(connection, viewer.actor)}
