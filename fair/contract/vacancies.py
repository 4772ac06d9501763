"""Messages of the vacancies in the slice `booths`."""

from typing import Annotated

from pydantic import Field

from fair.contract.base import Command, Edit, Event, Message, Reply
from fair.contract.text_types import Id, Key, Line, Name, Number, OptionalId, Prose, Token
from fair.glossary import VacancyState
from fair.roles import ORGANISERS, RECRUITERS, SYSTEM

EMPLOYER = "e00000000001"
BOOTH = "b00000000001"
FAIR = "f00000000001"
VACANCY = "v00000000001"
IMPORT = "i00000000001"

Title = Annotated[str, Name(300)]
Cell = Annotated[str, Line(300)]
Figure = Annotated[str, Number(300)]
Short = Annotated[str, Number(80)]
Word = Annotated[str, Key(300)]
Text = Annotated[str, Prose(4000)]
Keys = Annotated[tuple[Annotated[str, Key(40)], ...], Field(max_length=40)]
Reason = Annotated[str, Line(400, least=3)]
Many = Annotated[tuple[Id, ...], Field(min_length=1, max_length=100)]
RULES = (
    "post-limits-sex",
    "post-limits-ethnicity",
    "post-limits-religion",
    "post-limits-household",
    "post-limits-family",
    "post-charges-fee",
    "post-under-age",
    "post-asks-night",
    "post-asks-heights",
    "post-asks-abroad",
)
TO_OPEN = (
    *(*RULES, "no-booth", "post-incomplete", "needs-overseas-licence"),
    *("no-licence", "fair-finished", "filing-is-withdrawn", "quota-used-up"),
)


class PostCells(Message):
    """A post as a person writes it: the columns of the vacancy template, empty = not said."""

    ref: Annotated[str, Number(80)] = ""
    title: Title = ""
    language: Word = ""
    work: Word = ""
    occupation: Figure = ""
    duties: Text = ""
    conditions: Text = ""
    head_count: Figure = ""
    county: Figure = ""
    place: Cell = ""
    signed_by: Cell = ""
    between: Annotated[str, Line(600)] = ""
    pay_period: Word = ""
    pay_base: Figure = ""
    pay_up_to: Figure = ""
    currency: Word = ""
    usual_hours_week: Figure = ""
    overtime_rate: Figure = ""
    usual_overtime_hours_month: Figure = ""
    deductions_month: Figure = ""
    tax_month: Figure = ""
    insurance_month: Figure = ""
    bonus_amount: Figure = ""
    bonus_payer: Cell = ""
    bonus_condition: Cell = ""
    bonus_on: Figure = ""
    social_insurance: Cell = ""
    probation_months: Figure = ""
    probation_pay: Figure = ""
    travel_payer: Word = ""
    lodging: Word = ""
    lodging_cost_month: Figure = ""
    meals: Word = ""
    meals_cost_month: Figure = ""
    own_costs: Annotated[str, Number(300)] = ""
    home_every_night: Word = ""
    night_work: Word = ""
    hazardous: Word = ""
    overseas_country: Word = ""
    principal: Cell = ""
    principal_contract: Short = ""
    quota: Short = ""
    filing: Cell = ""
    filing_until: Short = ""
    skills: Keys = ()
    certificates: Keys = ()
    languages: Keys = ()
    min_age: Figure = ""
    max_age: Figure = ""
    fees: Cell = ""
    starts_on: Figure = ""
    valid_through: Figure = ""
    source: Cell = ""
    asks: Keys = ()

    def cells(self) -> dict[str, str]:
        """Return the cells as a file would hold them."""
        said = {name: getattr(self, name) for name in PostCells.model_fields}
        return {
            name: ";".join(value) if isinstance(value, tuple) else value
            for name, value in said.items()
        }


class VacancyReply(Reply):
    vacancy_id: str
    state: VacancyState


class VacancyCreate(
    PostCells,
    Command,
    name="vacancy.create",
    by=RECRUITERS,
    reply=VacancyReply,
    refusals=(
        "bad-field", "not-your-booth", "fair-finished", "phrase-refused", "needs-overseas-licence",
        "no-posts-in-rehearsal", *RULES,
    ),
    example={"booth_id": BOOTH, "title": "缝纫工", "work": "sewing", "head_count": "12"},
):  # fmt: skip
    """A recruiter writes a new post; it is a draft until it is complete and opened."""

    booth_id: OptionalId = ""


