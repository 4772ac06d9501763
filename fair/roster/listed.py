"""A company in a row of an organiser's file, and what will happen to it. Pure.

Nothing is guessed: a row with anything wrong in it is left out and says what. A company is here
already where its code or its name is, however it is typed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fair import plain, typed
from fair.accounts.account import normal_email
from fair.accounts.refusals import EmailTaken
from fair.decisions import N_, Refusal, Sentence
from fair.employers.twin import Company
from fair.enrolments.enrolment import credit_code
from fair.folding import key
from fair.glossary import EmployerKind
from fair.office.office import dialled
from fair.people.person import check_name
from fair.readiness.refusals import ContactPhone
from fair.roster.refusals import NoName, NoSuchKind, SilentCell, TooLong
from fair.screening.screen import check_fee

# The columns of the file, as its template heads them.
HEADINGS: Mapping[str, str] = {
    "name": N_("Name on the licence"),
    "kind": N_("Kind of company"),
    "code": N_("Unified social credit code"),
    "contact": N_("Whom to ask for"),
    "email": N_("E-mail address"),
    "phone": N_("Telephone"),
}
NEEDED = ("name", "email")
"""A file without them is none of ours. Without a kind a company hires for itself."""
KINDS: Mapping[EmployerKind, str] = {
    EmployerKind.DIRECT: N_("Direct employer"),
    EmployerKind.AGENCY: N_("Agency"),
    EmployerKind.OVERSEAS: N_("Overseas company"),
}
MOST_ROWS = 300
EXAMPLE, COMPANIES, CODES = N_("EXAMPLE"), N_("Companies"), N_("Codes")
"""How the template's example row and its sheets are called; such a row invites nobody."""
_SHORTEST_NAME = 2
_LONGEST = {"name": 120, "contact": 60, "phone": 40}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row as it was read; `kind` is None where the word for it is not known."""

    row: int
    name: str
    kind: EmployerKind | None
    code: str
    contact: str
    email: str
    phone: str
    silent: Sequence[tuple[str, str]] = ()
    """Headings whose cell the office program could not fill, and what to do about it."""


class Fate(StrEnum):
    """What will happen to a row."""

    NEW = "new"
    HERE = "here"  # an employer has this code or name
    ASKED = "asked"  # it asked to take part itself
    TWICE = "twice"  # an earlier row has this code, name or address
    WRONG = "wrong"


class Same(StrEnum):
    """In what a row is the same as what is here, or as an earlier row."""

    CODE = "code"
    NAME = "name"
    EMAIL = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What will happen to a row: which company or earlier row it is, in what, or what is wrong."""

    it: Listed
    fate: Fate
    same: Same | None = None
    called: str = ""
    employer_id: str = ""
    earlier: int = 0
    wrong: Sequence[Refusal] = ()


def kept_code(code: str) -> str:
    """Return a registered code as it is kept, "" where none is said; refuses `BadCreditCode`."""
    return credit_code(code) if plain.plain(code) else ""


def code_said(one: Listed) -> str:
    """Return the registered code of a row as it is kept, "" where it says none or a wrong one."""
    try:
        return kept_code(one.code)
    except Refusal:
        return ""


def faults(one: Listed) -> list[Refusal]:
    """Return everything that is wrong in a row by itself."""
    found: list[Refusal] = [
        SilentCell(column=Sentence(column), problem=Sentence(says)) for column, says in one.silent
    ]
    if len(one.name) < _SHORTEST_NAME or not typed.has_letter(one.name):
        found.append(NoName())
    for column, most in _LONGEST.items():
        if len(getattr(one, column)) > most:
            found.append(TooLong(column=Sentence(HEADINGS[column]), most=most))
    if one.kind is None:
        found.append(NoSuchKind())
    if one.phone and not dialled(one.phone):
        found.append(ContactPhone())
    return found + _refused(one)


def _refused(one: Listed) -> list[Refusal]:
    found: list[Refusal] = []
    checks: list[Callable[[], object]] = [
        lambda: kept_code(one.code),
        lambda: normal_email(one.email),
        lambda: check_fee(one.name),
    ]
    if one.contact:
        checks.append(lambda: check_name(one.contact))
    for check in checks:
        try:
            check()
        except Refusal as refusal:
            found.append(refusal)
    return found


def here(name: str, code: str, companies: Iterable[Company]) -> tuple[Company, Same] | None:
    """Return the company that has this code, else one that has this name; None where it is new."""
    called = key(name)
    named: Company | None = None
    for one in companies:
        if code and code in one.numbers:
            return one, Same.CODE
        if named is None and called and called in {key(other) for other in one.names}:
            named = one
    return (named, Same.NAME) if named else None


def judge(
    rows: Iterable[Listed], companies: Sequence[Company], taken: Callable[[str], bool]
) -> list[Judged]:
    """Say of each row what will happen to it; `taken` tells which addresses have an account."""
    seen: dict[tuple[Same, str], int] = {}
    found = []
    for one in rows:
        wrong = faults(one)
        if wrong:
            found.append(Judged(it=one, fate=Fate.WRONG, wrong=wrong))
            continue
        code, email = kept_code(one.code), normal_email(one.email)
        marks = {Same.CODE: code, Same.NAME: key(one.name), Same.EMAIL: email}
        said = [(same, mark) for same, mark in marks.items() if mark]
        twin = here(one.name, code, companies)
        if twin:
            fate = Fate.HERE if twin[0].employer_id else Fate.ASKED
            company, same = twin
            found.append(
                Judged(
                    it=one, fate=fate, same=same, called=company.name,
                    employer_id=company.employer_id,
                )
            )  # fmt: skip
        elif again := next((mark for mark in said if mark in seen), None):
            found.append(Judged(it=one, fate=Fate.TWICE, same=again[0], earlier=seen[again]))
        elif taken(email):
            found.append(Judged(it=one, fate=Fate.WRONG, wrong=[EmailTaken()]))
        else:
            found.append(Judged(it=one, fate=Fate.NEW))
        for mark in said:
            seen.setdefault(mark, one.row)
    return found
