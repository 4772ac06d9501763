"""Old view + events == fresh view: what browsers work out is what the server would say."""

import contextlib
import json
import random
import subprocess
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from fair.contract.queue_news import QueueChanged
from fair.decisions import Fact, Refusal
from fair.queue import line_store, reads
from fair.waiting import line_views
from fair.waiting.line_views import Line
from tests.queue.day import a_day
from tests.queue.steps import STEPS

APPLY = Path(__file__).parent / "apply_line.mjs"


def as_view(line: Line, number: int | None, talking: int) -> dict[str, Any]:
    return {
        "version": line.version, "waiting": line.waiting, "talking": talking, "place": line.place,
        "number": number,
        "points": [list(point) for point in line.points], "at": line.at.isoformat(),
    }  # fmt: skip


def comparable(view: dict[str, Any]) -> dict[str, Any]:
    return {**view, "at": datetime.fromisoformat(view["at"])}


@pytest.mark.parametrize("seed", [1, 2])
async def test_every_browser_knows_its_place_without_asking(
    world, seed, needs: Callable[[str, str], str]
):
    node = needs("node", "nodejs")
    day = await a_day(world)
    dice = random.Random(seed)
    events: list[QueueChanged] = []

    def listen(facts: Iterable[Fact]) -> None:
        ((kinds, tell),) = line_views.NEWS
        mine = [fact for fact in facts if isinstance(fact, kinds)]
        told = world.look(lambda at: list(tell(at, mine))) if mine else []
        events.extend(event for event in told if event.booth_id == day.booth_id)

    def talking() -> int:
        return int(world.look(reads.in_call, day.booth_id))

    world.server.dispatch.announce = listen
    await day.another_booth()
    await day.look()
    await day.waiting(6)
    start = len(events)
    watched = [found.number for found in world.look(reads.in_order, day.booth_id)]
    old = [
        as_view(world.look(line_views.line, day.booth_id, number), number, talking())
        for number in [*watched, None]
    ]
    for _ in range(90):
        with contextlib.suppress(Refusal):
            await dice.choice(STEPS)(day, dice.choice)
    heard = [event.model_dump(mode="json") for event in events[start:]]
    done = subprocess.run(
        [node, str(APPLY)],
        input=json.dumps({"views": old, "events": heard}),
        capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    after = json.loads(done.stdout)
    fresh = [
        as_view(world.look(line_views.line, day.booth_id, number), number, talking())
        for number in [*watched, None]
    ]
    assert len(heard) > 20
    assert [comparable(view) for view in after] == [comparable(view) for view in fresh]
    assert events[-1].version == world.look(line_store.queue, day.booth_id).version
    joined = events[start]
    for event in events[start + 1 :]:
        joined = event.after(joined)
    once = subprocess.run(
        [node, str(APPLY)],
        input=json.dumps({"views": old, "events": [joined.model_dump(mode="json")]}),
        capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    assert [comparable(view) for view in json.loads(once.stdout)] == [
        comparable(view) for view in fresh
    ]
    assert world.look(reads.waiting, [day.booth_id])[day.booth_id] == fresh[0]["waiting"]
