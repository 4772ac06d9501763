"""The tables of `people`, and rows ⇄ values. Every value of a person lies in an erasable column."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import (
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from fair.db import Instant, metadata
from fair.glossary import Role
from fair.people.account import Account, Invitation
from fair.people.attachment import Attachment
from fair.people.consent import Consent
from fair.people.login import Code, Login
from fair.people.person import Person
from fair.people.profile import Profile

person_table = Table(
    "person",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("phone", String(20), nullable=False, index=True),
    Column("confirmed_at", Instant),
    Column("born_on", Date),
    Column("lang", String(10), nullable=False),
    Column("county", String(6), nullable=False, server_default=""),
    Column("made_at", Instant, nullable=False),
    Column("erased_at", Instant),
)
# One confirmed number is one person.
Index(
    "uq_person_confirmed_number",
    person_table.c.phone,
    unique=True,
    sqlite_where=person_table.c.confirmed_at.is_not(None),
    postgresql_where=person_table.c.confirmed_at.is_not(None),
)
account_table = Table(
    "account",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("email", String(120), nullable=False),
    Column("role", String(12), nullable=False),
    Column("employer_id", String(12), nullable=False, index=True),
    Column("password_hash", String(200), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("closed_at", Instant),
    UniqueConstraint("email", name="uq_account_email"),
)
login_table = Table(
    "login",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("person_id", String(12), nullable=False, index=True),
    Column("account_id", String(12), nullable=False, index=True),
    Column("device", String(60), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("revoked_at", Instant),
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
code_table = Table(
    "code",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("purpose", String(10), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("phone", String(20), nullable=False, index=True),
    Column("salt", String(32), nullable=False),
    Column("sealed", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("used_at", Instant),
)
invitation_table = Table(
    "invitation",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("email", String(120), nullable=False),
    Column("role", String(12), nullable=False),
    Column("employer_id", String(12), nullable=False, index=True),
    Column("by_account_id", String(12), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("accepted_at", Instant),
    Column("withdrawn_at", Instant),
)
participant_table = Table(
    "participant",
    metadata,
    Column("fair_id", String(12), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("fair_id", "person_id"),
    UniqueConstraint("fair_id", "number", name="uq_participant_number"),
)
profile_table = Table(
    "profile",
    metadata,
    Column("person_id", String(12), primary_key=True),
    Column("told", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
)
consent_table = Table(
    "consent",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("person_id", String(12), nullable=False, index=True),
    Column("employer_id", String(12), nullable=False),
    Column("fair_id", String(12), nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("why", String(20), nullable=False),
    Column("fields", String(200), nullable=False),
    Column("withdrawn_at", Instant),
)
Index(
    "uq_consent_given",
    consent_table.c.employer_id,
    consent_table.c.person_id,
    consent_table.c.fair_id,
    unique=True,
    sqlite_where=consent_table.c.withdrawn_at.is_(None),
    postgresql_where=consent_table.c.withdrawn_at.is_(None),
)
attachment_table = Table(
    "attachment",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("person_id", String(12), nullable=False, index=True),
    Column("file_name", String(80), nullable=False),
    Column("media_type", String(80), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
)

ATTACHMENT_COLUMNS = [column for column in attachment_table.c if column.name != "content"]


def as_person(row: Row[Any]) -> Person:
    """Build a person."""
    return Person(
        id=row.id,
        name=row.name,
        phone=row.phone,
        confirmed=row.confirmed_at is not None,
        born_on=row.born_on,
        lang=row.lang,
        county=row.county,
        erased=row.erased_at is not None,
    )


def as_account(row: Row[Any]) -> Account:
    """Build an account."""
    return Account(
        id=row.id,
        name=row.name,
        email=row.email,
        role=Role(row.role),
        employer_id=row.employer_id,
    )


def as_login(row: Row[Any]) -> Login:
    """Build a login; its token's hash stays behind."""
    return Login(row.id, row.person_id, row.account_id, row.device, row.made_at, row.revoked_at)


def as_code(row: Row[Any]) -> Code:
    """Build a code."""
    return Code(
        id=row.id,
        purpose=row.purpose,
        person_id=row.person_id,
        phone=row.phone,
        salt=row.salt,
        sealed=row.sealed,
        made_at=row.made_at,
        tries=row.tries,
        used_at=row.used_at,
    )


def as_invitation(row: Row[Any]) -> Invitation:
    """Build an invitation."""
    return Invitation(
        id=row.id,
        email=row.email,
        role=Role(row.role),
        employer_id=row.employer_id,
        by_account_id=row.by_account_id,
        made_at=row.made_at,
        expires_at=row.expires_at,
        accepted_at=row.accepted_at,
        withdrawn_at=row.withdrawn_at,
    )


def as_consent(row: Row[Any]) -> Consent:
    """Build a consent."""
    return Consent(
        person_id=row.person_id,
        employer_id=row.employer_id,
        fair_id=row.fair_id,
        given_at=row.given_at,
        why=row.why,
        fields=tuple(row.fields.split(",")),
        withdrawn_at=row.withdrawn_at,
    )


def as_attachment(row: Row[Any]) -> Attachment:
    """Build an attachment, without its content."""
    return Attachment(row.id, row.person_id, row.file_name, row.media_type, row.size, row.made_at)


_LISTS: Sequence[str] = ("work", "skills", "certificates", "languages", "places", "asked")


def as_profile(told: str, county: str) -> Profile:
    """Build a profile from what was told (JSON) and the person's home county."""
    found = orjson.loads(told)
    lists = {name: tuple(found.get(name, ())) for name in _LISTS}
    return Profile(**lists, years=found.get("years", {}), county=county)


def told_by(profile: Profile) -> str:
    """Return a profile as JSON, without the county, which is the person's."""
    lists: dict[str, Any] = {name: getattr(profile, name) for name in _LISTS}
    return orjson.dumps(lists | {"years": dict(profile.years)}).decode()
