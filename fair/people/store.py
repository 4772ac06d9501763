"""The tables of `people`, and rows ⇄ values. Every value of a person lies in an erasable column."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import (
    CheckConstraint,
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

from fair.people.attachment import Attachment
from fair.people.consent import Consent
from fair.people.person import MOST_SHARING, Person
from fair.people.profile import Profile
from fair.tables import Instant, metadata

person_table = Table(
    "person",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("name", String(60), nullable=False),
    # what a search looks into, taken from the name whenever it is saved
    Column("search_name", Text, nullable=False, server_default=""),
    Column("phone", String(20), nullable=False, index=True),
    Column("confirmed_at", Instant),
    # which of the shares of a confirmed number is this person's
    Column("share", Integer, nullable=False, server_default="1"),
    Column("born_on", Date),
    Column("lang", String(10), nullable=False),
    Column("county", String(6), nullable=False, server_default=""),
    Column("made_at", Instant, nullable=False),
    # when the person last signed in, took part, confirmed or told something; none: not since made
    Column("used_at", Instant),
    Column("erased_at", Instant),
    CheckConstraint(f"share BETWEEN 1 AND {MOST_SHARING}", name="share"),
)
# A confirmed number has so many shares, and each is one person's.
Index(
    "uq_person_confirmed_number",
    person_table.c.phone,
    person_table.c.share,
    unique=True,
    sqlite_where=person_table.c.confirmed_at.is_not(None),
    postgresql_where=person_table.c.confirmed_at.is_not(None),
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

# By whom a person will not be rung or written to any more; nothing is deleted, it can be undone.
block_table = Table(
    "block",
    metadata,
    Column("person_id", String(12), nullable=False),
    Column("employer_id", String(12), nullable=False),
    Column("fair_id", String(12), nullable=False),
    Column("at", Instant, nullable=False),
    Column("ended_at", Instant),
    PrimaryKeyConstraint("person_id", "employer_id"),
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
