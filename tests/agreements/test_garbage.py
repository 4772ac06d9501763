"""Whatever is sent, the answer is a refusal in words or a page, never a breakdown.

The seed of a failure is in its message; `GARBAGE_SEED=… pytest …` repeats it.
"""

import os
import random
import secrets
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import pytest
from starlette.routing import Route

from fair.app import ROUTES
from fair.budgets import Budgets
from fair.contract.all import COMMANDS
from fair.contract.base import RELAYS, Command
from fair.decisions import Actor
from fair.glossary import Role
from tests.agreements.belongings import LAN, Belongings, belongings
from tests.test_web import TOKEN
from tests.world import some

EACH = 30
DEEP: Any = "deep"
for _ in range(60):
    DEEP = [DEEP]
TEXTS = (
    "", " ", "\0", "a\0b", "\ud800", "😀" * 4000, "\u202eabc\u2066", "x" * 60_000, "9" * 5000,
    "-1", "1e999", "nan", "²", "٣", "0", "2026-99-99", "0001-01-01", "9999-12-31T23:59",
    "' OR 1=1 --", "{{7*7}}", "{0.__class__}", "<script>alert(1)</script>", "../../etc/passwd",
    "%s%n%00", "a\r\nSet-Cookie: x=1", "//elsewhere.example", "desk:x", "null", "\u2028",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, -1, 0, 2**70, -(2**63), 1e308, float("nan"), float("inf"), [], {}, [None],
    [[]], ["\0"], ["x"] * 5000, {"a": {"b": []}}, {"$gt": ""}, DEEP, b"bytes",
)  # fmt: skip
# What ends the things that the other commands are tried on comes last.
LAST = (
    "account.close", "recruiter.remove", "fair.pause", "fair.close", "fair.archive", "link.end",
    "login.revoke_all", "consent.withdraw", "person.erase", "person.erase_on_request",
)  # fmt: skip
ORDER = sorted(COMMANDS, key=lambda name: (name in LAST, name))
FIELDS = ("phone", "code", "email", "given_name", "year", "then", "password", "file")
SERVERS_FAULT = 500
QUERIES = ("page", "wanted", "fair", "booth", "then", "in", "question", "show", "only", "phone",
           "work", "county", "place", "pay", "sort", "lodging", "employer", "q")  # fmt: skip


@pytest.fixture
def dice() -> random.Random:
    """Return dice whose seed is in the report of a failure."""
    seed = int(os.environ.get("GARBAGE_SEED") or secrets.randbelow(1_000_000))
    print(f"GARBAGE_SEED={seed}")
    return random.Random(seed)


def spoiled(dice: random.Random, command: Any, have: Belongings) -> Iterator[Any]:
    """Yield payloads of which one field, or all, is garbage."""
    fields = list(command.model_fields)
    good = {**command.example, **{key: have.ids[key] for key in fields if key in have.ids}}
    for _ in range(EACH - 3):
        junk = dice.choice(TEXTS if dice.random() < 0.6 else VALUES)
        yield {**good, dice.choice(fields or ["more"]): junk}
    yield {**good, "is_admin": True}
    yield dice.choice(VALUES)
    yield dict.fromkeys(fields, dice.choice(TEXTS))


def actors(have: Belongings) -> Mapping[Role, Actor]:
    """Return somebody real for each role."""
    return {
        Role.VISITOR: Actor(Role.VISITOR, address="127.0.0.1"),
        Role.SEEKER: have.lan,
        Role.RECRUITER: have.mei,
        Role.ORGANISER: have.stage.scene.organiser,
        Role.FAIR_ORGANISER: have.gao,
        Role.AUDITOR: have.eve,
    }


async def test_no_message_over_a_socket_breaks_anything(world, dice):
    have = await belongings(world)
    live, who = world.server.live, actors(have)
    broken: list[Any] = []

    for name in [*ORDER, *RELAYS]:
        kind = COMMANDS.get(name) or RELAYS[name]
        for role in sorted(kind.by - {Role.SYSTEM}):
            live._actors["socket"] = (who[role], "en")
            world.server.dispatch.budgets = Budgets()
            for payload in spoiled(dice, kind, have):
                world.server.dispatch.budgets = Budgets()
                odd = dice.choice(TEXTS) if dice.random() < 0.1 else None
                message = {"id": odd, "payload": payload}
                answer = await live._command(name, "socket", message)
                away = answer.get("refused") == "bridge-away"  # no media process runs here
                if not away and (answer.get("status", 200) >= SERVERS_FAULT or not answer):
                    broken.append((name, role.value, repr(payload)[:300]))

    assert broken == []


