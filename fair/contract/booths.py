"""Messages of the slice `booths`: employers, licences, booths and who is on duty."""

from datetime import date
from typing import Annotated

from pydantic import Field

from fair.contract.base import Command, Event, Reply
from fair.glossary import BoothState, EmployerKind, Role

_STAFF = (Role.RECRUITER, Role.ORGANISER)
Name = Annotated[str, Field(min_length=2, max_length=120)]
OtherName = Annotated[str, Field(max_length=120)]
Reason = Annotated[str, Field(min_length=3, max_length=400)]
About = Annotated[str, Field(max_length=1200)]
Email = Annotated[str, Field(max_length=200)]
EMPLOYER = "e00000000001"
LICENCE = "n00000000001"
BOOTH = "b00000000001"
HALL = "h00000000001"
FAIR = "f00000000001"
ACCOUNT = "a00000000001"


class EmployerInvitedReply(Reply):
    """The new employer, and the invitation of its first recruiter."""

    employer_id: str
    invitation_id: str


class EmployerInvite(
    Command,
    name="employer.invite",
    by=(Role.ORGANISER,),
    reply=EmployerInvitedReply,
    refusals=("bad-email", "email-taken"),
    example={"legal_name": "华丰制衣有限公司", "kind": "direct", "email": "mei@huafeng.example"},
):
    """An organiser brings an employer in and gets a link to hand to its first recruiter."""

    legal_name: Name
    kind: EmployerKind
    name_zh: OtherName = ""
    name_en: OtherName = ""
    name_ja: OtherName = ""
    email: Email


class EmployerChange(
    Command,
    name="employer.change",
    by=(Role.ORGANISER,),
    refusals=("kind-is-fixed",),
    example={"employer_id": EMPLOYER, "legal_name": "华丰制衣有限公司", "kind": "direct"},
):
    """An organiser corrects an employer's name or kind."""

    employer_id: str
    legal_name: Name
    kind: EmployerKind
    name_zh: OtherName = ""
    name_en: OtherName = ""
    name_ja: OtherName = ""


class RecruiterRemove(
    Command,
    name="recruiter.remove",
    by=_STAFF,
    refusals=("not-your-employer", "not-yourself"),
    example={"account_id": ACCOUNT},
):
    """A recruiter, or an organiser, closes a colleague's account: signed out everywhere at once."""

    account_id: str


class LicenceSubmittedReply(Reply):
    licence_id: str


class LicenceSubmit(
    Command,
    name="licence.submit",
    by=_STAFF,
    reply=LicenceSubmittedReply,
    refusals=(
        "not-your-employer",
        "licence-incomplete",
        "bad-credit-code",
        "reserve-too-small",
        "licence-over",
        "licence-not-begun",
    ),
    example={"employer_id": EMPLOYER, "number": "91330481MA2CWKXY0A"},
):
    """An employer submits its licence; what is needed follows from the employer's kind."""

    employer_id: str
    number: Annotated[str, Field(min_length=1, max_length=40)]
    authority: OtherName = ""
    valid_from: date | None = None
    valid_to: date | None = None
    reserve_yuan: Annotated[int, Field(ge=0, le=10_000_000_000)] | None = None


class LicenceVerify(
    Command, name="licence.verify", by=(Role.ORGANISER,), example={"licence_id": LICENCE}
):
    """The organiser compared the licence with the authority's register: it is good."""

    licence_id: str


class LicenceReject(
    Command,
    name="licence.reject",
    by=(Role.ORGANISER,),
    example={"licence_id": LICENCE, "reason": "The register shows another company."},
):
    """The organiser does not accept the licence; the employer reads why."""

    licence_id: str
    reason: Reason


class LicenceSuspend(
    Command,
    name="licence.suspend",
    by=(Role.ORGANISER,),
    example={"licence_id": LICENCE, "reason": "Two workers reported a fee."},
):
    """The organiser suspends the licence: booths and posts under it close at once."""

    licence_id: str
    reason: Reason


class LicenceLift(
    Command,
    name="licence.lift",
    by=(Role.ORGANISER,),
    example={"licence_id": LICENCE, "reason": "The report was withdrawn."},
):
    """The organiser ends a suspension."""

    licence_id: str
    reason: Reason


