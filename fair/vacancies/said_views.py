"""What a post says, in the reader's language: lines of facts, the pay's working, the marks."""

from collections.abc import Mapping
from datetime import date

from fair import codes
from fair.decisions import N_, NC_, filled
from fair.direction import isolated
from fair.terms.month_pay import PayRow, number
from fair.terms.own_costs import PAYERS, WHAT
from fair.terms.own_costs import TRAVEL as TRAVEL_THERE
from fair.terms.own_costs import own_costs as costs_of
from fair.terms.terms import DIRECT, LABELS, NO_FILING, Terms
from fair.terms.wording import LODGING, MEALS, TRAVEL
from fair.vacancies import title_reads
from fair.vacancies.contexts import Cost, Mark, Row
from fair.web import Viewer
from fair.words import Catalogue, country_name

STATES: Mapping[str, str] = {
    "draft": N_("Draft"),
    "review": N_("With the organiser"),
    "open": N_("Recruiting"),
    "filled": N_("Filled"),
    "suspended": NC_("post", "Suspended"),
    "withdrawn": NC_("post", "Withdrawn"),
    "expired": N_("Past its last day"),
}
CHIPS: Mapping[str, str] = {
    "draft": "draft",
    "review": "paused",
    "open": "open",
    "filled": "filled",
    "suspended": "suspended",
    "withdrawn": "closed",
    "expired": "closed",
}


def pay_row(given: PayRow, currency: str, words: Catalogue) -> Row:
    """Return a row of the pay's working as people read it."""
    values = {
        name: words.money(int(value), currency) if name.endswith("_cents") else _day(value, words)
        for name, value in given.values.items()
    }
    return Row(
        words.gettext(given.label),
        words.money(given.least_cents, currency),
        words.money(given.usual_cents, currency),
        " · ".join(filled(words.gettext(how), values) for how in given.hows),
    )


def own_costs(terms: Terms, words: Catalogue) -> list[Cost]:
    """Return what a worker pays first: what, how much, and who pays it back on which day."""
    return [
        Cost(
            label=words.gettext(WHAT[cost.what]),
            amount=words.money(cost.cents, terms.currency),
            payer=words.gettext(PAYERS[cost.payer]),
            back_on=words.day(cost.on) if cost.on else "",
            travel=cost.what == TRAVEL_THERE,
        )
        for cost in costs_of(terms)
    ]


def _day(value: int | str, words: Catalogue) -> str:
    try:
        return words.day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def place(terms: Terms, lang: str) -> str:
    """Return the place of work: in words, with county, city and province, or the country."""
    country = isolated(country_name(terms.overseas_country, lang))
    return " · ".join(part for part in (title_reads.whole_place(terms, lang), country) if part)


def facts(terms: Terms, viewer: Viewer) -> list[tuple[str, str]]:
    """Return what a post says beside pay and duties, label by label; what is not said is named."""
    words, lang = viewer.words, viewer.lang
    _ = words.gettext
    rows = [
        (_("Place of work"), place(terms, lang)),
        (_("Starts on"), words.day(terms.starts_on) if terms.starts_on else ""),
        (_("Usual hours a week"), _number(terms.usual_hours_week)),
        (_("Home every night"), _word(_YES[terms.home_every_night], words)),
        (_("Lodging"), _priced(terms, words)),
        (_("Meals"), _meals(terms, words)),
        (_("Travel to the job"), _(TRAVEL[terms.travel_payer]) if terms.travel_payer else ""),
        (_("Social insurance"), _insurance(terms, words)),
        (_("Probation"), _probation(terms, words)),
        (_("Skills that help"), _listed(terms.skills, words)),
        (_("Certificates required"), _listed(terms.certificates, words)),
        (_("Languages required"), _listed(terms.languages, words)),
        (_("Asked before the talk"), _asked(terms.asks, lang)),
        (_("Valid until"), words.day(terms.last_day) if terms.last_day else ""),
    ]
    optional = {
        _("Skills that help"),
        _("Certificates required"),
        _("Languages required"),
        _("Asked before the talk"),
    }
    rows = [row for row in rows if row[1] or row[0] not in optional]
    if terms.overseas_country:
        rows += _abroad(terms, words)
    if terms.source:
        rows.append((_("Source"), terms.source))
    return [(label, text or words.pgettext("post", "not said")) for label, text in rows]


