"""Tickets, as their facts add up to them: what each step changes, as `ticket.py` rules it."""

from fair.folds import UNKNOWN, Data, Fold, Follows, Row, Things, instant, said
from fair.glossary import Lane, TicketState
from fair.queue import facts
from fair.queue.line_folds import (
    LINE_FOLDS,
    LINE_FOLLOWS,
    called_in_line,
    in_line,
    left_line,
    stays_in_line,
)
from fair.rooms.call import CUT_OFF, GONE
from fair.tickets.carrying import chance_rank
from fair.tickets.closing import CARRIED, LEAVE, PHONED
from fair.tickets.ticket import FIVE, UNREACHED, rank_of

TICKET = "ticket"
WISHES = ("phone_ok", "phone_first", "helper", "text_only")
STANDARD, HANDED_ON = Lane.STANDARD.value, Lane.HANDED_ON.value
WAITING = TicketState.WAITING.value


def _step(things: Things, data: Data) -> Row:
    in_line(things, data)
    return things.get(TICKET, data["ticket_id"])


def _taken(things: Things, data: Data, at: int) -> None:
    number = data["number"]
    in_line(things, data)
    ready = at if data.get("there", UNKNOWN) is True else None
    if "there" not in data:
        ready = None if data["ready_in"] else UNKNOWN  # type: ignore[assignment]
    things.new(
        TICKET,
        data["ticket_id"],
        {
            "id": data["ticket_id"], "fair_id": data["fair_id"], "booth_id": data["booth_id"],
            "person_id": data["person_id"], "number": number, "rank": _rank(data),
            "lane": data["lane"], "state": "parked" if data.get("parked") else WAITING,
            "since_at": at,
            "joined_at": instant(data, "joined_at") if data.get("joined_at") else at,
            "held": FIVE if data["ready_in"] else data.get("held", ""),
            "warned_at": ready, "ready_at": ready, "parked_for": "",
            "postponed": data.get("postponed", False), "misses": data.get("misses", 0),
            "unreached": 0, "call_id": "", "account_id": "",
            "called_at": None, "ended_at": None, "cause": data.get("cause", ""), "choice": "",
            "chosen_at": None,
            "undrawn": data.get("undrawn", False), "after_id": data.get("after_id", ""),
            "meant_for": data.get("meant_for", ""),
            **said(data, *WISHES),
        },
    )  # fmt: skip


def _rank(data: Data) -> int:
    if data.get("undrawn"):
        return int(data.get("rank") or chance_rank(data["ticket_id"]))
    return int(data.get("rank") or rank_of(data["number"]))


def _drawn(things: Things, data: Data, at: int) -> None:
    _step(things, data).update(
        number=data["number"], rank=rank_of(data["number"]), undrawn=False, since_at=at,
        warned_at=None, ready_at=None,
    )  # fmt: skip


def _goes_on(things: Things, data: Data, _at: int) -> None:
    _step(things, data).update(rank=data["rank"], after_id=data["after_id"], undrawn=False)


def _warned(things: Things, data: Data, at: int) -> None:
    _step(things, data)["warned_at"] = at


def _ready(things: Things, data: Data, at: int) -> None:
    ticket = _step(things, data)
    warned_at = ticket.get("warned_at")
    ticket.update(ready_at=at, warned_at=at if warned_at is None else warned_at, held="")
    ticket["unreached"] = 0


def _postpone(ticket: Row) -> None:
    ticket.update(held=FIVE, postponed=True, ready_at=None)


def _postponed(things: Things, data: Data, _at: int) -> None:
    _postpone(_step(things, data))


def _telephone(things: Things, data: Data, _at: int) -> None:
    ticket = _step(things, data)
    ticket["phone_first"] = data["first"]
    if data.get("wishes_change", True):  # before, the choice took the other wishes along
        ticket["phone_ok"] = data["first"]
        if data["first"]:
            ticket["text_only"] = False


def _freed(things: Things, data: Data, _at: int) -> None:
    ticket = _step(things, data)
    if ticket.get("held") == FIVE:
        ticket["warned_at"] = None
    ticket["held"] = ""


def _called(things: Things, data: Data, at: int) -> None:
    called_in_line(things, data, at)
    things.get(TICKET, data["ticket_id"]).update(
        state="called", call_id=data["call_id"], account_id=data["account_id"], called_at=at,
        held="",
    )  # fmt: skip


def _talks(things: Things, data: Data, _at: int) -> None:
    _step(things, data).update(state="talking", unreached=0, cause="", meant_for="")


def _kept(things: Things, data: Data, at: int) -> None:
    ticket, cause = _step(things, data), data["cause"]
    ticket.update(state=WAITING, cause=cause, call_id="", called_at=None)
    if cause == "postponed":
        _postpone(ticket)
    elif cause in (CUT_OFF, GONE):
        again = ticket.get("lane") == HANDED_ON
        ticket.update(
            lane=STANDARD if again else HANDED_ON, since_at=at, warned_at=at,
            held=UNREACHED if again or cause == GONE else "",
        )  # fmt: skip
    elif cause in _UNREACHED_BY:
        ticket.update(held=UNREACHED, unreached=ticket.get("unreached", 0) + 1)


