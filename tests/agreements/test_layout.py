"""The house's own rules about its files, each tried on good and bad lines before it is believed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fair.contract.all import COMMANDS

ROOT = Path(__file__).parents[2]
PYTHON = sorted((ROOT / "fair").rglob("*.py"))
SCRIPT = sorted((ROOT / "static" / "js").rglob("*.js"))
GENERATED = {ROOT / "static" / "js" / "contract.js"}
MADE_BY_HAND = re.compile(r"make\w*\.py$")  # scripts that make a data file, never imported
LONGEST = 300

# One word, one meaning: what we say, by what we do not say.
SYNONYMS = {
    "candidate": "seeker",
    "applicant": "seeker",
    "attendee": "seeker or person",
    "exhibitor": "employer or booth",
    "dashboard": "board",
    "waitlist": "queue",
}
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# WebRTC's word for an address to try belongs to WebRTC: addIceCandidate, ice_candidate, and the
# browser's own field names.
ICE = re.compile(r"ice_?candidate", re.IGNORECASE)
ICE_FIELD = re.compile(r"\.\s*candidate(?:Type|Id)?\b|\b(?:local|remote)Candidate\w*")
IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*")
JS_NOISE = re.compile(
    r"""/\*.*?\*/|(?<![:"'`])//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL
)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def synonyms_in(identifier: str) -> set[str]:
    """Find the words of an identifier, in the singular, that another word of ours already means."""
    if ICE.search(identifier):
        return set()
    words = {word.lower() for word in WORD.findall(identifier)}
    return {word for word in SYNONYMS if words & {word, f"{word}s"}}


def python_identifiers(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    # The fields of a class such as IceCandidate are the browser's, by their own names.
    browsers = {
        id(field.target)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and ICE.search(node.name)
        for field in node.body
        if isinstance(field, ast.AnnAssign)
    }
    for node in ast.walk(tree):
        if id(node) in browsers:
            continue
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name) | ast.Name(id=name) | ast.Attribute(attr=name):
                yield name
            case ast.arg(arg=name) | ast.alias(name=name):
                yield name
            case ast.keyword(arg=str(name)):
                yield name


def js_identifiers(source: str) -> Iterator[str]:
    yield from IDENTIFIER.findall(ICE_FIELD.sub(" ", JS_NOISE.sub(" ", source)))


def calls_of(source: str, name: str) -> list[int]:
    """List the lines on which something called `name` is called: `name(` or `thing.name(`."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(attr=found)) | ast.Call(func=ast.Name(id=found)):
                if found == name:
                    lines.append(node.lineno)
    return lines


def wire_names_in(source: str, names: set[str]) -> set[str]:
    """Find the wire names that are written out as a string instead of taken from the contract."""
    tree = ast.parse(source)
    # A fact's kind may be called as the command that led to it.
    kinds = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.target.id == "kind"
    }
    constants = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in kinds
    }
    return constants & names


# --- the rules on the code ------------------------------------------------------------------------


def test_no_file_is_longer_than_an_idea() -> None:
    long = {
        name_of(path): lines
        for path in PYTHON + SCRIPT
        if path not in GENERATED and (lines := len(path.read_text("utf-8").splitlines())) > LONGEST
    }

    assert not long, f"above {LONGEST} lines an idea is missing: {long}"


def test_identifiers_use_the_words_of_the_glossary() -> None:
    found = {
        f"{name_of(path)}: {identifier} (we say {SYNONYMS[word]})"
        for path in PYTHON + SCRIPT
        if path not in GENERATED and not MADE_BY_HAND.search(path.name)
        for identifier in (python_identifiers if path.suffix == ".py" else js_identifiers)(
            path.read_text("utf-8")
        )
        for word in synonyms_in(identifier)
    }

    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize(
    ("call", "homes"),
    [("commit", {"fair/db.py"}), ("emit", {"fair/live.py", "fair/crowd"})],
    ids=["commit", "emit"],
)
def test_a_dangerous_call_stays_in_its_home(call: str, homes: set[str]) -> None:
    found = [
        f"{name_of(path)}:{line}"
        for path in PYTHON
        if not any(name_of(path).startswith(home) for home in homes)
        for line in calls_of(path.read_text("utf-8"), call)
    ]

    assert not found, f"{call}() belongs to {' and '.join(sorted(homes))}: {found}"


def test_wire_names_are_written_in_the_contract_only() -> None:
    # A name of one plain word is also an ordinary word; only compound names can be told apart.
    names = {name for name in COMMANDS if re.search(r"[-.]", name)}
    found = {
        f"{name_of(path)}: {name}"
        for path in PYTHON
        if "contract" not in path.parts
        for name in wire_names_in(path.read_text("utf-8"), names)
    }

    assert not found, f"use the class from fair/contract: {sorted(found)}"


def test_wire_names_in_javascript_come_from_the_generated_file() -> None:
    names = {name for name in COMMANDS if re.search(r"[-.]", name)}
    found = {
        f"{name_of(path)}: {name}"
        for path in SCRIPT
        if path not in GENERATED
        for name in re.findall(r"""["'`]([\w.-]+)["'`]""", path.read_text("utf-8"))
        if name in names
    }

    assert not found, f"use COMMANDS from static/js/contract.js: {sorted(found)}"


# --- the rules on lines that are good or bad ------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["candidate = 1", "def list_applicants(): ...", "class WaitlistPage: ...", "f(attendeeId=1)"],
)
def test_a_synonym_in_python_is_found(line: str) -> None:
    assert any(synonyms_in(name) for name in python_identifiers(line))


@pytest.mark.parametrize(
    "line",
    [
        "seeker = 1",
        "'candidate'",
        "ice_candidate = 1",
        "class IceCandidate:\n    candidate: str",
        "dash = board",
    ],
)
def test_a_word_of_ours_in_python_is_left_alone(line: str) -> None:
    assert not any(synonyms_in(name) for name in python_identifiers(line))


@pytest.mark.parametrize("line", ["let candidate = 1;", "openDashboard();", "x.applicant;"])
def test_a_synonym_in_javascript_is_found(line: str) -> None:
    assert any(synonyms_in(name) for name in js_identifiers(line))


@pytest.mark.parametrize(
    "line",
    [
        "peer.addIceCandidate(event.candidate);",
        "// the candidate\nlet seeker;",
        'on("icecandidate", hear);',
        "stats.localCandidateId;",
    ],
)
def test_a_word_of_ours_in_javascript_is_left_alone(line: str) -> None:
    assert not any(synonyms_in(name) for name in js_identifiers(line))


def test_a_call_is_found_and_a_definition_is_not() -> None:
    assert calls_of("x.commit()\ndef commit(): ...\ny = x.commit", "commit") == [1]


def test_a_wire_name_is_found_and_a_sentence_with_it_is_not() -> None:
    source = "send('queue.join')\nlog('we send queue.join')"

    assert wire_names_in(source, {"queue.join"}) == {"queue.join"}
    assert wire_names_in("log('we send queue.join')", {"queue.join"}) == set()
    assert wire_names_in("kind: ClassVar[str] = 'queue.join'", {"queue.join"}) == set()
