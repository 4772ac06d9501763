"""The slices of the house, lowest first, and their files by kind: `ticket_store.py` is a store.

`fair.app` merges what the files of a kind export; nothing is registered by hand. The order is the
order in which reactions to one fact run.
"""

import pkgutil
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

import fair

SLICES = (
    "office", "people", "accounts", "factors", "phone_codes", "sign_in", "programme", "looks",
    "conduct", "rooms", "employers", "enrolments", "filings", "terms", "booths", "limits", "guests",
    "vacancies", "recurring", "imports", "search", "intake", "mending", "shaping", "drafts",
    "interviews", "tickets", "queue", "lots", "appointments", "lanes", "asks", "feedback",
    "waiting", "outside", "reach", "desk", "hiring", "fairness", "readiness", "rehearsal",
    "roster", "helpdesk", "audit",
    "exports", "board", "evidence", "report", "metrics", "history",
)  # fmt: skip
KINDS = ("store", "reads", "views", "writes", "actions", "reactions", "pages", "cli")
NOUN = "noun"


def kind_of(stem: str) -> str:
    """Return what a file of a slice is, by the ending of its name; a noun where it has none."""
    return next((kind for kind in KINDS if stem == kind or stem.endswith(f"_{kind}")), NOUN)


@cache
def _names() -> dict[str, list[str]]:
    """The files of all slices by kind: the folders are looked into once, not once for each kind."""
    found = defaultdict[str, list[str]](list)
    for name in SLICES:
        package = import_module(f"{fair.__name__}.{name}")
        for stem in sorted(one.name for one in pkgutil.iter_modules(package.__path__)):
            found[kind_of(stem)].append(f"{package.__name__}.{stem}")
    return found


def modules(kind: str) -> list[ModuleType]:
    """Import every file of a kind, lowest slice first, by name within a slice."""
    return [import_module(name) for name in _names().get(kind, ())]


def merged(kind: str, export: str) -> dict[Any, Any]:
    """Return the mapping `export` of all files of a kind as one; a key given twice is a fault."""
    whole: dict[Any, Any] = {}
    for module in modules(kind):
        given: Mapping[Any, Any] = getattr(module, export, {})
        if twice := whole.keys() & given.keys():
            raise TypeError(f"{export}: {twice} is given twice, again in {module.__name__}")
        whole.update(given)
    return whole


def listed(kind: str, export: str) -> list[Any]:
    """Return the entries of the sequence `export` of all files of a kind."""
    return [entry for module in modules(kind) for entry in getattr(module, export, ())]
