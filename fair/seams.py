"""`docs/seams.md`: what each slice lets others use, who uses it, and its facts and parts.

Made from the code's own imports, so that it says neither more nor less than is there.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fair.decisions import FACTS
from fair.slices import NOUN, SLICES, kind_of, merged, modules

FAIR = Path(__file__).parent
_DOORS = (NOUN, "reads", "writes", "actions")


@dataclass(frozen=True, slots=True, order=True)
class Door:
    """A name of a slice's file that somebody outside the slice uses."""

    file: str
    name: str


def uses(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield (slice, file, name) for every name of a slice that this source takes from a file."""
    tree = ast.parse(source)
    files: dict[str, tuple[str, str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fair."):
            _, slice_, *file = (node.module or "").split(".")
            for one in node.names if slice_ in SLICES else ():
                if file:
                    yield slice_, file[0], one.name
                else:
                    files[one.asname or one.name] = (slice_, one.name)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in files
        ):
            yield *files[node.value.id], node.attr


def users() -> dict[str, dict[Door, set[str]]]:
    """Return each slice's doors that are used, with the folders (or files) that use them."""
    found: dict[str, dict[Door, set[str]]] = {name: {} for name in SLICES}
    for path in sorted(FAIR.rglob("*.py")):
        where = path.relative_to(FAIR)
        own = where.parts[0] if len(where.parts) > 1 else where.stem
        for slice_, file, name in uses(path.read_text("utf-8")):
            a_file = (FAIR / slice_ / f"{file}.py").exists()  # or a process of its own, in a folder
            if slice_ != own and a_file and kind_of(file) in _DOORS:
                found[slice_].setdefault(Door(file, name), set()).add(own)
    return found


def _described(path: Path) -> dict[str, str]:
    """Return each public name of a file with how it is used and what it promises, in one line."""
    found = {}
    for node in ast.parse(path.read_text("utf-8")).body:
        match node:
            case (
                ast.FunctionDef(name=name, args=args, returns=returns)
                | ast.AsyncFunctionDef(name=name, args=args, returns=returns)
            ):
                given = [one.arg for one in (*args.posonlyargs, *args.args)]
                given += [f"*{args.vararg.arg}"] if args.vararg else []
                given += [f"{one.arg}=" for one in args.kwonlyargs]
                answer = f" -> {ast.unparse(returns)}" if returns else ""
                found[name] = _line(f"{name}({', '.join(given)}){answer}", node)
            case ast.ClassDef(name=name):
                found[name] = _line(name, node)
    return found


def _line(how: str, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> str:
    said = (ast.get_docstring(node) or "").split("\n", maxsplit=1)[0]
    return f"`{how}` {said}".rstrip()


def _of_slice(name: str, doors: dict[Door, set[str]]) -> Iterator[str]:
    folder = FAIR / name
    yield from (f"## {name}", "", (ast.get_docstring(_tree(folder / "__init__.py")) or ""), "")
    for file in sorted({door.file for door in doors}):
        known = _described(folder / f"{file}.py")
        yield from (f"`fair/{name}/{file}.py`", "")
        for door in sorted(one for one in doors if one.file == file):
            by = ", ".join(sorted(doors[door]))
            yield f"- {known.get(door.name, f'`{door.name}`')} ← {by}"
        yield ""
    facts = sorted(
        kind for kind, fact in FACTS.items() if fact.__module__.startswith(f"fair.{name}.")
    )
    if facts:
        yield from ("Facts: " + ", ".join(f"`{kind}`" for kind in facts) + ".", "")
    parts = sorted(one for one in merged("pages", "PARTS") if one.startswith(f"{name}."))
    if parts:
        yield from ("Parts: " + ", ".join(f"`{one}`" for one in parts) + ".", "")
    heard = [
        kind
        for module in modules("views")
        if module.__name__.startswith(f"fair.{name}.")
        for kind in getattr(module, "AUDIENCES", {})
    ]
    if heard:
        yield from ("Audiences: " + ", ".join(f"`{kind}:…`" for kind in sorted(heard)) + ".", "")


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def text() -> str:
    """Return the text of `docs/seams.md`."""
    lines = [
        "# The seams between slices",
        "",
        "Made by `fair contract` from the imports of the code. Do not edit.",
        "",
        "Lowest slice first. Of each: what its files let others use, as they use it today, and who",
        "(`name(arguments) -> answer`, what it promises, ← whose code); then its facts, parts and",
        "audiences. `connection` reads, `work` is one transaction.",
        "",
    ]
    doors = users()
    for name in SLICES:
        lines += _of_slice(name, doors[name])
    return "\n".join(lines)
