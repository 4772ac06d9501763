"""Read-only queries of `people` that other slices may use; frozen values."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, or_, select

from fair.decisions import Actor
from fair.glossary import Role
from fair.people import store
from fair.people.account import Account, Invitation
from fair.people.attachment import Attachment
from fair.people.consent import Consent
from fair.people.login import Login, token_hash
from fair.people.person import Person
from fair.people.profile import Profile
from fair.signals import signal


def identify(connection: Connection, token: str, address: str) -> Actor:
    """Return who holds this login token; a visitor where there is none or it was revoked."""
    at, who, staff = store.login_table, store.person_table, store.account_table
    row = (
        connection.execute(
            select(
                at.c.id,
                at.c.person_id,
                at.c.account_id,
                who.c.name.label("person_name"),
                staff.c.name.label("account_name"),
                staff.c.role,
                staff.c.employer_id,
            )
            .outerjoin_from(at, who, who.c.id == at.c.person_id)
            .outerjoin(staff, staff.c.id == at.c.account_id)
            .where(
                at.c.token_hash == token_hash(token),
                at.c.revoked_at.is_(None),
                who.c.erased_at.is_(None),
                staff.c.closed_at.is_(None),
            )
        ).first()
        if token
        else None
    )
    if row is None:
        return Actor(Role.VISITOR, address=address)
    if row.person_id:
        return Actor(
            Role.SEEKER,
            person_id=row.person_id,
            login_id=row.id,
            name=row.person_name,
            address=address,
        )
    return Actor(
        Role(row.role),
        account_id=row.account_id,
        employer_id=row.employer_id,
        login_id=row.id,
        name=row.account_name,
        address=address,
    )


# --- persons -------------------------------------------------------------------------------------


def person(connection: Connection, person_id: str) -> Person | None:
    """Return a person, erased ones too (every value empty), or None."""
    return persons(connection, (person_id,)).get(person_id)


def persons(connection: Connection, ids: Collection[str]) -> dict[str, Person]:
    """Return the persons of these ids; unknown ids are left out."""
    rows = connection.execute(
        select(store.person_table).where(store.person_table.c.id.in_(sorted(ids)))
    )
    return {row.id: store.as_person(row) for row in rows}


def profile(connection: Connection, person_id: str) -> Profile:
    """Return what a person told; empty where nothing was."""
    return profiles(connection, (person_id,)).get(person_id, Profile())


def profiles(connection: Connection, ids: Collection[str]) -> dict[str, Profile]:
    """Return what these persons told, an empty profile where nothing was."""
    who, told = store.person_table, store.profile_table
    rows = connection.execute(
        select(who.c.id, who.c.county, told.c.told)
        .outerjoin_from(who, told, told.c.person_id == who.c.id)
        .where(who.c.id.in_(sorted(ids)))
    )
    return {row.id: store.as_profile(row.told or "{}", row.county) for row in rows}


def number_of(connection: Connection, fair_id: str, person_id: str) -> int:
    """Return the number of "Seeker 217" at a fair; 0 for who does not take part."""
    return numbers_of(connection, fair_id, (person_id,)).get(person_id, 0)


def numbers_of(connection: Connection, fair_id: str, ids: Collection[str]) -> dict[str, int]:
    """Return the numbers of these persons at a fair; who does not take part is left out."""
    part = store.participant_table
    rows = connection.execute(
        select(part.c.person_id, part.c.number).where(
            part.c.fair_id == fair_id, part.c.person_id.in_(sorted(ids))
        )
    )
    return {row.person_id: row.number for row in rows}


def participants(connection: Connection, fair_id: str) -> int:
    """Return how many persons take or took part in a fair."""
    part = store.participant_table
    count = select(func.count()).select_from(part).where(part.c.fair_id == fair_id)
    return connection.execute(count).scalar() or 0


def fairs_of(connection: Connection, person_id: str) -> tuple[tuple[str, int], ...]:
    """Return (fair_id, number) for each fair of a person, the latest first."""
    part = store.participant_table
    rows = connection.execute(
        select(part).where(part.c.person_id == person_id).order_by(part.c.at.desc())
    )
    return tuple((row.fair_id, row.number) for row in rows)


def search(
    connection: Connection, wanted: str, fair_id: str = "", most: int = 30
) -> tuple[Person, ...]:
    """Return persons by part of the name, end of the number, or "Seeker 217" at a fair."""
    who, part = store.person_table, store.participant_table
    digits = "".join(sign for sign in wanted if sign.isdigit())
    rules = [who.c.name.contains(wanted, autoescape=True)] if wanted.strip() else []
    if len(digits) >= 4:  # noqa: PLR2004 - fewer digits fit too many people
        rules.append(who.c.phone.endswith(digits.removeprefix("0"), autoescape=True))
    if digits and fair_id:
        mine = select(part.c.person_id).where(
            part.c.fair_id == fair_id, part.c.number == int(digits[:9])
        )
        rules.append(who.c.id.in_(mine))
    query = select(who).where(who.c.erased_at.is_(None)).order_by(who.c.made_at.desc()).limit(most)
    rows = connection.execute(query.where(or_(*rules)) if rules else query)
    return tuple(store.as_person(row) for row in rows)


# --- consents and files --------------------------------------------------------------------------


def consented(connection: Connection, employer_id: str, person_id: str) -> bool:
    """True while the employer may see the person's card."""
    return bool(employer_id) and person_id in consented_of(connection, employer_id, (person_id,))


