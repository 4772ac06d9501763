"""Calls and what is said in rooms, as the facts of `rooms` add up to them."""

from fair.folds import Data, Fold, Follows, Row, Things, free_table, said
from fair.glossary import CallState
from fair.instants import SECOND
from fair.rooms import facts

CALL, MESSAGE, WAY = "call", "message", "call_way"
_WAY_COLUMNS = ("call_id", "fair_id", "side", "family", "way", "quality")


def _rang(things: Things, data: Data, at: int) -> None:
    things.new(
        CALL,
        data["call_id"],
        {
            "id": data["call_id"], "fair_id": data["fair_id"], "booth_id": data["booth_id"],
            "ticket_id": data["ticket_id"], "person_id": data["person_id"],
            "account_id": data["account_id"], "state": "ringing", "ring_s": data["ring_s"],
            "warned": data["warned"], "rang_at": at, "shown_at": None, "answered_at": None,
            "live_at": None, "ended_at": None, "talked_s": 0.0, "runs_since": None, "extra_s": 0,
            "path": "direct", "cause": "",
            **said(data, "medium"),
        },
    )  # fmt: skip


def _shown(things: Things, data: Data, at: int) -> None:
    things.get(CALL, data["call_id"])["shown_at"] = at


def _prolonged(things: Things, data: Data, _at: int) -> None:
    things.get(CALL, data["call_id"])["ring_s"] = data["ring_s"]


def _answered(things: Things, data: Data, at: int) -> None:
    things.get(CALL, data["call_id"]).update(state="connecting", answered_at=at)


def _live(things: Things, data: Data, at: int) -> None:
    things.get(CALL, data["call_id"]).update(state="live", live_at=at, runs_since=at)


def _up(things: Things, data: Data, at: int) -> None:
    things.get(CALL, data["call_id"]).update(state="live", runs_since=at)


def _stand(call: Row, at: int) -> None:
    """Let the clock of a call stand: what ran until now is added."""
    since = call.get("runs_since")
    if since is not None:
        call["talked_s"] += max(0.0, (at - since) / SECOND)
        call["runs_since"] = None


def _down(things: Things, data: Data, at: int) -> None:
    call = things.get(CALL, data["call_id"])
    _stand(call, at)
    call["state"] = "reconnecting"


def _medium_chosen(things: Things, data: Data, _at: int) -> None:
    things.get(CALL, data["call_id"])["medium"] = data["medium"]


def _bridged(things: Things, data: Data, _at: int) -> None:
    things.get(CALL, data["call_id"])["path"] = "bridge"


def _extended(things: Things, data: Data, _at: int) -> None:
    things.get(CALL, data["call_id"])["extra_s"] = data["extra_s"]


# Facts of the others say no cause: their kind is one.
_CAUSED = frozenset({CallState.ENDED, CallState.CANCELLED, CallState.UNSHOWN})


def _over(state: CallState) -> Fold:
    kept = state.value

    def fold(things: Things, data: Data, at: int) -> None:
        call = things.get(CALL, data["call_id"])
        _stand(call, at)
        call["state"] = kept
        call["ended_at"] = at
        if kept in _CAUSED:
            call.update(said(data, "cause"))

    return fold


def _way(things: Things, data: Data, _at: int) -> None:
    things.new(
        WAY, f"{data['call_id']}/{data['side']}", {name: data[name] for name in _WAY_COLUMNS}
    )


def _posted(things: Things, data: Data, at: int) -> None:
    things.new(
        MESSAGE,
        data["message_id"],
        {
            "id": data["message_id"], "booth_id": data["booth_id"], "fair_id": data["fair_id"],
            "kind": data["sort"], "person_id": data["person_id"],
            "account_id": data["account_id"], "at": at, "answered_by": "", "answered_at": None,
            "hidden_at": None, "hidden_by": "", "hidden_reason": "",
        },
    )  # fmt: skip


def _question_answered(things: Things, data: Data, at: int) -> None:
    message = things.get(MESSAGE, data["message_id"])
    message.update(answered_by=data["account_id"], answered_at=at)


def _hidden(things: Things, data: Data, at: int) -> None:
    message = things.get(MESSAGE, data["message_id"])
    message.update(hidden_at=at, hidden_by=data["account_id"], hidden_reason=data["reason"])


FOLDS: dict[str, Fold] = {
    facts.CallRang.kind: _rang,
    facts.CallShown.kind: _shown,
    facts.CallProlonged.kind: _prolonged,
    facts.CallAnswered.kind: _answered,
    facts.CallLive.kind: _live,
    facts.CallUp.kind: _up,
    facts.CallDown.kind: _down,
    facts.CallMediumChosen.kind: _medium_chosen,
    facts.CallBridged.kind: _bridged,
    facts.CallExtended.kind: _extended,
    facts.CallMissed.kind: _over(CallState.MISSED),
    facts.CallPostponed.kind: _over(CallState.POSTPONED),
    facts.CallDeclined.kind: _over(CallState.DECLINED),
    facts.CallUnshown.kind: _over(CallState.UNSHOWN),
    facts.CallCancelled.kind: _over(CallState.CANCELLED),
    facts.CallEnded.kind: _over(CallState.ENDED),
    facts.CallWay.kind: _way,
    facts.MessagePosted.kind: _posted,
    facts.QuestionAnswered.kind: _question_answered,
    facts.MessageHidden.kind: _hidden,
}
_TEXT = "free text, deleted when its days are over; a report freezes its own copy"
FOLLOWS = (
    Follows(
        table=CALL,
        columns=(
            "id", "fair_id", "booth_id", "ticket_id", "person_id", "account_id", "state", "ring_s",
            "warned", "rang_at", "shown_at", "answered_at", "live_at", "ended_at", "talked_s",
            "runs_since", "extra_s", "medium", "path", "cause",
        ),
        person="person_id",
        free={
            "post": "titles of posts as the ring said them; the ticket names the posts",
            "seen_at": "renewed every few seconds while a ring is on a screen",
        },
    ),
    Follows(table=WAY, key=("call_id", "side"), columns=_WAY_COLUMNS),
    Follows(
        table=MESSAGE,
        columns=(
            "id", "booth_id", "fair_id", "kind", "person_id", "account_id", "at", "answered_by",
            "answered_at", "hidden_at", "hidden_by", "hidden_reason",
        ),
        person="person_id",
        free={"text": _TEXT, "answer": _TEXT},
    ),
    free_table("room", "the name and the canned replies of a booth's room, told by the booth"),
    free_table("call_leg", "which page carries the sound of a call that runs; over with it"),
    free_table("microphone_check", "what a page last said of its device; deleted after days"),
    free_table("call_message", _TEXT),
    free_table("call_note", "a recruiter's own notes, deleted when their days are over"),
)  # fmt: skip
