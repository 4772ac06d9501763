"""Read-only queries of `people` that other slices may use; frozen values."""

import string
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, or_, select

from fair.decisions import NotFound
from fair.folding import key
from fair.people import store
from fair.people.attachment import Attachment
from fair.people.consent import HOME, Consent
from fair.people.person import Person
from fair.people.profile import Profile

# --- persons -------------------------------------------------------------------------------------


# Made once: each join reads its person.
_PERSON = select(store.person_table).where(store.person_table.c.id == bindparam("id"))


def person(connection: Connection, person_id: str) -> Person | None:
    """Return a person, erased ones too (every value empty), or None."""
    row = connection.execute(_PERSON, {"id": person_id}).first()
    return store.as_person(row) if row else None


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


def origins_of_fair(connection: Connection, fair_id: str) -> dict[str, str]:
    """Return the home county of everybody who takes part in a fair; empty where it is not said."""
    part, who = store.participant_table, store.person_table
    rows = connection.execute(
        select(part.c.person_id, who.c.county)
        .outerjoin_from(part, who, who.c.id == part.c.person_id)
        .where(part.c.fair_id == fair_id)
    )
    return {row.person_id: row.county or "" for row in rows}


def participants_after(
    connection: Connection, fair_id: str, number: int, most: int
) -> tuple[tuple[int, str], ...]:
    """Return (number, person_id) of those who take part with a higher number, lowest first."""
    part = store.participant_table.c
    query = select(part.number, part.person_id).where(part.fair_id == fair_id, part.number > number)
    rows = connection.execute(query.order_by(part.number).limit(most))
    return tuple((row.number, row.person_id) for row in rows)


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
    """Return persons by part of the name, end of the number, or "Seeker 217" at a fair.

    Who is made up for a rehearsal is none of them: nobody but they has no number.
    """
    who, part = store.person_table, store.participant_table
    name = key(wanted)
    digits = "".join(sign for sign in name if sign in string.digits)
    rules = [who.c.search_name.contains(name, autoescape=True)] if name else []
    if len(digits) >= 4:  # noqa: PLR2004 - fewer digits fit too many people
        rules.append(who.c.phone.endswith(digits.removeprefix("0"), autoescape=True))
    if digits and fair_id:
        mine = select(part.c.person_id).where(
            part.c.fair_id == fair_id, part.c.number == int(digits[:9])
        )
        rules.append(who.c.id.in_(mine))
    real = (who.c.erased_at.is_(None), who.c.phone != "")
    query = select(who).where(*real).order_by(who.c.made_at.desc()).limit(most)
    if wanted.strip() and not rules:
        return ()
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


def homes_of(connection: Connection, employer_id: str, ids: Collection[str]) -> dict[str, str]:
    """Return the home counties that an employer may see: of those whose accepted offer it has.

    Who told none is left out.
    """
    given, who = store.consent_table.c, store.person_table.c
    rows = connection.execute(
        select(who.id, who.county, given.fields)
        .join_from(store.consent_table, store.person_table, who.id == given.person_id)
        .where(
            given.employer_id == employer_id,
            given.person_id.in_(sorted(ids)),
            given.withdrawn_at.is_(None),
        )
    )
    return {row.id: row.county for row in rows if row.county and HOME in row.fields.split(",")}


def known_to(connection: Connection, employer_id: str) -> tuple[str, ...]:
    """Return everybody who ever let this employer see a card."""
    given = store.consent_table.c
    asked = select(given.person_id).where(given.employer_id == employer_id).distinct()
    return tuple(row.person_id for row in connection.execute(asked.order_by(given.person_id)))


def consents_of(connection: Connection, person_id: str) -> tuple[Consent, ...]:
    """Return every consent of a person, withdrawn ones too, the latest first."""
    given = store.consent_table
    rows = connection.execute(
        select(given).where(given.c.person_id == person_id).order_by(given.c.given_at.desc())
    )
    return tuple(store.as_consent(row) for row in rows)


def has_blocked(connection: Connection, person_id: str, employer_id: str) -> bool:
    """True while a person will not be rung or written to by an employer."""
    return bool(person_id) and person_id in blockers_of(connection, employer_id, (person_id,))


def blocked_by(connection: Connection, person_id: str) -> dict[str, datetime]:
    """Return which employers a person will not be reached by, and since when."""
    of = store.block_table
    rows = connection.execute(
        select(of.c.employer_id, of.c.at)
        .where(of.c.person_id == person_id, of.c.ended_at.is_(None))
        .order_by(of.c.at, of.c.employer_id)
    )
    return {row.employer_id: row.at for row in rows}


def blockers_of(connection: Connection, employer_id: str, ids: Collection[str]) -> frozenset[str]:
    """Return those of these people who keep an employer away."""
    of = store.block_table.c
    rows = connection.execute(
        select(of.person_id).where(
            of.employer_id == employer_id, of.person_id.in_(sorted(ids)), of.ended_at.is_(None)
        )
    )
    return frozenset(row.person_id for row in rows)


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


def asker(connection: Connection, person_id: str) -> Person:
    """Return the seeker who asks; refuses `NotFound` where nobody is left."""
    who = person(connection, person_id)
    if who is None or who.erased:
        raise NotFound
    return who


def is_grown_up(connection: Connection, person_id: str, today: date) -> bool:
    """True unless somebody of 16 or 17 asks; whoever is no seeker ("") counts as grown up."""
    who = person(connection, person_id) if person_id else None
    return who is None or not who.protected(today)


def count_of_fair(connection: Connection, fair_id: str) -> int:
    """Return how many people take part in a fair."""
    part = store.participant_table
    query = select(func.count()).select_from(part).where(part.c.fair_id == fair_id)
    return connection.execute(query).scalar() or 0


def erased_of_fair(connection: Connection, fair_id: str) -> int:
    """Return how many people of a fair had their data erased."""
    part, who = store.participant_table, store.person_table
    query = (
        select(func.count())
        .select_from(part)
        .join(who, who.c.id == part.c.person_id)
        .where(part.c.fair_id == fair_id, who.c.erased_at.is_not(None))
    )
    return connection.execute(query).scalar() or 0


def erased(connection: Connection) -> frozenset[str]:
    """Return the ids of everybody who was erased."""
    query = select(store.person_table.c.id).where(store.person_table.c.erased_at.is_not(None))
    return frozenset(row.id for row in connection.execute(query))


def known(connection: Connection, ids: Collection[str]) -> list[str]:
    """Return those of these people who are here and not erased."""
    query = select(store.person_table.c.id).where(store.person_table.c.erased_at.is_(None))
    return [
        row.id for row in connection.execute(query.where(store.person_table.c.id.in_(sorted(ids))))
    ]
