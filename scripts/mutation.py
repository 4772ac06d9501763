"""One change to one module: making it by Cosmic Ray's operators, and trying it in a fork."""

import gc
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import multiprocessing
import os
import resource
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

ROOT = Path(__file__).parents[1]
SLOW_S, LONGEST_S = 5, 600
MEMORY = 4 << 30

# What is tried: comparisons turned and moved, constants by one, and/or, not, idle loops, ...
PAIRS = {
    "Comparison": "Lt_LtE LtE_Lt Gt_GtE GtE_Gt Lt_Gt Gt_Lt LtE_GtE GtE_LtE Eq_NotEq NotEq_Eq"
    " Is_IsNot IsNot_Is",
    "Binary": "Add_Sub Sub_Add Mul_Div Div_Mul FloorDiv_Mul Mod_Mul Pow_Mul LShift_RShift"
    " RShift_LShift BitAnd_BitOr BitOr_BitAnd BitXor_BitAnd",
    "Unary": "Delete_Not USub_UAdd",
}
OPERATORS = (
    *(f"Replace{kind}Operator_{pair}" for kind, pairs in PAIRS.items() for pair in pairs.split()),
    *("ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue"),
    *("AddNot", "NumberReplacer", "ZeroIterationForLoop", "ExceptionReplacer"),
    *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak"),
)


@dataclass(frozen=True)
class Mutant:
    """One change: its place in words, the line before and after, the source that it makes."""

    place: str
    was: str
    now: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.place, self.was, self.now)


@dataclass(frozen=True)
class Target:
    """A module to change, and the tests to run: round after round on what is left."""

    path: Path
    rounds: tuple[tuple[str, ...], ...]

    @property
    def module(self) -> str:
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts)


# --- what is changed ------------------------------------------------------------------------------


def declared(node: Any, module: ModuleType) -> bool:
    """True in a decorator, an annotation, a table, a fact or a refusal: words, not rules."""
    if node.type == "operator" and node.parent.type == "parameters":
        return True  # the star before keyword arguments is no multiplication
    child, parent = node, node.parent
    while parent is not None:
        if _declares(parent, child, module):
            return True
        child, parent = parent, parent.parent
    return False


def _declares(parent: Any, child: Any, module: ModuleType) -> bool:
    match parent.type:
        case "decorator":
            return True
        case "annassign":
            return child is parent.children[1]
        case "tfpdef":
            return child is parent.children[-1]
        case "funcdef":
            return child is parent.annotation
        case "atom_expr":
            return str(parent.children[0].get_code(include_prefix=False)) == "Table"
        case "classdef":
            lineage = getattr(getattr(module, parent.name.value, None), "__mro__", ())
            return bool({"Fact", "Refusal"} & {base.__name__ for base in lineage})
        case _:
            return False


def place_of(node: Any) -> str:
    """Name the function or class around a node, such as `Standing.free`; empty at the top."""
    names = []
    while node is not None:
        if node.type in {"funcdef", "classdef"}:
            names.append(node.name.value)
        node = node.parent
    return ".".join(reversed(names))


def changed_lines(before: str, after: str) -> tuple[str, str]:
    """Return what stood in the lines that differ, and what stands there now."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[-1] == new[-1]:
        old.pop()
        new.pop()
    start = next((n for n, pair in enumerate(zip(old, new, strict=False)) if len(set(pair)) > 1), 0)
    return " ".join(" ".join(old[start:]).split()), " ".join(" ".join(new[start:]).split())


def mutants(path: Path, module: ModuleType) -> Iterator[Mutant]:
    """Make every change to a module that is about a rule."""
    source = path.read_text()
    nodes = list(ast_nodes(get_ast(source)))
    for name in OPERATORS:
        operator = get_operator(f"core/{name}")()
        places = [node for node in nodes for _ in operator.mutation_positions(node)]
        for occurrence, node in enumerate(places):
            if not declared(node, module):
                changed = mutate_code(source, operator, occurrence)
                if valid(changed):
                    yield Mutant(place_of(node), *changed_lines(source, changed), changed)


def valid(source: str) -> bool:
    """True where Python can read it: the star of `f(*values)` is no multiplication."""
    try:
        compile(source, "changed", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


# --- trying one -----------------------------------------------------------------------------------


class Swap(importlib.abc.MetaPathFinder):
    """Hands out one changed module instead of the one on the disk."""

    def __init__(self, module: str, path: Path, source: str) -> None:
        self.module, self.path, self.source = module, path, source

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if name != self.module:
            return None
        code = compile(self.source, str(self.path), "exec", dont_inherit=True)

        class Loader(importlib.machinery.SourceFileLoader):
            def get_code(self, _: str) -> Any:
                return code

        return importlib.util.spec_from_file_location(
            name, self.path, loader=Loader(name, str(self.path))
        )


def attempt(aim: Target, source: str, tests: tuple[str, ...], most_s: int) -> None:
    """In the fork: run the tests against the changed module; the exit code is pytest's.

    What runs for ever, or takes all memory, is ended: that is noticed too. The seconds are the
    processor's, so that a busy machine changes no verdict.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (most_s, most_s))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.meta_path.insert(0, Swap(aim.module, aim.path, source))
    # Plain asserts: what stood in them is of no interest, and pytest was loaded before the fork.
    flags = ["-x", "-q", "--tb=no", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist"]
    os._exit(pytest.main([*flags, *tests]))


def forget_fair() -> None:
    """Load what does not change, once, for all forks; forget Fair itself, which each loads anew."""
    importlib.import_module("fair.app")
    importlib.import_module("hypothesis.internal.conjecture.engine")
    for name in [name for name in sys.modules if name.split(".")[0] in {"fair", "tests"}]:
        del sys.modules[name]
    gc.collect()
    gc.freeze()


def results(
    jobs: int, aim: Target, changes: Iterable[Mutant], tests: tuple[str, ...], most_s: int
) -> Iterator[tuple[Mutant, int]]:
    """Try changes in forks, a few at a time; yield each with the exit code of its fork."""
    fork = multiprocessing.get_context("fork")
    running: dict[Any, Mutant] = {}
    waiting = list(reversed(list(changes)))
    while waiting or running:
        while waiting and len(running) < jobs:
            change = waiting.pop()
            process = fork.Process(target=attempt, args=(aim, change.source, tests, most_s))
            process.start()
            running[process] = change
        wait([process.sentinel for process in running])
        for process in [process for process in running if not process.is_alive()]:
            yield running.pop(process), process.exitcode


def survivors(jobs: int, aim: Target, changes: list[Mutant]) -> list[Mutant]:
    """Return the changes that no test notices."""
    unchanged = Mutant("", "", "", aim.path.read_text())
    for tests in aim.rounds:
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        for _, code in results(1, aim, [unchanged], tests, LONGEST_S):
            if code != pytest.ExitCode.OK:
                raise SystemExit(f"Without any change these fail: {' '.join(tests)}")
        usual_s = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        most_s = SLOW_S + round(4 * usual_s)
        changes = [
            change for change, code in results(jobs, aim, changes, tests, most_s) if code == 0
        ]
    return changes
