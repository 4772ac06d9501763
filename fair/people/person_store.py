"""Persons, their profiles, consents and files: what the actions of `people` load and save."""

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, update

from fair.db import Work
from fair.folding import key
from fair.people import store
from fair.people.attachment import Attachment
from fair.people.consent import Consent
from fair.people.person import Person
from fair.people.profile import Profile


def person(work: Work, person_id: str) -> Person | None:
    """Load a person, or None."""
    row = work.one(select(store.person_table).where(store.person_table.c.id == person_id))
    return store.as_person(row) if row else None


def add(work: Work, made: Person, share: int = 1) -> None:
    """Save a new person; a confirmed one counts as confirmed now, with this share of the number."""
    work.write(
        insert(store.person_table),
        {
            "id": made.id,
            "name": made.name,
            "search_name": key(made.name),
            "phone": made.phone,
            "confirmed_at": work.now if made.confirmed else None,
            "share": share,
            "born_on": made.born_on,
            "lang": made.lang,
            "county": made.county,
            "made_at": work.now,
            "used_at": None,
            "erased_at": None,
        },
    )


def change(
    work: Work,
    person_id: str,
    *,
    name: str | None = None,
    lang: str | None = None,
    phone: str | None = None,
) -> None:
    """Save what is given; a new number is unconfirmed."""
    values: dict[str, object] = {}
    if name is not None:
        values |= {"name": name, "search_name": key(name)}
    if lang is not None:
        values["lang"] = lang
    if phone is not None:
        values |= {"phone": phone, "confirmed_at": None}
    if values:
        who = store.person_table
        work.write(update(who).where(who.c.id == person_id).values(**values))


def confirm(work: Work, person_id: str, share: int) -> None:
    """Mark the person's number as confirmed, and this share of it as theirs."""
    who, now = store.person_table, work.now
    given = {"confirmed_at": now, "used_at": now, "share": share}
    work.write(update(who).where(who.c.id == person_id).values(given))


def use(work: Work, person_id: str) -> None:
    """Note that the person is still here."""
    who = store.person_table
    work.write(update(who).where(who.c.id == person_id).values(used_at=work.now))


def let_go(work: Work, person_id: str) -> None:
    """Let a number be the person's no longer: it is somebody else's now."""
    who = store.person_table
    work.write(update(who).where(who.c.id == person_id).values(confirmed_at=None))


def number_at(work: Work, fair_id: str, person_id: str) -> int:
    """Return the person's number at a fair, 0 for none."""
    part = store.participant_table
    query = select(part.c.number).where(part.c.fair_id == fair_id, part.c.person_id == person_id)
    return int(work.value(query) or 0)


def join(work: Work, fair_id: str, person_id: str) -> int:
    """Give the person the fair's next number and return it."""
    part = store.participant_table
    last = work.value(select(func.max(part.c.number)).where(part.c.fair_id == fair_id))
    number = int(last or 0) + 1
    work.write(
        insert(part),
        {"fair_id": fair_id, "person_id": person_id, "number": number, "at": work.now},
    )
    use(work, person_id)
    return number


def fairs(work: Work, person_id: str) -> list[str]:
    """Return the ids of the fairs in which the person takes part."""
    part = store.participant_table
    rows = work.all(select(part.c.fair_id).where(part.c.person_id == person_id))
    return sorted(row.fair_id for row in rows)


# --- profile -------------------------------------------------------------------------------------


def profile(work: Work, person_id: str) -> Profile:
    """Load what a person told."""
    who, told = store.person_table, store.profile_table
    row = work.one(
        select(who.c.county, told.c.told)
        .outerjoin_from(who, told, told.c.person_id == who.c.id)
        .where(who.c.id == person_id)
    )
    return store.as_profile(row.told or "{}", row.county) if row else Profile()


def save_profile(work: Work, person_id: str, told: Profile) -> None:
    """Save what a person told."""
    table, who = store.profile_table, store.person_table
    work.write(delete(table).where(table.c.person_id == person_id))
    work.write(
        insert(table),
        {"person_id": person_id, "told": store.told_by(told), "changed_at": work.now},
    )
    mine = update(who).where(who.c.id == person_id)
    work.write(mine.values(county=told.county, used_at=work.now))


# --- consents ------------------------------------------------------------------------------------


