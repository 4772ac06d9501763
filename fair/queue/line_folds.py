"""A booth's queue, its overtakes and what was forecast, as the facts of `queue` add up to them."""

from fair.folds import UNKNOWN, Data, Fold, Follows, Row, Things, free_table, instant
from fair.glossary import Lane
from fair.interviews.facts import ForecastShown
from fair.queue import facts
from fair.tickets.order import recent_after

QUEUE, FORECAST, OVERTAKE = "queue", "forecast", "overtake"
_SLACK = 1_000_000  # microseconds by which a call may miss the range that was shown


def in_line(things: Things, data: Data) -> Row:
    """Return the queue of a ticket's step, under the version after it."""
    queue = things.get(QUEUE, data["booth_id"])
    if not queue:
        queue = {
            "booth_id": data["booth_id"], "fair_id": data["fair_id"], "next_number": 1, "calls": 0,
            "by_name": 0, "recent": "", "silent_since": None,
        }  # fmt: skip
        things.new(QUEUE, data["booth_id"], queue)
    queue["version"] = data["version"]
    if data["number"] >= queue["next_number"]:
        queue["next_number"] = data["number"] + 1
    return queue


def called_in_line(things: Things, data: Data, at: int) -> None:
    """Count a call of a queue, and compare it with what was forecast."""
    queue = in_line(things, data)
    queue["calls"] += 1
    if "named" not in data:
        queue["by_name"] = UNKNOWN
    elif queue["by_name"] != UNKNOWN:
        queue["by_name"] += data["named"]
    before = [Lane(name) for name in queue["recent"].split(",") if name]
    queue["recent"] = ",".join(recent_after(before, Lane(data["lane"])))
    shown = things.get(FORECAST, data["ticket_id"])
    if shown.get("result") == "":
        early, late = at < shown["p10_at"] - _SLACK, at > shown["p90_at"] + _SLACK
        shown["result"] = "early" if early else "late" if late else "inside"
        shown["called_at"] = at


def left_line(things: Things, data: Data) -> None:
    """Settle a forecast of somebody who leaves without a call: nothing can be said of it."""
    shown = things.get(FORECAST, data["ticket_id"])
    if shown.get("result") == "":
        shown["result"] = "censored"


def stays_in_line(things: Things, data: Data) -> None:
    """Let the forecast of somebody who takes leaving back count again."""
    shown = things.get(FORECAST, data["ticket_id"])
    if shown.get("result") == "censored":
        shown["result"] = ""


def _shown(things: Things, data: Data, at: int) -> None:
    things.new(
        FORECAST,
        data["ticket_id"],
        {
            "ticket_id": data["ticket_id"], "booth_id": data["booth_id"], "place": data["place"],
            "shown_at": at, "p10_at": instant(data, "p10_at"), "p50_at": instant(data, "p50_at"),
            "p90_at": instant(data, "p90_at"), "called_at": None, "result": "",
        },
    )  # fmt: skip


def _overtaken(things: Things, data: Data, at: int) -> None:
    things.new(
        OVERTAKE,
        data["overtake_id"],
        {
            "id": data["overtake_id"], "fair_id": data["fair_id"], "booth_id": data["booth_id"],
            "ticket_id": data["ticket_id"], "number": data["number"], "cause": data["cause"],
            "above": data["above"], "below": data["below"], "at": at,
        },
    )  # fmt: skip


def _silent(things: Things, data: Data, _at: int) -> None:
    things.get(QUEUE, data["booth_id"])["silent_since"] = instant(data, "since")


def _heard(things: Things, data: Data, _at: int) -> None:
    things.get(QUEUE, data["booth_id"])["silent_since"] = None


def _nobody_yet(row: Data) -> bool:
    return (row["version"], row["next_number"], row["calls"]) == (0, 1, 0)


LINE_FOLDS: dict[str, Fold] = {
    ForecastShown.kind: _shown,
    facts.OvertakeNoted.kind: _overtaken,
    facts.SilenceBegan.kind: _silent,
    facts.SilenceEnded.kind: _heard,
}
LINE_FOLLOWS = (
    Follows(
        table=QUEUE,
        key=("booth_id",),
        columns=(
            "booth_id", "fair_id", "version", "next_number", "calls", "by_name", "recent",
            "silent_since",
        ),
        unborn=_nobody_yet,
        free={
            "points": "the forecast in force, worked out anew; what people were shown is compared",
            "points_at": "when the forecast in force was worked out",
            "on_duty": "with how many it was worked out, to say why it moved; duties are compared",
            "looking": "whether the clock looks after this queue",
            "nobody": "whether nobody can be called now; silences are compared",
            "none_at": "when nobody could be called for the last time; silences are compared",
        },
    ),
    Follows(
        table=FORECAST,
        key=("ticket_id",),
        columns=(
            "ticket_id", "booth_id", "place", "shown_at", "p10_at", "p50_at", "p90_at",
            "called_at", "result",
        ),
        born="shown_at",
        free={
            **dict.fromkeys(
                ("told_p10_at", "told_p50_at", "told_p90_at", "told_why", "told_unlikely"),
                "what is told in between; what was told first is compared",
            ),
            **dict.fromkeys(
                ("fair_id", "played_p10_s", "played_p50_s", "played_p90_s", "left_at"),
                "what the next forecasts are set right by; what was told and came is compared",
            ),
        },
    ),
    Follows(
        table=OVERTAKE,
        columns=(
            "id", "fair_id", "booth_id", "ticket_id", "number", "cause", "above", "below", "at",
        ),
        born="at",
    ),
    free_table("quiet", "the two quiet minutes after a talk, deleted with their end"),
    free_table("engaged", "whose appointment is near, deleted with its end; appointments are told"),
)  # fmt: skip
