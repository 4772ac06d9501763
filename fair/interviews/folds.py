"""Interviews and their outcomes, as the facts of `interviews` add up to them."""

from fair.folds import UNKNOWN, Data, Fold, Follows, Things, instant, said
from fair.glossary import InterviewState
from fair.interviews import facts

INTERVIEW = "interview"
TALKING, OWED = InterviewState.TALKING.value, InterviewState.OWED.value
CONCLUDED, UNANSWERED = InterviewState.CONCLUDED.value, InterviewState.UNANSWERED.value


def _started(things: Things, data: Data, at: int) -> None:
    things.new(
        INTERVIEW,
        data["interview_id"],
        {
            "id": data["interview_id"], "fair_id": data["fair_id"], "booth_id": data["booth_id"],
            "ticket_id": data["ticket_id"], "call_id": data["call_id"],
            "person_id": data["person_id"], "account_id": data["account_id"], "state": TALKING,
            "outcome": None, "started_at": at, "ended_at": None, "talk_s": 0,
            "concluded_at": None, "details": "", "held_until": None, **said(data, "telephone"),
        },
    )  # fmt: skip


def _resumed(things: Things, data: Data, _at: int) -> None:
    things.get(INTERVIEW, data["interview_id"]).update(
        state=TALKING, call_id=data["call_id"], account_id=data["account_id"], ended_at=None,
        **said(data, "telephone"),
    )  # fmt: skip


def _over(state: str) -> Fold:
    def fold(things: Things, data: Data, at: int) -> None:
        things.get(INTERVIEW, data["interview_id"]).update(
            state=state, talk_s=data["talk_s"], ended_at=at
        )

    return fold


def _concluded(things: Things, data: Data, at: int) -> None:
    interview = things.get(INTERVIEW, data["interview_id"])
    state = interview.get("state")
    if state == OWED:
        interview["state"] = CONCLUDED
    elif state == TALKING and "answer_hash" not in data:
        # older facts did not tell how a talk ended whose answer was given before its end
        interview.update(state=UNKNOWN, talk_s=UNKNOWN, ended_at=UNKNOWN)
    interview.update(
        outcome=data["outcome"], concluded_at=at, details=data.get("answer_hash", UNKNOWN)
    )


def _held(things: Things, data: Data, _at: int) -> None:
    things.get(INTERVIEW, data["interview_id"])["held_until"] = instant(data, "until")


def _owed_again(things: Things, data: Data, at: int) -> None:
    interview = things.get(INTERVIEW, data["interview_id"])
    if interview.get("state") == CONCLUDED:
        interview["state"] = OWED
    interview.update(outcome=None, concluded_at=None, held_until=at)


def _unanswered(things: Things, data: Data, _at: int) -> None:
    things.get(INTERVIEW, data["interview_id"])["state"] = UNANSWERED


def _told(things: Things, data: Data, _at: int) -> None:
    things.get(INTERVIEW, data["interview_id"])["telephone"] = data["word"]


FOLDS: dict[str, Fold] = {
    facts.InterviewStarted.kind: _started,
    facts.InterviewResumed.kind: _resumed,
    facts.InterviewOwed.kind: _over(OWED),
    facts.InterviewTalked.kind: _over(CONCLUDED),
    facts.InterviewConcluded.kind: _concluded,
    facts.InterviewHeld.kind: _held,
    facts.InterviewOwedAgain.kind: _owed_again,
    facts.InterviewUnanswered.kind: _unanswered,
    facts.TelephoneTold.kind: _told,
}
FOLLOWS = (
    Follows(
        table=INTERVIEW,
        columns=(
            "id", "fair_id", "booth_id", "ticket_id", "call_id", "person_id", "account_id", "state",
            "outcome", "started_at", "ended_at", "talk_s", "concluded_at", "details",
            "held_until", "telephone",
        ),
        person="person_id",
        erased={"details": ""},
        free={"salt": "what the hash of the details was made with: wrong salt, wrong hash"},
    ),
)  # fmt: skip
