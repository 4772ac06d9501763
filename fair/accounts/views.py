"""What each audience may see of accounts and invitations."""

from sqlalchemy import Connection

from fair.accounts import act_store, reads
from fair.accounts.account import Account
from fair.accounts.act import AT_THE_SERVER, SAYINGS
from fair.accounts.contexts import Done, Invitations, OpenInvitation, Staff, Team
from fair.accounts.invitation import Handing, Invitation, may_withdraw
from fair.decisions import NotAllowed, NotFound
from fair.glossary import Role
from fair.web import Viewer


def staff(connection: Connection, viewer: Viewer) -> Staff:
    """Return what a member of staff sees of the own account."""
    found = reads.account(connection, viewer.actor.account_id)
    if found is None:
        raise NotFound
    return {"account": found, "acts": _acts(connection, viewer)}


def _acts(connection: Connection, viewer: Viewer) -> list[Done]:
    acts = act_store.of_account(connection, viewer.actor.account_id)
    authors = reads.accounts(connection, {one.by_account_id for one in acts})
    said = viewer.words
    server = said.gettext(AT_THE_SERVER)
    return [
        {
            "said": said.gettext(
                SAYINGS[one.what],
                name=authors[one.by_account_id].name if one.by_account_id in authors else server,
            ),
            "at": one.at,
            "device": one.device,
        }
        for one in acts
    ]


def team(connection: Connection, viewer: Viewer, employer_id: str) -> Team:
    """Return the staff of an employer (of "": the organisers).

    Refuses recruiters of other employers, seekers and visitors.
    """
    _of_the_team(viewer, employer_id)
    return {"employer_id": employer_id, "team": reads.accounts_of(connection, employer_id)}


def invitations(connection: Connection, viewer: Viewer, employer_id: str) -> Invitations:
    """Return the invitations of a team that wait for an answer, without their links.

    Refuses recruiters of other employers, seekers and visitors.
    """
    _of_the_team(viewer, employer_id)
    found = reads.open_invitations(connection, employer_id)
    senders = reads.accounts(connection, {one.by_account_id for one in found})
    me = reads.account(connection, viewer.actor.account_id)
    return {
        "employer_id": employer_id,
        "invitations": [_open(viewer, me, one, senders.get(one.by_account_id)) for one in found],
    }


def _open(
    viewer: Viewer, me: Account | None, one: Invitation, sender: Account | None
) -> OpenInvitation:
    mine = bool(one.by_account_id) and one.by_account_id == viewer.actor.account_id
    return {
        "invitation": one,
        "by_name": sender.name if sender else viewer.words.gettext(AT_THE_SERVER),
        "handable": mine and one.handed_how is Handing.NOT_YET,
        "withdrawable": may_withdraw(me, viewer.actor, one),
    }


def _of_the_team(viewer: Viewer, employer_id: str) -> None:
    if viewer.role is not Role.ORGANISER and not viewer.actor.works_for(employer_id):
        raise NotAllowed