class LicenceFallDue(
    Command, name="licence.fall-due", by=(Role.SYSTEM,), example={"licence_id": LICENCE}
):
    """Six months since the last check."""

    licence_id: str


class LicenceExpire(
    Command, name="licence.expire", by=(Role.SYSTEM,), example={"licence_id": LICENCE}
):
    """The licence's last day is over."""

    licence_id: str


class BoothCreatedReply(Reply):
    booth_id: str
    number: int


class BoothCreate(
    Command,
    name="booth.create",
    by=(Role.ORGANISER,),
    reply=BoothCreatedReply,
    refusals=("booth-number-taken", "fair-finished"),
    example={"hall_id": HALL, "employer_id": EMPLOYER},
):
    """An organiser gives an employer a booth in a hall; without a number it gets the next one."""

    hall_id: str
    employer_id: str
    number: Annotated[int, Field(ge=1, le=9999)] | None = None
    title: OtherName = ""


class BoothPlace(
    Command,
    name="booth.place",
    by=(Role.ORGANISER,),
    refusals=("hall-elsewhere", "booth-number-taken", "fair-finished"),
    example={"booth_id": BOOTH, "hall_id": HALL, "number": 14},
):
    """An organiser moves a booth to another hall or number."""

    booth_id: str
    hall_id: str
    number: Annotated[int, Field(ge=1, le=9999)]


class BoothTell(
    Command,
    name="booth.tell",
    by=(Role.RECRUITER,),
    refusals=("not-your-booth",),
    example={"booth_id": BOOTH, "title": "Huafeng", "about_en": "Down jackets, twelve lines."},
):
    """A recruiter writes what visitors read at the booth."""

    booth_id: str
    title: OtherName = ""
    about_zh: About = ""
    about_en: About = ""
    about_ja: About = ""


class BoothOpen(
    Command,
    name="booth.open",
    by=(Role.RECRUITER,),
    refusals=(
        "not-your-booth",
        "off-duty",
        "no-licence",
        "fair-not-open",
        "fair-on-pause",
        "wrong-state",
    ),
    example={"booth_id": BOOTH},
):
    """A recruiter on duty opens the booth, or resumes it after a pause."""

    booth_id: str


class BoothPause(
    Command,
    name="booth.pause",
    by=(Role.RECRUITER,),
    refusals=("not-your-booth", "off-duty", "wrong-state"),
    example={"booth_id": BOOTH},
):
    """A recruiter on duty pauses the booth: nobody is called, places are kept, clocks stand."""

    booth_id: str


class BoothClose(
    Command,
    name="booth.close",
    by=_STAFF,
    refusals=("not-your-booth", "off-duty", "wrong-state"),
    example={"booth_id": BOOTH},
):
    """A recruiter on duty, or an organiser, closes the booth."""

    booth_id: str


class DutyStart(
    Command,
    name="duty.start",
    by=(Role.RECRUITER,),
    refusals=("not-your-booth", "on-duty-elsewhere", "fair-finished"),
    example={"booth_id": BOOTH},
):
    """“I am here”: a recruiter goes on duty, or comes back from a break."""

    booth_id: str


class DutyBackIn(
    Command,
    name="duty.back-in",
    by=(Role.RECRUITER,),
    refusals=("not-your-booth", "off-duty"),
    example={"booth_id": BOOTH, "minutes": 10},
):
    """“Back in 10 minutes”; the booth pauses when the last one goes."""

    booth_id: str
    minutes: Annotated[int, Field(ge=5, le=15, multiple_of=5)]


class DutyEnd(
    Command,
    name="duty.end",
    by=(Role.RECRUITER,),
    refusals=("not-your-booth",),
    example={"booth_id": BOOTH},
):
    """A recruiter goes home."""

    booth_id: str


class BoothChanged(
    Event,
    name="booth.changed",
    audience="fair:{fair_id}",
    every_s=1.0,
    example={"fair_id": FAIR, "booth_id": BOOTH, "state": "open", "on_duty": 2},
):
    """A booth opened, paused, closed, was told anew, or its recruiters came and went."""

    fair_id: str
    booth_id: str
    state: BoothState
    on_duty: int
