"""Where a post is, and what it is called where another has its title, for other slices' pages."""

from collections.abc import Collection, Iterable

from fair import codes
from fair.direction import isolated
from fair.folding import key
from fair.terms.terms import Terms
from fair.terms.wording import PERIODS
from fair.vacancies.vacancy import Vacancy
from fair.words import Catalogue, country_name


def short_place(terms: Terms, lang: str) -> str:
    """Return the place as a card shows it."""
    if terms.overseas_country:
        country = country_name(terms.overseas_country, lang)
        return " · ".join(isolated(part) for part in (terms.place, country) if part)
    return codes.place(terms.county, lang, levels=2) if terms.county else terms.place


def whole_place(terms: Terms, lang: str) -> str:
    """Return the place in words, with county, city and province."""
    county = codes.place(terms.county, lang) if terms.county else ""
    return " · ".join(isolated(part) for part in (terms.place, county) if part)


def place_and_pay(post: Vacancy, words: Catalogue) -> str:
    """Return where a post is and its base pay, as far as it says them."""
    terms, per = post.terms, PERIODS.get(post.terms.pay_period, "")
    base = ""
    if terms.pay_base_cents and terms.currency:
        base = words.money(terms.pay_base_cents, terms.currency)
    pay = " ".join(part for part in (base, words.gettext(per) if base and per else "") if part)
    return " · ".join(part for part in (isolated(short_place(terms, words.code)), pay) if part)


def told_apart(
    named: Iterable[Vacancy], beside: Collection[Vacancy], words: Catalogue
) -> dict[str, str]:
    """Return what each post is called, in order: with place and pay where another has its title.

    `beside` are the posts that a reader might take it for: those of the booth.
    """
    named = tuple(named)
    titles: dict[str, set[str]] = {}
    for one in (*named, *beside):
        titles.setdefault(key(one.title), set()).add(one.id)
    made = {}
    for one in named:
        more = place_and_pay(one, words) if len(titles[key(one.title)]) > 1 else ""
        made[one.id] = f"{isolated(one.title)} ({more})" if more else one.title
    return made
