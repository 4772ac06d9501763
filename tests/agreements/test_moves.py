"""The lives of things: what is drawn happens through the tables, and no state is set by hand.

Each life is lived here by real commands on a real server object. A witness looks at every work:
which moves its rules asked the tables for, and how the states of its rows stand afterwards.
"""

import ast
import re
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from fair import decisions, documents
from fair.db import Work
from fair.decisions import Actor
from fair.glossary import AppointmentState, OfferState, VacancyState
from fair.slices import NOUN, modules
from fair.tables import metadata
from tests.agreements.lives import LIVES
from tests.hiring.stage import a_stage
from tests.world import World

ROOT = Path(__file__).parents[2]
PYTHON = sorted((ROOT / "fair").rglob("*.py"))

MOVES: dict[str, Mapping[str, Mapping[str, str]]] = {
    life: moves for noun in modules(NOUN) for life, moves in documents.lives(noun).items()
}
TABLE_OF = {"case": "rights_case", "help": "help_request", "draw": "audit_draw"}
TABLES = {life: metadata.tables[TABLE_OF.get(life, life)] for life in MOVES}
KEYS = {life: next(iter(table.primary_key.columns)) for life, table in TABLES.items()}
# Where a life begins; an offer for a free opening is firm from the first.
BIRTHS = {life: {next(iter(moves))} for life, moves in MOVES.items()}
BIRTHS["offer"] = {OfferState.RESERVE, OfferState.FIRM}
# One asks for a time, or is offered one after a first talk, or takes a free one.
BIRTHS["appointment"] = {
    AppointmentState.ASKED, AppointmentState.OFFERED, AppointmentState.BOOKED,
}  # fmt: skip

Move = tuple[str, str, str]


def drawn(life: str) -> set[Move]:
    return {(life, state, verb) for state, verbs in MOVES[life].items() for verb in verbs}


class Witness:
    """Looks on while a world works.

    `happened`: the moves that a table gave and that a row then made. `by_hand`: the changes of a
    row's state that no move led to.
    """

    def __init__(self, world: World, patch: pytest.MonkeyPatch) -> None:
        self.happened: set[Move] = set()
        self.by_hand: list[str] = []
        self._asked: list[Move] = []
        lives = {id(moves): life for life, moves in MOVES.items()}
        ask = decisions.move

        def move(moves: Any, state: Any, verb: str) -> Any:
            to = ask(moves, state, verb)
            self._asked.append((lives[id(moves)], state, verb))
            return to

        for name, module in list(sys.modules.items()):
            if name.startswith("fair.") and getattr(module, "move", None) is ask:
                patch.setattr(module, "move", move)
        submit = world.database.submit

        def watched(run: Callable[[Work], Any], actor: Actor, what: str = "") -> Any:
            def seen(work: Work) -> Any:
                self._asked.clear()
                before = self._states(work)
                result = run(work)
                self._compare(before, self._states(work))
                return result

            return submit(seen, actor, what)

        patch.setattr(world.database, "submit", watched)

    @staticmethod
    def _states(work: Work) -> dict[tuple[str, str], str]:
        found = {}
        for life, table in TABLES.items():
            for row in work.connection.execute(table.select()):
                found[life, getattr(row, KEYS[life].name)] = row.state
        return found

    def _compare(
        self, before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]
    ) -> None:
        for (life, key), state in after.items():
            begins = {before[life, key]} if (life, key) in before else BIRTHS[life]
            way = self._way(life, begins, state)
            if way is None:
                self.by_hand.append(f"{life}: {' or '.join(sorted(begins))} -> {state}")
            else:
                self.happened.update(way)

    def _way(self, life: str, begins: Collection[str], end: str) -> list[Move] | None:
        """Return the moves of this work that lead there; None where they do not."""
        asked = [one for one in self._asked if one[0] == life]
        standing = [one for one in asked if MOVES[life][one[1]][one[2]] == one[1] == end]
        open_: deque[tuple[str, list[Move]]] = deque((begin, standing) for begin in begins)
        seen: set[str] = set()
        while open_:
            state, way = open_.popleft()
            if state == end:
                return way
            if state not in seen:
                seen.add(state)
                open_ += [
                    (MOVES[life][state][one[2]], [*way, one]) for one in asked if one[1] == state
                ]
        return None


def test_every_life_is_lived_here():
    assert LIVES.keys() == MOVES.keys()


@pytest.mark.parametrize("life", LIVES)
async def test_each_drawn_move_happens_through_the_table(world, monkeypatch, life):
    witness = Witness(world, monkeypatch)

    await LIVES[life](world)

    assert not witness.by_hand
    assert {one for one in witness.happened if one[0] == life} == drawn(life)


async def test_a_state_that_is_set_past_the_table_is_seen(world, monkeypatch):
    stage = await a_stage(world)
    witness = Witness(world, monkeypatch)
    by_hand = update(TABLES["vacancy"]).values(state="withdrawn")

    await world.work(lambda work: work.write(by_hand))

    assert witness.by_hand == ["vacancy: open -> withdrawn"]
    assert not witness.happened
    assert stage.openings()[0] == "withdrawn"