async def test_no_shape_of_a_message_breaks_anything(world):
    have = await belongings(world)
    live = world.server.live
    live._actors["socket"] = (have.lan, "en")
    odd: list[Any] = [*VALUES, *TEXTS]

    for junk in odd:
        said = await live._command("ticket.leave", "socket", junk)
        called = await live._command(str(junk)[:200], "socket", {})
        heard = await live._watch("socket", junk)
        all_heard = await live._watch("socket", [f"desk:{junk}", junk, f"call:{junk}"])
        await live._unwatch("socket", [junk])

        assert said["refused"] == "malformed"
        assert called["refused"] == "malformed"
        assert heard == all_heard == {"ok": []}


async def test_a_stranger_is_told_to_sign_in_before_the_message_is_read(world):
    live = world.server.live
    live._actors["socket"] = (Actor(Role.VISITOR, address="127.0.0.1"), "en")

    said = await live._command("vacancy.create", "socket", {"payload": {"title": 5}})

    assert said["refused"] == "sign-in-first"
    async with world.web() as browser:
        fields = {"csrf": await _token(browser), "nonsense": "x"}
        assert (await browser.post("/commands/vacancy.create", data=fields)).status_code == 401


def _form(payload: Any) -> dict[str, Any]:
    fields = payload if isinstance(payload, dict) else {"more": payload}
    return {
        key: [str(one) for one in value][:50] if isinstance(value, list) else str(value)
        for key, value in fields.items()
    }


async def _token(browser: Any) -> str:
    return some(TOKEN.search((await browser.get("/help")).text))[1]


async def test_no_form_breaks_anything(world, dice):
    have = await belongings(world)
    tokens = {
        Role.VISITOR: "",
        Role.SEEKER: have.stage.tokens[LAN],
        Role.RECRUITER: have.stage.scene.tokens["recruiter"],
        Role.ORGANISER: have.stage.scene.tokens["organiser"],
        Role.FAIR_ORGANISER: have.stage.tokens["Gao"],
        Role.AUDITOR: have.stage.tokens["Eve"],
    }
    broken: list[Any] = []

    for role, login in tokens.items():
        async with world.web(login) as browser:
            csrf = await _token(browser)
            for path, fields in [*_commands(role, dice, have), *_forms(role, dice, have)]:
                world.server.dispatch.budgets = Budgets()
                said = {key: _sendable(value) for key, value in fields.items()}
                answer = await browser.post(path, data={**said, "csrf": csrf})
                if answer.status_code >= SERVERS_FAULT:
                    broken.append((path, repr(fields)[:300]))

    assert broken == []


def _commands(role: Role, dice: random.Random, have: Belongings) -> Iterator[Any]:
    for name in ORDER:
        if role in COMMANDS[name].by and name not in LAST:
            for payload in dice.sample(list(spoiled(dice, COMMANDS[name], have)), 4):
                yield f"/commands/{name}", _form(payload)


def _forms(role: Role, dice: random.Random, have: Belongings) -> Iterator[Any]:
    for route in _posts(role):
        for _ in range(4):
            path = route.path.format_map({**have.ids, "token": "x"})
            yield path, {name: dice.choice(TEXTS) for name in FIELDS}


def _posts(role: Role) -> list[Route]:
    return [
        route
        for route in ROUTES
        if "POST" in (route.methods or ())
        and role in getattr(route.endpoint, "by", ())
        and route.path not in {"/sign-out", "/me/password"}
    ]


def _sendable(value: Any) -> Any:
    if isinstance(value, list):
        return [_sendable(one) for one in value]
    return value.encode(errors="replace").decode()


@pytest.mark.parametrize("who", ["", LAN, "recruiter", "organiser"])
async def test_no_address_breaks_anything(world, dice, who):
    have = await belongings(world)
    tokens = {**have.stage.tokens, **have.stage.scene.tokens}
    texts = [text.encode(errors="replace").decode()[:1500] for text in TEXTS if text]
    broken: list[Any] = []

    async with world.web(tokens.get(who, "")) as browser:
        for route in ROUTES:
            if "GET" not in (route.methods or ()):
                continue
            for _ in range(3):
                junk = {key: quote(dice.choice(texts), safe="") for key in (*have.ids, "token")}
                ids = junk if "{" in route.path and dice.random() < 0.7 else have.ids
                query = {key: dice.choice(texts) for key in dice.sample(QUERIES, 4)}
                path = route.path.format_map({"token": "x", **ids})
                world.server.dispatch.budgets = Budgets()
                answer = await browser.get(path, params=query)
                if answer.status_code >= SERVERS_FAULT:
                    broken.append((path[:200], repr(query)[:300]))

    assert broken == []


def test_every_command_is_tried():
    assert set(ORDER) == set(COMMANDS)
    assert all(issubclass(COMMANDS[name], Command) for name in ORDER)
