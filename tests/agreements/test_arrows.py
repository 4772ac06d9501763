"""Who may import whom: import-linter's contracts, and the few arrows that it has no words for."""

import ast
import re
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
FAIR = ROOT / "fair"
SCRIPTS = ROOT / "static" / "js"
SHELL = {"__init__", "pages", "actions", "views", "reads", "store"}
SLICES = sorted(path.parent.name for path in FAIR.glob("*/store.py"))
NOUNS = sorted(
    path for slice_ in SLICES for path in (FAIR / slice_).glob("*.py") if path.stem not in SHELL
)

# What a rule may build on. Time, dice and new identifiers come in as arguments.
PURE = {
    "__future__", "base64", "bisect", "collections", "dataclasses", "datetime", "decimal", "enum",
    "fractions", "functools", "hashlib", "heapq", "hmac", "itertools", "json", "math", "operator",
    "re", "statistics", "string", "types", "typing", "unicodedata", "zoneinfo",
}  # fmt: skip
CROWD_KNOWS = ("fair.contract", "fair.decisions", "fair.glossary", "fair.settings", "fair.crowd")

IMPORT = re.compile(
    r"""^\s*(?:import|export)\s(?:[^"';]*?\sfrom\s)?["']([^"']+)["']""", re.MULTILINE
)


def imports_of(source: str) -> set[str]:
    """Name every module that is imported anywhere in the source."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found |= {alias.name for alias in names}
            case ast.ImportFrom(module=str(module), names=names):
                found |= {f"{module}.{alias.name}" for alias in names}
    return found


def impure(source: str, slices: list[str]) -> set[str]:
    """Name the imports that a noun may not have."""
    rest = "|".join(slices)
    noun = re.compile(rf"fair\.(?:{rest})\.(?!(?:pages|actions|views|reads|store)\b)\w+")
    return {
        name
        for name in imports_of(source)
        if name.partition(".")[0] not in PURE
        and not name.startswith(("fair.glossary", "fair.decisions"))
        and not noun.match(name)
    }


def layer(path: Path) -> str:
    """Name the layer of a script: the folder under static/js, or the file at its top."""
    parts = path.relative_to(SCRIPTS).parts
    return parts[0] if len(parts) > 1 else path.stem


# app → elements → live, models, helpers → contract; elements do not import each other.
MAY = {
    "app": {"elements", "live", "models", "helpers", "contract"},
    "elements": {"live", "models", "helpers", "contract"},
    "live": {"models", "helpers", "contract", "vendor"},
    "models": {"models", "helpers", "contract"},
    "helpers": {"helpers", "contract"},
    "contract": set(),
}


def forbidden_scripts(path: Path, source: str) -> set[str]:
    """Name the imports of a script that point the wrong way."""
    found = set()
    for name in IMPORT.findall(source):
        target = (path.parent / name).resolve()
        if not name.startswith("."):
            found.add(name)
        elif SCRIPTS not in target.parents:
            if "vendor" not in MAY[layer(path)] or target.parent.name != "vendor":
                found.add(name)
        elif layer(target) not in MAY[layer(path)]:
            found.add(name)
    return found


# --- Python ---------------------------------------------------------------------------------------


def test_every_contract_of_import_linter_is_kept() -> None:
    program = Path(sysconfig.get_path("scripts")) / "lint-imports"

    done = subprocess.run(
        [sys.executable, program, "--no-logo", "--no-cache"],
        cwd=ROOT, check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_slice_is_in_the_contracts() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    contracts = {contract["id"]: contract for contract in linter["contracts"]}

    assert set(contracts["slices"]["containers"]) == {f"fair.{name}" for name in SLICES}
    assert set(SLICES) <= set(contracts)


def test_nouns_are_pure() -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for path in NOUNS
        if (names := impure(path.read_text("utf-8"), SLICES))
    }

    assert not found, f"a rule is given its time, dice and rows: {found}"


def test_simulated_people_know_nothing_of_the_inside() -> None:
    graph = grimp.build_graph("fair", cache_dir=None)
    crowd = {name for name in graph.modules if re.match(r"fair\.crowd\b", name)}
    found = {
        f"{name} -> {other}"
        for name in crowd
        for other in graph.find_modules_directly_imported_by(name)
        if not other.startswith(CROWD_KNOWS)
    }

    assert not found


# --- JavaScript -----------------------------------------------------------------------------------


def test_scripts_point_one_way() -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for path in sorted(SCRIPTS.rglob("*.js"))
        if (names := forbidden_scripts(path, path.read_text("utf-8")))
    }

    assert not found


def test_every_imported_script_exists() -> None:
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted(SCRIPTS.rglob("*.js"))
        for name in IMPORT.findall(path.read_text("utf-8"))
        if name.startswith(".") and not (path.parent / name).resolve().is_file()
    }

    assert not missing


# --- the rules on lines that are good or bad ------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "import asyncio",
        "from time import monotonic",
        "import secrets",
        "from pydantic import BaseModel",
        "from sqlalchemy import select",
        "from fair.db import Work",
        "from fair.queue.store import rows",
        "from fair.queue import store",
    ],
)
def test_an_impure_noun_is_found(line: str) -> None:
    assert impure(line, ["queue"])


@pytest.mark.parametrize(
    "line",
    [
        "from dataclasses import dataclass",
        "from collections.abc import Mapping",
        "from datetime import datetime",
        "from fair.glossary import TicketState",
        "from fair.decisions import Fact",
        "from fair.queue.ticket import Ticket",
        "from fair.queue import ticket",
    ],
)
def test_a_pure_noun_is_left_alone(line: str) -> None:
    assert not impure(line, ["queue"])


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("elements/a.js", 'import { B } from "./b.js";'),
        ("models/a.js", 'import { live } from "../live.js";'),
        ("models/a.js", "import '../elements/b.js';"),
        ("elements/a.js", 'import { io } from "../../vendor/socket.io.esm.min.js";'),
        ("live.js", 'import { io } from "socket.io-client";'),
    ],
)
def test_a_wrong_script_arrow_is_found(where: str, line: str) -> None:
    assert forbidden_scripts(SCRIPTS / where, line)


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("app.js", 'import "./elements/ring.js";'),
        ("elements/a.js", 'import { COMMANDS } from "../contract.js";'),
        ("elements/a.js", 'import {\n  live,\n} from "../live.js";'),
        ("live.js", 'import { io } from "../vendor/socket.io.esm.min.js";'),
        ("models/a.js", 'import { b } from "./b.js";'),
    ],
)
def test_a_right_script_arrow_is_left_alone(where: str, line: str) -> None:
    assert not forbidden_scripts(SCRIPTS / where, line)