def consented_of(connection: Connection, employer_id: str, ids: Collection[str]) -> frozenset[str]:
    """Return those of these persons whom the employer may see."""
    given = store.consent_table
    rows = connection.execute(
        select(given.c.person_id).where(
            given.c.employer_id == employer_id,
            given.c.person_id.in_(sorted(ids)),
            given.c.withdrawn_at.is_(None),
        )
    )
    return frozenset(row.person_id for row in rows)


def consents_of(connection: Connection, person_id: str) -> tuple[Consent, ...]:
    """Return every consent of a person, withdrawn ones too, the latest first."""
    given = store.consent_table
    rows = connection.execute(
        select(given).where(given.c.person_id == person_id).order_by(given.c.given_at.desc())
    )
    return tuple(store.as_consent(row) for row in rows)


def attachments(connection: Connection, person_id: str) -> tuple[Attachment, ...]:
    """Return a person's files, without their content."""
    files = store.attachment_table
    rows = connection.execute(
        select(*store.ATTACHMENT_COLUMNS)
        .where(files.c.person_id == person_id)
        .order_by(files.c.made_at)
    )
    return tuple(store.as_attachment(row) for row in rows)


def attachment(connection: Connection, attachment_id: str) -> tuple[Attachment, bytes] | None:
    """Return a file and its content, or None. Who may have it, the caller checks."""
    row = connection.execute(
        select(store.attachment_table).where(store.attachment_table.c.id == attachment_id)
    ).first()
    return (store.as_attachment(row), row.content) if row else None


# --- staff and signing in ------------------------------------------------------------------------


def account(connection: Connection, account_id: str) -> Account | None:
    """Return a member of staff, closed accounts too, or None."""
    return accounts(connection, (account_id,)).get(account_id)


def accounts(connection: Connection, ids: Collection[str]) -> dict[str, Account]:
    """Return the accounts of these ids; unknown ids are left out."""
    rows = connection.execute(
        select(store.account_table).where(store.account_table.c.id.in_(sorted(ids)))
    )
    return {row.id: store.as_account(row) for row in rows}


def accounts_of(connection: Connection, employer_id: str) -> tuple[Account, ...]:
    """Return the recruiters of an employer (of "": the organisers) who still work there."""
    staff = store.account_table
    rows = connection.execute(
        select(staff)
        .where(staff.c.employer_id == employer_id, staff.c.closed_at.is_(None))
        .order_by(staff.c.made_at, staff.c.id)
    )
    return tuple(store.as_account(row) for row in rows)


def invitations_of(connection: Connection, employer_id: str) -> tuple[Invitation, ...]:
    """Return the invitations to work for an employer (of "": as an organiser), latest first."""
    rows = connection.execute(
        select(store.invitation_table)
        .where(store.invitation_table.c.employer_id == employer_id)
        .order_by(store.invitation_table.c.made_at.desc())
    )
    return tuple(store.as_invitation(row) for row in rows)


def invitation(connection: Connection, invitation_id: str) -> Invitation | None:
    """Return an invitation, or None."""
    row = connection.execute(
        select(store.invitation_table).where(store.invitation_table.c.id == invitation_id)
    ).first()
    return store.as_invitation(row) if row else None


def password_of(connection: Connection, email: str) -> tuple[str, str]:
    """Return (account_id, password hash) of a working account; two empty strings otherwise."""
    staff = store.account_table
    row = connection.execute(
        select(staff.c.id, staff.c.password_hash).where(
            staff.c.email == email, staff.c.closed_at.is_(None)
        )
    ).first()
    return (row.id, row.password_hash) if row else ("", "")


def logins(connection: Connection, actor: Actor) -> tuple[Login, ...]:
    """Return the devices on which this actor is signed in, the latest first."""
    at = store.login_table
    mine = (
        at.c.person_id == actor.person_id
        if actor.person_id
        else at.c.account_id == actor.account_id
    )
    rows = connection.execute(
        select(at).where(mine, at.c.revoked_at.is_(None)).order_by(at.c.made_at.desc())
    )
    return tuple(store.as_login(row) for row in rows)


def key_link(connection: Connection, person_id: str) -> str:
    """Return the id of a person's open link; empty where it was turned off."""
    link = store.key_link_table
    query = select(link.c.id).where(link.c.person_id == person_id, link.c.revoked_at.is_(None))
    return str(connection.execute(query).scalar() or "")


def link_owner(connection: Connection, link_id: str) -> tuple[str, str]:
    """Return (person_id, account_id) of an open link; two empty strings where it has ended."""
    link = store.key_link_table
    row = connection.execute(
        select(link).where(link.c.id == link_id, link.c.revoked_at.is_(None))
    ).first()
    return (row.person_id, row.account_id) if row else ("", "")


def outbox(connection: Connection, most: int = 50) -> Sequence[Mapping[str, Any]]:
    """Return the newest text messages of the outbox, for the page of the test provider."""
    rows = connection.execute(
        select(signal.c.recipient, signal.c.text, signal.c.made_at, signal.c.expires_at)
        .order_by(signal.c.made_at.desc(), signal.c.id)
        .limit(most)
    )
    return [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name


def code_sent_at(connection: Connection, person_id: str) -> datetime | None:
    """Return when the last code was sent to a person, or None."""
    sent = store.code_table
    query = select(func.max(sent.c.made_at)).where(sent.c.person_id == person_id)
    found: datetime | None = connection.execute(query).scalar()
    return found
