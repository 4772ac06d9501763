"""Do the tests bite? Change the rules a little, one change at a time, and see who notices.

    python -m scripts.mutants [--jobs 2] [fair/queue/order.py ...]

Cosmic Ray says what may be changed and how; every change is tried in a fork of this process, where
a loader hands out the changed module. Nothing is written into the tree. Without files: all nouns of
all slices, and the ledger. What no test notices must stand in tests/survivors.toml with the reason
why nobody could notice it. docs/decisions/0011-mutants.md says why it is done this way.
"""

import argparse
import ast
import gc
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import multiprocessing
import os
import re
import resource
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import wait
from pathlib import Path
from types import ModuleType
from typing import Any

import grimp
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

ROOT = Path(__file__).parents[1]
SURVIVORS = ROOT / "tests" / "survivors.toml"
LEAST = 95
# A file of a slice with one of these endings is no noun; facts and refusals are declarations.
OTHERS = re.compile(
    r"(^|_)(__init__|actions|cli|facts|pages|reactions|reads|refusals|store|views|writes)$"
)
SLOW_S = 5
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


def nouns() -> list[Path]:
    """Find the nouns of the slices by their kind; a folder without another kind is no slice."""
    folders = {
        path.parent
        for path in (ROOT / "fair").glob("*/*.py")
        if OTHERS.search(path.stem) and path.stem not in {"__init__", "cli"}
    }
    return sorted(
        path for folder in folders for path in folder.glob("*.py") if not OTHERS.search(path.stem)
    )


def imports_of(test: Path) -> set[str]:
    """Name the modules that a test file imports; of `from a import b` both a and a.b."""
    found = set()
    for node in ast.walk(ast.parse(test.read_text())):
        match node:
            case ast.Import(names=names):
                found |= {alias.name for alias in names}
            case ast.ImportFrom(module=str(module), names=names):
                found |= {module, *(f"{module}.{alias.name}" for alias in names)}
    return found


@cache
def pure_tests() -> dict[Path, set[str]]:
    """List the pure tests, with all modules of Fair that each of them loads."""
    graph = grimp.build_graph("fair")
    loaded = {}
    for test in sorted(ROOT.glob("tests/*/test_*rules*.py")):
        direct = imports_of(test) & graph.modules
        loaded[test] = direct.union(*map(graph.find_upstream_modules, direct))
    return loaded


def target(path: Path) -> Target:
    """Choose the tests: the pure ones that load the noun, the nearest first; or a module's own."""
    if path.parent == ROOT / "fair":
        return Target(path, ((f"tests/test_{path.stem}.py",),))
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    rounds: list[list[str]] = [[], [], []]
    for test, loaded in pure_tests().items():
        if module in loaded:
            near = test.parent.name == path.parent.name
            step = 2 if not near else 0 if path.stem in test.stem else 1
            rounds[step].append(str(test.relative_to(ROOT)))
    return Target(path, tuple(tuple(tests) for tests in rounds if tests))


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


def attempt(aim: Target, source: str, tests: tuple[str, ...]) -> None:
    """In the fork: run the tests against the changed module; the exit code is pytest's."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.meta_path.insert(0, Swap(aim.module, aim.path, source))
    # Plain asserts: what stood in them is of no interest, and pytest was loaded before the fork.
    flags = ["-x", "-q", "--tb=no", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist"]
    os._exit(pytest.main([*flags, *tests]))


def clean() -> None:
    """Load what does not change, once, for all forks; forget Fair itself, which each loads anew."""
    importlib.import_module("fair.app")
    importlib.import_module("hypothesis.internal.conjecture.engine")
    for name in [name for name in sys.modules if name.split(".")[0] in {"fair", "tests"}]:
        del sys.modules[name]
    gc.collect()
    gc.freeze()


class Runs:
    """Forks that try changes, a few at a time."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.fork = multiprocessing.get_context("fork")
        self.running: dict[Any, tuple[Mutant, float]] = {}

    def results(
        self, aim: Target, changes: Iterable[Mutant], tests: tuple[str, ...], most_s: float
    ) -> Iterator[tuple[Mutant, int | None]]:
        """Yield each change with pytest's exit code, or None where it took too long."""
        waiting = list(reversed(list(changes)))
        while waiting or self.running:
            while waiting and len(self.running) < self.jobs:
                change = waiting.pop()
                process = self.fork.Process(target=attempt, args=(aim, change.source, tests))
                process.start()
                self.running[process] = (change, time.monotonic() + most_s)
            wait([process.sentinel for process in self.running], timeout=1)
            for process, (change, until) in list(self.running.items()):
                late = process.is_alive() and time.monotonic() > until
                if late:
                    process.kill()
                if late or not process.is_alive():
                    process.join()
                    del self.running[process]
                    yield change, None if late else process.exitcode


