"""Who did it: each fact has its author, and what is taken from somebody its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from fair import slices
from fair.because import SAID
from fair.behalf import house_for
from fair.contract.all import COMMANDS
from fair.decisions import FACTS, Actor, Fact, ReasonNeeded
from fair.glossary import Role
from fair.history.saying import SAYINGS, VARY
from fair.ledger import ledger
from fair.roles import STAFF
from fair.subjects import SUBJECTS, subjects
from tests.agreements.belongings import Belongings, belongings
from tests.agreements.test_asking_first import taking
from tests.world import World

FAIR = Path(__file__).parents[2] / "fair"
OURS = {kind: one for kind, one in FACTS.items() if one.__module__.startswith("fair.")}
# What ends or closes something, and takes nothing from anybody but its own author.
EXCUSED = {
    "announcement.remove": "the organisers' own words",
    "audit.close": "the author's own draw: what was marked stays",
    "case.escalate": "a case goes on to the authority: its reporter loses nothing",
    "case.resolve": "the reporter was answered, and may report again",
    "fair.archive": "a fair that is over; its pages stay",
    "fair.close": "everybody chooses what follows and keeps the place: a rule of the queue",
    "hall.remove": "refused while a booth stands in it",
    "session.end": "everybody chooses what follows and keeps the place: a rule of the queue",
    "session.remove": "the organisers' own plan",
    "vacancy.withdraw": "the own post; each offer under it says so as its reason",
}
# Where the actor of the clock may be named: nothing there happens for anybody.
CLOCKS = {
    "decisions.py", "timers.py", "retention.py", "erasures.py", "signals/endings.py",
    "signals/delivery.py", "db.py", "sign_in/login_writes.py", "anchors.py", "head_outlets.py",
    "key_holder.py", "leader.py", "hours.py", "rehearsing.py",
    "reach/pages.py",  # a reply word that did nothing is answered by the house
}  # fmt: skip


@pytest.fixture
async def have(world: World) -> Belongings:
    return await belongings(world)


async def test_every_row_of_the_ledger_names_its_author(have: Belongings):
    rows = have.world.rows(ledger.select())

    assert len({row.kind for row in rows}) > 25
    assert {row.author.partition(":")[0] for row in rows} <= {
        "account", "person", "import", "clock", "by_hand", "visitor",
    }  # fmt: skip
    assert not [row.kind for row in rows if not row.author]


def users_of_the_clock() -> Iterator[str]:
    """Yield the files that name the actor of the clock."""
    for path in FAIR.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.ImportFrom)
                and node.module == "fair.decisions"
                and any(one.name == "SYSTEM" for one in node.names)
            ):
                yield str(path.relative_to(FAIR))


def test_only_what_no_person_asked_for_is_done_by_the_clock():
    assert set(users_of_the_clock()) <= CLOCKS
    assert Actor(Role.SYSTEM).author == "clock"
    assert house_for(Actor(Role.ORGANISER, account_id="a1")).author == "account:a1"
    assert house_for(Actor(Role.VISITOR)).author == "visitor"
    assert Actor(Role.RECRUITER, account_id="a1", import_id="i1").author == "import:i1"
    assert Actor(Role.SYSTEM, by_hand=True).author == "by_hand"


def test_every_command_that_takes_something_from_somebody_wants_a_reason():
    without = {name for name in taking() if not COMMANDS[name].takes & STAFF}

    assert without == set(EXCUSED)


@pytest.mark.parametrize("name", sorted(name for name in COMMANDS if COMMANDS[name].takes & STAFF))
def test_the_reason_for_taking_from_a_person_is_one_of_a_list(name):
    """Free words about somebody would outlive that person's data."""
    command = COMMANDS[name]
    things = {"licence_id", "vacancy_id", "enrolment_id", "enrolment_ids", "number", "run_id"}
    of_things = things & set(command.model_fields)

    free = command.model_fields["reason"].annotation is str

    assert free == bool(of_things)


@pytest.mark.parametrize("name", sorted(name for name in COMMANDS if COMMANDS[name].takes & STAFF))
async def test_without_a_reason_nothing_is_taken(world: World, name):
    command = COMMANDS[name]
    role = min(command.takes & STAFF)
    silent = command.model_construct(**{**command.example, "reason": ""})

    with pytest.raises(ReasonNeeded):
        await world.server.dispatch.carry_out(silent, Actor(role, account_id="a" * 12), "once")


@pytest.mark.parametrize("kind", sorted(OURS))
def test_each_fact_that_a_history_shows_has_its_sentence(kind):
    said = [one for one in SAYINGS if one.partition("=")[0] == kind]

    assert bool(said) is not OURS[kind].quiet
    assert all(("=" in one) is (kind in VARY) for one in said)
    assert {subject for subject, _ in subjects(OURS[kind])} <= set(SUBJECTS)


def test_no_sentence_is_for_a_fact_that_is_not():
    assert {one.partition("=")[0] for one in SAYINGS} <= set(OURS)
    assert all(SAID.values())
    assert slices.SLICES[-1] == "history"
    assert all(issubclass(one, Fact) for one in OURS.values())
