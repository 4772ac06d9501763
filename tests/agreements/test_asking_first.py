"""Whatever takes something from somebody asks first: the first tap only opens what follows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fair.contract.all import COMMANDS
from fair.roles import STAFF

TEMPLATES = Path(__file__).parents[2] / "templates"
TAKING = {
    "archive", "close", "end", "erase_on_request", "escalate", "fell_through", "hide", "make_lead",
    "reject", "remove", "resolve", "suspend", "take_away", "withdraw", "withdraw_invitation",
}  # fmt: skip
# What these do is undone by the next tap of the same person.
EXCUSED = {"duty.end": "one comes back on duty; the booth pauses at most"}
PART = re.compile(r"<details\b|</details>|ui\.command_(?:form|button)\(\s*[\"']([a-z_.]+)[\"']")


def unasked(text: str) -> Iterator[str]:
    """Yield the commands that one tap on a page sends: no fold is around them."""
    folds = 0
    for part in PART.finditer(text):
        if command := part[1]:
            if not folds:
                yield command
        else:
            folds += 1 if part[0].startswith("<details") else -1


def taking() -> set[str]:
    """Return the commands of staff that end, close or remove something."""
    return {
        name
        for name, command in COMMANDS.items()
        if name.rpartition(".")[2] in TAKING and command.by & STAFF and name not in EXCUSED
    }


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem)
def test_nothing_of_anybody_is_taken_by_one_tap(path):
    if path.name != "style_guide.html":
        assert not set(unasked(path.read_text())) & taking()


def test_a_button_without_a_fold_is_found_and_one_in_a_fold_is_not():
    button = '{{ ui.command_button(\n  "account.close", _("Close")) }}'

    assert list(unasked(button)) == ["account.close"]
    assert not list(unasked(f"<details>{button}</details>"))
    assert list(unasked(f"<details></details>{button}")) == ["account.close"]
    assert {"account.close", "booth.close", "factor.take_away"} <= taking()
