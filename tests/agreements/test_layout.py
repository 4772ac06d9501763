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
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
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
    "seat": "leg (of a call) or opening (of a post)",
}
# A word that has one home: a seat is in a vehicle, and vehicles are placement's.
HOMES = {"seat": "fair/placement/"}
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# WebRTC's word for an address to try belongs to WebRTC: addIceCandidate, ice_candidate, and the
# browser's own field names.
ICE = re.compile(r"ice_?candidate", re.IGNORECASE)
ICE_FIELD = re.compile(r"\.\s*candidate(?:Type|Id)?\b|\b(?:local|remote|selected)Candidate\w*")
# The names of the library that the bridge listens with.
AIOICE = {
    *("Candidate", "candidate_foundation", "candidate_priority", "local_candidate"),
    *("get_component_candidates", "gather_candidates"),
}
IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*")
# Wire names that were given before a word had its one meaning keep it, here and nowhere else.
WIRE_NAME = re.compile(r"\b(?:COMMANDS|EVENTS)\.\w+")
JS_NOISE = re.compile(
    r"""/\*.*?\*/|(?<![:"'`])//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL
)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def synonyms_in(identifier: str) -> set[str]:
    """Find the words of an identifier, in the singular, that another word of ours already means."""
    if ICE.search(identifier) or identifier in AIOICE:
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
    for others in (JS_NOISE, ICE_FIELD, WIRE_NAME):
        source = others.sub(" ", source)
    yield from IDENTIFIER.findall(source)


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


# One idea, one home. Who works for whom is said by the actor; from which age what is allowed, by
# the person; that a fair is over and a licence in force, by the fair and the licence.
ACTORS = {"actor", "me"}
AGES = {16, 18}
AGE = re.compile(r"age|ages|aged|years|young|youngest|adult|adults|grown|born")
TOLD_BY = {
    frozenset({"closed", "archived"}): "fair.over",
    frozenset({"draft", "published"}): "fair.ahead",
    frozenset({"published", "open", "paused"}): "fair.welcomes",
    frozenset({"verified", "due"}): "licence.in_force",
}
STATES_LISTED = re.compile(r"""state(?:\.value)?\s+(?:not\s+)?in\s*[(\[{]([^)\]}]*)""")


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def employers_compared(source: str) -> list[int]:
    """List the lines that compare an actor's employer by hand."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        if isinstance(side, ast.Attribute)
        if side.attr == "employer_id" and _last(side.value) in ACTORS
    ]


def ages_written(source: str) -> list[int]:
    """List the lines on which 16 or 18 stand as ages: beside a name that speaks of age."""
    found: list[int] = []
    for node in ast.walk(ast.parse(source)):
        beside: list[tuple[list[ast.expr], list[ast.expr]]] = []
        match node:
            case ast.Compare(left=left, comparators=others):
                beside = [([left, *others], [left, *others])]
            case ast.Assign(targets=targets, value=value):
                beside = [(targets, _parts(value))]
            case ast.Dict(keys=keys, values=values):
                beside = [([k], _parts(v)) for k, v in zip(keys, values, strict=True) if k]
        found += [
            named[0].lineno
            for named, numbers in beside
            if any(map(_of_age, named)) and any(map(_is_age, numbers))
        ]
    return found


def _parts(value: ast.expr) -> list[ast.expr]:
    return [one for one in ast.walk(value) if isinstance(one, ast.expr)]


def _of_age(node: ast.AST) -> bool:
    words = {word.lower() for word in WORD.findall(ast.unparse(node))}
    return any(AGE.fullmatch(word) for word in words)


def _is_age(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value in AGES


def states_listed(source: str) -> list[str]:
    """List what a template or a program asks of a list of states that has a name."""
    lists = [set(re.findall(r"[a-z_]+", found)) for found in STATES_LISTED.findall(source)]
    if not source.lstrip().startswith(("{", "<")):
        lists += [
            {_last(one).lower() for one in node.elts}
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Set | ast.Tuple | ast.List)
            and node.elts
            and all(
                isinstance(one, ast.Attribute) and _last(one.value) in {"FairState", "LicenceState"}
                for one in node.elts
            )
        ]
    return [TOLD_BY[one] for one in map(frozenset, lists) if one in TOLD_BY]


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
        if not name_of(path).startswith(HOMES.get(word, "-"))
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


def test_only_the_actor_says_for_whom_one_works() -> None:
    found = [
        f"{name_of(path)}:{line}"
        for path in PYTHON
        if path.name != "decisions.py"
        for line in employers_compared(path.read_text("utf-8"))
    ]

    assert not found, f"ask actor.works_for(employer_id): {found}"