class VacancyChange(
    PostCells,
    Edit,
    Command,
    name="vacancy.change",
    edited=(*PostCells.model_fields, "booth_id"),
    by=RECRUITERS,
    reply=VacancyReply,
    refusals=(
        "bad-field",
        "not-your-vacancy",
        "not-your-booth",
        "head-count-too-low",
        "phrase-refused",
        "wrong-state",
        *TO_OPEN,
    ),
    example={"vacancy_id": VACANCY, "title": "缝纫工", "work": "sewing", "head_count": "12"},
):
    """A recruiter writes a post anew: what is left out is no longer said.

    An open post stays complete and gets a new version; offers keep the version they were made of.
    """

    vacancy_id: Id
    booth_id: OptionalId = ""


class VacancyOpen(
    Command,
    name="vacancy.open",
    by=RECRUITERS,
    reply=VacancyReply,
    refusals=("not-your-vacancy", "wrong-state", "phrase-refused", *TO_OPEN),
    example={"vacancy_id": VACANCY},
):
    """A recruiter opens a complete post; one whose words are in doubt waits for the organiser."""

    vacancy_id: Id


class VacancyWithdraw(
    Command,
    name="vacancy.withdraw",
    by=RECRUITERS,
    reply=VacancyReply,
    refusals=("not-your-vacancy", "wrong-state"),
    example={"vacancy_id": VACANCY},
):
    """A recruiter takes a post away for good."""

    vacancy_id: Id


class VacancySuspend(
    Command,
    name="vacancy.suspend",
    by=ORGANISERS,
    takes=ORGANISERS,
    reply=VacancyReply,
    refusals=("wrong-state",),
    example={"vacancy_id": VACANCY, "reason": "Two workers say that the pay is another."},
):
    """An organiser hides a post until what was reported is cleared up."""

    vacancy_id: Id
    reason: Reason


class VacancyLift(
    Command,
    name="vacancy.lift",
    by=ORGANISERS,
    reply=VacancyReply,
    refusals=("wrong-state", "no-licence", "decide-first", "filing-is-withdrawn"),
    example={"vacancy_id": VACANCY},
):
    """An organiser ends a suspension."""

    vacancy_id: Id


class VacancyBulkCompleteReply(Reply):
    """How many posts got something, and how many fields were filled."""

    vacancies: int
    fields: int


class VacancyBulkComplete(
    PostCells,
    Command,
    name="vacancy.bulk_complete",
    by=RECRUITERS,
    reply=VacancyBulkCompleteReply,
    refusals=("bad-field", "not-your-vacancy", "not-your-booth", *RULES),
    rate=(300, 60),
    example={"vacancy_ids": [VACANCY], "valid_through": "+60d", "duties": "Sew and check."},
):
    """A recruiter fills what is missing in many drafts at once, as the employer's own words.

    Only what a draft does not say is filled; what it says stays.
    """

    vacancy_ids: Many
    booth_id: OptionalId = ""


class VacancyBulkOpenReply(Reply):
    """How many opened, wait for review, and stayed drafts."""

    opened: int
    review: int
    left: int


class VacancyBulkOpen(
    Command,
    name="vacancy.bulk_open",
    by=ORGANISERS | RECRUITERS,
    reply=VacancyBulkOpenReply,
    refusals=("not-your-vacancy",),
    rate=(600, 60),
    example={"vacancy_ids": [VACANCY]},
):
    """Open those of these drafts that are complete; the others stay as they are."""

    vacancy_ids: Many


class VacancyExpire(
    Command, name="vacancy.expire", by=SYSTEM, example={"at": "2026-03-01T16:00:00Z"}
):
    """The last day of some posts is over; `at` is the end they share."""

    at: Annotated[str, Token(40)]


class VacanciesChanged(
    Event,
    name="vacancies.changed",
    audience="queue:{booth_id}",
    every_s=1.0,
    about="{booth_id}",
    example={"booth_id": BOOTH, "open_posts": 3, "free_openings": 41},
):
    """A post of the booth opened, filled, reopened, changed, or went away."""

    booth_id: str
    open_posts: int
    free_openings: int


class OpeningsChanged(
    Event,
    name="openings.changed",
    audience="fair:{fair_id}",
    every_s=10,
    about="{booth_id}",
    example={"fair_id": FAIR, "booth_id": BOOTH, "open_posts": 3, "free_openings": 41},
):
    """The same for the whole fair, where halls show it of every booth: less often."""

    fair_id: str
    booth_id: str
    open_posts: int
    free_openings: int
