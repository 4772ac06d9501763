"""The terms of an offer as a reader sees them, row by row, with what is worse than the post."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from fair.decisions import N_
from fair.direction import isolated
from fair.hiring.contexts import FrozenTerms, Row
from fair.hiring.terms import compare
from fair.terms.month_pay import number
from fair.terms.own_costs import PAYERS, WHAT, OwnCost, own_costs
from fair.terms.terms import DIRECT, LABELS, Terms, from_dict
from fair.terms.wording import LODGING, MEALS, TRAVEL
from fair.vacancies import title_reads
from fair.web import Viewer
from fair.words import Catalogue

_PER: Mapping[str, str] = {
    "hour": N_("{money} an hour"),
    "day": N_("{money} a day"),
    "week": N_("{money} a week"),
    "two_weeks": N_("{money} every two weeks"),
    "month": N_("{money} a month"),
    "year": N_("{money} a year"),
    "piece": N_("{money} a piece"),
}
_SAID: Mapping[str, Mapping[str, str]] = {
    "travel_payer": TRAVEL,
    "lodging": LODGING,
    "meals": MEALS,
    "social_insurance": {
        "yes": N_("Yes, all of it"),
        "no": N_("No social insurance"),
        "partial": N_("Partly"),
    },
}


Say = Callable[[Terms, Catalogue, str], str]


def rows(
    post: Mapping[str, Any], offer: Mapping[str, Any], known: Catalogue, employer: str
) -> list[Row]:
    """Return the rows that the offer, or the post before it, says something about."""
    old, new = from_dict(post), from_dict(offer)
    worse = {one.column: one for one in compare(post, offer)}
    found = []
    for key, label, columns, say in _ROWS:
        text, was = say(new, known, employer), say(old, known, employer)
        mark = next((worse[column].reason for column in columns if column in worse), "")
        if text or mark:
            found.append(Row(key, known.gettext(label), text or "–", _mark(mark, was, known)))
    return found


def frozen(
    _connection: Connection, viewer: Viewer, terms: Mapping[str, Any], employer: str
) -> FrozenTerms:
    """Return terms that were kept, in the reader's words."""
    return {"terms": rows(terms, terms, viewer.words, employer)}


def _mark(reason: str, was: str, known: Catalogue) -> str:
    if not reason:
        return ""
    said = was or known.pgettext("post", "not said")
    return known.gettext("{reason} ({was})", reason=known.gettext(reason), was=said)


def _base(terms: Terms, known: Catalogue, _employer: str) -> str:
    if terms.pay_base_cents is None:
        return ""
    money = known.money(terms.pay_base_cents, terms.currency or "CNY")
    return known.gettext(_PER.get(terms.pay_period, "{money}"), money=money)


def _money(column: str, sentence: str) -> Say:
    def say(terms: Terms, known: Catalogue, _employer: str) -> str:
        cents = getattr(terms, f"{column}_cents")
        if cents is None:
            return ""
        return known.gettext(sentence, money=known.money(cents, terms.currency or "CNY"))

    return say


def _hours(column: str) -> Say:
    def say(terms: Terms, known: Catalogue, _employer: str) -> str:
        hours = getattr(terms, column)
        return "" if hours is None else known.gettext("{n} hours", n=number(hours))

    return say


def _bonus(terms: Terms, known: Catalogue, _employer: str) -> str:
    if not terms.bonus_amount_cents:
        return ""
    parts = [
        known.money(terms.bonus_amount_cents, terms.currency or "CNY"),
        terms.bonus_condition,
        known.gettext("paid by {payer}", payer=terms.bonus_payer),
        known.day(terms.bonus_on) if terms.bonus_on else "",
    ]
    return " · ".join(isolated(part) for part in parts if part)


def _probation(terms: Terms, known: Catalogue, _employer: str) -> str:
    if terms.probation_months is None:
        return ""
    if terms.probation_months == 0:
        return known.gettext("No probation")
    text = known.ngettext("{count} month", "{count} months", terms.probation_months)
    if terms.probation_pay_cents is None:
        return text
    money = known.money(terms.probation_pay_cents, terms.currency or "CNY")
    per = _PER.get(terms.pay_period, "{money}")
    return f"{text} · {known.gettext(per, money=money)}"


def _lodging(terms: Terms, known: Catalogue, _employer: str) -> str:
    text = _coded("lodging")(terms, known, "")
    return _at_cost(text, terms.lodging_cost_month_cents, terms, known)


def _meals(terms: Terms, known: Catalogue, _employer: str) -> str:
    text = _coded("meals")(terms, known, "")
    return _at_cost(text, terms.meals_cost_month_cents, terms, known)


def _at_cost(text: str, cents: int | None, terms: Terms, known: Catalogue) -> str:
    if cents is None:
        return text
    money = known.money(cents, terms.currency or "CNY")
    return f"{text} · {known.gettext(_PER['month'], money=money)}"