_GIVEN = store.consent_table.c
# Made once: each join looks whether the consent stands.
_CONSENTS = select(store.consent_table).where(
    _GIVEN.person_id == bindparam("person"),
    _GIVEN.employer_id == bindparam("employer"),
    _GIVEN.withdrawn_at.is_(None),
)
_ADD_CONSENT = insert(store.consent_table)


def consents(work: Work, person_id: str, employer_id: str) -> list[Consent]:
    """Return the consents that stand between a person and an employer, one for each fair."""
    rows = work.connection.execute(_CONSENTS, {"person": person_id, "employer": employer_id})
    return [store.as_consent(row) for row in rows]


def add_consent(work: Work, consent: Consent) -> None:
    """Save a consent."""
    work.write(
        _ADD_CONSENT,
        {
            "id": work.new_id(),
            "person_id": consent.person_id,
            "employer_id": consent.employer_id,
            "fair_id": consent.fair_id,
            "given_at": consent.given_at,
            "why": consent.why,
            "fields": ",".join(consent.fields),
            "withdrawn_at": None,
        },
    )


def save_fields(work: Work, consent: Consent) -> None:
    """Save what a standing consent shows."""
    work.write(
        update(store.consent_table)
        .where(
            _GIVEN.person_id == consent.person_id,
            _GIVEN.employer_id == consent.employer_id,
            _GIVEN.fair_id == consent.fair_id,
            _GIVEN.withdrawn_at.is_(None),
        )
        .values(fields=",".join(consent.fields))
    )


def end_consents(work: Work, person_id: str, employer_id: str) -> None:
    """Mark every standing consent between a person and an employer as withdrawn."""
    given = store.consent_table
    work.write(
        update(given)
        .where(
            given.c.person_id == person_id,
            given.c.employer_id == employer_id,
            given.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=work.now)
    )


# --- files ---------------------------------------------------------------------------------------


def files(work: Work, person_id: str) -> int:
    """Return how many files a person keeps here."""
    table = store.attachment_table
    count = select(func.count()).select_from(table).where(table.c.person_id == person_id)
    return int(work.value(count) or 0)


def add_file(work: Work, made: Attachment, content: bytes) -> None:
    """Save a file."""
    work.write(
        insert(store.attachment_table),
        {
            "id": made.id,
            "person_id": made.person_id,
            "file_name": made.file_name,
            "media_type": made.media_type,
            "size": made.size,
            "content": content,
            "made_at": made.made_at,
        },
    )


def remove_file(work: Work, person_id: str, attachment_id: str) -> int:
    """Delete a person's file; return how many there were."""
    table = store.attachment_table
    mine = (table.c.id == attachment_id, table.c.person_id == person_id)
    return work.write(delete(table).where(*mine))


# --- erasing -------------------------------------------------------------------------------------


def erase(work: Work, gone: Person) -> None:
    """Blank every value of a person in the tables of `people`; their rows of ids stay."""
    who = store.person_table
    work.write(
        update(who)
        .where(who.c.id == gone.id)
        .values(
            name="",
            search_name="",
            phone="",
            lang="",
            county="",
            born_on=None,
            confirmed_at=None,
            share=1,
            used_at=None,
            erased_at=work.now,
        )
    )
    for table in (
        store.profile_table, store.attachment_table, store.consent_table, store.block_table,
    ):  # fmt: skip
        work.write(delete(table).where(table.c.person_id == gone.id))


# --- blocks --------------------------------------------------------------------------------------


def block(work: Work, person_id: str, employer_id: str, fair_id: str) -> None:
    """Keep that a person will not be reached by an employer any more."""
    of = store.block_table
    values = {"fair_id": fair_id, "at": work.now, "ended_at": None}
    if not work.write(update(of).where(*_block(person_id, employer_id)).values(values)):
        work.write(insert(of), {"person_id": person_id, "employer_id": employer_id, **values})


def end_block(work: Work, person_id: str, employer_id: str) -> str | None:
    """End a block and return the fair where it began; None where there is none."""
    of = store.block_table
    mine = (*_block(person_id, employer_id), of.c.ended_at.is_(None))
    row = work.one(select(of.c.fair_id).where(*mine))
    if row is None:
        return None
    work.write(update(of).where(*mine).values(ended_at=work.now))
    return str(row.fair_id)


def _block(person_id: str, employer_id: str) -> tuple[ColumnElement[bool], ...]:
    of = store.block_table.c
    return of.person_id == person_id, of.employer_id == employer_id
