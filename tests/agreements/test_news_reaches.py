"""Old view + events == fresh view: whoever has a page open hears of whatever changes on it.

People do anything that they may, in bursts drawn by dice, and the clock fires what is due; the
news goes out by the server's own rounds, slowed down as declared. Every live part of every page,
of every role, is then fetched: what differs from what the part showed when it last heard something
was told to nobody. `NEWS_SEED=… pytest …` tries other dice.
"""

import os
import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fair.contract.all import EVENTS
from fair.contract.queue import JoinQueue
from tests.agreements.belongings import LAN, Belongings, belongings
from tests.agreements.bursts import LAST, Bursts
from tests.agreements.live_parts import Declared
from tests.agreements.readers import Readers
from tests.world import World

TEMPLATES = Path(__file__).parents[2] / "templates"
SEEDS = [int(os.environ["NEWS_SEED"])] if "NEWS_SEED" in os.environ else [1, 2]
BURSTS = int(os.environ.get("NEWS_BURSTS", "30"))
# What is known to be told late: the end of a part's address, and the command that does it.
KNOWN = {
    # Who changes the own number on one page and has the box to join open on another: `only` leaves
    # out events without the field. The form says so when it is sent.
    ("/queue", "person.change_number"),
    # The organiser's telephone, with its hours, is kept with the tickets for who is offline; like
    # the foot of every page it is that of when the page was opened.
    ("/queues/list", "office.set"),
    # Who finds on one page that the line carries no voice, with the box to join open on another:
    # the hint comes when that is opened next; the telephone can be chosen there either way.
    ("/queue", "microphone.tried"),
    # The banner names the organiser to turn to. Another name for the same person is shown when the
    # page is opened next; the address to write to stays.
    ("/banner", "account.change"),
    # What a person tells of skills and files while an answer is owed: the desk looks again by
    # itself every half minute.
    ("/line", "person.answer"),
    # Who recruits here no longer: the organiser's page of calls looks again by itself.
    ("/calls/now", "recruiter.remove"),
    ("/line", "person.remove_file"),
}


class Clock(datetime):
    """Stands still until the test moves it, so that nothing changes by time alone."""

    at = datetime.now(UTC)

    @classmethod
    def now(cls, _zone: object = None) -> datetime:  # type: ignore[override]
        return cls.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    Clock.at = datetime.now(UTC)
    monkeypatch.setattr("fair.db.datetime", Clock)
    return Clock


@pytest.fixture
async def have(world: World, clock: type[Clock]) -> Belongings:  # noqa: ARG001 - it stands still
    found = await belongings(world)
    # Nothing beats here between two steps of the clock: that is no silence for the board to show.
    world.server.database.health._clock = lambda: 0.0
    await world.do(JoinQueue(booth_id=found.ids["booth_id"]), found.fu)
    return found


@pytest.fixture
async def readers(have: Belongings) -> Readers:
    made = Readers(have)
    tokens = {**have.stage.tokens, **have.stage.scene.tokens, "visitor": ""}
    for who in ("visitor", LAN, "Fu", "recruiter", "colleague", "organiser"):
        await made.come_in(who, tokens[who])
    await made.told_all()
    await made.look_again()
    return made


def ends(part: str, end: str) -> bool:
    """Whether what is looked at is at this address, or at that of one post or page there."""
    return re.search(rf"{re.escape(end)}(/\w{{12}})?(\?\S*)? on ", part) is not None


class Day:
    """A day on which people do anything, and what was told to nobody."""

    def __init__(self, have: Belongings, readers: Readers, clock: type[Clock], seed: int) -> None:
        self.have, self.readers, self.clock = have, readers, clock
        self.dice = random.Random(seed)
        self.bursts = Bursts(have, self.dice)
        self.found: list[str] = []

    async def time_goes_on(self) -> None:
        """Let pages look again, as they do by themselves, and only then fire what is due."""
        self.clock.at += timedelta(seconds=self.dice.choice([1, 5, 20, 50, 200]))
        await self.readers.look_again()
        await self.have.world.server.leader.fire(self.clock.at)
        self.bursts.told.append("the clock")
        await self.compare()

    async def burst(self) -> None:
        """Let a few things happen one after the other, with rounds of the news in between."""
        for _ in range(self.dice.randint(1, 4)):
            await self.bursts.something()
            if self.dice.random() < 0.5:
                await self.readers.round(self.dice.choice([0, 0.06, 0.3, 1.1]))
        await self.compare()

    async def compare(self) -> None:
        """Tell what waits; note what fresh views say otherwise than those who heard the news."""
        await self.readers.told_all()
        await self.readers.settle(self.clock.at)
        told, self.bursts.told = self.bursts.told, []
        for part, differs in (await self.readers.stale()).items():
            if not any(ends(part, end) and what in " ".join(told) for end, what in KNOWN):
                self.found.append("\n    ".join([part, *told, *differs]))


@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed", SEEDS)
async def test_whoever_sees_something_hears_when_it_changes(have, readers, clock, seed):
    day = Day(have, readers, clock, seed)

    for _ in range(BURSTS):
        if day.dice.random() < 0.3:
            await day.time_goes_on()
        await day.burst()
    for name in LAST:
        for _ in range(10):
            if await day.bursts.command(name):
                break
        await day.compare()

    print(f"NEWS_SEED={seed}", day.bursts.done)
    assert day.found == [], "\n\n".join(day.found)
    assert len(day.bursts.done) > 40, day.bursts.done


TAG = re.compile(r'<live-fragment[^>]*?\bsrc="((?:\{[{%].*?[%}]\}|[^"])*)"')
EITHER = re.compile(r"\{% if [^%]*%\}(.*?)\{% else %\}.*?\{% endif %\}")


def written() -> dict[str, re.Pattern[str]]:
    """Return where live parts stand in templates, and what their addresses look like."""
    found = {}
    for path in sorted(TEMPLATES.rglob("*.html")):
        for src in TAG.findall(path.read_text()):
            pieces = re.split(r"\{%.*?%\}|\{\{.*?\}\}", EITHER.sub(r"\1", src))
            pattern = ".*".join(map(re.escape, pieces))
            found[f"{path.relative_to(TEMPLATES)}: {src}"] = re.compile(pattern)
    return found


# On an organiser's pages of a fair that is yet to open; here it is open.
NOT_YET_OPEN = {"readiness/_summary_live.html: /organise/fairs/{{ fair.id }}/ready/summary"}


async def test_every_live_part_of_a_template_is_looked_at(readers):
    parts = parts_of(readers)

    assert len(written()) > 20
    assert {
        where
        for where, pattern in written().items()
        if not any(pattern.fullmatch(part.src) for part in parts)
    } == NOT_YET_OPEN


async def test_what_a_part_hears_is_told_and_holds_the_field_that_it_chooses_by(readers):
    parts = parts_of(readers)

    assert {name for part in parts for name in part.on} <= set(EVENTS)
    for part in parts:
        field = part.only.partition("=")[0]
        without = {name for name in part.on if field and field not in EVENTS[name].model_fields}
        # What names no such thing is for its reader alone: nobody else fetches because of it.
        assert all(EVENTS[name].audience == "person:{person_id}" for name in without), part
        assert not field or without != part.on, part


async def test_a_page_may_hear_what_it_watches(readers):
    for reader in readers.readers:
        wanted = {audience for held in reader.held for audience in held.part.watch}
        assert wanted <= readers.live.audiences.watched[reader.sid], (reader.who, reader.page)


def parts_of(readers: Readers) -> set[Declared]:
    return {held.part for reader in readers.readers for held in reader.held}