def survivors(runs: Runs, aim: Target, changes: list[Mutant]) -> list[Mutant]:
    """Return the changes that no test notices."""
    unchanged = Mutant("", "", "", aim.path.read_text())
    for tests in aim.rounds:
        start = time.monotonic()
        for _, code in runs.results(aim, [unchanged], tests, 600):
            if code != pytest.ExitCode.OK:
                raise SystemExit(f"Without any change these fail: {' '.join(tests)}")
        most_s = SLOW_S + 4 * (time.monotonic() - start)
        changes = [
            change for change, code in runs.results(aim, changes, tests, most_s) if code == 0
        ]
    return changes


# --- the verdict ----------------------------------------------------------------------------------


def kept() -> dict[str, set[tuple[str, str, str]]]:
    """Read tests/survivors.toml: by the module's last name, what nobody could notice."""
    known: dict[str, set[tuple[str, str, str]]] = {}
    for module, entries in tomllib.loads(SURVIVORS.read_text()).items():
        for entry in entries:
            if not entry["why"].strip():
                raise SystemExit(f"{SURVIVORS.name}: {module}: {entry['was']}: say why")
            known.setdefault(module, set()).add((entry["in"], entry["was"], entry["now"]))
    return known


def show(title: str, changes: list[tuple[str, tuple[str, str, str]]]) -> None:
    """Print changes in the form of tests/survivors.toml."""
    if changes:
        print(f"\n# {title}")
    for module, (place, was, now) in changes:
        words = {"in": place, "was": was, "now": now, "why": ""}
        print(f"\n[[{module}]]")
        for name, value in words.items():
            quote = "'''" if "'" in value else "'"
            print(f"{name} = {quote}{value}{quote}")


def main() -> None:
    """Try the changes, say what was noticed, fail where too little was."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--tests", nargs="+", help="tests for a file that is no noun")
    options = parser.parse_args()
    paths = [(ROOT / path).resolve() for path in options.files] or [
        *nouns(),
        ROOT / "fair/ledger.py",
    ]
    os.chdir(ROOT)
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    aims = [
        Target(path, (tuple(options.tests),)) if options.tests else target(path) for path in paths
    ]
    modules = {aim: importlib.import_module(aim.module) for aim in aims}
    clean()
    runs, known = Runs(options.jobs), kept()
    made = Counter[str]()
    new: list[tuple[str, tuple[str, str, str]]] = []
    seen: dict[str, set[tuple[str, str, str]]] = {}
    for aim in aims:
        start = time.monotonic()
        changes = list(mutants(aim.path, modules[aim]))
        left = survivors(runs, aim, changes)
        name = aim.path.stem
        same = [change for change in left if change.key in known.get(name, set())]
        seen.setdefault(name, set()).update(change.key for change in same)
        new += [(name, change.key) for change in left if change not in same]
        made.update(all=len(changes), left=len(left))
        print(
            f"{aim.path.relative_to(ROOT)!s:36} {len(changes):4} changes"
            f" {len(changes) - len(left):4} noticed {len(same):3} the same"
            f" {len(left) - len(same):3} not noticed {time.monotonic() - start:6.1f} s",
            flush=True,
        )
    gone = [
        (name, key) for name, keys in seen.items() for key in sorted(known.get(name, set()) - keys)
    ]
    show("not noticed by any test, and not in tests/survivors.toml", sorted(set(new)))
    show("in tests/survivors.toml, but noticed by a test, or no longer there", gone)
    part = 100 * (made["all"] - made["left"]) / max(made["all"], 1)
    print(f"\n{made['all']} changes, {made['all'] - made['left']} noticed: {part:.1f} %")
    if new or gone or part < LEAST:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
