"""What people see when they look for work: hits, pages, and what the filters offer."""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from sqlalchemy import Connection

from fair import codes, words
from fair.days import day_at
from fair.db import utc_now
from fair.decisions import N_
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.search.link import link
from fair.terms.filters import A_PAGE, Filters
from fair.vacancies import search_reads
from fair.web import Viewer


class Choices(TypedDict):
    """What the filters offer: codes with what they are called; works with how many posts."""

    works: list[tuple[str, str, int]]
    places: list[tuple[str, str, list[tuple[str, str]]]]
    countries: list[tuple[str, str]]
    pays: list[tuple[str, str]]


class Results(Choices):
    """A page of the posts that fit, by their ids; `back` and `more` lead to its neighbours.

    `chosen` says in words what is filtered, beside the text that is looked for.
    """

    fair: Fair | None
    filters: Filters
    chosen: list[str]
    hits: tuple[str, ...]
    total: int
    pages: int
    back: str
    more: str
    protected: bool


_NOTHING: Choices = {"works": [], "places": [], "countries": [], "pays": []}


def results(connection: Connection, viewer: Viewer, filters: Filters) -> Results:
    """Return the posts of the current fair that fit, and what can be chosen."""
    fair = programme.current_fair(connection)
    if fair is None:
        return {
            "fair": None,
            "filters": filters,
            "chosen": [],
            "hits": (),
            "total": 0,
            "pages": 1,
            "back": "",
            "more": "",
            "protected": False,
            **_NOTHING,
        }
    today = day_at(utc_now(), fair.zone)
    adult = people.is_grown_up(connection, viewer.person_id, today)
    hits, total = search_reads.found(connection, fair.id, filters, today, adult=adult)
    pages = max(1, -(-total // A_PAGE))
    return {
        "fair": fair,
        "filters": filters,
        "chosen": chosen(filters, viewer),
        "hits": hits,
        "total": total,
        "pages": pages,
        "back": link(filters, page=filters.page - 1) if filters.page > 1 else "",
        "more": link(filters, page=filters.page + 1) if filters.page < pages else "",
        "protected": not adult,
        **_choices(connection, viewer, fair, today, adult=adult),
    }


def chosen(filters: Filters, viewer: Viewer) -> list[str]:
    """Return in the reader's words what the filters keep, in their order on the page."""
    say, lang = viewer.words.gettext, viewer.lang
    said = [
        codes.title(filters.work, lang) if filters.work else "",
        _where(filters.where, viewer) if filters.where else "",
        say(N_("from {money}"), money=viewer.words.money(filters.pay, filters.currency))
        if filters.pay
        else "",
        say(_LODGING[filters.lodging]),
        say(N_("Home every night")) if filters.home else "",
        say(N_("Direct employers only")) if filters.direct else "",
    ]
    return [text for text in said if text]


_LODGING = {"": "", "free": N_("lodging free"), "any": N_("lodging free or for pay")}


def _where(code: str, viewer: Viewer) -> str:
    if not code.isdigit():
        return viewer.words.gettext(
            N_("Abroad: {country}"), country=words.country_name(code, viewer.lang)
        )
    return codes.place(f"{code:0<6}", viewer.lang, levels=1)


def _choices(
    connection: Connection, viewer: Viewer, fair: Fair, today: date, *, adult: bool
) -> Choices:
    known = search_reads.choices(connection, fair.id, today, adult=adult)
    lang, money = viewer.lang, viewer.words.money
    places = [
        (code, codes.place(f"{code}0000", lang, levels=1), _cities(known.cities, code, lang))
        for code in sorted(known.provinces)
    ]
    return {
        "works": [(code, codes.title(code, lang), count) for code, count in known.work.items()],
        "places": places,
        "countries": [(code, words.country_name(code, lang)) for code in sorted(known.countries)],
        "pays": [
            (f"{currency}-{step // 100}", money(step, currency))
            for currency, found in known.pay.items()
            for step in found
        ],
    }


def _cities(cities: Mapping[str, int], province: str, lang: str) -> list[tuple[str, str]]:
    found = []
    for code in sorted(cities):
        division = codes.division(f"{code}00")
        if code.startswith(province) and division and not division.filler:
            found.append((code, division.title(lang)))
    return found
