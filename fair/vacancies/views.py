"""What everybody may see of posts: search, one post, the posts of a booth; and news of them."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup
from sqlalchemy import Connection

from fair import codes
from fair.booths import reads as booth_reads
from fair.booths.booth import Booth
from fair.booths.reads import visible_fair
from fair.contract.base import Event
from fair.contract.vacancies import OpeningsChanged, VacanciesChanged
from fair.days import HOME, day_at
from fair.db import utc_now
from fair.decisions import NotFound
from fair.employers import reads as employer_reads
from fair.employers.employer import Employer
from fair.employers.licence import Licence
from fair.languages import DEFAULT
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.terms.terms import Terms
from fair.terms.wording import LODGING, PERIODS
from fair.vacancies import reads, search_reads, title_reads
from fair.vacancies import said_views as said
from fair.vacancies.contexts import (
    BoothCards,
    BoothCount,
    Card,
    Cards,
    Figures,
    Post,
    PostState,
)
from fair.vacancies.facts import POST_FACTS, OpeningFreed, OpeningHeld
from fair.vacancies.vacancy import OVER, STANDING, Vacancy, for_readers
from fair.web import Viewer

_UNITS = ("hour", "day", "week", "month", "year")  # schema.org knows no pay for two weeks
_CUT = 160


def vacancy_news(connection: Connection, facts: Sequence[Any]) -> Iterable[Event]:
    """Tell each booth's visitors and its fair how many posts and openings it has now."""
    ids = {fact.booth_id for fact in facts if fact.booth_id}
    booths = booth_reads.booths(connection, ids)
    for booth_id, posts in reads.posts(connection, booths).items():
        now = {"booth_id": booth_id, "open_posts": posts.open, "free_openings": posts.openings or 0}
        yield VacanciesChanged(**now)
        yield OpeningsChanged(fair_id=booths[booth_id].fair_id, **now)


NEWS: tuple[Any, ...] = (((*POST_FACTS, OpeningHeld, OpeningFreed), vacancy_news),)
AUDIENCES: dict[str, Any] = {}


def cards(connection: Connection, viewer: Viewer, vacancies: Sequence[Vacancy]) -> list[Card]:
    """Return what a hit shows of each post."""
    employers = employer_reads.employers(connection, [one.employer_id for one in vacancies])
    booths = booth_reads.booths(connection, [one.booth_id for one in vacancies])
    return [
        {
            "vacancy": one,
            "employer": employers[one.employer_id],
            "booth": booths.get(one.booth_id),
            "place": title_reads.short_place(one.terms, viewer.lang),
            "lodging": LODGING.get(one.terms.lodging, ""),
            **figures(one, viewer),
        }
        for one in vacancies
    ]


def found_cards(connection: Connection, viewer: Viewer, vacancy_ids: Sequence[str]) -> Cards:
    """Return the cards of these posts, in the order asked for."""
    found = reads.vacancies(connection, vacancy_ids)
    posts = [found[one] for one in vacancy_ids if one in found]
    return {"posts": cards(connection, viewer, posts)}


def count(connection: Connection, viewer: Viewer, booth_id: str) -> BoothCount:
    """Return how many posts and free openings a booth has for this reader, for its page."""
    booth = booth_reads.booth(connection, booth_id)
    today = day_at(utc_now(), programme.zone_of(connection, booth.fair_id if booth else ""))
    young = not people.is_grown_up(connection, viewer.person_id, today)
    return {"posts": reads.posts(connection, [booth_id], protected=young)[booth_id]}


def figures(vacancy: Vacancy, viewer: Viewer) -> Figures:
    """Return both honest figures, and the base pay for where a month is unknown."""
    terms = vacancy.terms
    per = PERIODS.get(terms.pay_period, "")
    base = terms.pay_base_cents
    return {
        "pay": vacancy.pay,
        "base": viewer.words.money(base, terms.currency) if base and terms.currency else "",
        "per": viewer.words.gettext(per) if per else "",
    }


def of_booth(connection: Connection, viewer: Viewer, booth_id: str) -> BoothCards:
    """Return the open posts of a booth, for its page."""
    booth = booth_reads.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    fair = visible_fair(connection, viewer.actor, booth.fair_id)
    today = day_at(utc_now(), fair.zone)
    adult = people.is_grown_up(connection, viewer.person_id, today)
    posts = search_reads.open_of_booth(connection, fair.id, booth_id, today, adult=adult)
    return {
        "booth_id": booth_id,
        "posts": cards(connection, viewer, posts),
        "protected": not adult,
        "for_adults": not posts
        and not adult
        and reads.posts(connection, [booth_id])[booth_id].open > 0,
    }


def _visible(
    connection: Connection, viewer: Viewer, vacancy_id: str
) -> tuple[Vacancy, Employer, Fair | None]:
    """Return a post; refuses `NotFound` for drafts of others and what 16 may not do."""
    vacancy = reads.vacancy(connection, vacancy_id)
    if vacancy is None:
        raise NotFound
    employer = employer_reads.employer(connection, vacancy.employer_id)
    if employer is None:
        raise NotFound
    mine = viewer.actor.works_for(employer.id)
    if vacancy.state not in (*STANDING, *OVER) and not (mine or viewer.oversees):
        raise NotFound
    fair = visible_fair(connection, viewer.actor, vacancy.fair_id) if vacancy.fair_id else None
    now = utc_now()
    today = day_at(now, fair.zone if fair else HOME)
    protected = not people.is_grown_up(connection, viewer.person_id, today)
    if not vacancy.terms.open_to(protected=protected):
        raise NotFound
    return vacancy if mine or viewer.oversees else for_readers(vacancy), employer, fair