async def test_a_move_that_is_only_asked_for_has_not_happened(world, monkeypatch):
    await a_stage(world)
    witness = Witness(world, monkeypatch)
    asked = sys.modules["fair.vacancies.opening_writes"].move

    await world.work(lambda _work: asked(MOVES["vacancy"], VacancyState.OPEN, "withdraw"))

    assert not witness.happened


# --- no state is written out ---------------------------------------------------------------------

# A state that is named in the code may be compared with, and a thing may be born in it. Nothing
# else: whatever is saved, given on or answered comes out of a table of moves.
STATES = {type(state).__name__: life for life, moves in MOVES.items() for state in moves}
SAVES = re.compile(r"(?:^|_)(?:move|save|set|change|keep|open|close|end)(?:_|$)")


def _stated(value: ast.expr | None) -> Iterator[tuple[str, str]]:
    """List (life, state) of each state that an expression is, written out."""
    match value:
        case ast.Attribute(value=ast.Name(id=name), attr=state) if name in STATES:
            yield STATES[name], state.lower()
        case ast.Attribute(value=inner, attr="value"):
            yield from _stated(inner)
        case ast.IfExp(body=one, orelse=other):
            yield from (*_stated(one), *_stated(other))
        case ast.Constant(value=str(word)):
            yield from ((life, word) for life, moves in MOVES.items() if word in moves)


def _worded(value: ast.AST | None) -> bool:
    """True for plain words, which may be a verb as well as a state."""
    inner = (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,)
    return all(isinstance(one, ast.Constant) for one in inner)


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _written(node: ast.AST) -> Iterator[tuple[ast.expr | None, bool]]:
    """List what a piece of code saves, gives on or answers as a state; True for a thing's birth."""
    match node:
        case ast.Call(func=called, args=args, keywords=keywords):
            name = _name(called)
            yield from ((one.value, name[:1].isupper()) for one in keywords if one.arg == "state")
            if SAVES.search(name):
                yield from ((one, False) for one in args if not _worded(one))
        case ast.Dict(keys=keys, values=values):
            pairs = zip(keys, values, strict=True)
            for key, value in pairs:
                if isinstance(key, ast.Constant) and key.value == "state":
                    yield value, True
        case ast.Assign(targets=[target], value=value) if "state" in ast.unparse(target).split("."):
            yield value, False
        case ast.Return(value=value) if not _worded(value):
            yield value, False


def set_by_hand(source: str) -> list[int]:
    """List the lines on which a state is written out that no thing is born in."""
    found = []
    for node in ast.walk(ast.parse(source)):
        for value, born in _written(node):
            stated = list(_stated(value))
            if stated and not (born and any(state in BIRTHS[life] for life, state in stated)):
                found.append(getattr(value, "lineno", 0))
    return found


def test_no_state_is_set_by_hand():
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in PYTHON
        if not {"contract", "crowd"} & set(path.parts)  # examples, and browsers that only read
        if not path.stem.endswith("folds")  # what a fact told: the move was made before
        for line in set_by_hand(path.read_text("utf-8"))
    ]

    assert not found, f"let decisions.move say the state: {found}"


@pytest.mark.parametrize(
    "line",
    [
        "store.move_booth(work, booth, BoothState.OPEN, None)",
        "update(t).values(state=VacancyState.OPEN, note='')",
        "update(t).values(state=VacancyState.OPEN.value)",
        "work.write(update(t), {'state': 'filled'})",
        "replace(ticket, state=TicketState.PARKED)",
        "replace(ticket, state=TicketState.PARKED if late else TicketState.LEFT)",
        "replace(ticket, state=TicketState.WAITING)",
        "state = OfferState.EXPIRED",
        "row.state = CallState.ENDED",
        "def open_(self):\n    return VacancyState.FILLED",
        "Reply(state=OfferState.RELEASED)",
    ],
)
def test_a_state_set_by_hand_is_found(line):
    assert set_by_hand(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ticket(id=new, state=TicketState.WAITING)",
        "Offer(state=OfferState.RESERVE if waiting else OfferState.FIRM)",
        "insert(t), {'state': SessionState.PLANNED}",
        "store.move_booth(work, booth, move(MOVES_BOOTH, booth.state, 'open'), None)",
        "replace(ticket, state=move(MOVES_TICKET, ticket.state, 'park'))",
        "if booth.state is BoothState.OPEN: close(booth)",
        "return booth.state is BoothState.PAUSED and booth.cause is Cause.HAND",
        "OVER = frozenset({FairState.CLOSED, FairState.ARCHIVED})",
        "store.of_employer(work, employer_id, VacancyState.SUSPENDED)",
        "Reply(state=state)",
        "def verb(self):\n    return 'review' if limited else 'open'",
    ],
)
def test_a_birth_a_comparison_and_a_move_are_left_alone(line):
    assert not set_by_hand(line)
