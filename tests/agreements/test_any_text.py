"""Any text in any field of any message comes back as itself or cleaned as said, never as an error.

The door's own promises are in tests/test_typed.py; here every message is held to them, as a value,
over a socket and as a form without JavaScript.
"""

import itertools
import unicodedata
from collections.abc import Iterator
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from fair import typed
from fair.budgets import Budgets
from fair.contacts.masking import by_rule
from fair.contract.all import COMMANDS
from fair.contract.base import Message
from fair.contract.text_types import Wire
from fair.glossary import Role
from fair.languages import LANGUAGES, Texts
from fair.people import reads as people
from tests.agreements.belongings import LAN, Belongings, belongings
from tests.agreements.message_texts import asked, texts_of
from tests.agreements.test_garbage import LAST, actors
from tests.test_typed import NASTY, TEXTS, gone
from tests.test_web import TOKEN
from tests.world import some

SERVERS_FAULT = 500
COUNT = itertools.count()
ASKED: dict[str, Any] = {**asked()}
FORM_TEXTS = st.text(st.sampled_from(NASTY) | st.characters(exclude_categories=["Cs"]), max_size=40)


def standing(message: Message) -> Iterator[tuple[str, str]]:
    """Yield (field, text) for each text that stands in a message, however deep."""
    for name in type(message).model_fields:
        value = getattr(message, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Message):
                yield from standing(one)
            elif isinstance(one, Texts):
                yield from ((name, text) for text in one.values())
            elif type(one) is str:
                yield name, one


def filled(kind: Any, where: tuple[str, ...], text: str) -> dict[str, Any]:
    """Return the message's example with this text in that place, alone and in a list."""
    payload = dict(kind.example)
    hint = kind.model_fields[where[0]].annotation
    if hint is Texts:
        return {**payload, where[0]: dict.fromkeys(LANGUAGES, text)}
    if "tuple" in str(hint):
        return {**payload, where[0]: [text, text]}
    return {**payload, where[0]: text}


def read(kind: Any, payload: dict[str, Any]) -> tuple[Any, set[Any]]:
    """Return the message and no field, or None and the fields that a refusal would name."""
    try:
        return kind.model_validate(payload), set()
    except ValidationError as error:
        return None, {one["loc"][0] for one in error.errors()}


PLACES = [
    pytest.param(name, where, text, id=f"{name} {'.'.join(where)}")
    for name, kind in ASKED.items()
    for where, text in texts_of(kind)
    if len(where) == 1
]


@settings(max_examples=15)
@given(TEXTS)
@pytest.mark.parametrize(("name", "where", "declared"), PLACES)
def test_a_field_keeps_any_text_cleaned_as_its_type_says_or_names_the_field(
    name, where, declared, text
):
    kind = ASKED[name]
    message, wrong = read(kind, filled(kind, where, text))

    assert wrong <= {where[0]}
    if message is None:
        return
    for field, kept in standing(message):
        if field == where[0]:
            assert kept == declared.kept(text)
            assert declared.least <= len(kept) <= declared.most
        if not isinstance(declared, Wire):
            assert unicodedata.normalize("NFC", kept) == kept
            assert [sign for sign in kept if gone(sign)] == []
    assert kind.model_validate(message.model_dump()) == message


@given(st.text(max_size=60))
def test_what_two_browsers_tell_each_other_is_passed_on_as_it_is(text):
    whole = text.encode(errors="ignore").decode()

    assert Wire(1000).kept(text + "\r\n") == whole + "\r\n"


@settings(max_examples=20)
@given(TEXTS)
@pytest.mark.parametrize("name", sorted(ASKED))
def test_any_text_where_a_figure_or_a_choice_is_meant_is_that_or_names_the_field(name, text):
    kind = ASKED[name]
    for field in kind.model_fields:
        assert read(kind, {**kind.example, field: text})[1] <= {field}


# --- through the whole server --------------------------------------------------------------------


async def things(world: Any) -> Belongings:
    """Return the world's belongings, made once for all texts."""
    if not hasattr(world, "have"):
        world.have = await belongings(world)
    return cast("Belongings", world.have)


def spoken(have: Belongings, kind: Any, text: str) -> Iterator[dict[str, Any]]:
    """Yield the payloads of a message that hold this text once; what they name is there."""
    ids = {key: one for key, one in have.ids.items() if key in kind.model_fields}
    for where, _ in texts_of(kind):
        if where[0] not in ids:
            yield {**filled(kind, where, text), **ids}


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(TEXTS)
async def test_no_text_over_a_socket_breaks_anything(world, text):
    have, live = await things(world), world.server.live
    broken = []
    for role, who in actors(have).items():
        live._actors["socket"] = (who, "en")
        for name, kind in messages(role):
            for payload in spoken(have, kind, text):
                world.server.dispatch.budgets = Budgets()
                message = {"id": f"{next(COUNT)} {text}", "payload": payload}
                answer = await live._command(name, "socket", message)
                if answer.get("status", 200) >= SERVERS_FAULT or not answer:
                    broken.append((name, payload))

    assert broken == []


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(FORM_TEXTS)
async def test_no_text_in_a_form_breaks_anything(world, text):
    have, broken = await things(world), []
    tokens = {
        Role.SEEKER: have.stage.tokens[LAN],
        Role.RECRUITER: have.stage.scene.tokens["recruiter"],
        Role.ORGANISER: have.stage.scene.tokens["organiser"],
        Role.FAIR_ORGANISER: have.stage.tokens["Gao"],
        Role.AUDITOR: have.stage.tokens["Eve"],
    }
    for role, token in tokens.items():
        async with world.web(token) as browser:
            csrf = some(TOKEN.search((await browser.get("/help")).text))[1]
            for name, kind in messages(role):
                for payload in spoken(have, kind, text) if name in COMMANDS else ():
                    world.server.dispatch.budgets = Budgets()
                    sent = {"csrf": csrf, "command_id": f"{next(COUNT)} {text}"}
                    answer = await browser.post(f"/commands/{name}", data=_form(payload) | sent)
                    if answer.status_code >= SERVERS_FAULT:
                        broken.append((name, payload))

    assert broken == []


def messages(role: Role) -> list[tuple[str, Any]]:
    """Return what somebody may send, without what ends the things that the rest is tried on."""
    return [(name, kind) for name, kind in ASKED.items() if role in kind.by and name not in LAST]


def _form(payload: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a form without JavaScript: words in several languages one by one."""
    fields: dict[str, Any] = {}
    for name, value in payload.items():
        if isinstance(value, dict):
            fields |= {f"{name}.{code}": text for code, text in value.items()}
        else:
            fields[name] = [str(one) for one in value] if isinstance(value, list) else str(value)
    return fields


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(TEXTS)
async def test_any_name_comes_back_as_itself_or_cleaned_as_said(world, text):
    have = await things(world)
    world.server.live._actors["socket"] = (have.fu, "en")
    world.server.dispatch.budgets = Budgets()
    name = f"Lan {text}"[:50]

    told = {"payload": {"given_name": name}}
    answer = await world.server.live._command("person.change", "socket", told)

    if answer.get("refused") == "bad-name":  # "Lan 0000_A" is an address to write to
        assert by_rule(typed.name(name))
        return
    assert answer.get("ok") == {}
    assert world.look(people.person, have.fu.person_id).name == typed.name(name)
