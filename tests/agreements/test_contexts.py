"""What a template uses is in its context, and what a context gives is used."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import is_typeddict

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, meta, nodes

from fair.page_list import Shown, fields, rows, shown
from fair.templates import environment
from fair.web import Common

ROOT = Path(__file__).parents[2]
SHOWN = list(shown())
HOUSE = environment("en", str(ROOT / "templates"), str)

# These slices' contexts are not told yet.
LEFT = {
    "booths", "employers", "people", "programme",
    "sign_in",
}  # fmt: skip
TOLD = [one for one in SHOWN if one.slice_ not in LEFT or is_typeddict(one.page.context)]

ROWS = {row for one in TOLD for row in rows(one.page.context) if row is not one.page.context}

BRINGS = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


def stored(node: nodes.Node) -> set[str]:
    """Return the names that a node itself gives to what stands inside it."""
    match node:
        case nodes.For(target=target) | nodes.Assign(target=target):
            inner = [target]
        case nodes.Macro(args=inner) | nodes.CallBlock(args=inner) | nodes.With(targets=inner):
            pass
        case _:
            return set()
    # a dummy around, as `find_all` looks below a node only
    names = {one.name for one in nodes.Tuple(list(inner), "load").find_all(nodes.Name)}
    return names | ({"loop"} if isinstance(node, nodes.For) else set())


def top(tree: nodes.Template) -> set[str]:
    """Return the names that a template sets for its whole self, and for what it extends."""
    found = {name for one in tree.find_all(nodes.Assign) for name in stored(one)}
    found |= {one.name for one in tree.find_all(nodes.Macro)}
    return found | {one.target for one in tree.find_all(nodes.Import)}


def others(
    node: nodes.Node, given: set[str], by: tuple[type[nodes.Node], ...] = BRINGS
) -> Iterator[tuple[str, set[str]]]:
    """Yield the templates that a template brings in, each with the names given to it there."""
    given = given | stored(node)
    if isinstance(node, by) and getattr(node, "with_context", True):
        [name] = node.find_all(nodes.Const)
        yield str(name.value), given
    for child in node.iter_child_nodes():
        yield from others(child, given, by)


@cache
def parsed(templates: Environment, name: str) -> nodes.Template:
    assert templates.loader
    return templates.parse(templates.loader.get_source(templates, name)[0])


def outside(templates: Environment, name: str) -> set[str]:
    """Return the names that a template takes from outside, its blocks left alone."""
    assert templates.loader
    tree = templates.parse(templates.loader.get_source(templates, name)[0])
    for block in list(tree.find_all(nodes.Block)):
        block.body = []
    # Jinja is not sure of a name that each branch of an `if` sets: it is ours where that is first.
    read: dict[str, int] = {}
    given: dict[str, int] = {}
    for one in tree.find_all(nodes.Name):
        lines = read if one.ctx == "load" else given
        lines[one.name] = min(one.lineno, lines.get(one.name, one.lineno))
    found = meta.find_undeclared_variables(tree)
    return {name for name in found & read.keys() if read[name] <= given.get(name, read[name])}


@cache
def used(templates: Environment, name: str) -> set[str]:
    """Return the names that a template, and whatever it brings in, must be given."""
    tree = parsed(templates, name)
    own = top(tree)
    for other, _ in others(tree, set(), (nodes.Extends,)):
        own |= top(parsed(templates, other))
    # A block has a scope of its own, and finds there what its template sets around it.
    found = outside(templates, name) | (meta.find_undeclared_variables(tree) - own)
    for other, given in others(tree, top(tree)):
        found |= used(templates, other) - given
    return found - set(templates.globals)


@cache
def attributes(templates: Environment, name: str) -> set[str]:
    """Return what a template, and whatever it brings in, may ask of a thing: `x.this`, "this"."""
    tree = parsed(templates, name)
    found = {one.attr for one in tree.find_all(nodes.Getattr)}
    found |= {str(one.value) for one in tree.find_all(nodes.Const)}
    for one in tree.find_all(BRINGS):
        found |= attributes(templates, next(one.find_all(nodes.Const)).value)
    return found


def kin(one: Shown) -> set[str]:
    """Return what is used of a context: by its pages, and by those that are given a piece of it."""
    own = fields(one.page.context).items()
    return {
        name
        for other in SHOWN
        if (theirs := fields(other.page.context)) and theirs.items() <= own
        for name in used(HOUSE, other.page.template) & set(theirs)
    }


def by_name(one: Shown) -> str:
    return f"{one.where} {one.page.template}"


def test_every_page_says_what_fills_it():
    untold = [
        by_name(one)
        for one in SHOWN
        if not is_typeddict(one.page.context) and one.slice_ not in LEFT
    ]

    assert not untold, "the view's `->` is a TypedDict"


@pytest.mark.parametrize("one", TOLD, ids=by_name)
def test_a_template_finds_every_name_in_its_context(one):
    missing = used(HOUSE, one.page.template) - set(fields(one.page.context)) - set(fields(Common))

    assert not missing, f"{one.page.template} needs more than {one.page.context.__name__} gives"


@pytest.mark.parametrize("one", TOLD, ids=by_name)
def test_a_context_gives_nothing_that_no_template_of_it_uses(one):
    dead = set(fields(one.page.context)) - kin(one)

    assert not dead, f"{one.page.context.__name__} gives what {one.page.template} does not use"


@pytest.mark.parametrize(
    "row",
    sorted(ROWS, key=str),
    ids=lambda row: f"{row.__module__}.{row.__name__}",
)
def test_a_row_of_a_context_gives_nothing_that_no_template_asks_for(row):
    asked = {
        name
        for one in TOLD
        if row in rows(one.page.context)
        for name in attributes(HOUSE, one.page.template)
    }

    dead = set(fields(row)) - asked
    assert not dead, f"no template asks a {row.__name__} for that"


def test_what_every_template_may_use_is_used_by_one():
    everywhere = {name for one in SHOWN for name in used(HOUSE, one.page.template)}

    assert set(fields(Common)) <= everywhere


# --- the rules on templates that are good or bad --------------------------------------------------


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("{{ a }}{{ b.c }}", {"a", "b"}),
        ("{% set a = 1 %}{{ a }}", set()),
        ("{% set a = a or 1 %}{% block b %}{{ a }}{% endblock %}", {"a"}),
        ("{% for a in b %}{{ a }}{{ loop.index }}{% endfor %}", {"b"}),
        ("{% macro m(a) %}{{ a }}{{ c }}{% endmacro %}{{ m(1) }}", {"c"}),
        ("{% include 'piece' %}", {"x", "y"}),
        ("{% for x in z %}{% include 'piece' %}{% endfor %}", {"z", "y"}),
        ("{% set y = 1 %}{% include 'piece' %}", {"x"}),
        ("{% import 'piece' as p with context %}", {"x", "y"}),
        ("{% import 'piece' as p %}", set()),
        ("{% extends 'base' %}{% set t = 1 %}{% block b %}{{ x }}{{ t }}{{ role }}{% endblock %}",
         {"x", "title"}),
    ],
)  # fmt: skip
def test_the_names_of_a_template_are_found(page, names):
    base = "{% set role = 1 %}{{ title }}{{ t }}{% block b %}{% endblock %}"
    templates = Environment(
        loader=DictLoader({"page": page, "piece": "{{ x }}{{ y }}", "base": base}),
        autoescape=True,
        undefined=StrictUndefined,
    )

    assert used(templates, "page") == names
