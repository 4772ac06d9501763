"""Which pages have a live part, and which fields stand in it or beside it: read off the templates.

A field that a test of refreshes forgets would be found here, whatever state of the page shows it.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from fair.app import PARTS

TEMPLATES = Path(__file__).parents[3] / "templates"
WRITTEN = {"field": 1, "time_field": 1, "textarea": 1, "texts": 0}
"""The macros that make a field one writes in, and where its name stands."""
NAMED = {"six_digits": {"code"}, "who_one_is": {"given_name", "year"}}
"""The macros that make fields of fixed names."""
Field = tuple[str, str]
"""The command of a form, or "", and the field's name."""
CHOSEN = {"file", "hidden", "radio", "checkbox"}
RAW = re.compile(
    r'<(?:input(?![^>]*type="(?:hidden|radio|checkbox|file)")|textarea)\b[^>]*?name="([\w.]+)"'
)


@cache
def tree(name: str) -> nodes.Template:
    """Return a template, parsed."""
    return Environment(autoescape=True).parse((TEMPLATES / name).read_text("utf-8"))


@cache
def around(name: str) -> frozenset[str]:
    """Return the templates that a page is made of: what it includes, and other slices' parts."""
    found, ahead = {name}, [name]
    while ahead:
        for other in _beside(tree(ahead.pop())):
            if other not in found:
                found.add(other)
                ahead.append(other)
    return frozenset(found)


def _beside(template: nodes.Template) -> Iterator[str]:
    for include in template.find_all(nodes.Include):
        yield str(include.template.as_const())
    for call in template.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "part":
            yield PARTS[call.args[0].as_const()].page.template


def said_in(node: nodes.Node) -> str:
    """Return what stands there as it is, without what is filled in."""
    return "".join(data.data for data in node.find_all(nodes.TemplateData))


def fields_in(name: str) -> set[Field]:
    """Return the fields that one writes in, of this template alone."""
    found = set[Field]()
    for block in tree(name).find_all(nodes.CallBlock):
        if isinstance(block.call.node, nodes.Getattr) and block.call.node.attr == "command_form":
            command = block.call.args[0].as_const()
            found |= {(command, one) for body in block.body for one in _names(body)}
    known = {one for _, one in found}
    return found | {("", one) for one in _names(tree(name)) if one not in known}


def _names(node: nodes.Node) -> set[str]:
    found = set(RAW.findall(said_in(node)))
    for call in node.find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr):
            found |= NAMED.get(call.node.attr, set())
        if not isinstance(call.node, nodes.Getattr) or call.node.attr not in WRITTEN:
            continue
        kind = {one.key: one.value for one in call.kwargs}.get("type")
        if isinstance(kind, nodes.Const) and kind.value in CHOSEN:
            continue
        named = call.args[WRITTEN[call.node.attr]]
        assert isinstance(named, nodes.Const), f"whose field is {named}?"
        found.add(str(named.value))
    return found


def live_pages() -> dict[str, set[Field]]:
    """Return each page that has a live part, with the fields on it: in the part, or beside it."""
    names = [str(path.relative_to(TEMPLATES)) for path in sorted(TEMPLATES.rglob("*.html"))]
    return {
        page: set[Field]().union(*(fields_in(name) for name in around(page)))
        for page in names
        if any(tree(page).find_all(nodes.Extends))
        and any("<live-fragment" in said_in(tree(name)) for name in around(page))
    }