def _abroad(terms: Terms, words: Catalogue) -> list[tuple[str, str]]:
    """Return by whom, by which contract and by which filing one is sent abroad."""
    filing = terms.filing_number
    if terms.filing and not filing:
        why = terms.filing.removeprefix(NO_FILING).strip()
        filing = words.gettext("none needed, says the employer: {why}", why=why)
    until = words.day(terms.filing_until) if terms.filing_until else ""
    if filing and until:
        filing = words.gettext("{number}, until {day}", number=filing, day=until)
    said = {
        "principal": terms.principal,
        "principal_contract": terms.principal_contract,
        "quota": "" if terms.quota is None else str(terms.quota),
        "filing": filing,
    }
    return [(words.gettext(LABELS[column]), text) for column, text in said.items()]


def _number(value: float | None) -> str:
    return "" if value is None else number(value)


_YES: Mapping[bool | None, str] = {None: "", True: N_("yes"), False: N_("no")}


def _word(text: str, words: Catalogue) -> str:
    return words.gettext(text) if text else ""


def _priced(terms: Terms, words: Catalogue) -> str:
    if not terms.lodging:
        return ""
    return _at_cost(
        words.gettext(LODGING[terms.lodging]), terms.lodging_cost_month_cents, terms, words
    )


def _at_cost(text: str, cents: int | None, terms: Terms, words: Catalogue) -> str:
    if not cents:
        return text
    cost = words.money(cents, terms.currency)
    return text + " · " + words.gettext("{cost} a month", cost=cost)


def _meals(terms: Terms, words: Catalogue) -> str:
    text = words.gettext(MEALS[terms.meals]) if terms.meals else ""
    return _at_cost(text, terms.meals_cost_month_cents, terms, words)


def _insurance(terms: Terms, words: Catalogue) -> str:
    if terms.social_insurance.startswith("partial:"):
        return words.gettext("in part: {what}", what=terms.social_insurance.partition(":")[2])
    return words.gettext(terms.social_insurance) if terms.social_insurance else ""


def _probation(terms: Terms, words: Catalogue) -> str:
    if terms.probation_months is None:
        return ""
    if not terms.probation_months:
        return words.gettext("none")
    return words.ngettext("{count} month", "{count} months", terms.probation_months)


def _listed(keys: tuple[str, ...], words: Catalogue) -> str:
    return words.listed(codes.title(key, words.code) for key in keys)


def _asked(asks: tuple[str, ...], lang: str) -> str:
    return " ".join(isolated(codes.ask(code, lang)) for code in asks)


def marks(terms: Terms, words: Catalogue, *, licensed: bool) -> tuple[Mark, Mark]:
    """Return "Legal here" and "ILO-clean", side by side, each with its reason."""
    legal = N_("Licence checked, no fee, nobody is shut out.")
    if not licensed:
        legal = N_("The licence is not in force now.")
    clean = _TRAVEL_MARKS[terms.travel_payer]
    return (
        Mark(holds=licensed, title=words.gettext("Legal here"), text=words.gettext(legal)),
        Mark(
            holds=terms.travel_payer not in ("", "worker"),
            title=words.gettext("ILO-clean"),
            text=words.gettext(clean),
        ),
    )


_NOTHING_TO_PAY = N_("You pay nothing to get this job: no fee, no travel.")
_TRAVEL_MARKS: Mapping[str, str] = {
    "worker": N_("You pay the travel to the job."),
    "": N_("The post does not say who pays the travel."),
    "none": N_("You pay nothing to get this job; it needs no paid travel."),
    "employer": _NOTHING_TO_PAY,
    "organiser": _NOTHING_TO_PAY,
}


def signer(terms: Terms, employer_name: str) -> str:
    """Return who signs the contract."""
    return employer_name if terms.signed_by in ("", DIRECT) else terms.signed_by


def options(table: Mapping[str, str], viewer: Viewer) -> list[tuple[str, str]]:
    """Return (value, words) for a select."""
    return [(value, viewer.words.gettext(text)) for value, text in table.items()]
