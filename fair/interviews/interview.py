"""An interview and its outcome: no talk ends in nothing.

After the talk the employer owes an answer; after 24 hours without one the seeker is told so, and
it counts on that booth. A late answer still reaches the seeker. On hold is no answer for good: it
lasts 14 days at most, once, and on its day the answer is owed again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from fair.days import LocalTime, NotATime, local_time
from fair.decisions import N_, Moves, WrongState, move
from fair.glossary import InterviewState, Outcome, Telephoned
from fair.interviews.refusals import (
    AlreadyConcluded,
    DateNotPossible,
    HeldBefore,
    HoldTooLong,
    OfferFirst,
    OutcomeIncomplete,
)

OWED_S = 24 * 3600
LONGEST_HOLD_DAYS = 14

MOVES_INTERVIEW: Moves[InterviewState] = {
    InterviewState.TALKING: {"hang_up": InterviewState.OWED},
    InterviewState.OWED: {
        "resume": InterviewState.TALKING,
        "conclude": InterviewState.CONCLUDED,
        "run_out": InterviewState.UNANSWERED,
    },
    InterviewState.CONCLUDED: {"hold_over": InterviewState.OWED},
    InterviewState.UNANSWERED: {},
}
# What a later answer may replace: a promise to answer later, never an answer.
OPEN_OUTCOMES = frozenset({Outcome.NEXT_STEP, Outcome.ON_HOLD})
# What nobody says of a talk that did not take place, for it binds whoever says it.
CONTENT = frozenset({Outcome.OFFER, Outcome.NEXT_STEP})
# What a person may say of a talk by telephone, by what was known of it until then.
MAY_SAY: Mapping[Telephoned, frozenset[Telephoned]] = {
    Telephoned.UNCONFIRMED: frozenset(
        {Telephoned.CONFIRMED, Telephoned.DENIED, Telephoned.DISPUTED}
    ),
    Telephoned.CONFIRMED: frozenset({Telephoned.DISPUTED}),
    Telephoned.DENIED: frozenset({Telephoned.CONFIRMED}),
    Telephoned.DISPUTED: frozenset({Telephoned.CONFIRMED}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """A talk of one person with one booth. An outcome given while talking counts at hang-up.

    `details` are what the seeker is told, `salt` is that of their hash in the ledger. `held_until`
    is when a hold ends or ended; it stays, so that nobody is put on hold twice. `telephone` is
    what is known of a talk that no page carried; None where pages did.
    """

    id: str
    fair_id: str
    booth_id: str
    ticket_id: str
    call_id: str
    person_id: str
    account_id: str
    state: InterviewState
    outcome: Outcome | None
    started_at: datetime
    ended_at: datetime | None = None
    talk_s: int = 0
    concluded_at: datetime | None = None
    details: Mapping[str, str]
    salt: str = ""
    held_until: datetime | None = None
    telephone: Telephoned | None = None

    @property
    def held(self) -> bool:
        """True where the talk counts as one: a recruiter's word alone is not enough.

        By telephone the person confirms it, or an answer follows that says more than no.
        """
        if self.telephone is Telephoned.UNCONFIRMED:
            return self.outcome in CONTENT
        return self.telephone is not Telephoned.DENIED

    @property
    def only_told(self) -> bool:
        """True where nothing but a recruiter's word says that the two talked; an offer says more.

        A next step costs the recruiter nothing: for it nobody loses a place without having a say.
        """
        if self.telephone is Telephoned.UNCONFIRMED:
            return self.outcome is not Outcome.OFFER
        return self.telephone is Telephoned.DENIED

    @property
    def owed(self) -> bool:
        """True while the employer owes an answer."""
        return self.outcome is None

    @property
    def late(self) -> bool:
        """True where the 24 hours were over without an answer: that stays, whatever follows."""
        return self.state is InterviewState.UNANSWERED

    @property
    def until(self) -> date | None:
        """Return the day until which the seeker waits for an answer."""
        return date.fromisoformat(self.details["until"]) if "until" in self.details else None

    @property
    def when(self) -> LocalTime | None:
        """Return day and hour of the next step, by the clocks of the fair's place."""
        try:
            return local_time(self.details.get("when", ""))
        except NotATime:  # none there, or of before typed times had bounds
            return None

    def due_at(self) -> datetime | None:
        """Return when the 24 hours of the talk, or of a hold's day, are over; None in a talk."""
        if self.ended_at is None:
            return None
        since = max(self.ended_at, self.held_until) if self.held_until else self.ended_at
        return since + timedelta(seconds=OWED_S)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a recruiter says at the end; `when` by the clocks of the fair's place."""

    outcome: Outcome
    what: str = ""
    where: str = ""
    when: LocalTime | None = None
    until: date | None = None
    reason: str = ""


