"""Read-only queries of logins and links that other slices may use; frozen values."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select

from fair.accounts import reads as accounts
from fair.db import utc_now
from fair.decisions import Actor, SignInEnded, SignInFirst, SignInOver
from fair.factors import reads as factors
from fair.factors.factor import CODE_WANTED, SET_UP_WANTED, asks
from fair.glossary import Role
from fair.people import reads as people
from fair.sign_in import login_store
from fair.sign_in.login import Login, ends_at, token_hash
from fair.sign_in.refusals import ENDED_ELSEWHERE, ENDED_OR_NEW_PASSWORD, ROLE_TAKEN

STAFF = "staff"
_LOGIN = select(
    login_store.login_table.c.id,
    login_store.login_table.c.person_id,
    login_store.login_table.c.account_id,
    login_store.login_table.c.made_at,
    login_store.login_table.c.seen_at,
    login_store.login_table.c.proved_at,
).where(
    login_store.login_table.c.token_hash == bindparam("hash"),
    login_store.login_table.c.revoked_at.is_(None),
)


def identify(connection: Connection, token: str, address: str) -> Actor:
    """Return who holds this login token; a visitor where there is none or it has ended."""
    row = connection.execute(_LOGIN, {"hash": token_hash(token)}).first() if token else None
    if row is None or ends_at(row.account_id, row.made_at, row.seen_at) <= utc_now():
        return Actor(Role.VISITOR, address=address)
    if row.person_id:
        who = people.person(connection, row.person_id)
        if who is None or who.erased:
            return Actor(Role.VISITOR, address=address)
        return Actor(Role.SEEKER, person_id=who.id, login_id=row.id, name=who.name, address=address)
    staff = accounts.working(connection, row.account_id)
    if staff is None or staff.over(utc_now()):
        return Actor(Role.VISITOR, address=address)
    return Actor(
        staff.role,
        account_id=staff.id,
        employer_id=staff.employer_id,
        login_id=row.id,
        name=staff.name,
        address=address,
        proved_at=row.proved_at,
        fair_id=staff.fair_id,
    )


def why_over(connection: Connection, token: str) -> SignInFirst:
    """Return why this token's login ended: `SignInOver` where it was old or idle, and only there.

    Whoever holds the token learns no more than its owner would; of one that is not known, nothing.
    """
    at = login_store.login_table
    row = connection.execute(select(at).where(at.c.token_hash == token_hash(token))).first()
    if row is None:
        return SignInEnded()
    if ends_at(row.account_id, row.made_at, row.seen_at) <= (row.revoked_at or utc_now()):
        return SignInOver()
    if not row.account_id:
        return SignInEnded(says=ENDED_ELSEWHERE)
    staff = accounts.working(connection, row.account_id)
    if staff is None or staff.over(utc_now()):
        return SignInEnded(says=ROLE_TAKEN)
    return SignInEnded(says=ENDED_OR_NEW_PASSWORD)


def logins(connection: Connection, actor: Actor) -> tuple[Login, ...]:
    """Return the devices on which this actor is signed in, the latest first."""
    at = login_store.login_table
    mine = (
        at.c.person_id == actor.person_id
        if actor.person_id
        else at.c.account_id == actor.account_id
    )
    rows = connection.execute(
        select(at).where(mine, at.c.revoked_at.is_(None)).order_by(at.c.made_at.desc())
    )
    now, found = utc_now(), (login_store.as_login(row) for row in rows)
    return tuple(one for one in found if now < ends_at(one.account_id, one.made_at, one.seen_at))


def browsers_of(connection: Connection, person_ids: Collection[str]) -> dict[str, frozenset[str]]:
    """Return by which browsers each of these persons came in, as marks; those without are absent.

    A browser in which staff signed in is among them as "staff".
    """
    at = login_store.login_table.c
    theirs = select(at.person_id, at.browser).where(
        at.person_id.in_(sorted(person_ids)), at.browser != ""
    )
    found: dict[str, set[str]] = {}
    for row in connection.execute(theirs.distinct()):
        found.setdefault(row.person_id, set()).add(row.browser)
    every = set().union(*found.values())
    staff = select(at.browser).where(at.browser.in_(sorted(every)), at.account_id != "")
    of_staff = {row.browser for row in connection.execute(staff.distinct())}
    return {
        who: frozenset(marks | ({STAFF} if marks & of_staff else set()))
        for who, marks in found.items()
    }


def second_step(connection: Connection, account_id: str, *, asked: bool) -> str:
    """Return which second step an account is to take before it is in; "" where none.

    `asked` is whether organisers without one are asked to set it up.
    """
    if factors.factor(connection, account_id):
        return CODE_WANTED
    found = accounts.working(connection, account_id)
    return SET_UP_WANTED if asked and found is not None and asks(found.role) else ""


def password_tag(connection: Connection, account_id: str) -> str:
    """Return what changes with the password of a working account; "" where there is none."""
    account = accounts.working(connection, account_id)
    kept = accounts.password_of(connection, account.email)[1] if account else ""
    return token_hash(kept)[:16] if kept else ""


def any_over(connection: Connection) -> bool:
    """True where a login is to be ended by its age."""
    return connection.execute(login_store.over(utc_now()).limit(1)).first() is not None


def is_fresh(connection: Connection, person_id: str) -> bool:
    """True for somebody who registered and neither proved a number nor signed out since."""
    at, who = login_store.login_table.c, people.person(connection, person_id)
    ended = select(at.id).where(at.person_id == person_id, at.revoked_at.is_not(None))
    open_ = who is not None and not who.erased and not who.confirmed
    return open_ and connection.execute(ended).first() is None


def key_link(connection: Connection, person_id: str) -> str:
    """Return the id of a person's open link; empty where it was turned off."""
    link = login_store.key_link_table
    query = select(link.c.id).where(link.c.person_id == person_id, link.c.revoked_at.is_(None))
    return str(connection.execute(query).scalar() or "")


def link_owner(connection: Connection, link_id: str) -> tuple[str, str]:
    """Return (person_id, account_id) of an open link; two empty strings where it has ended."""
    link = login_store.key_link_table
    row = connection.execute(
        select(link).where(link.c.id == link_id, link.c.revoked_at.is_(None))
    ).first()
    return (row.person_id, row.account_id) if row else ("", "")


def is_aloud(connection: Connection, login_id: str) -> bool:
    """True for a login that was opened by digits which the help desk read out."""
    at = login_store.login_table.c
    found = select(at.id).where(at.id == login_id, at.aloud)
    return bool(login_id) and connection.execute(found).first() is not None
