"""Taking part, consenting, keeping a file: what commands and higher slices do to a person."""

from dataclasses import replace

from fair.db import Work
from fair.people import number_reads, person_store, reads
from fair.people.attachment import MOST_FILES, Attachment, check_file
from fair.people.consent import FIELDS, HOME, Consent
from fair.people.facts import (
    ConsentGiven,
    EmployerBlocked,
    HomeHidden,
    HomeShown,
    NumberConfirmed,
    PersonAttended,
    PersonChanged,
    PersonRegistered,
)
from fair.people.person import Person, check_birth_date, free_share
from fair.people.refusals import NumberTaken, TooManyFiles


def enter(work: Work, made: Person, fair_id: str, share: int = 1) -> int:
    """Save a new person and let them take part in the fair; return their number there."""
    person_store.add(work, made, share)
    band = made.age_band(work.today(fair_id))
    work.record(PersonRegistered(fair_id=fair_id, person_id=made.id, age_band=band, lang=made.lang))
    return attend(work, fair_id, made.id)


def add_person(work: Work, made: Person, fair_id: str) -> int:
    """Save a person who is known already (demo, import) and return the number at the fair.

    Refuses a birth date under 16 and a confirmed number that as many use as may.
    """
    if made.born_on:
        check_birth_date(made.born_on, work.today(fair_id))
    share = _share(work, made.phone) if made.confirmed else 1
    return enter(work, made, fair_id, share)


def _share(work: Work, phone: str) -> int:
    share = free_share(number_reads.owners(work.connection, phone).values())
    if not share:
        raise NumberTaken
    return share


def attend(work: Work, fair_id: str, person_id: str) -> int:
    """Let a person take part in a fair; return the number of "Seeker 217", the same each time."""
    number = person_store.number_at(work, fair_id, person_id)
    if number:
        return number
    number = person_store.join(work, fair_id, person_id)
    work.record(PersonAttended(fair_id=fair_id, person_id=person_id, number=number))
    return number


def keep_file(work: Work, file_name: str, content: bytes, most_bytes: int) -> str:
    """Keep a file of the asker and return its id; refuses its size, its kind, or a fourth one."""
    name, media_type = check_file(file_name, content, most_bytes)
    if person_store.files(work, work.actor.person_id) >= MOST_FILES:
        raise TooManyFiles
    made = Attachment(work.new_id(), work.actor.person_id, name, media_type, len(content), work.now)
    person_store.add_file(work, made, content)
    return made.id


def confirm_number(work: Work, person_id: str, by: str) -> None:
    """Note that a number is the person's: proved `by` a code, or by the organiser's word.

    Whoever had it before and left it unused so long has it no longer; their data stays theirs.
    Up to three people share one; refuses `NumberTaken` for the next.
    """
    who = person_store.person(work, person_id)
    phone = who.phone if who else ""
    for former in number_reads.owners(work.connection, phone):
        if former != person_id and number_reads.unused(work.connection, former, work.now):
            person_store.let_go(work, former)
            work.record(PersonChanged(person_id=former, what="number lost"))
    person_store.confirm(work, person_id, _share(work, phone))
    for fair_id in person_store.fairs(work, person_id) or [""]:
        work.record(NumberConfirmed(fair_id=fair_id, person_id=person_id, by=by))


def move_number(work: Work, person_id: str, phone: str) -> None:
    """Let a person have another number, which nobody has confirmed; refuses `NumberTaken`."""
    if number_reads.is_full(work.connection, phone, work.now, besides=person_id):
        raise NumberTaken
    person_store.change(work, person_id, phone=phone)
    work.record(PersonChanged(person_id=person_id, what="number"))


def use(work: Work, person_id: str) -> None:
    """Note that a person is still here, so that the number stays theirs."""
    person_store.use(work, person_id)


# --- consents ------------------------------------------------------------------------------------


def give_consent(work: Work, person_id: str, employer_id: str, fair_id: str, why: str) -> None:
    """Let an employer see a person's card at a fair; giving it again changes nothing."""
    standing = person_store.consents(work, person_id, employer_id)
    if any(consent.fair_id == fair_id for consent in standing):
        return
    person_store.add_consent(work, Consent(person_id, employer_id, fair_id, work.now, why, FIELDS))
    work.record(
        ConsentGiven(
            fair_id=fair_id,
            person_id=person_id,
            employer_id=employer_id,
            why=why,
            fields=FIELDS,
        )
    )


def show_home(work: Work, person_id: str, employer_id: str, fair_id: str) -> None:
    """Let an employer see the home county too, for the journey; only what consent stands grows."""
    for consent in person_store.consents(work, person_id, employer_id):
        if consent.fair_id == fair_id and not consent.shows_home:
            person_store.save_fields(work, replace(consent, fields=(*consent.fields, HOME)))
            work.record(HomeShown(fair_id=fair_id, person_id=person_id, employer_id=employer_id))


def hide_home(work: Work, person_id: str, employer_id: str, fair_id: str) -> None:
    """Let an employer see the home county no longer; where it did not, nothing changes."""
    for consent in person_store.consents(work, person_id, employer_id):
        if consent.fair_id == fair_id and consent.shows_home:
            others = tuple(name for name in consent.fields if name != HOME)
            person_store.save_fields(work, replace(consent, fields=others))
            work.record(HomeHidden(fair_id=fair_id, person_id=person_id, employer_id=employer_id))


def block(work: Work, person_id: str, employer_id: str, fair_id: str) -> None:
    """Let an employer neither ring a person nor write to them any more; again changes nothing."""
    if reads.has_blocked(work.connection, person_id, employer_id):
        return
    person_store.block(work, person_id, employer_id, fair_id)
    work.record(EmployerBlocked(fair_id=fair_id, person_id=person_id, employer_id=employer_id))