def check(answer: Answer, reasons: Collection[str], today: date) -> dict[str, str]:
    """Return the details to keep; refuses an answer that tells the seeker too little.

    `today` is the day at the fair's place.
    """
    match answer.outcome:
        case Outcome.NEXT_STEP:
            return _next_step(answer, today)
        case Outcome.ON_HOLD:
            if answer.until is None:
                raise OutcomeIncomplete(missing=N_("the date until when"))
            if not today < answer.until <= last_hold(today):
                raise HoldTooLong(days=LONGEST_HOLD_DAYS)
            return {"until": answer.until.isoformat()}
        case Outcome.NO_FIT:
            if answer.reason not in reasons:
                raise OutcomeIncomplete(missing=N_("one of the listed reasons"))
            return {"reason": answer.reason}
        case _:
            raise OfferFirst


def last_hold(today: date) -> date:
    """Return the last day until which somebody may be put on hold today."""
    return today + timedelta(days=LONGEST_HOLD_DAYS)


def _next_step(answer: Answer, today: date) -> dict[str, str]:
    if not answer.what:
        raise OutcomeIncomplete(missing=N_("what happens next"))
    if not answer.where:
        raise OutcomeIncomplete(missing=N_("where"))
    if answer.when is None:
        raise OutcomeIncomplete(missing=N_("when"))
    if answer.when.day < today:
        raise DateNotPossible
    return {"what": answer.what, "where": answer.where, "when": str(answer.when)}


def conclude(
    interview: Interview, outcome: Outcome, details: Mapping[str, str], now: datetime,
    held_until: datetime | None = None,
) -> Interview:  # fmt: skip
    """Give the answer. Refuses `AlreadyConcluded` after a final one, `HeldBefore` a second hold.

    `held_until` is when a hold ends.
    While the two still talk it is kept and counts at hang-up. After 24 hours it is too late for
    the booth's record, yet the seeker gets it.
    """
    if interview.outcome is not None and interview.outcome not in OPEN_OUTCOMES:
        raise AlreadyConcluded
    if outcome is Outcome.ON_HOLD and interview.held_until is not None:
        raise HeldBefore
    state = interview.state
    if state is InterviewState.OWED:
        state = move(MOVES_INTERVIEW, state, "conclude")
    return replace(
        interview, state=state, outcome=outcome, details=details, concluded_at=now,
        held_until=held_until or interview.held_until,
    )  # fmt: skip


def hold_over(interview: Interview, now: datetime) -> Interview:
    """The day of a hold has come: the answer is owed again, also after a late hold."""
    state = interview.state
    if state is InterviewState.CONCLUDED:
        state = move(MOVES_INTERVIEW, state, "hold_over")
    return replace(interview, state=state, outcome=None, concluded_at=None, held_until=now)


def conclude_after_all(
    interview: Interview, outcome: Outcome, details: Mapping[str, str], now: datetime
) -> Interview:
    """Give an answer that replaces a no-fit too: an offer is made to whom it had been said."""
    if interview.outcome is Outcome.NO_FIT:
        interview = replace(interview, outcome=None)
    return conclude(interview, outcome, details, now)


def hang_up(interview: Interview, talk_s: int, now: datetime) -> Interview:
    """The talk is over: the answer is owed, or was already given."""
    state = move(MOVES_INTERVIEW, interview.state, "hang_up")
    if interview.outcome is not None:
        state = move(MOVES_INTERVIEW, state, "conclude")
    return replace(interview, state=state, talk_s=interview.talk_s + talk_s, ended_at=now)


def resume(
    interview: Interview, call_id: str, account_id: str, telephone: Telephoned | None = None
) -> Interview:
    """The connection was cut off and the talk goes on in a new call: the same interview."""
    state = move(MOVES_INTERVIEW, interview.state, "resume")
    return replace(
        interview, state=state, call_id=call_id, account_id=account_id, ended_at=None,
        telephone=telephone,
    )  # fmt: skip


def say(interview: Interview, word: Telephoned) -> Interview:
    """The person says how a talk by telephone was. Saying it again is saying it once.

    Refuses `WrongState` of any other talk, and an objection to what nobody has noted yet.
    """
    if interview.telephone is word:
        return interview
    objects = word is Telephoned.DISPUTED
    if interview.telephone is None or (objects and interview.outcome is None):
        raise WrongState
    if word not in MAY_SAY[interview.telephone]:
        raise WrongState
    return replace(interview, telephone=word)


def run_out(interview: Interview) -> Interview:
    """24 hours without an answer."""
    return replace(interview, state=move(MOVES_INTERVIEW, interview.state, "run_out"))
