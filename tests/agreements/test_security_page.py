"""docs/security.md answers each requirement once, counts them right, and names tests that exist."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
# The ids of levels 1 and 2 of OWASP ASVS 5.0.0: the numbers alone, no word of the standard.
IDS = (Path(__file__).parent / "asvs_5_0_0.txt").read_text("utf-8").split()
ROW = re.compile(r"^\| (V\d+\.\d+\.\d+) \| [^|]+ \| (.+) \|$", re.MULTILINE)
ANSWERS = {"Met": "are met", "Not ours": "do not apply", "Operator": "lie", "Gap": "are gaps"}
NAMED = re.compile(r"\b(tests/[\w/]+\.py)::(\w+)")
SHORT = re.compile(r"::test_\w+")


def answers(page: str) -> list[tuple[str, str]]:
    """Return (id, answer) of each row; the answer is the word that it begins with."""
    return [(one, re.split(r"[.:]", said)[0]) for one, said in ROW.findall(page)]


def missing(page: str) -> set[str]:
    """Return the tests that a page names and that are nowhere."""
    there: dict[str, set[str]] = {}
    for file in {file for file, _ in NAMED.findall(page)}:
        path = ROOT / file
        nodes = ast.parse(path.read_text("utf-8")).body if path.is_file() else []
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
        there[file] = {node.name for node in nodes if isinstance(node, kinds)}
    return {f"{file}::{name}" for file, name in NAMED.findall(page) if name not in there[file]}


def test_each_requirement_is_answered_once():
    assert [one for one, _ in answers(PAGE)] == IDS
    assert len(IDS) == len(set(IDS)) == 253


def test_each_answer_is_one_of_four_and_they_are_counted():
    count = Counter(said for _, said in answers(PAGE))

    assert set(count) == set(ANSWERS)
    for said, words in ANSWERS.items():
        assert re.search(rf"\b{count[said]} {words}\b", PAGE), (said, count[said])


def test_every_test_that_is_named_exists():
    assert not missing(PAGE)
    assert len(NAMED.findall(PAGE)) == len(SHORT.findall(PAGE)) > 150


@pytest.mark.parametrize(
    "named",
    [
        "tests/agreements/test_security_page.py::test_of_nothing",
        "tests/agreements/test_nothing.py::test_of_nothing",
        "tests/agreements/test_security_page.py::answer",
    ],
)
def test_a_test_that_does_not_exist_is_found(named):
    assert missing(f"| V1.1.1 | asked | Met. `{named}` |") == {named}
