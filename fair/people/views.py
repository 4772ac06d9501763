"""What each audience of `people` may see: facts → events, and the contexts of pages and parts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from fair import codes, days, signals
from fair.contract.base import Event
from fair.contract.people import PersonNews
from fair.db import utc_now
from fair.decisions import Fact, NotAllowed, NotFound
from fair.glossary import Role
from fair.people import number_reads, reads
from fair.people.consent import Consent
from fair.people.contexts import (
    Card,
    Erased,
    FoundPeople,
    Knower,
    Knows,
    Me,
    Number,
    Options,
    Picker,
    Question,
    Stays,
)
from fair.people.facts import (
    ConsentGiven,
    ConsentWithdrawn,
    EmployerBlocked,
    EmployerUnblocked,
    NumberConfirmed,
    PersonChanged,
)
from fair.people.profile import (
    ABROAD,
    ANYWHERE,
    HOME,
    QUESTIONS,
    YEARS,
    Profile,
    applies,
    next_question,
    progress,
)
from fair.people.reads import asker
from fair.retention import BACKUP_DAYS, CHAT_DAYS, CLAIM_DAYS
from fair.web import Viewer

_TOLD = (
    NumberConfirmed, PersonChanged, ConsentGiven, ConsentWithdrawn, EmployerBlocked,
    EmployerUnblocked,
)  # fmt: skip


def _news(_connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    for fact in facts:
        if isinstance(fact, _TOLD):
            yield PersonNews(person_id=fact.person_id)


NEWS: tuple[Any, ...] = ((_TOLD, _news),)
AUDIENCES: dict[str, Any] = {}


# --- the seeker's own pages ----------------------------------------------------------------------


STAYS: Stays = {
    "chat_days": CHAT_DAYS,
    "claim_years": CLAIM_DAYS // 365,
    "backup_days": BACKUP_DAYS,
}


def me(connection: Connection, viewer: Viewer) -> Me:
    """Return what a seeker's home shows."""
    who = asker(connection, viewer.person_id)
    told = reads.profile(connection, who.id)
    return {
        "person": who,
        "sharing": number_reads.sharing(connection, who),
        "fairs": reads.fairs_of(connection, who.id),
        "told": spoken(told, viewer),
        "left": next_question(told),
        "files": reads.attachments(connection, who.id),
        "knowers": len({given.employer_id for given in _standing(connection, who.id)}),
        "stays": STAYS,
    }


def own_number(connection: Connection, viewer: Viewer) -> Number:
    """Return the state of the asker's number."""
    who = asker(connection, viewer.person_id)
    return {"person": who, "sharing": number_reads.sharing(connection, who)}


def erased(_connection: Connection, _viewer: Viewer) -> Erased:
    """Return what somebody reads who has just been erased, and whoever wants to know."""
    return {"stays": STAYS}


def spoken(told: Profile, viewer: Viewer) -> dict[str, str]:
    """Return what was told, by question, in the reader's language; unanswered ones are empty."""
    lang, say = viewer.lang, viewer.words

    def titles(values: Iterable[str]) -> str:
        return say.listed(codes.title(value, lang) for value in values)

    years = say.listed(
        f"{codes.title(code, lang)} {years_said(count, viewer)}"
        for code, count in told.years.items()
    )
    wide = {
        HOME: say.gettext("near home"),
        ANYWHERE: say.gettext("anywhere"),
        ABROAD: say.gettext("abroad"),
    }
    places = say.listed(wide.get(value) or codes.place(value, lang) for value in told.places)
    return {
        "work": titles(told.work),
        "years": years,
        "skills": titles(told.skills),
        "certificates": titles(told.certificates),
        "languages": titles(told.languages),
        "places": places,
        "county": codes.place(told.county, lang) if told.county else "",
    }


def years_said(count: int, viewer: Viewer) -> str:
    """Return "6 years" in the reader's language."""
    if count == 0:
        return viewer.words.gettext("under 1 year")
    return viewer.words.ngettext("{count} year", "{count} years", count)


def question(
    connection: Connection,
    viewer: Viewer,
    *,
    name: str = "",
    inside: str = "",
    wanted: str = "",
    then: str = "",
) -> Question:
    """Return the named question, or the next open one; `question` is empty when all is asked.

    `inside` is a division to choose a county from, `wanted` what was typed to find one.
    """
    told = reads.profile(connection, viewer.person_id)
    asked = name if name in QUESTIONS and applies(name, told) else next_question(told)
    if not asked:
        return no_question(then)
    which, of = progress(told, asked)
    adult = reads.is_grown_up(connection, viewer.person_id, days.day_at(utc_now(), days.HOME))
    return {
        "question": asked,
        "n": which,
        "of": of,
        "options": _options(asked, told, viewer, adult=adult),
        "values": getattr(told, asked),
        "picker": _picker(inside, wanted, viewer) if asked == "county" else None,
        "home_place": codes.place(told.county, viewer.lang) if told.county else "",
        "then": then,
    }


