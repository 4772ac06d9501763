"""What a command may cost: each with the worst input of its type, counted in statements and bytes.

Milliseconds are measured by `python -m benchmarks worst`.
"""

import typing
from typing import Annotated, get_args, get_origin

import pytest

from benchmarks.worst import LAST, MANY, Scale, costs, payload
from fair.bodies import FORM_BYTES, VISITORS_FORM_BYTES
from fair.contract.all import COMMANDS
from fair.contract.base import RELAYS
from fair.contract.text_types import Text
from fair.contract.texts import Each
from fair.glossary import Role
from fair.languages import LANGUAGES, Texts
from tests.agreements.belongings import belongings

MOST_STATEMENTS, OF_A_LIST = 60, 130
# Many posts; who was left at an earlier session; all that stands on a licence ends with it.
LISTS = ("vacancy.bulk", "booth.open", "licence.expire")
MOST_BYTES = 120_000  # a whole post in signs of four bytes; a packet of a socket has 64,000
SIGN_BYTES = 4


async def test_no_command_needs_more_statements_than_a_few_dozen(world):
    have = await belongings(world)
    found = {cost.name: cost for cost in await costs(have, "no deposit ")}

    assert found.keys() == COMMANDS.keys()
    assert sum(cost.answer == "ok" for cost in found.values()) > len(found) / 3
    assert {
        name: cost.statements
        for name, cost in found.items()
        if cost.statements > (OF_A_LIST if name.startswith(LISTS) else MOST_STATEMENTS)
    } == {}
    assert found["vacancy.bulk_open"].answer == "ok"


def most_bytes(hint: object) -> float:
    """Return how many bytes a value of a field may have; endless where nothing bounds it."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        for mark in marks:
            if isinstance(mark, Each):
                return mark.text.most * SIGN_BYTES * len(LANGUAGES)
            if isinstance(mark, Text):
                return mark.most * SIGN_BYTES
            most = max(
                [0, *(getattr(one, "max_length", 0) for one in getattr(mark, "metadata", ()))]
            )
            if get_origin(inner) is tuple and most:
                return most * (most_bytes(get_args(inner)[0]) + 3)
        return most_bytes(inner)
    if hint is str or hint is Texts or get_origin(hint) is tuple:
        return float("inf")
    inside = get_args(hint) if get_origin(hint) is not typing.Literal else ()
    return max([40, *map(most_bytes, inside)])


@pytest.mark.parametrize("name", [*COMMANDS, *RELAYS])
def test_the_bytes_of_a_message_have_a_bound_that_people_need(name):
    kind = COMMANDS.get(name) or RELAYS[name]
    hints = typing.get_type_hints(kind, include_extras=True)
    whole = {
        field: Annotated[hints[field], *info.metadata] if info.metadata else hints[field]
        for field, info in kind.model_fields.items()
    }
    most = sum(most_bytes(hint) + len(field) + 6 for field, hint in whole.items())

    assert most < MOST_BYTES
    # As a form, each byte is written as three; what a form has beside its fields is short.
    fits = VISITORS_FORM_BYTES if Role.VISITOR in kind.by else FORM_BYTES
    assert most * 3 + 2_000 < fits


def test_the_worst_input_of_a_message_is_as_long_as_it_may_be():
    full = payload(COMMANDS["vacancy.create"], "押金", {})
    told = payload(COMMANDS["booth.tell"], "押金", {})

    assert len(full["duties"]) == 4000
    assert len(told["replies"]) == 12
    assert set(told["about"]) == set(LANGUAGES)
    assert MANY == 100
    assert set(LAST) <= COMMANDS.keys()
    assert Scale().longest == 0
