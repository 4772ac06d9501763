"""Who may import whom: import-linter's contracts, and the few arrows that it has no words for."""

import ast
import re
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path

import grimp
import pytest

from fair.slices import SLICES, kind_of

ROOT = Path(__file__).parents[2]
FAIR = ROOT / "fair"
SCRIPTS = ROOT / "static" / "js"
FILES = sorted(path for slice_ in SLICES for path in (FAIR / slice_).glob("*.py"))

# A file's kind is the ending of its name: ticket_store.py is a store, ticket.py is a noun.
RANK = {
    "cli": 5, "pages": 5, "reactions": 4, "actions": 3, "writes": 2,
    "views": 1, "reads": 1, "store": 1, "noun": 0,
}  # fmt: skip
OPEN_TO_OTHERS = {"noun", "actions", "reads", "writes"}

# One speaker for each library: the modules, and the kinds of file in a slice, that may import it.
SPEAKERS = {
    "sqlalchemy": {
        *("app", "checks", "columns", "db", "dispatch", "edge", "edits", "histories", "ledger"),
        *("asking", "last_instant", "ledger_check", "ledger_rows"),
        *("of_fair", "second_reader"),
        *("audiences", "live", "signals", "timers", "upgrade", "web"),
        *(
            "all_tables",
            "backup_postgres",
            "engines",
            "erasures",
            "reasons",
            "retention",
            "sqlite",
            "subjects",
            "anchors",
            "about_check",
            "head_checks",
            "head_times",
            "misfits",
            "postgres",
            "tables",
            "head_outlets",
            "key_holder",
            "key_record",
            "again",
            "everywhere",
            "news_heads",
            "reign",
            "election",
        ),
        *("store", "reads", "writes"),
    },
    "alembic": {"upgrade"},
    "psycopg": {"trouble"},
    "redis": {"bus"},
    # Whoever speaks to another host; the package `fair/signals` does too, by its settings alone.
    "httpx": {"checks"},
    "aiosmtplib": {"signals"},
    "starlette": {
        *(
            "app",
            "assets",
            "bodies",
            "probes",
            "edge",
            "forms",
            "fresh",
            "gate",
            "headers",
            "live",
            "next_page",
            "open_socket",
        ),
        *("packing", "refusing", "routes", "sockets", "web", "pages"),
    },
    "jinja2": {"templates"},
    "uvicorn": {"cli", "frames", "http_bounds"},
    "typer": {"cli", "safe_cli", "sentences"},
    "xlsxwriter": set(),  # `fair/tabular` alone, which is no slice
}

# What a rule may build on. Time, dice and new identifiers come in as arguments.
PURE = {
    "__future__", "base64", "bisect", "collections", "csv", "dataclasses", "datetime", "decimal",
    "enum", "fractions", "functools", "hashlib", "heapq", "hmac", "io", "itertools", "json", "math",
    "operator", "re", "statistics", "string", "types", "typing", "unicodedata",
}  # fmt: skip
# The same modules stand in the contract "core" of import-linter.
CORE = (
    *("fair.decisions", "fair.direction", "fair.folding", "fair.glossary", "fair.languages"),
    *("fair.plain", "fair.roles", "fair.signs", "fair.typed"),
)
# Rules as well, of the whole house.
ABOVE_THE_CORE = (
    "fair.contacts",
    "fair.days",
    "fair.folds",
    "fair.instants",
    "fair.key_folds",
    "fair.marks",
    "fair.screening",
    "fair.tabular",
)
PURE_PARTS = ("urllib.parse.",)  # writes a link; the rest of urllib opens it
CROWD_KNOWS = (
    *("fair.contract", "fair.decisions", "fair.glossary", "fair.languages", "fair.roles"),
    *("fair.settings", "fair.crowd"),
)

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


def slice_imports(source: str, slices: Collection[str]) -> set[tuple[str, str, str]]:
    """List the imports of slices as (slice, kind of file, whole name)."""
    found = set()
    for name in imports_of(source):
        parts = name.split(".")
        if len(parts) > 2 and parts[0] == "fair" and parts[1] in slices:
            found.add((parts[1], kind_of(parts[2]), name))
    return found


def impure(source: str, slices: Collection[str]) -> set[str]:
    """Name the imports that a noun may not have."""
    nouns = {name for _, kind, name in slice_imports(source, slices) if kind == "noun"}
    return {
        name
        for name in imports_of(source)
        if name.partition(".")[0] not in PURE
        and not name.startswith(PURE_PARTS)
        and not name.startswith((*CORE, *ABOVE_THE_CORE))
        and name not in nouns
    }


def wrong_ways(own: str, kind: str, source: str, slices: Collection[str]) -> set[str]:
    """Name the imports that go up inside the slice, or through another slice's back door."""
    return {
        name
        for slice_, other, name in slice_imports(source, slices)
        if (
            RANK[other] > RANK[kind]
            if slice_ == own
            else other not in OPEN_TO_OTHERS or name.endswith("_table")
        )
    }


def foreign_speech(module: str, source: str) -> set[str]:
    """Name the libraries that this module (or kind of file) may not speak."""
    # A view is given its connection and hands it on: that is no SQL.
    names = imports_of(source) - (
        {"sqlalchemy.Connection"} if module in {"views", "news"} else set()
    )
    roots = {name.partition(".")[0] for name in names}
    return {library for library in roots & set(SPEAKERS) if module not in SPEAKERS[library]}


