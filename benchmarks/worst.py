"""The slowest command of every kind, with the worst input that its type allows.

Each free text of a message is as long as it may be, of signs that cost most; each list is full.
What counts is CPU time: on the writer, where everybody waits, and beside it, where nobody does.
"""

import typing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import thread_time
from typing import Annotated, Any, get_args, get_origin

from pydantic import ValidationError

from fair.budgets import Budgets
from fair.contract.all import COMMANDS
from fair.contract.base import Command
from fair.contract.text_types import Line, Name, Prose
from fair.contract.texts import Each
from fair.db import new_id, utc_now
from fair.decisions import SYSTEM, Actor, Refusal
from fair.glossary import Role
from fair.languages import LANGUAGES
from fair.vacancies import reads as vacancies
from fair.vacancies import staging_writes
from tests.agreements.belongings import Belongings, belongings
from tests.world import World, running

# Signs that cost most: denials of a fee, one sign that folds to eighteen, fees, number words, ends.
WOVEN = ("no deposit ", "\ufdfa", "无押金、", "ivi", "a. ", "保証金は", "12 ")
MANY = 100
LAST = (
    "account.close", "recruiter.remove", "fair.pause", "fair.close", "fair.archive", "link.end",
    "login.revoke_all", "consent.withdraw", "person.erase", "person.erase_on_request",
)  # fmt: skip


@dataclass(frozen=True)
class Cost:
    """What one command cost: milliseconds of CPU, statements, and what was answered."""

    name: str
    woven: str = ""
    writer_ms: float = 0.0
    beside_ms: float = 0.0
    statements: int = 0
    payload_bytes: int = 0
    answer: str = ""


async def measure(folder: Path, woven: tuple[str, ...] = WOVEN) -> dict[str, Any]:
    """Return the dearest of each command over all signs, those dearest on the writer first."""
    found: dict[str, Cost] = {}
    for number, unit in enumerate(woven):
        async with running(folder / str(number)) as world:
            have = await belongings(world)
            for cost in await costs(have, unit):
                known = found.get(cost.name)
                if known is None or cost.writer_ms > known.writer_ms:
                    beside = max(cost.beside_ms, known.beside_ms if known else 0)
                    found[cost.name] = replace(cost, beside_ms=beside)
                elif cost.beside_ms > known.beside_ms:
                    found[cost.name] = replace(known, beside_ms=cost.beside_ms)
    dearest = sorted(found.values(), key=lambda one: -one.writer_ms)
    return {"commands": [asdict(one) for one in dearest]}


async def costs(have: Belongings, unit: str) -> list[Cost]:
    """Carry out every command once with texts of `unit`; return what each cost."""
    world, scale = have.world, Scale()
    world.database.watchdog.timing = scale.timing  # type: ignore[method-assign]
    ids = {**have.ids, "vacancy_ids": await drafts(have, unit)}
    found = []
    for name in sorted(COMMANDS, key=lambda one: (one in LAST, one)):
        kind = COMMANDS[name]
        try:
            have_ids = ids if "bulk" in name else have.ids
            command = kind.model_validate(payload(kind, unit, have_ids))
        except ValidationError as error:
            found.append(Cost(name, answer=f"{error.errors()[0]['loc']} is not possible"))
            continue
        world.server.dispatch.budgets = Budgets()
        scale.begin(world)
        answer = await _answer(world, command, _asker(have, kind))
        cost = Cost(name, unit, *scale.read(world), len(command.model_dump_json()), answer)
        found.append(cost)
    return found


async def _answer(world: World, command: Command, actor: Actor) -> str:
    try:
        await world.do(command, actor)
    except Refusal as refusal:
        return refusal.code
    return "ok"


class Scale:
    """Weighs works in CPU seconds of their own threads, in place of the watch dog's clock."""

    def __init__(self) -> None:
        self.spent = {"writer": 0.0, "beside": 0.0}
        self.longest, self._statements = 0.0, 0

    def begin(self, world: World) -> None:
        self.spent, self.longest = dict.fromkeys(self.spent, 0.0), 0.0
        self._statements = world.database.watchdog.statements

    def read(self, world: World) -> tuple[float, float, int]:
        statements = world.database.watchdog.statements - self._statements
        return (
            round(self.spent["writer"] * 1000, 2),
            round(self.spent["beside"] * 1000, 2),
            statements,
        )

    @contextmanager
    def timing(self, where: str, what: str) -> Iterator[None]:
        began = thread_time()
        try:
            yield
        finally:
            if what != "the commit":
                took = thread_time() - began
                self.spent["writer" if where == "writer" else "beside"] += took
                self.longest = max(self.longest, took if where == "writer" else 0.0)


def payload(kind: type[Command], unit: str, ids: dict[str, Any]) -> dict[str, Any]:
    """Return the example of a command, its things real, its free texts and lists full."""
    hints = typing.get_type_hints(kind, include_extras=True)
    full = {
        name: made
        for name in kind.model_fields
        if (made := _full(hints[name], unit, kind.example.get(name))) is not None
    }
    known = {name: ids[name] for name in kind.model_fields if name in ids}
    return {**kind.example, **full, **known}


def _full(hint: Any, unit: str, example: Any) -> Any:
    """Return the worst value of a field; None where its example is as good as any."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        for mark in marks:
            if isinstance(mark, Each):
                return dict.fromkeys(LANGUAGES, _text(mark.text, unit))
            if isinstance(mark, Line | Name | Prose):
                return _text(mark, unit)
            most = getattr(mark, "max_length", None) or _most_of(mark)
            if get_origin(inner) is tuple and most:
                one = _full(get_args(inner)[0], unit, None)
                return None if one is None else [one] * most
        return _full(inner, unit, example)
    for inner in get_args(hint):
        if inner is not type(None) and (made := _full(inner, unit, example)) is not None:
            return made
    return None


def _most_of(mark: Any) -> int:
    lengths = [getattr(one, "max_length", 0) for one in getattr(mark, "metadata", ())]
    return max([0, *lengths])


def _text(mark: Any, unit: str) -> str:
    text: str = "a" + (unit * mark.most)[: mark.most - 1]
    return text.strip()


def _asker(have: Belongings, kind: type[Command]) -> Actor:
    return {
        Role.VISITOR: Actor(Role.VISITOR, address="127.0.0.1"),
        Role.SEEKER: have.lan,
        Role.RECRUITER: have.mei,
        Role.ORGANISER: have.stage.scene.organiser,
        Role.AUDITOR: have.eve,
        Role.SYSTEM: SYSTEM,
    }[min(kind.by, key=list(Role).index)]


async def drafts(have: Belongings, unit: str) -> list[str]:
    """Bring in as many complete drafts as one command may name, each with a text of its own."""
    stage = have.stage
    post = have.world.look(vacancies.vacancy, stage.vacancy_id)
    made = []
    for number in range(MANY):
        text = f"{number} {(unit * 4000)[:3990]}"
        terms = replace(post.terms, duties=text, conditions=text, ref=f"r{number}")
        made.append(
            staging_writes.draft(
                new_id(), terms, 1, employer_id=stage.scene.employer_id,
                booth_id=stage.scene.booth_id, fair_id=stage.scene.fair_id, created_at=utc_now(),
            )
        )  # fmt: skip
    await have.world.work(lambda work: staging_writes.add_drafts(work, made))
    return [row["id"] for row in made]
