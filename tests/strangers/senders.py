"""One input of each kind: a command over a socket, a frame, a form, an address, a file."""

import json
import secrets
from typing import Any

import httpx
from starlette.routing import Route

from fair.app import ROUTES
from fair.contract.all import COMMANDS
from fair.contract.base import RELAYS
from fair.glossary import Role
from tests.strangers import inputs
from tests.strangers.target import Target

# What ends much of what the other inputs are about is seldom sent.
ENDING = {
    "account.close", "recruiter.remove", "fair.pause", "fair.close", "fair.archive", "link.end",
    "login.revoke_all", "login.revoke_others", "login.revoke", "consent.withdraw", "person.erase",
    "person.erase_on_request", "booth.close", "person.change_number",
}  # fmt: skip
QUERIES = ("page", "wanted", "fair", "booth", "then", "in", "question", "show", "only", "phone",
           "work", "county", "place", "pay", "sort", "lodging", "employer", "q")  # fmt: skip
FIELDS = ("phone", "code", "email", "given_name", "year", "month", "day", "then", "password",
          "new", "old", "lang", "command_id", "map", "draft")  # fmt: skip


def payload(target: Target, kind: Any) -> Any:
    """Return a spoiled payload of a command or relay, about things that are there."""
    ids = {key: ref for key, ref in target.have.ids.items() if key in kind.model_fields}
    return inputs.spoiled(target.dice, {**kind.example, **ids})


def picked(target: Target) -> Any:
    """Return a command or relay, seldom one that ends much."""
    while True:
        name = target.dice.choice([*COMMANDS, *RELAYS])
        if name not in ENDING or target.dice.random() < 0.02:
            return COMMANDS.get(name) or RELAYS[name]


async def command(target: Target) -> None:
    """One command over a socket, with a spoiled payload, id or name."""
    dice, kind = target.dice, picked(target)
    name = kind.name if dice.random() < 0.98 else inputs.text(dice)
    message: Any = {"id": secrets.token_hex(6), "payload": payload(target, kind)}
    if dice.random() < 0.05:
        message = inputs.spoiled(dice, message)
    if dice.random() < 0.05:
        name, message = dice.choice(("watch", "unwatch", "clock")), inputs.value(dice)
    said = json.dumps([name, message])
    login = target.login(kind.by)

    async def send() -> tuple[bool, str]:
        answer = await (await target.socket(login)).ask(target.sent % 1000 + 1, said)
        if answer is None:
            return True, "socket: closed"
        told = answer[0] if answer and isinstance(answer[0], dict) else {}
        if told.get("status", 200) >= 500:
            target.findings.note(f"answered {told['status']}", said)
        return "refused" in told, f"socket: {told.get('refused', 'ok')}"

    await target.judged(said, send)


async def packet(target: Target) -> None:
    """One frame that no browser sends; the connection answers afterwards or is closed."""
    kind = picked(target)
    message = json.dumps([kind.name, {"id": "x", "payload": kind.example}])
    good = f"42{target.dice.randrange(100)}{message}"
    frame = inputs.packet(target.dice, good)
    login = target.login(set(target.logins))

    async def send() -> tuple[bool, str]:
        socket = await target.socket(login)
        await socket.say(frame)
        if frame == "41":  # a farewell: a page may still come back by this connection, or is ended
            await socket.end()
        answer = await socket.ask(5000, '["clock"]')
        return False, "packet: closed" if answer is None else "packet: goes on"

    await target.judged(repr(frame), send)


def _spelled(value: Any) -> Any:
    if isinstance(value, list):
        return [str(one).encode(errors="replace").decode() for one in value][:50]
    return str(value).encode(errors="replace").decode()


async def form(target: Target) -> None:
    """One form, of a command or of a page, with spoiled fields."""
    dice = target.dice
    if dice.random() < 0.7:
        kind = picked(target)
        made, path, by = payload(target, kind), f"/commands/{kind.name}", kind.by
        fields = made if isinstance(made, dict) else {"more": made}
    else:
        route = dice.choice(_routes("POST"))
        path, by = _filled(target, route.path), getattr(route.endpoint, "by", ())
        fields = {name: inputs.text(dice) for name in dice.sample(FIELDS, 6)}
    said = {_spelled(key)[:200]: _spelled(one) for key, one in fields.items()}
    login = target.login(by)
    accept = dice.choice(("text/html", "application/json"))

    async def send() -> tuple[bool, str]:
        web, csrf = await target.browser(login)
        token = (
            csrf if dice.random() < 0.98 else inputs.text(dice).encode(errors="replace").decode()
        )
        answer = await web.post(path, data={**said, "csrf": token}, headers={"accept": accept})
        return _answered(target, answer, f"{path} {said!r}", "form")

    await target.judged(f"{path} {said!r}", send)


async def page(target: Target) -> None:
    """One page, with spoiled parts of its address."""
    dice, route = target.dice, target.dice.choice(_routes("GET"))
    path = _filled(target, route.path) if dice.random() < 0.97 else "/" + _quoted(inputs.text(dice))
    query = {name: _spelled(inputs.text(dice))[:1500] for name in dice.sample(QUERIES, 3)}
    login = target.login(getattr(route.endpoint, "by", ()))
    headers = {"x-partial": "1"} if dice.random() < 0.3 else {}

    async def send() -> tuple[bool, str]:
        web, _ = await target.browser(login)
        answer = await web.get(path, params=query, headers=headers)
        return _answered(target, answer, f"{path} {query!r}", "page")

    await target.judged(f"{path} {query!r}", send)


async def upload(target: Target) -> None:
    """One file, where files are taken."""
    dice = target.dice
    path, by = dice.choice((("/desk/vacancies/import", Role.RECRUITER), ("/me/files", Role.SEEKER)))
    name, raw = inputs.upload(dice)
    login = target.login((by,))

    async def send() -> tuple[bool, str]:
        web, csrf = await target.browser(login)
        data = {
            "csrf": csrf,
            "booth_id": target.have.ids["booth_id"],
            "command_id": secrets.token_hex(6),
        }
        answer = await web.post(path, data=data, files={"file": (name, raw)})
        return _answered(target, answer, f"{path} {name!r} {raw[:200]!r}", "upload")

    await target.judged(f"{path} {name!r} {raw[:300]!r}", send)


def _answered(target: Target, answer: httpx.Response, said: str, what: str) -> tuple[bool, str]:
    if answer.status_code >= 500 and answer.status_code != 503:
        target.findings.note(f"answered {answer.status_code}", said)
    if "Traceback" in answer.text:
        target.findings.note("a traceback is shown", said)
    return answer.status_code >= 400, f"{what}: {answer.status_code}"


def _routes(method: str) -> list[Route]:
    left_alone = {"/sign-out"}
    return [one for one in ROUTES if method in (one.methods or ()) and one.path not in left_alone]


def _quoted(text: str) -> str:
    return httpx.URL(
        "http://x/", params={"q": text.encode(errors="replace").decode()[:500]}
    ).query.decode()[2:]


def _filled(target: Target, path: str) -> str:
    dice = target.dice
    junk = {key: _quoted(inputs.text(dice)) or "x" for key in (*target.have.ids, "token")}
    ids = target.have.ids if dice.random() < 0.6 else junk
    return path.format_map({"token": "x", "name": "x", "session_id": "x", **ids})


SENDERS = {"commands": command, "packets": packet, "forms": form, "pages": page, "uploads": upload}
