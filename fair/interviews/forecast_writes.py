"""Keeping what people were told of their wait, and comparing it with what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select, update

from fair.db import Work
from fair.interviews.forecast import Range
from fair.interviews.forecast_store import forecast_table
from fair.interviews.holding import Told


@dataclass(frozen=True, slots=True)
class Shown:
    """What a newcomer is told of the wait, and what the plays had said of it in seconds."""

    ticket_id: str
    place: int
    range: Range
    played: tuple[int, int, int] | None


_PLAYED = ("played_p10_s", "played_p50_s", "played_p90_s")


def show(work: Work, booth_id: str, fair_id: str, given: Sequence[Shown]) -> None:
    """Keep the forecasts that are shown from now on."""
    if given:
        work.write(
            insert(forecast_table),
            [
                {
                    "ticket_id": one.ticket_id, "booth_id": booth_id, "place": one.place,
                    "shown_at": work.now, "p10_at": one.range.p10_at, "p50_at": one.range.p50_at,
                    "p90_at": one.range.p90_at, "fair_id": fair_id,
                    **dict(zip(_PLAYED, one.played or (None, None, None), strict=True)),
                }
                for one in given
            ],
        )  # fmt: skip


def tell_anew(work: Work, moved: Sequence[tuple[str, Told]]) -> None:
    """Keep what people (ticket, what they are told) are told from now on."""
    if moved:
        work.write(
            _TELL_ANEW,
            [
                {
                    "ticket": ticket_id, "early": told.range.p10_at, "middle": told.range.p50_at,
                    "late": told.range.p90_at, "why": told.why,
                }
                for ticket_id, told in moved
            ],
        )  # fmt: skip


def tell_unlikely(work: Work, ticket_ids: Sequence[str]) -> None:
    """Note whom it was texted that a turn before the closing is unlikely: it is told once."""
    if ticket_ids:
        at = forecast_table.c
        theirs = update(forecast_table).where(at.ticket_id.in_(ticket_ids))
        work.write(theirs.values(told_unlikely=True))


_TELL_ANEW = (
    update(forecast_table)
    .where(forecast_table.c.ticket_id == bindparam("ticket"))
    .values(
        told_p10_at=bindparam("early"), told_p50_at=bindparam("middle"),
        told_p90_at=bindparam("late"), told_why=bindparam("why"),
    )
)  # fmt: skip
_FORECAST = select(forecast_table).where(
    forecast_table.c.ticket_id == bindparam("ticket"), forecast_table.c.result == ""
)


_SOME = 500  # ids of one statement: databases take only so many values


def settle_forecast(work: Work, ticket_id: str, called_at: datetime | None) -> None:
    """Compare what was shown with what happened: inside, early, late, or censored (not called)."""
    row = work.connection.execute(_FORECAST, {"ticket": ticket_id}).first()
    if row is None:
        return
    result = "censored"
    if called_at is not None:
        slack = timedelta(seconds=1)
        result = "early" if called_at < row.p10_at - slack else "inside"
        result = "late" if called_at > row.p90_at + slack else result
    work.write(
        update(forecast_table)
        .where(forecast_table.c.ticket_id == ticket_id)
        .values(called_at=called_at, result=result, left_at=None if called_at else work.now)
    )


def censor_forecasts(work: Work, ticket_ids: Sequence[str]) -> None:
    """Settle what was shown to people who will not be called any more."""
    for start in range(0, len(ticket_ids), _SOME):
        some = ticket_ids[start : start + _SOME]
        work.write(
            update(forecast_table)
            .where(forecast_table.c.ticket_id.in_(some), forecast_table.c.result == "")
            .values(called_at=None, result="censored", left_at=work.now)
        )


def open_again(work: Work, ticket_id: str) -> None:
    """Let a settled forecast count again: its person is in the line as if they had not left."""
    work.write(
        update(forecast_table)
        .where(forecast_table.c.ticket_id == ticket_id, forecast_table.c.result == "censored")
        .values(result="", left_at=None)
    )
