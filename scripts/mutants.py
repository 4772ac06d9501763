"""Do the tests bite? Change the rules a little, one change at a time, and see who notices.

    python -m scripts.mutants [--jobs 2] [fair/tickets/order.py ...]

Cosmic Ray says what may be changed and how; every change is tried in a fork of this process, where
a loader hands out the changed module. Nothing is written into the tree. Without files: all nouns of
all slices, the days and the ledger. What no test notices must stand in tests/survivors.toml with
the reason why nobody could notice it. docs/decisions/0011-changed-rules-are-noticed.md says why.
"""

import argparse
import ast
import importlib
import os
import time
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import grimp

from fair.slices import NOUN, SLICES, kind_of
from scripts.mutation import ROOT, Target, forget_fair, mutants, survivors

SURVIVORS = ROOT / "tests" / "survivors.toml"
LEAST = 95
DECLARATIONS = {"__init__", "contexts", "facts", "refusals"}


def nouns() -> list[Path]:
    """Find the nouns of the slices by their kind, without what only declares."""
    return [
        path
        for name in SLICES
        for path in sorted((ROOT / "fair" / name).glob("*.py"))
        if kind_of(path.stem) == NOUN and path.stem not in DECLARATIONS
    ]


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
        ROOT / "fair" / "days.py",
        ROOT / "fair" / "ledger.py",
    ]
    os.chdir(ROOT)
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    aims = [
        Target(path, (tuple(options.tests),)) if options.tests else target(path) for path in paths
    ]
    modules = {aim: importlib.import_module(aim.module) for aim in aims}
    forget_fair()
    known = kept()
    made = Counter[str]()
    new: list[tuple[str, tuple[str, str, str]]] = []
    seen: dict[str, set[tuple[str, str, str]]] = {}
    for aim in aims:
        start = time.monotonic()
        changes = list(mutants(aim.path, modules[aim]))
        left = survivors(options.jobs, aim, changes)
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
    show("not noticed by any test, and not in tests/survivors.toml", sorted(set(new)))
    gone = [(name, key) for name in known for key in sorted(known[name] - seen.get(name, set()))]
    if options.files:  # several modules may have one last name: only a whole run knows what is gone
        raise SystemExit(bool(new))
    show("in tests/survivors.toml, but noticed by a test, or no longer there", gone)
    part = 100 * (made["all"] - made["left"]) / made["all"]
    print(f"\n{made['all']} changes, {made['all'] - made['left']} noticed: {part:.1f} %")
    raise SystemExit(bool(new or gone or part < LEAST))


if __name__ == "__main__":
    main()