_UNREACHED_BY = frozenset({"unshown", "unanswered"})


def _parked(things: Things, data: Data, _at: int) -> None:
    ticket, cause = _step(things, data), data["cause"]
    ticket.update(
        state="parked", cause=cause, held="", warned_at=None, ready_at=None, lane=STANDARD,
        meant_for="",
    )  # fmt: skip
    if cause == "missed":
        ticket["misses"] = ticket.get("misses", 0) + 1
    elif cause in _UNREACHED_BY:
        ticket["unreached"] = 0


def _returned(things: Things, data: Data, at: int) -> None:
    _step(things, data).update(
        state=WAITING, rank=data.get("rank", UNKNOWN), since_at=at, cause="", ready_at=at,
        called_at=None, call_id="", unreached=0,
    )  # fmt: skip


def _lifted(things: Things, data: Data, at: int) -> None:
    _step(things, data).update(
        lane=data["lane"], rank=data["rank"], cause=data["cause"], since_at=at,
        meant_for=data.get("meant_for", ""),
    )  # fmt: skip


def _end(things: Things, data: Data, at: int, state: str) -> Row:
    left_line(things, data)
    ticket = _step(things, data)
    ticket["state"] = state
    ticket["ended_at"] = at
    return ticket


def _served(things: Things, data: Data, at: int) -> None:
    _end(things, data, at, "served")


def _lapsed(things: Things, data: Data, at: int) -> None:
    ticket = _end(things, data, at, "lapsed")
    ticket.update(cause="missed", misses=ticket.get("misses", 0) + 1)


def _left(things: Things, data: Data, at: int) -> None:
    _end(things, data, at, "left")["cause"] = data["cause"]


def _stayed(things: Things, data: Data, at: int) -> None:
    stays_in_line(things, data)
    ticket = _step(things, data)
    ticket.update(
        state=WAITING, ended_at=None, cause="", called_at=None, call_id="", held=data["held"],
        rank=data["rank"],
    )  # fmt: skip
    if not data.get("undrawn"):
        ticket["undrawn"] = False
    if data["away"]:
        ticket.update(since_at=at, ready_at=at)


def _closed(things: Things, data: Data, at: int) -> None:
    ticket = _end(things, data, at, "closed")
    ticket.update(cause=data["cause"], undrawn=False, parked_for=data.get("parked_for", ""))
    if data["cause"] == "adults":
        ticket["choice"] = LEAVE
    elif data.get("carries"):
        ticket["choice"] = ticket.get("choice") or CARRIED


def _chosen(things: Things, data: Data, at: int) -> None:
    ticket = _step(things, data)
    if PHONED not in (ticket.get("choice"), data["choice"]):
        ticket["chosen_at"] = at
    ticket["choice"] = data["choice"]


FOLDS: dict[str, Fold] = {
    facts.TicketTaken.kind: _taken,
    facts.TicketWarned.kind: _warned,
    facts.GotReady.kind: _ready,
    facts.TicketPostponed.kind: _postponed,
    facts.TelephoneChosen.kind: _telephone,
    facts.TicketFreed.kind: _freed,
    facts.TicketCalled.kind: _called,
    facts.TicketTalks.kind: _talks,
    facts.TicketKept.kind: _kept,
    facts.TicketServed.kind: _served,
    facts.TicketLeft.kind: _left,
    facts.TicketParked.kind: _parked,
    facts.TicketReturned.kind: _returned,
    facts.TicketLapsed.kind: _lapsed,
    facts.TicketLifted.kind: _lifted,
    facts.TicketClosed.kind: _closed,
    facts.ChoiceMade.kind: _chosen,
    facts.LeavingTakenBack.kind: _stayed,
    facts.TicketDrawn.kind: _drawn,
    facts.TicketGoesOn.kind: _goes_on,
    **LINE_FOLDS,
}
FOLLOWS = (
    Follows(
        table=TICKET,
        columns=(
            "id", "fair_id", "booth_id", "person_id", "number", "rank", "lane", "state",
            "joined_at", "since_at", "held", "warned_at", "ready_at", "postponed", "misses",
            "unreached", "call_id", "account_id", "called_at", "ended_at", "cause", "choice",
            "undrawn", "chosen_at", "after_id", "meant_for", "parked_for", *WISHES,
        ),
        person="person_id",
        erased=dict.fromkeys(WISHES, 0),
        free={
            "vacancy_ids": "which posts a person named is narrowed without a fact where a post is "
            "kept from the young; the offer's post is compared",
            "version": "a guard against two changes at once; the queue's version is compared",
        },
    ),
    *LINE_FOLLOWS,
)  # fmt: skip
