"""What recruiters and organisers see of posts: lists, the form, the bulk form, an import."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TypedDict

from sqlalchemy import Connection

from fair import codes
from fair.accounts import reads as account_reads
from fair.booths.reads import my_booths
from fair.days import HOME, day_at
from fair.db import utc_now
from fair.decisions import NotAllowed, NotFound
from fair.employers import reads as employer_reads
from fair.glossary import VacancyState
from fair.looks.look import each_once
from fair.programme import reads as programme
from fair.terms import cells, post_rules
from fair.terms.terms import ABROAD, LABELS, Terms, attribute
from fair.terms.wording import LODGING, MEALS, PERIODS, TRAVEL
from fair.vacancies import reads, said_views, terms_store
from fair.vacancies.contexts import (
    Bulk,
    Desk,
    DeskRow,
    Form,
    Lists,
    Options,
    Organise,
)
from fair.vacancies.vacancy import OVER, Vacancy
from fair.vacancies.views import figures
from fair.web import Viewer

A_PAGE = 50
_GROUPS = {
    "drafts": (VacancyState.DRAFT, VacancyState.REVIEW),
    "open": (VacancyState.OPEN, VacancyState.FILLED),
    "suspended": (VacancyState.SUSPENDED,),
    "over": OVER,
}
# what the bulk form offers beside whatever is missing
_ALWAYS = (
    "valid_through",
    "starts_on",
    "usual_hours_week",
    "travel_payer",
    "lodging",
    "meals",
    "social_insurance",
)
_KEPT_DAYS = 60
# The form of a post in steps, each with the mandatory columns that stand in it.
_STEPS = {
    "work": ("title", "work", "occupation", "duties", "conditions", "head_count"),
    "place": ("place",),
    "pay": ("pay_base", "pay_period", "currency"),
    "contract": ("signed_by", *ABROAD, "valid_through"),
    "who": ("min_age",),
}


def desk(connection: Connection, viewer: Viewer, show: str, page: int) -> Desk:
    """Return the posts of a recruiter's employer."""
    employer_id = viewer.actor.employer_id
    counts = reads.counts(connection, employer_id)
    totals = {name: sum(counts[one] for one in states) for name, states in _GROUPS.items()}
    show = show if show in _GROUPS else next((name for name in _GROUPS if totals[name]), "drafts")
    found = reads.of_employer(
        connection, employer_id, _GROUPS[show], first=(page - 1) * A_PAGE, most=A_PAGE
    )
    pages = max(1, -(-totals[show] // A_PAGE))
    booths = my_booths(connection, viewer.actor.employer_id)
    todays = _todays(connection, found)
    return {
        "fair": booths[0][1] if booths else None,
        "show": show,
        "totals": totals,
        "page": min(page, pages),
        "pages": pages,
        "rows": [row(viewer, one, todays[one.fair_id]) for one in found],
        "licence": employer_reads.licence(connection, employer_id),
        "booths": booths,
    }


def _todays(connection: Connection, posts: Sequence[Vacancy]) -> dict[str, date]:
    """Return the day that it is at the place of each fair that these posts stand at."""
    fairs = {one.fair_id for one in posts}
    return {one: day_at(utc_now(), programme.zone_of(connection, one)) for one in fairs}


def row(viewer: Viewer, vacancy: Vacancy, today: date) -> DeskRow:
    """Return a post as a list shows it: its state, openings, and what is missing.

    `today` is the day at its fair's place.
    """
    absent = post_rules.missing(vacancy.terms, vacancy.head_count, today)
    draft = vacancy.state is VacancyState.DRAFT
    money = figures(vacancy, viewer)
    # Of a question that breaks a rule the phrase is its code; any other reads as itself.
    broken = [codes.ask(one.phrase, viewer.lang) for one in post_rules.findings(vacancy.terms)]
    return {
        "vacancy": vacancy,
        "missing": [viewer.words.gettext(LABELS[column]) for column in absent] if draft else [],
        "broken": broken if draft else [],
        "state_text": viewer.words.gettext(said_views.STATES[vacancy.state]),
        "chip": said_views.CHIPS[vacancy.state],
        "work_title": codes.title(vacancy.work, viewer.lang),
        "pay": money["pay"],
        "base": money["base"],
        "per": money["per"],
    }


def form(connection: Connection, viewer: Viewer, vacancy_id: str, step: str) -> Form:
    """Return the form of one post, or of a new one; refuses `NotAllowed` for another employer's.

    It shows one `step`: a new post begins with the first, a written one shows all of it.
    """
    booths = my_booths(connection, viewer.actor.employer_id)
    vacancy = reads.vacancy(connection, vacancy_id) if vacancy_id else None
    if vacancy_id and vacancy is None:
        raise NotFound
    if vacancy and not viewer.actor.works_for(vacancy.employer_id):
        raise NotAllowed
    fair = booths[0][1] if booths else None
    fair_id = vacancy.fair_id if vacancy else fair.id if fair else ""
    today = day_at(utc_now(), programme.zone_of(connection, fair_id))
    values = cells.write(vacancy.terms, vacancy.head_count) if vacancy else _fresh(viewer, today)
    said_by = _said_by(connection, vacancy_id) if vacancy_id else {}
    return {
        "fair": fair,
        "vacancy": vacancy,
        "row": row(viewer, vacancy, today) if vacancy else None,
        "values": values,
        "picked": vacancy.terms if vacancy else Terms(),
        "booths": booths,
        "booth_id": (vacancy.booth_id if vacancy else "") or (booths[0][0].id if booths else ""),
        "said_by": said_by,
        "by_office": sum(how == "office" for _, how, _ in said_by.values()),
        "doubts": each_once(one for _, one in post_rules.doubts(vacancy.terms)) if vacancy else (),
        "county_name": codes.place(values["county"], viewer.lang) if values["county"] else "",
        **lists(viewer),
        "skills": _near(viewer, vacancy),
        "certificates": codes.options(codes.of_kind("certificate"), viewer.lang),
        "spoken": codes.options(codes.of_kind("language"), viewer.lang),
        "asks": codes.options(tuple(codes.asks().values()), viewer.lang),
        **_in_steps(vacancy, step, today),
    }


class _InSteps(TypedDict):
    step: str
    following: str
    steps: list[tuple[str, int]]
    needed: frozenset[str]


def _in_steps(vacancy: Vacancy | None, step: str, today: date) -> _InSteps:
    """Return which step is shown, which follows, and how much each still lacks."""
    names = list(_STEPS)
    if step not in (*names, "all"):
        step = "all" if vacancy else names[0]
    after = names.index(step) + 1 if step in names else len(names)
    missing = post_rules.missing(vacancy.terms, vacancy.head_count, today) if vacancy else ()
    abroad = ABROAD if vacancy and vacancy.terms.overseas_country else ()
    return {
        "step": step,
        "following": names[after] if after < len(names) else step if step == "all" else "all",
        "steps": [
            (name, sum(one in missing for one in columns)) for name, columns in _STEPS.items()
        ],
        "needed": frozenset((*post_rules.MANDATORY, *missing, *abroad)),
    }


def _near(viewer: Viewer, vacancy: Vacancy | None) -> Options:
    """Return the skills of the post's work group and those it names; all for a new post."""
    entries = codes.of_kind("skill")
    if vacancy and vacancy.work:
        named = vacancy.terms.skills
        entries = tuple(one for one in entries if one.work == vacancy.work or one.code in named)
    return codes.options(entries, viewer.lang)


def _fresh(viewer: Viewer, today: date) -> dict[str, str]:
    values = dict.fromkeys(LABELS, "")
    return values | {
        "language": viewer.lang,
        "signed_by": "direct",
        "pay_period": "month",
        "currency": "CNY",
        "probation_months": "0",
        "valid_through": (today + timedelta(days=_KEPT_DAYS)).isoformat(),
    }


def _said_by(connection: Connection, vacancy_id: str) -> dict[str, tuple[str, str, datetime]]:
    said = terms_store.statements_of(connection, vacancy_id)
    names = account_reads.accounts(
        connection, {account for account, _, _ in said.values() if account}
    )
    return {
        field: (names[account].name if account in names else "–", how, at)
        for field, (account, how, at) in said.items()
    }


def lists(viewer: Viewer) -> Lists:
    """Return the lists to choose from in the forms."""
    lang, words = viewer.lang, viewer.words
    blank = [("", "–")]
    return {
        "LABELS": {name: words.gettext(text) for name, text in LABELS.items()},
        "works": blank + codes.options(tuple(codes.work_groups().values()), lang),
        "periods": blank + said_views.options(PERIODS, viewer),
        "lodgings": blank + said_views.options(LODGING, viewer),
        "meals": blank + said_views.options(MEALS, viewer),
        "travels": blank + said_views.options(TRAVEL, viewer),
        "yes_no": [*blank, ("yes", words.gettext("yes")), ("no", words.gettext("no"))],
    }


def bulk(connection: Connection, viewer: Viewer, page: int) -> Bulk:
    """Return drafts with something missing, and the fields to fill in all of them."""
    booths = my_booths(connection, viewer.actor.employer_id)
    fair = booths[0][1] if booths else None
    today = day_at(utc_now(), fair.zone if fair else HOME)
    employer_id = viewer.actor.employer_id
    found = reads.of_employer(
        connection, employer_id, (VacancyState.DRAFT,), first=(page - 1) * A_PAGE, most=A_PAGE
    )
    total = reads.counts(connection, employer_id)[VacancyState.DRAFT]
    todays = _todays(connection, found)
    absent = Counter(
        column
        for one in found
        for column in post_rules.missing(one.terms, one.head_count, todays[one.fair_id])
    )
    values = dict.fromkeys(LABELS, "") | {
        "valid_through": (today + timedelta(days=_KEPT_DAYS)).isoformat(),
        "signed_by": "direct",
        "currency": "CNY",
    }
    unsaid = [
        name
        for name in _ALWAYS
        if any(not _says(one.terms, name, todays[one.fair_id]) for one in found)
    ]
    return {
        "fair": fair,
        "rows": [row(viewer, one, todays[one.fair_id]) for one in found],
        "columns": list(dict.fromkeys([*absent, *unsaid])),
        "absent": absent,
        "values": values,
        "booths": booths,
        "without_booth": any(not one.booth_id for one in found),
        "page": page,
        "pages": max(1, -(-total // A_PAGE)),
        "total": total,
        **lists(viewer),
    }


def _says(terms: Terms, column: str, today: date) -> bool:
    said = getattr(terms, attribute(column))
    return said not in ("", None) and not (isinstance(said, date) and said < today)


def organise(connection: Connection, _viewer: Viewer) -> Organise:
    """Return the posts that are suspended; what waits for a look stands in its own list."""
    suspended = reads.in_state(connection, VacancyState.SUSPENDED)
    employers = employer_reads.employers(connection, [one.employer_id for one in suspended])
    return {
        "suspended": [{"vacancy": one, "employer": employers[one.employer_id]} for one in suspended]
    }


def refused(
    connection: Connection, viewer: Viewer, said: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return what opening would refuse in the words of a post, by column, as a reader reads it.

    `said` are columns as they are typed; of the others nothing is told.
    """
    employer = employer_reads.known(connection, viewer.actor.employer_id)
    found: dict[str, list[str]] = {}
    for column, refusal in post_rules.refused_phrases(said, employer.kind):
        found.setdefault(column, []).append(viewer.words.refusal(refusal))
    return found
