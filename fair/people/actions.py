"""Registering, taking part, telling, consenting, erasing: what seekers do about themselves."""

from fair import codes, days
from fair.contract.base import Done
from fair.contract.people import (
    AnswerQuestion,
    Attend,
    AttendingReply,
    ChangeNumber,
    ChangePerson,
    ChooseLanguage,
    EndBlock,
    Erase,
    EraseOnRequest,
    Register,
    RegisteredReply,
    RemoveFile,
    SkipQuestion,
    WithdrawConsent,
)
from fair.db import Work
from fair.decisions import NotFound
from fair.people import erasing_writes, number_reads, person_store, reads
from fair.people.facts import ConsentWithdrawn, EmployerUnblocked, PersonChanged
from fair.people.person import Person, check_birth_date, check_name
from fair.people.phone import normal_phone
from fair.people.profile import ABROAD, WIDE_PLACES, answered, skipped
from fair.people.refusals import NoSuchAnswer, NumberTaken
from fair.people.writes import attend, enter, move_number

_KINDS = {"skills": "skill", "certificates": "certificate", "languages": "language"}


def register(work: Work, command: Register) -> RegisteredReply:
    """Register somebody new; a code to the number follows.

    Refuses a number that as many people use as may share one, and a namesake of one of them: who
    joined before signs in.
    """
    name, phone = check_name(command.given_name), normal_phone(command.phone)
    check_birth_date(command.born_on, work.today(command.fair_id))
    at, now = work.connection, work.now
    if number_reads.is_full(at, phone, now) or number_reads.has_namesake(at, phone, name, now):
        raise NumberTaken
    made = Person(
        id=work.new_id(),
        name=name,
        phone=phone,
        confirmed=False,
        born_on=command.born_on,
        lang=command.lang,
        county="",
        erased=False,
    )
    work.author = f"person:{made.id}"
    number = enter(work, made, command.fair_id)
    return RegisteredReply(person_id=made.id, number=number)


def attend_fair(work: Work, command: Attend) -> AttendingReply:
    """Let the asker take part in a fair."""
    return AttendingReply(number=attend(work, command.fair_id, work.actor.person_id))


def change(work: Work, command: ChangePerson) -> Done:
    """Change the asker's name or language."""
    person_id = work.actor.person_id
    name = check_name(command.given_name) if command.given_name is not None else None
    person_store.change(work, person_id, name=name, lang=command.lang)
    if name is not None:
        work.record(PersonChanged(person_id=person_id, what="name"))
    return Done()


def choose_language(work: Work, command: ChooseLanguage) -> Done:
    """Write to the asker in this language from now on."""
    person_store.change(work, work.actor.person_id, lang=command.lang)
    return Done()


def change_number(work: Work, command: ChangeNumber) -> Done:
    """Change the asker's number, which is then unconfirmed; a code to it follows."""
    phone, me = normal_phone(command.phone), _me(work)
    if phone != me.phone:
        move_number(work, me.id, phone)
    return Done()


def _me(work: Work) -> Person:
    me = person_store.person(work, work.actor.person_id)
    if me is None or me.erased:
        raise NotFound
    return me


# --- profile -------------------------------------------------------------------------------------


def known(question: str, value: str) -> bool:
    """Return whether the lists have this answer to a question."""
    if question == "work":
        return value in codes.work_groups()
    if question in _KINDS:
        entry = codes.skills().get(value)
        return entry is not None and entry.kind == _KINDS[question]
    if question == "places":
        return value in WIDE_PLACES or codes.division(value) is not None
    return question == "county" and codes.county(value) is not None


def answer(work: Work, command: AnswerQuestion) -> Done:
    """Save the asker's answer at once."""
    told = person_store.profile(work, work.actor.person_id)
    values = [value for value in command.values if value]
    today = days.day_at(work.now, days.HOME)
    if ABROAD in values and not reads.is_grown_up(work.connection, work.actor.person_id, today):
        raise NoSuchAnswer
    changed = answered(told, command.question, values, known, done=command.done)
    person_store.save_profile(work, work.actor.person_id, changed)
    if changed.county != told.county:
        work.record(PersonChanged(person_id=work.actor.person_id, what="home"))
    return Done()


def skip(work: Work, command: SkipQuestion) -> Done:
    """Do not ask the asker this again."""
    told = person_store.profile(work, work.actor.person_id)
    person_store.save_profile(work, work.actor.person_id, skipped(told, command.question))
    return Done()


def remove_file(work: Work, command: RemoveFile) -> Done:
    """Delete a file of the asker."""
    if not person_store.remove_file(work, work.actor.person_id, command.attachment_id):
        raise NotFound
    return Done()


def withdraw_consent(work: Work, command: WithdrawConsent) -> Done:
    """Take back what an employer may see of the asker; it is gone from its pages at once."""
    person_id, employer_id = work.actor.person_id, command.employer_id
    standing = person_store.consents(work, person_id, employer_id)
    if not standing:
        raise NotFound
    person_store.end_consents(work, person_id, employer_id)
    for consent in standing:
        work.record(
            ConsentWithdrawn(fair_id=consent.fair_id, person_id=person_id, employer_id=employer_id)
        )
    return Done()


def end_block(work: Work, command: EndBlock) -> Done:
    """Let an employer reach the asker again; where none was kept away, nothing changes."""
    person_id, employer_id = work.actor.person_id, command.employer_id
    fair_id = person_store.end_block(work, person_id, employer_id)
    if fair_id is not None:
        work.record(
            EmployerUnblocked(fair_id=fair_id, person_id=person_id, employer_id=employer_id)
        )
    return Done()


# --- erasing -------------------------------------------------------------------------------------


def erase(work: Work, command: Erase) -> Done:  # noqa: ARG001 - saying "sure" is all it holds
    """Erase the asker."""
    erasing_writes.erase(work, work.actor.person_id, "person")
    return Done()


def erase_on_request(work: Work, command: EraseOnRequest) -> Done:
    """Erase a person who asked the organiser for it."""
    erasing_writes.erase(work, command.person_id, "organiser")
    return Done()


HANDLERS = {
    Register: register,
    Attend: attend_fair,
    ChangePerson: change,
    ChooseLanguage: choose_language,
    ChangeNumber: change_number,
    AnswerQuestion: answer,
    SkipQuestion: skip,
    RemoveFile: remove_file,
    WithdrawConsent: withdraw_consent,
    EndBlock: end_block,
    Erase: erase,
    EraseOnRequest: erase_on_request,
}
