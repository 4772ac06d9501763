"""Code and contract agree: handlers, refusals, events and examples."""

import inspect
import re
import typing

import pytest

from fair.app import AUDIENCES, DUE, HANDLERS, NEWS, REACTIONS
from fair.contract.all import COMMANDS
from fair.contract.base import EVENTS, RELAYS, Reply
from fair.decisions import FACTS, REFUSALS, Fact
from fair.glossary import Role

OWN_AUDIENCES = {"person", "account", "everybody", "socket"}
RESERVED = {
    "connect", "connect_error", "disconnect", "disconnecting", "watch", "unwatch", "clock",
}  # fmt: skip
WIRE_NAME = re.compile(r"[a-z]+\.[a-z]+(_[a-z]+)*")  # thing.what_is_asked, thing.what_happened
CODE = re.compile(r"[a-z]+(-[a-z]+)*")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_has_one_handler_that_takes_it_and_returns_its_reply(name):
    command = COMMANDS[name]

    hints = typing.get_type_hints(HANDLERS[command])

    assert issubclass(hints.pop("return"), Reply)
    assert command in hints.values()


def test_no_handler_is_for_a_command_that_nobody_can_send():
    assert set(HANDLERS) == set(COMMANDS.values())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_says_what_it_does_who_may_ask_and_gives_an_example(name):
    command = COMMANDS[name]

    assert inspect.getdoc(command)
    assert command.by
    assert isinstance(command.model_validate(command.example), command)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_declares_only_refusals_that_exist(name):
    assert set(COMMANDS[name].refusals) <= set(REFUSALS)


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_an_event_gives_an_example_and_its_audience_has_a_rule(name):
    event = EVENTS[name].model_validate(EVENTS[name].example)

    kind, _, ref = event.audience_key().partition(":")

    assert ref
    assert kind in OWN_AUDIENCES | set(AUDIENCES)


@pytest.mark.parametrize("name", sorted({*COMMANDS, *RELAYS, *EVENTS, *FACTS, *DUE}))
def test_names_of_messages_facts_and_deadlines_are_written_alike(name):
    assert WIRE_NAME.fullmatch(name)
    assert name not in RESERVED


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_codes_of_refusals_are_words_with_hyphens(code):
    assert CODE.fullmatch(code)


@pytest.mark.parametrize("kind", sorted(DUE))
def test_what_the_clock_makes_due_is_for_the_system_alone(kind):
    made = typing.get_type_hints(DUE[kind])["return"]

    assert made in COMMANDS.values()
    assert made.by == {Role.SYSTEM}


def test_a_deadline_is_not_called_like_the_command_that_it_makes_due():
    assert not set(DUE) & set(COMMANDS)


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_a_refusal_is_a_whole_sentence_with_a_status_of_its_kind(code):
    refusal = REFUSALS[code]

    assert refusal.sentence[-1] in ".!?}"
    assert 400 <= refusal.status < 600


def test_facts_hold_no_free_text():
    words = {"name", "phone", "text", "title", "note", "email"}
    for kind, fact in FACTS.items():
        assert not words & set(fact.__dataclass_fields__), kind


def test_reactions_and_news_are_about_facts():
    assert all(issubclass(fact, Fact) for fact in REACTIONS)
    assert all(issubclass(fact, Fact) for facts, _ in NEWS for fact in facts)