def no_question(then: str) -> Question:
    """Return what stands where a question would, when all is asked."""
    return {
        "question": "",
        "n": 0,
        "of": 0,
        "options": [],
        "values": (),
        "picker": None,
        "home_place": "",
        "then": then,
    }


def _options(asked: str, told: Profile, viewer: Viewer, *, adult: bool) -> Options:
    lang, say = viewer.lang, viewer.words
    if asked == "work":
        return codes.options(list(codes.work_groups().values()), lang)
    if asked == "years":
        numbers = [(count, years_said(count, viewer)) for count in YEARS]
        return [
            (
                code,
                codes.title(code, lang),
                [("", say.pgettext("choice", "not said"))]
                + [(f"{code}:{count}", text) for count, text in numbers],
                f"{code}:{told.years[code]}" if code in told.years else "",
            )
            for code in told.work
        ]
    if asked == "skills":
        mine = [entry for entry in codes.of_kind("skill") if entry.work in told.work]
        return codes.options(mine, lang)
    if asked == "certificates":
        every = sorted(codes.of_kind("certificate"), key=lambda entry: entry.work not in told.work)
        return codes.options(every, lang)
    if asked == "languages":
        return codes.options(codes.of_kind("language"), lang)
    if asked == "places":
        wide = [
            (HOME, say.gettext("near home")),
            (ANYWHERE, say.gettext("anywhere")),
            (ABROAD, say.gettext("abroad")),
        ][: None if adult else -1]
        return wide + [(place.code, place.title(lang)) for place in codes.provinces()]
    return []


def _picker(inside: str, wanted: str, viewer: Viewer) -> Picker:
    lang = viewer.lang
    if wanted:
        found = codes.find_counties(wanted)
        return {
            "wanted": wanted,
            "inside": "",
            "choices": [(one.code, codes.place(one.code, lang), True) for one in found],
        }
    below = codes.choices(inside) or codes.provinces()
    choices = [(one.code, one.title(lang), codes.county(one.code) is not None) for one in below]
    where = codes.place(inside, lang) if codes.choices(inside) and inside else ""
    return {"wanted": "", "inside": where, "choices": choices}


def _standing(connection: Connection, person_id: str) -> list[Consent]:
    given = reads.consents_of(connection, person_id)
    return [consent for consent in given if consent.withdrawn_at is None]


def knows(connection: Connection, viewer: Viewer) -> Knows:
    """Return who knows the asker, since when, why, which fields; and whom the asker keeps away."""
    who = asker(connection, viewer.person_id)
    by_employer: dict[str, list[Consent]] = {}
    for consent in _standing(connection, who.id):
        by_employer.setdefault(consent.employer_id, []).append(consent)
    now: list[Knower] = [
        {
            "employer_id": employer_id,
            "since": min(consent.given_at for consent in given),
            "why": given[-1].why,
            "fields": given[0].fields,
        }
        for employer_id, given in by_employer.items()
    ]
    past = [
        consent
        for consent in reads.consents_of(connection, who.id)
        if consent.withdrawn_at and consent.employer_id not in by_employer
    ]
    return {"now": now, "past": past, "away": reads.blocked_by(connection, who.id)}


# --- what others see -----------------------------------------------------------------------------


def card(
    connection: Connection, viewer: Viewer, person_id: str, today: date, near: str = ""
) -> Card:
    """Return what a recruiter may see of a person after consent.

    Never number, age, home county or sex. `today` is the day at the fair's place, by which ages are
    counted; `near` how far the work is from home, in the reader's words.
    Refuses recruiters without the person's consent, seekers and visitors (`NotAllowed`).
    """
    role = viewer.role
    allowed = role is Role.ORGANISER or (
        role is Role.RECRUITER and reads.consented(connection, viewer.actor.employer_id, person_id)
    )
    if not allowed:
        raise NotAllowed
    who = reads.person(connection, person_id)
    if who is None:
        raise NotFound
    told = reads.profile(connection, person_id)
    return {
        "person": who,
        "protected": who.protected(today),
        "near": near,
        "told": spoken(replace(told, county=""), viewer),
        "files": reads.attachments(connection, person_id),
    }


def found_people(connection: Connection, wanted: str, fair_id: str) -> FoundPeople:
    """Return whom the organiser looks for, with their numbers at the fair."""
    people = reads.search(connection, wanted, fair_id)
    numbers = reads.numbers_of(connection, fair_id, [person.id for person in people])
    refused = signals.refused(connection, [person.id for person in people])
    return {"wanted": wanted, "people": people, "numbers": numbers, "refused": refused}
