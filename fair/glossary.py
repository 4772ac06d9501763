"""The words of the fair: roles and the states of things.

One word, one meaning, in code, tables, URLs and on the screen. Identifiers are plain strings of
twelve base-32 characters, made by `fair.db.new_id`; a name ending in `_id` says which thing.
"""

from enum import StrEnum


class Role(StrEnum):
    """Who asks. A visitor has not signed in; the system is the fair itself (its clock).

    An organiser of one fair runs that one and sees no other. An auditor reads what organisers
    report, without names, and decides nothing.
    """

    VISITOR = "visitor"
    SEEKER = "seeker"
    RECRUITER = "recruiter"
    ORGANISER = "organiser"
    FAIR_ORGANISER = "fair_organiser"
    AUDITOR = "auditor"
    SYSTEM = "system"


class FairState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    ARCHIVED = "archived"


class SessionState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    PAUSED = "paused"
    OVER = "over"


class EmployerKind(StrEnum):
    """Which licence an employer must show follows from its kind (PRODUCT.md, Licences)."""

    DIRECT = "direct"
    AGENCY = "agency"
    OVERSEAS = "overseas"


class LicenceState(StrEnum):
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    DUE = "due"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REJECTED = "rejected"


class EnrolmentState(StrEnum):
    ASKED = "asked"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    NOT_DECIDED = "not_decided"


class BoothState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    PAUSED = "paused"


class VacancyState(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    OPEN = "open"
    FILLED = "filled"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    TALKING = "talking"
    SERVED = "served"
    PARKED = "parked"
    LAPSED = "lapsed"
    LEFT = "left"
    CLOSED = "closed"


class Lane(StrEnum):
    HANDED_ON = "handed_on"
    APPOINTMENT = "appointment"
    PRIORITY = "priority"
    STANDARD = "standard"


class AppointmentState(StrEnum):
    ASKED = "asked"
    OFFERED = "offered"
    BOOKED = "booked"
    NEAR = "near"
    DUE = "due"
    KEPT = "kept"
    MISSED = "missed"
    CANCELLED = "cancelled"
    BROKEN = "broken"


class HandingState(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    GONE = "gone"
    REFUSED = "refused"
    OVER = "over"


class Criterion(StrEnum):
    PREGNANT = "pregnant"
    DISABLED = "disabled"
    WITH_CHILD = "with_child"
    TRAVELS_TODAY = "travels_today"


class CallState(StrEnum):
    RINGING = "ringing"
    CONNECTING = "connecting"
    LIVE = "live"
    RECONNECTING = "reconnecting"
    ENDED = "ended"
    MISSED = "missed"
    DECLINED = "declined"
    POSTPONED = "postponed"
    UNSHOWN = "unshown"
    CANCELLED = "cancelled"


class GuestState(StrEnum):
    ASKED = "asked"
    WAITING = "waiting"
    INSIDE = "inside"
    LEFT = "left"
    REFUSED = "refused"
    OUT = "out"
    OVER = "over"


class InterviewState(StrEnum):
    TALKING = "talking"
    OWED = "owed"
    CONCLUDED = "concluded"
    UNANSWERED = "unanswered"


class Telephoned(StrEnum):
    """What is known of a talk by telephone, which no page carried: the person's word, or none."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    DISPUTED = "disputed"


class Outcome(StrEnum):
    OFFER = "offer"
    NEXT_STEP = "next_step"
    ON_HOLD = "on_hold"
    NO_FIT = "no_fit"


class OfferState(StrEnum):
    RESERVE = "reserve"
    FIRM = "firm"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    RELEASED = "released"
    FROZEN = "frozen"


class HireState(StrEnum):
    """A hire is an accepted offer that both confirmed; the rest of its life is placement's."""

    AGREED = "agreed"
    HIRED = "hired"
    FELL_THROUGH = "fell_through"


class CaseState(StrEnum):
    OPENED = "opened"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    ESCALATED = "escalated"


class HelpState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class NumberChangeState(StrEnum):
    """A new number that the help desk wrote down: it counts after a day, unless it is stopped."""

    AHEAD = "ahead"
    DONE = "done"
    KEPT = "kept"  # the old number stays


class DrawState(StrEnum):
    """A draw of an audit: while it is open, what was said may be marked again."""

    OPEN = "open"
    CLOSED = "closed"


class ExportWhat(StrEnum):
    """Which rows of a fair a file holds."""

    INTERVIEWS = "interviews"
    EMPLOYERS = "employers"
    POSTS = "posts"
    PEOPLE = "people"


class ExportPurpose(StrEnum):
    """What a file of rows is taken for."""

    REPORT = "report"
    FOLLOW_UP = "follow_up"
    AUDIT = "audit"
    AUTHORITY = "authority"


class FeedbackAbout(StrEnum):
    """What a person may say yes or no to after an interview."""

    PAY = "pay"
    CLEAR = "clear"
    FAIR = "fair"


class LookState(StrEnum):
    """Where a look by the organiser stands; words may be taken back or replaced meanwhile."""

    WAITING = "waiting"
    STANDS = "stands"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    REPLACED = "replaced"