def _own_costs(terms: Terms, known: Catalogue, _employer: str) -> str:
    return known.listed(_cost(cost, terms.currency or "CNY", known) for cost in own_costs(terms))


def _cost(cost: OwnCost, currency: str, known: Catalogue) -> str:
    said = [
        known.gettext(WHAT[cost.what]),
        known.money(cost.cents, currency),
        known.gettext(PAYERS[cost.payer]),
        known.day(cost.on) if cost.on else "",
    ]
    return " · ".join(text for text in said if text)


def _coded(column: str) -> Say:
    def say(terms: Terms, known: Catalogue, _employer: str) -> str:
        code, _, more = str(getattr(terms, column)).partition(":")
        if not code:
            return ""
        text = known.gettext(_SAID[column].get(code, code))
        return f"{text}: {isolated(more)}" if more else text

    return say


def _flag(column: str) -> Say:
    def say(terms: Terms, known: Catalogue, _employer: str) -> str:
        value = getattr(terms, column)
        return "" if value is None else known.gettext("Yes") if value else known.gettext("No")

    return say


def _text(column: str) -> Say:
    def say(terms: Terms, _known: Catalogue, _employer: str) -> str:
        value = getattr(terms, column)
        return " · ".join(map(isolated, value)) if isinstance(value, tuple) else str(value)

    return say


def _place(terms: Terms, known: Catalogue, _employer: str) -> str:
    return title_reads.whole_place(terms, known.code)


def _day(column: str) -> Say:
    def say(terms: Terms, known: Catalogue, _employer: str) -> str:
        value = getattr(terms, column)
        return known.day(value) if value else ""

    return say


def _signer(terms: Terms, _known: Catalogue, employer: str) -> str:
    return employer if terms.signed_by == DIRECT else terms.signed_by


def _between(terms: Terms, known: Catalogue, _employer: str) -> str:
    return " → ".join(map(isolated, terms.between)) or known.gettext("Nobody: direct")


_MONTHLY = _PER["month"]
_ROWS: tuple[tuple[str, str, tuple[str, ...], Say], ...] = (
    ("starts_on", N_("First day"), ("starts_on",), _day("starts_on")),
    ("pay_base", LABELS["pay_base"], ("pay_base", "pay_period", "currency"), _base),
    (
        "usual_hours_week",
        LABELS["usual_hours_week"],
        ("usual_hours_week",),
        _hours("usual_hours_week"),
    ),
    (
        "overtime_rate",
        LABELS["overtime_rate"],
        ("overtime_rate",),
        _money("overtime_rate", _PER["hour"]),
    ),
    (
        "usual_overtime_hours_month",
        LABELS["usual_overtime_hours_month"],
        ("usual_overtime_hours_month",),
        _hours("usual_overtime_hours_month"),
    ),
    (
        "deductions_month",
        LABELS["deductions_month"],
        ("deductions_month",),
        _money("deductions_month", _MONTHLY),
    ),
    ("tax_month", LABELS["tax_month"], ("tax_month",), _money("tax_month", _MONTHLY)),
    (
        "insurance_month",
        LABELS["insurance_month"],
        ("insurance_month",),
        _money("insurance_month", _MONTHLY),
    ),
    (
        "bonus",
        LABELS["bonus_amount"],
        ("bonus_amount", "bonus_payer", "bonus_condition", "bonus_on"),
        _bonus,
    ),
    (
        "social_insurance",
        LABELS["social_insurance"],
        ("social_insurance",),
        _coded("social_insurance"),
    ),
    ("probation", N_("Probation"), ("probation_months", "probation_pay"), _probation),
    ("travel_payer", LABELS["travel_payer"], ("travel_payer",), _coded("travel_payer")),
    ("lodging", LABELS["lodging"], ("lodging", "lodging_cost_month"), _lodging),
    ("meals", LABELS["meals"], ("meals", "meals_cost_month"), _meals),
    ("own_costs", LABELS["own_costs"], ("own_costs",), _own_costs),
    ("place", LABELS["place"], ("place", "county"), _place),
    (
        "overseas_country",
        LABELS["overseas_country"],
        ("overseas_country",),
        _text("overseas_country"),
    ),
    ("principal", LABELS["principal"], ("principal",), _text("principal")),
    (
        "home_every_night",
        LABELS["home_every_night"],
        ("home_every_night",),
        _flag("home_every_night"),
    ),
    ("night_work", LABELS["night_work"], ("night_work",), _flag("night_work")),
    ("hazardous", LABELS["hazardous"], ("hazardous",), _flag("hazardous")),
    ("signed_by", LABELS["signed_by"], ("signed_by",), _signer),
    ("between", LABELS["between"], ("between",), _between),
    ("duties", LABELS["duties"], ("duties", "work", "occupation", "title"), _text("duties")),
    ("conditions", LABELS["conditions"], ("conditions",), _text("conditions")),
)