def tables_in(sql: str) -> set[str]:
    """Name the tables that a written-out statement reads or writes."""
    return set(re.findall(r"\b(?:from|join|into|update)\s+\"?([a-z_]+)", sql, re.IGNORECASE))


def statements_in(source: str) -> Iterator[str]:
    """Yield what is written out as SQL: the first argument of `text(…)`."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Name(id="text") | ast.Attribute(attr="text"),
                args=[ast.Constant(value=str(sql)), *_],
            ):
                yield sql


def owners() -> dict[str, str]:
    """Return the folder (or file) of the house whose code declares each table."""
    return {
        str(one.value): path.parent.name if path.parent != FAIR else path.stem
        for path in sorted(FAIR.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "Table"
        for one in node.args[:1]
        if isinstance(one, ast.Constant)
    }


def layer(path: Path) -> str:
    """Name the layer of a script: the folder under static/js, or the file at its top."""
    parts = path.relative_to(SCRIPTS).parts
    return parts[0] if len(parts) > 1 else path.stem


# app → elements → clock → live → helpers → models → contract; elements do not import each other.
MAY = {
    "app": {"elements", "clock", "live", "models", "helpers", "contract"},
    "elements": {"clock", "live", "drawing", "models", "helpers", "contract"},
    "clock": {"live", "models"},
    "live": {"models", "helpers", "contract", "vendor"},
    "drawing": {"vendor"},
    "helpers": {"helpers", "models", "contract"},
    "models": {"models", "contract"},
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


def test_every_folder_of_rules_is_a_slice_in_its_place() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    stack = next(one for one in linter["contracts"] if one["id"] == "stack")["layers"]
    named = [name for layer in reversed(stack) for name in re.findall(r"[a-z_]+", layer)]

    assert [name for name in named if name in SLICES] == list(SLICES)
    # the others hold no slice's rules: messages, codes, what judges text, the outbox, the demo,
    # what reads tables
    others = {
        *("codes", "contacts", "contract", "crowd", "demo", "maps", "sample", "screening"),
        *("signals", "tabular"),
    }
    folders = {path.parent.name for path in FAIR.glob("*/*.py")} - others
    assert folders == set(SLICES)


def test_nouns_are_pure() -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for path in FILES
        if path.stem != "__init__" and kind_of(path.stem) == "noun"
        if (names := impure(path.read_text("utf-8"), SLICES))
    }

    assert not found, f"a rule is given its time, dice and rows: {found}"


def test_files_of_a_slice_import_down_and_others_by_the_front_door() -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for path in FILES
        if (
            names := wrong_ways(
                path.parent.name, kind_of(path.stem), path.read_text("utf-8"), SLICES
            )
        )
    }

    assert not found


def test_each_library_has_its_speakers() -> None:
    top = [(path, path.stem) for path in FAIR.glob("*.py")]
    found = {
        str(path.relative_to(ROOT)): libraries
        for path, module in top + [(path, kind_of(path.stem)) for path in FILES]
        if (libraries := foreign_speech(module, path.read_text("utf-8")))
    }

    assert not found


def test_a_table_is_named_by_sql_of_its_own_slice_only() -> None:
    known = owners()
    found = {
        f"{path.relative_to(ROOT)}: {table}"
        for path in FILES
        for sql in statements_in(path.read_text("utf-8"))
        for table in tables_in(sql)
        if known.get(table, path.parent.name) != path.parent.name
    }

    assert known["ticket"] == "queue"
    assert not found


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
    ("kind", "line"),
    [
        ("store", "from fair.queue.actions import join"),
        ("actions", "from fair.queue import ticket_pages"),
        ("actions", "from fair.booths.vacancy_store import rows"),
        ("pages", "from fair.booths import views"),
        ("reads", "from fair.booths.reads import booth_table"),
        ("noun", "from fair.queue.ticket_reads import line"),
    ],
)
def test_a_wrong_way_is_found(kind: str, line: str) -> None:
    assert wrong_ways("queue", kind, line, ["booths", "queue"])


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("store", "from fair.queue.ticket_store import tickets"),
        ("pages", "from fair.queue import views"),
        ("actions", "from fair.booths.booth import Booth"),
        ("views", "from fair.booths import reads"),
        ("actions", "from fair.booths.actions import pause"),
    ],
)
def test_a_right_way_is_left_alone(kind: str, line: str) -> None:
    assert not wrong_ways("queue", kind, line, ["booths", "queue"])


def test_a_library_in_the_wrong_mouth_is_found() -> None:
    assert foreign_speech("actions", "from sqlalchemy import select") == {"sqlalchemy"}
    assert foreign_speech("views", "import starlette.requests") == {"starlette"}
    assert foreign_speech("reads", "import httpx") == {"httpx"}
    assert not foreign_speech("store", "from sqlalchemy import select")


def test_sql_in_a_view_is_found_and_a_connection_is_not() -> None:
    assert foreign_speech("views", "from sqlalchemy import Connection, select") == {"sqlalchemy"}
    assert not foreign_speech("views", "from sqlalchemy import Connection")


def test_a_table_in_written_sql_is_found() -> None:
    sql = 'select 1 from "call" join duty on true where x in (select y from booth)'

    assert tables_in(sql) == {"call", "duty", "booth"}
    assert list(statements_in(f"q = text({sql!r})")) == [sql]


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
