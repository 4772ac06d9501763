"""Staff for attacks: links as they are mailed or shown, and what must not change."""

import re
from typing import Any

from sqlalchemy import select, text, update

from fair.accounts.account_store import account_table
from fair.contract.accounts import Invite, JoinByInvitation
from fair.db import Work
from fair.decisions import Actor
from fair.employers import name_store, store
from fair.glossary import EmployerKind, Role
from fair.languages import NO_TEXTS
from tests.people.helpers import HASH
from tests.world import World

A, B = "e0000000000a", "e0000000000b"
EMAIL = "olga@pes.example"
BASE = "http://127.0.0.1:8000"
MAIL_SERVER = "smtp://127.0.0.1:9"


async def employers(world: World) -> None:
    """Bring in the employers A and B."""

    def bring(work: Work) -> None:
        for employer_id, name in ((A, "Huafeng"), (B, "Bohai")):
            made = store.add_employer(work, name, NO_TEXTS, EmployerKind.DIRECT)
            table = store.employer_table
            name_store.forget(work, [made.id])
            work.write(update(table).where(table.c.id == made.id).values(id=employer_id))
            name_store.keep(work, {employer_id: [name]})

    await world.work(bring)


async def invited(world: World, by: Actor, email: str = EMAIL, employer_id: str = "") -> str:
    """An invitation as an organiser, or to an employer: its id."""
    role = "recruiter" if employer_id else "organiser"
    asked = Invite.model_validate({"email": email, "role": role, "employer_id": employer_id})
    return str((await world.do(asked, by)).invitation_id)


async def join(world: World, invitation_id: str, name: str = "Olga", password: str = HASH) -> str:
    """Whoever holds the link of this invitation uses it; returns the account."""
    asked = JoinByInvitation(invitation_id=invitation_id, given_name=name, password_hash=password)
    return str((await world.do(asked)).account_id)


def accounts(world: World) -> dict[str, Any]:
    """Every account as it stands in the database, by address."""
    return {row.email: row for row in world.rows(select(account_table))}


def what_one_is(world: World, email: str = EMAIL) -> tuple[Role, str]:
    row = accounts(world)[email]
    return Role(row.role), row.employer_id


def mails(world: World, to: str) -> list[Any]:
    """The mails to an address, the newest first."""
    rows = text(
        "SELECT subject, text, account_id FROM signal WHERE channel = 'mail' AND recipient = :to "
        "ORDER BY made_at DESC"
    )
    return list(world.rows(rows.bindparams(to=to)))


def link_in(words: str, kind: str) -> str:
    """The path of the link of this kind in a mail or on a page; empty where there is none."""
    found = re.search(rf"{re.escape(BASE)}(/{kind}/[\w-]+)", words)
    return found[1] if found else ""
