"""Files say what they hold: a kind of thing has a kind of file, and a name has one file."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from fair.decisions import FACTS, REFUSALS
from fair.slices import NOUN, SLICES, kind_of, modules

ROOT = Path(__file__).parents[2]
FAIR = ROOT / "fair"
MOST_FILES, ABOUT_LINES = 25, 3_600
# Over it, and to be two slices: no more than it is now.
OVER = {"rooms": (26, 3_600), "vacancies": (25, 3_670)}
ASIDE = ("folds", "ledger_reads")  # what the ledger says of the slice, not what it does


def defined_in(source: str) -> set[str]:
    """Name what a file defines itself at its top."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.ClassDef(name=name):
                found.add(name)
            case ast.Assign(targets=targets):
                found |= {
                    one.id
                    for target in targets
                    for one in ast.walk(target)
                    if type(one) is ast.Name
                }
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
    return found


def taken_in(source: str) -> Iterator[tuple[str, str]]:
    """Yield (module, name) for every name of our own that a file imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fair."):
            yield from ((node.module or "", one.name) for one in node.names)


def passed_on(module: str, name: str) -> bool:
    """True where a module only hands on a name that another one defines."""
    if module == "fair.contract.all":  # its import is what declares every message
        return False
    path = ROOT / Path(*module.split("."))
    is_module = (path / f"{name}.py").exists() or (path / name).is_dir()
    defined = defined_by(path.with_suffix(".py"))
    return defined is not None and not is_module and name not in defined


@cache
def defined_by(file: Path) -> frozenset[str] | None:
    """Name what a file defines, None where there is no such file; each is read once."""
    return frozenset(defined_in(file.read_text("utf-8"))) if file.exists() else None


# --- the rules on the code ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "export"), [("actions", "HANDLERS"), ("reactions", "REACTIONS")], ids=["a", "r"]
)
def test_a_file_of_actions_has_a_command_and_one_of_reactions_an_answer(kind, export):
    assert not [one.__name__ for one in modules(kind) if not getattr(one, export, {})]


@pytest.mark.parametrize(
    "export", ["HANDLERS", "JUDGES", "BEFOREHAND", "REACTIONS", "DUE", "NEWS", "ROUTES", "PARTS"]
)
def test_only_the_files_that_are_read_for_it_export_anything(export):
    homes = {
        "HANDLERS": {"actions"}, "JUDGES": {"actions"}, "DUE": {"actions"}, "BEFOREHAND": {"reads"},
        "REACTIONS": {"reactions"}, "NEWS": {"views"}, "ROUTES": {"pages"}, "PARTS": {"pages"},
    }[export]  # fmt: skip
    kinds = (NOUN, "store", "reads", "views", "writes", "actions", "reactions", "pages")
    astray = [
        one.__name__
        for kind in kinds
        if kind not in homes
        for one in modules(kind)
        if hasattr(one, export)
    ]

    assert not astray


@pytest.mark.parametrize(
    ("known", "home"), [(FACTS, "facts"), (REFUSALS, "refusals")], ids=["facts", "refusals"]
)
def test_facts_and_refusals_stand_in_the_file_of_their_name(known, home):
    astray = {
        one.__module__
        for one in known.values()
        if one.__module__.startswith(tuple(f"fair.{name}." for name in SLICES))
        and not one.__module__.endswith(f".{home}")
    }

    assert not astray


def test_a_name_is_taken_from_the_file_that_defines_it():
    astray = {
        f"{path.relative_to(ROOT)}: {module}.{name}"
        for folder in ("fair", "tests")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for module, name in taken_in(path.read_text("utf-8"))
        if passed_on(module, name)
    }

    assert not astray


@pytest.mark.parametrize("name", SLICES)
def test_a_slice_fits_in_one_head(name):
    whole = sorted((FAIR / name).glob("*.py"))
    files = [path for path in whole if not path.stem.endswith(ASIDE)]
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in files)

    most_files, about_lines = OVER.get(name, (MOST_FILES, ABOUT_LINES))
    assert len(files) <= most_files
    assert lines <= about_lines


@pytest.mark.parametrize("name", SLICES)
def test_a_slice_says_in_one_line_what_lives_there(name):
    told = ast.get_docstring(ast.parse((FAIR / name / "__init__.py").read_text("utf-8"))) or ""

    assert told
    assert "\n" not in told


def test_every_file_of_a_slice_is_of_a_known_kind():
    kinds = {kind_of(path.stem) for name in SLICES for path in (FAIR / name).glob("*.py")}

    assert kinds == {
        NOUN, "store", "reads", "views", "writes", "actions", "reactions", "pages", "cli"
    }  # fmt: skip


# --- the rules on lines that are good or bad ------------------------------------------------------


def test_a_name_that_is_only_handed_on_is_found():
    assert passed_on("fair.people.reads", "Person")
    assert not passed_on("fair.people.reads", "person")
    assert not passed_on("fair.people", "reads")


def test_what_a_file_defines_is_found_and_what_it_imports_is_not():
    source = "from x import a\nb, c = 1, 2\nd: int = 3\ndef e(): ...\nclass F: ..."

    assert defined_in(source) == {"b", "c", "d", "e", "F"}
