"""What is wrong with a form, as a sentence in the reader's language that names the field.

Pydantic finds the problem; here its kind becomes a refusal with the field's name as people say it.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from fair.decisions import N_, Malformed, Sentence
from fair.languages import LANGUAGES

LABELS = {
    "employer": N_("Employer"),
    "called": N_("Keep this map as"),
    "choices": N_("Columns of the table"),
    "again": N_("Also replace what the drafts say already"),
    "at_fair": N_("Fair"),
    "at_fair_id": N_("Take drafts without a booth to"),
    "lacks": N_("What is missing"),
    "per": N_("Pay is per"),
    "given_name": N_("name"),
    "company": N_("company"),
    "contact_name": N_("name"),
    "name": N_("name"),
    "principal": N_("Employer abroad"),
    "principal_contract": N_("Number of the contract with the employer abroad"),
    "quota": N_("People who may be recruited under that contract"),
    "filing": N_("Recruitment filing (外派劳务招收备案)"),
    "filing_until": N_("Last day of the recruitment filing"),
    "phone": N_("mobile number"),
    "permit": N_("licence number"),
    "phone_hours": N_("when it is answered"),
    "hours": N_("when it is answered"),
    "born_on": N_("birth date"),
    "year": N_("year of birth"),
    "code": N_("code"),
    "email": N_("e-mail address"),
    "password": N_("password"),
    "text": N_("text"),
    "texts": N_("text"),
    "title": N_("title"),
    "titles": N_("title"),
    "hall_titles": N_("title"),
    "names": N_("company name"),
    "number": N_("number"),
    "ref": N_("Your reference"),
    "replies": N_("Canned replies"),
    "reason": N_("reason"),
    "way": N_("How do you know who it is?"),
    "said_yes": N_("what the person said"),
    "why": N_("what it is about"),
    "what": N_("what happened"),
    "where": N_("where"),
    "when": N_("when"),
    "until": N_("until when"),
    "last_day": N_("Last day"),
    "fair_id": N_("Which fair"),
    "seed": N_("Seed"),
    "outcome": N_("outcome"),
    "minutes": N_("minutes"),
    "choice": N_("choice"),
    "zone": N_("time zone"),
    "opens_at": N_("opening time"),
    "closes_at": N_("closing time"),
    "most_tickets": N_("queues at the same time"),
    "about": N_("description"),
    "happened": N_("what happened"),
    "span": N_("how long"),
    "abouts": N_("description"),
    "legal_name": N_("registered name"),
    "authority": N_("issuing authority"),
    "valid_from": N_("valid from"),
    "valid_to": N_("valid until"),
    "reserve_yuan": N_("reserve fund"),
    "starts_on": N_("start date"),
    "valid_through": N_("last day of the post"),
    "head_count": N_("head-count"),
    "pay_base": N_("guaranteed pay"),
    "pay_up_to": N_("highest pay"),
    "pay_period": N_("pay period"),
    "currency": N_("currency"),
    "encoding": N_("Signs of the file"),
    "usual_hours_week": N_("usual hours a week"),
    "overtime_rate": N_("overtime rate"),
    "usual_overtime_hours_month": N_("usual overtime a month"),
    "deductions_month": N_("deductions a month"),
    "bonus_amount": N_("bonus"),
    "bonus_payer": N_("who pays the bonus"),
    "bonus_condition": N_("condition of the bonus"),
    "bonus_on": N_("date of the bonus"),
    "social_insurance": N_("social insurance"),
    "probation_months": N_("months of probation"),
    "probation_pay": N_("pay in probation"),
    "travel_payer": N_("who pays travel"),
    "lodging": N_("lodging"),
    "lodging_cost_month": N_("cost of lodging"),
    "meals": N_("meals"),
    "meals_cost_month": N_("cost of meals"),
    "tax_month": N_("income tax a month"),
    "insurance_month": N_("the worker's own insurance a month"),
    "own_costs": N_("what the worker pays first"),
    "place": N_("place of work"),
    "county": N_("county"),
    "duties": N_("duties"),
    "conditions": N_("conditions"),
    "work": N_("kind of work"),
    "occupation": N_("occupation code"),
    "signed_by": N_("who signs the contract"),
    "between": N_("companies in between"),
    "language": N_("language"),
    "lang": N_("language"),
    "min_age": N_("least age"),
    "max_age": N_("highest age"),
    "fees": N_("fees"),
    "source": N_("source"),
    "values": N_("answer"),
    "question": N_("question"),
    "vacancy_ids": N_("posts"),
    "account_id": N_("colleague"),
    "asks": N_("questions"),
    "booth": N_("booth"),
    "form": N_("kind of file"),
    "purpose": N_("what for"),
    "booth_id": N_("booth"),
    "hall_id": N_("hall"),
    "slot_id": N_("time"),
    "starts_at": N_("when the first begins"),
    "many": N_("how many"),
    "length_min": N_("minutes for each"),
    "buffer_min": N_("minutes between them"),
    "recruiters": N_("recruiters"),
    "morning": N_("when you have time"),
    "afternoon": N_("when you have time"),
    "evening": N_("when you have time"),
    "by_name_every": N_("calls by name"),
    "capacity": N_("most people in a queue"),
    "ring_s": N_("how long a ring lasts"),
    "criteria": N_("criteria"),
    "criterion": N_("criterion"),
    "certificates": N_("certificates"),
    "skills": N_("skills"),
    "languages": N_("languages"),
    "country": N_("country"),
    "day": N_("birth date"),
    "month": N_("birth date"),
    "kind": N_("kind"),
    "rule": N_("rule"),
    "dates": N_("dates"),
    "every": N_("how often"),
    "times": N_("how many dates"),
    "ready_in": N_("when you can talk"),
    "file": N_("file"),
    "map": N_("how the file is laid out"),
    "own_map": N_("map file"),
    "good_rows": N_("good rows only"),
    "open_complete": N_("open what is complete"),
    "helper": N_("a helper sits beside me"),
    "text_only": N_("rather type than talk"),
    "hide_address": N_("hide my network address"),
    "old": N_("password until now"),
    "new": N_("new password"),
    "fresh_proof": N_("code or password"),
    "sure": N_("yes, erase me"),
    "how": N_("how it was checked"),
    "break_minutes": N_("minutes of breaks"),
    "expected": N_("people expected"),
}

_DATE = N_("This must be a date and time: {field}. For example 2026-12-01 or 2026-12-01T09:00.")
_NUMBER = N_("This must be a number: {field}.")
_CHOICE = N_("Choose one of the given answers: {field}.")
_MISSING = N_("Please fill in: {field}.")
_LONG = N_("Too long: {field}. At most {most} characters.")
_SMALL = N_("Too small: {field}. At least {least}.")
_LARGE = N_("Too large: {field}. At most {most}.")
_STRANGE = N_("This does not belong to the form: {field}. Reload the page and try again.")
_OTHER = N_("Please check: {field}.")
_IN = N_("{field} ({language})")

_FOREIGN, _KEY = "extra_forbidden", "[key]"
_LONGEST_NAME = 60

# The beginnings of pydantic's error types, the longer ones first.
_KINDS = (
    ("missing", _MISSING),
    ("string_too_short", _MISSING),
    ("too_short", _MISSING),
    ("string_too_long", _LONG),
    ("too_long", _LARGE),
    ("int", _NUMBER),
    ("float", _NUMBER),
    ("decimal", _NUMBER),
    ("greater", _SMALL),
    ("less", _LARGE),
    ("date", _DATE),
    ("literal", _CHOICE),
    ("enum", _CHOICE),
    ("bool", _CHOICE),
    (_FOREIGN, _STRANGE),
)


def _is_foreign(found: Any) -> bool:
    # As a field, or as `titles.xx` where xx is no language of the house.
    return found["type"] == _FOREIGN or bool(found["loc"][-1:] == (_KEY,))


def problem(error: ValidationError) -> Malformed:
    """Return the first problem of a form as a refusal: its sentence, its field's label, bounds.

    A field that does not belong goes before one that is missing: the page is older than the house,
    and what fills the gap is to load it again.
    """
    found = error.errors(include_url=False)
    first = next(filter(_is_foreign, found), found[0])
    kind, steps = first["type"], [str(step) for step in first["loc"]] or [""]
    if _is_foreign(first):
        # Whoever made the field named it: by that name, and no longer than our own are.
        kind, steps = _FOREIGN, [".".join(steps).removesuffix(f".{_KEY}")[:_LONGEST_NAME]]
    name, *inside = steps
    code = inside[0] if inside and inside[0] in LANGUAGES else ""
    says = next((sentence for start, sentence in _KINDS if kind.startswith(start)), _OTHER)
    bounds: Mapping[str, Any] = first.get("ctx") or {}
    refusal = Malformed(
        says=says,
        field=f"{name}.{code}" if code else name,
        most=bounds.get("max_length", bounds.get("le", bounds.get("lt", ""))),
        least=bounds.get("ge", bounds.get("gt", bounds.get("min_length", ""))),
    )
    label = LABELS.get(name, name)
    refusal.values["field"] = label
    if code:
        values = {"field": Sentence(label), "language": LANGUAGES[code].name}
        refusal.values["field"] = Sentence(_IN, values)
    return refusal
