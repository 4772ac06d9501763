"""The template of posts in a reader's language: headings, an example, what each column may say."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypedDict

from fair import codes
from fair.decisions import N_
from fair.imports.lexicon import CODES, EXAMPLE, POSTS
from fair.languages import LANGUAGES
from fair.tabular.writing import Column, Shown, Template
from fair.terms.terms import COLUMNS, DAYS, FLAGS, LABELS, LISTS, MONEY
from fair.terms.wording import LODGING, MEALS, PERIODS, TRAVEL
from fair.words import Catalogue

_KEPT_DAYS = 60
_MOST_ON_THE_PAGE = 60
WORD, CODE = N_("Word"), N_("Code")
_A_DAY = N_("a day, as 2026-12-31")
_AN_AMOUNT = N_("an amount, as 4600 or 37.50, with its currency and for which time")
_A_NUMBER = N_("a number")
_DIRECT = N_("the employer itself: write direct. Else the name of the company that signs")
_NUMBERS = ("head_count", "usual_hours_week", "usual_overtime_hours_month", "probation_months",
            "quota", "min_age", "max_age")  # fmt: skip


class ColumnShown(TypedDict):
    """A column of the template as the page shows it: heading, name, and what it may say."""

    heading: str
    name: str
    hint: str
    allowed: list[tuple[str, str]]
    more: int


def template(words: Catalogue, today: date) -> Template:
    """Return the template in the words of a language, with an example that is complete."""
    allowed, example = _allowed(words), _example(words, today)
    return Template(
        columns=[
            Column(
                heading=words.gettext(LABELS[column]),
                example=example.get(column, ""),
                shown=_shown(column),
                allowed=allowed.get(column, ()),
                one=column not in LISTS and column != "county",
            )
            for column in COLUMNS
        ],
        sheet=words.gettext(POSTS),
        codes=words.gettext(CODES),
        word=words.gettext(WORD),
        code=words.gettext(CODE),
    )


def columns(words: Catalogue) -> list[ColumnShown]:
    """Return what the page says of each column."""
    allowed = _allowed(words)
    return [
        {
            "heading": words.gettext(LABELS[column]),
            "name": column,
            "hint": words.gettext(hint) if (hint := _hint(column)) else "",
            "allowed": list(allowed.get(column, ()))[:_MOST_ON_THE_PAGE],
            "more": max(0, len(allowed.get(column, ())) - _MOST_ON_THE_PAGE),
        }
        for column in COLUMNS
    ]


def _shown(column: str) -> Shown:
    if column in DAYS:
        return Shown.DAY
    return Shown.NUMBER if column in MONEY or column in _NUMBERS else Shown.TEXT


def _hint(column: str) -> str:
    if column in DAYS:
        return _A_DAY
    if column in MONEY:
        return _AN_AMOUNT
    if column in _NUMBERS:
        return _A_NUMBER
    return _DIRECT if column == "signed_by" else ""


def _allowed(words: Catalogue) -> Mapping[str, list[tuple[str, str]]]:
    """Return (word, code) of each column with a list."""
    lang = words.code

    def said(labels: Mapping[str, str]) -> list[tuple[str, str]]:
        return [(words.gettext(label), code) for code, label in labels.items()]

    def titles(entries: list[codes.Entry]) -> list[tuple[str, str]]:
        return [(entry.title(lang), entry.code) for entry in entries]

    yes_no = [(words.gettext("yes"), "yes"), (words.gettext("no"), "no")]
    found = {
        "language": [(one.name, code) for code, one in LANGUAGES.items()],
        "work": titles(list(codes.work_groups().values())),
        "county": [
            (codes.place(code, lang), code) for code in codes.divisions() if codes.county(code)
        ],
        "pay_period": said(PERIODS),
        "travel_payer": said(TRAVEL),
        "lodging": said(LODGING),
        "meals": said(MEALS),
        "asks": titles(list(codes.asks().values())),
        **dict.fromkeys(FLAGS, yes_no),
    }
    for kind in ("skill", "certificate", "language"):
        found[f"{kind}s"] = titles(list(codes.of_kind(kind)))
    return found


def _example(words: Catalogue, today: date) -> Mapping[str, str | date | int]:
    """Return a post that lacks nothing but a reference of its own."""
    _, lang = words.gettext, words.code
    month, free, partial = PERIODS["month"], LODGING["free"], MEALS["partial"]
    return {
        "ref": _(EXAMPLE),
        "title": _(N_("Sewing worker (example)")),
        "language": LANGUAGES[lang].name,
        "work": codes.title("sewing", lang),
        "duties": _(N_("Sew collars and cuffs of down jackets on a lockstitch machine.")),
        "conditions": _(N_("Eight hours a day, two days off a week. Beginners are taught.")),
        "head_count": 12,
        "county": "350582",
        "place": _(N_("Building 2, Jinjiang Road 88")),
        "signed_by": "direct",
        "pay_period": _(month),
        "pay_base": 4350,
        "currency": "CNY",
        "usual_hours_week": 44,
        "probation_months": 1,
        "lodging": _(free),
        "meals": _(partial),
        "night_work": _("no"),
        "valid_through": today + timedelta(days=_KEPT_DAYS),
    }