def test_only_the_person_says_from_which_age_what_is_allowed() -> None:
    found = [
        f"{name_of(path)}:{line}"
        for path in PYTHON
        if name_of(path) != "fair/people/person.py"
        for line in ages_written(path.read_text("utf-8"))
    ]

    assert not found, f"take YOUNGEST and GROWN_UP from people.person: {found}"


def test_a_list_of_states_that_has_a_name_is_not_listed_again() -> None:
    homes = {"fair/programme/fair.py", "fair/employers/licence.py"}
    found = {
        f"{name_of(path)}: {name}"
        for path in (*PYTHON, *TEMPLATES)
        if name_of(path) not in homes
        for name in states_listed(path.read_text("utf-8"))
    }

    assert not found, f"say it by its name: {sorted(found)}"


# --- the rules on lines that are good or bad ------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "actor.role is Role.RECRUITER and actor.employer_id == booth.employer_id",
        "if work.actor.employer_id != employer_id: raise NotAllowed",
        "viewer.actor.employer_id == employer_id != ''",
        "mine = room.employer_id == me.employer_id",
    ],
)
def test_an_employer_compared_by_hand_is_found(line: str) -> None:
    assert employers_compared(line)


@pytest.mark.parametrize(
    "line",
    [
        "actor.works_for(booth.employer_id)",
        "booth.employer_id != upload.employer_id",
        "booths_of_employer(connection, actor.employer_id)",
        "table.c.employer_id == employer_id",
    ],
)
def test_other_employers_are_left_alone(line: str) -> None:
    assert not employers_compared(line)


@pytest.mark.parametrize(
    "line",
    [
        "if person.age(today) < 18: ...",
        "ADULT = 18",
        "YOUNGEST, OLDEST = 16, 100",
        "allowed = 16 <= years",
        "limits = {'min_age': (16, 99)}",
        "band = '16-17' if age_of(person) >= 16 else ''",
    ],
)
def test_an_age_written_out_is_found(line: str) -> None:
    assert ages_written(line)


@pytest.mark.parametrize(
    "line",
    [
        "if person.age(today) < GROWN_UP: ...",
        "_CODE_LENGTH = 18",
        "token = secrets.token_hex(16)",
        "if len(mark) >= 16: ...",
        "page = pages[16]",
        "limits = {'max_age': (YOUNGEST, 99), 'head_count': (1, 18)}",
    ],
)
def test_a_number_that_is_no_age_is_left_alone(line: str) -> None:
    assert not ages_written(line)


@pytest.mark.parametrize(
    "line",
    [
        '{% if fair.state in ("closed", "archived") %}',
        '{% set stopped = licence.state not in ("due", "verified") %}',
        "OVER = frozenset({FairState.ARCHIVED, FairState.CLOSED})",
        "if fair.state in (FairState.DRAFT, FairState.PUBLISHED): ...",
    ],
)
def test_a_list_of_states_with_a_name_is_found(line: str) -> None:
    assert states_listed(line)


@pytest.mark.parametrize(
    "line",
    [
        "{% if fair.over %}",
        '{% if state in ("firm", "reserve") %}',
        '{% if fair.state == "paused" %}',
        "_URGENT = (LicenceState.SUBMITTED, LicenceState.DUE)",
    ],
)
def test_other_states_are_left_alone(line: str) -> None:
    assert not states_listed(line)


@pytest.mark.parametrize(
    "line",
    [
        "candidate = 1",
        "def list_applicants(): ...",
        "class WaitlistPage: ...",
        "f(attendeeId=1)",
        "def hold_seat(work): ...",
        "from fair.rooms.refusals import SeatTaken",
    ],
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
        "name = 'call.seat'",
        "raise LegTaken",
    ],
)
def test_a_word_of_ours_in_python_is_left_alone(line: str) -> None:
    assert not any(synonyms_in(name) for name in python_identifiers(line))


@pytest.mark.parametrize(
    "line", ["let candidate = 1;", "openDashboard();", "x.applicant;", "askSeat(this);"]
)
def test_a_synonym_in_javascript_is_found(line: str) -> None:
    assert any(synonyms_in(name) for name in js_identifiers(line))


@pytest.mark.parametrize(
    "line",
    [
        "peer.addIceCandidate(event.candidate);",
        "// the candidate\nlet seeker;",
        'on("icecandidate", hear);',
        "stats.localCandidateId;",
        "ask(COMMANDS.callSeat, {});",
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