def _state(viewer: Viewer, vacancy: Vacancy) -> PostState:
    return {
        "vacancy": vacancy,
        "terms": vacancy.terms,
        "over": vacancy.state in OVER,
        "state_text": viewer.words.gettext(said.STATES[vacancy.state]),
        "chip": said.CHIPS[vacancy.state],
    }


def state(connection: Connection, viewer: Viewer, vacancy_id: str) -> PostState:
    """Return what changes of a post; refuses as `page`."""
    return _state(viewer, _visible(connection, viewer, vacancy_id)[0])


def page(connection: Connection, viewer: Viewer, vacancy_id: str, base_url: str) -> Post:
    """Return a post's page; refuses `NotFound` for drafts of others and what 16 may not do."""
    vacancy, employer, fair = _visible(connection, viewer, vacancy_id)
    booth = booth_reads.booth(connection, vacancy.booth_id) if vacancy.booth_id else None
    licence = employer_reads.licence(connection, employer.id)
    licensed = bool(licence and licence.in_force)
    opened_at = reads.opened_at(connection, vacancy.id)
    opened_on = day_at(opened_at, fair.zone if fair else HOME) if opened_at else None
    terms, pay, words = vacancy.terms, vacancy.pay, viewer.words
    return {
        **_state(viewer, vacancy),
        "fair": fair,
        "employer": employer,
        "booth": booth,
        "licence": licence,
        "mine": viewer.actor.works_for(employer.id),
        "place": said.place(terms, viewer.lang),
        "work_title": codes.title(terms.work, viewer.lang),
        "rows": [said.pay_row(row, pay.currency, words) for row in pay.rows],
        "notes": [said.pay_row(row, pay.currency, words) for row in pay.notes],
        "own_costs": said.own_costs(terms, words),
        "facts": said.facts(terms, viewer),
        "chain": _chain(viewer, employer, terms, licence),
        "marks": said.marks(terms, words, licensed=licensed),
        "preview": terms.duties[:_CUT],
        "posting": posting(vacancy, employer, booth, base_url, opened_on),
        **figures(vacancy, viewer),
    }


def _chain(
    viewer: Viewer,
    employer: Employer,
    terms: Terms,
    licence: Licence | None,
) -> list[tuple[str, str, str]]:
    """Return every company between the worker and the workplace, with licence and fee."""
    words = viewer.words
    free = words.gettext("asks no fee of you")
    names = {name for name in (employer.name, *employer.names.values()) if name}
    own = (
        words.gettext("licence {number}", number=licence.number)
        if licence
        else words.gettext("no licence shown")
    )
    unknown = words.gettext("licence not shown here; ask before you sign")
    links = []
    signer = said.signer(terms, employer.called(viewer.lang))
    here = signer in names or signer == employer.called(viewer.lang)
    links.append(
        (signer, words.gettext("signs your contract"), f"{own} · {free}" if here else free)
    )
    for name in terms.between:
        note = own if name in names else unknown
        links.append((name, words.gettext("stands in between"), f"{note} · {free}"))
    if not here and not set(terms.between) & names:
        recruits = words.gettext("recruits at this fair")
        links.append((employer.called(viewer.lang), recruits, f"{own} · {free}"))
    return links


def posting(
    vacancy: Vacancy, employer: Employer, booth: Booth | None, base_url: str, opened_on: date | None
) -> Markup:
    """Return the post as schema.org's JobPosting, for search engines and readers' programs."""
    terms = vacancy.terms
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": terms.title,
        "description": "\n\n".join(text for text in (terms.duties, terms.conditions) if text),
        "identifier": {"@type": "PropertyValue", "name": employer.name, "value": vacancy.id},
        "hiringOrganization": {"@type": "Organization", "name": employer.name},
        "jobLocation": {"@type": "Place", "address": _address(terms)},
        "totalJobOpenings": vacancy.head_count,
        "url": f"{base_url}/vacancies/{vacancy.id}",
        "directApply": booth is not None,
    }
    if opened_on:
        data["datePosted"] = opened_on.isoformat()
    if terms.last_day:
        data["validThrough"] = terms.last_day.isoformat()
    if terms.starts_on:
        data["jobStartDate"] = terms.starts_on.isoformat()
    if terms.pay_base_cents and terms.pay_period in _UNITS:
        data["baseSalary"] = _salary(terms, terms.pay_base_cents)
    text = json.dumps(data, ensure_ascii=False)
    # a post's own words cannot end the element they stand in
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704


def _salary(terms: Terms, base_cents: int) -> dict[str, Any]:
    """Return base pay as a range where it is one: from that of the probation, if it is lower."""
    least = min(base_cents, terms.probation_pay_cents or base_cents)
    most = max(base_cents, terms.pay_up_to_cents or base_cents)
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": terms.pay_period.upper()}
    if least < most:
        value |= {"minValue": least / 100, "maxValue": most / 100}
    else:
        value["value"] = base_cents / 100
    return {"@type": "MonetaryAmount", "currency": terms.currency, "value": value}


def _address(terms: Terms) -> dict[str, str]:
    found = {"@type": "PostalAddress", "addressCountry": terms.overseas_country or "CN"}
    if terms.county:
        found["addressRegion"] = codes.place(terms.county, DEFAULT, levels=3)
    if terms.place:
        found["streetAddress"] = terms.place
    return found
