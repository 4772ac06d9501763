"""Rows of logins and links: tables, rows ⇄ values."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Row,
    Select,
    String,
    Table,
    and_,
    delete,
    insert,
    or_,
    select,
    update,
)

from fair.db import Work
from fair.sign_in.login import SEEKERS_LAST, SEEN_EVERY, STAFF_LAST, STAFF_REST, Login
from fair.tables import Instant, metadata

MOST_AT_ONCE = 200  # of one work


def add_login(work: Work, made: Login, hashed: str) -> None:
    """Save a login under the hash of its token."""
    work.write(
        insert(login_table),
        {
            "id": made.id,
            "token_hash": hashed,
            "person_id": made.person_id,
            "account_id": made.account_id,
            "device": made.device[:60],
            "made_at": made.made_at,
            "seen_at": made.seen_at,
            "revoked_at": None,
            "proved_at": made.made_at,
            "browser": made.browser,
            "aloud": made.aloud,
        },
    )


def login(work: Work, login_id: str) -> Login | None:
    """Load a login, or None."""
    row = work.one(select(login_table).where(login_table.c.id == login_id))
    return as_login(row) if row else None


def revoke(
    work: Work, *, login_id: str = "", person_id: str = "", account_id: str = "", but: str = ""
) -> int:
    """Revoke one login, or every one of a person or an account but one; return how many."""
    at = login_table
    if login_id:
        which = at.c.id == login_id
    elif person_id:
        which = at.c.person_id == person_id
    else:
        which = at.c.account_id == account_id
    return work.write(
        update(at)
        .where(which, at.c.id != but, at.c.revoked_at.is_(None))
        .values(revoked_at=work.now)
    )


def prove(work: Work, login_id: str) -> int:
    """Note that whoever holds this open login proved who they are now; return 0 if it ended."""
    at = login_table.c
    return work.write(
        update(login_table)
        .where(at.id == login_id, at.revoked_at.is_(None))
        .values(proved_at=work.now)
    )


def open_logins(work: Work, *, person_id: str = "", account_id: str = "") -> list[str]:
    """Return the ids of the logins that are open."""
    at = login_table
    mine = at.c.person_id == person_id if person_id else at.c.account_id == account_id
    return [row.id for row in work.all(select(at.c.id).where(mine, at.c.revoked_at.is_(None)))]


def seen(work: Work, ids: Collection[str]) -> None:
    """Note that these devices are used now, where that was not noted minutes ago."""
    at = login_table
    stale = at.c.seen_at < work.now - SEEN_EVERY
    work.write(update(at).where(at.c.id.in_(sorted(ids)), stale).values(seen_at=work.now))


def over(now: datetime) -> Select[Any]:
    """Return the query of the logins that are open and ended by their age."""
    at = login_table
    staff = at.c.account_id > ""
    old = or_(
        at.c.made_at < now - SEEKERS_LAST,
        and_(staff, or_(at.c.made_at < now - STAFF_LAST, at.c.seen_at < now - STAFF_REST)),
    )
    return select(at).where(at.c.revoked_at.is_(None), old).limit(MOST_AT_ONCE)


# --- links ---------------------------------------------------------------------------------------


def open_link(work: Work, *, person_id: str = "", account_id: str = "") -> str:
    """Make a new link that signs somebody in and return its id; an earlier one ends."""
    end_link(work, person_id=person_id, account_id=account_id)
    link_id = work.new_id()
    work.write(
        insert(key_link_table),
        {
            "id": link_id,
            "person_id": person_id,
            "account_id": account_id,
            "made_at": work.now,
            "revoked_at": None,
        },
    )
    return link_id


def end_link(work: Work, *, person_id: str = "", account_id: str = "") -> int:
    """End somebody's open link; return how many there were."""
    link = key_link_table
    mine = (link.c.person_id == person_id, link.c.account_id == account_id)
    return work.write(
        update(link).where(*mine, link.c.revoked_at.is_(None)).values(revoked_at=work.now)
    )


def link_owner(work: Work, link_id: str) -> str:
    """Return the person or account of an open link; empty where it has ended."""
    link = key_link_table
    row = work.one(select(link).where(link.c.id == link_id, link.c.revoked_at.is_(None)))
    return str(row.person_id or row.account_id) if row else ""


def read_aloud(work: Work, link_id: str) -> bool:
    """True where a login by digits that the help desk read out was open while this link was.

    Whoever held it could read the link and come back by it.
    """
    at, link = login_table.c, key_link_table.c
    theirs = (at.person_id == link.person_id) & (at.person_id != "") & at.aloud
    then = or_(at.revoked_at.is_(None), at.revoked_at >= link.made_at)
    return work.one(select(at.id).where(link.id == link_id, theirs, then).limit(1)) is not None


login_table = Table(
    "login",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("person_id", String(12), nullable=False, index=True),
    Column("account_id", String(12), nullable=False, index=True),
    Column("device", String(60), nullable=False),
    Column("made_at", Instant, nullable=False, index=True),
    Column("seen_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Column("proved_at", Instant),
    Column("browser", String(64), nullable=False, server_default="", index=True),
    Column("aloud", Boolean, nullable=False, server_default="0"),
)
# A link that signs in. Its token is the id and a mark of the server's secret: fair.people.login.
key_link_table = Table(
    "key_link",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("person_id", String(12), nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)
# Nobody has two open links.
Index(
    "uq_key_link_open",
    key_link_table.c.person_id,
    key_link_table.c.account_id,
    unique=True,
    sqlite_where=key_link_table.c.revoked_at.is_(None),
    postgresql_where=key_link_table.c.revoked_at.is_(None),
)


def as_login(row: Row[Any]) -> Login:
    """Build a login; its token's hash stays behind."""
    return Login(
        row.id,
        row.person_id,
        row.account_id,
        row.device,
        row.made_at,
        row.seen_at,
        row.revoked_at,
        row.proved_at,
        row.browser,
        bool(row.aloud),
    )


def forget(work: Work, person_id: str) -> None:
    """Delete every login and link of a person."""
    for table in (login_table, key_link_table):
        work.write(delete(table).where(table.c.person_id == person_id))
