"""Somebody who waits with the phone locked, for the tests of `reach`: what was texted, and when."""

import re
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from fair import timers
from fair.contract.rooms import RingUnshown
from fair.db import utc_now
from fair.rooms.call_store import call_table
from fair.signals import signal
from tests.queue.day import Day
from tests.values import some


def texted(day: Day, person_id: str) -> list[str]:
    """Return what was texted to a person, oldest first."""
    query = select(signal.c.recipient, signal.c.text).where(signal.c.person_id == person_id)
    return [row.text for row in day.world.rows(query.order_by(signal.c.made_at, signal.c.id))]


def link_in(said: str) -> str:
    """Return the path of the link in a text."""
    return some(re.search(r"http://127\.0\.0\.1:8000(/t/\w+)", said))[1]


async def rung_unshown(day: Day) -> Any:
    """Call next, and let six seconds go by in which no page shows the ring."""
    called = await day.call()
    assert day.world.look(timers.ends_at, "call.ring_unshown", called.call_id)
    rang = utc_now() - timedelta(seconds=6)
    await day.world.work(
        lambda work: work.write(
            update(call_table).where(call_table.c.id == called.call_id).values(rang_at=rang)
        )
    )
    await day.world.do(RingUnshown(call_id=called.call_id))
    return called


async def press(day: Day, path: str, token: str = "") -> Any:
    """Open a text's link in a browser, press its one button, and return the two answers."""
    async with day.world.web(token) as web:
        page = await web.get(path)
        found = re.search(r'name="csrf" value="([^"]+)"', page.text)
        answer = await web.post(path, data={"csrf": found[1] if found else ""})
        return page, answer, (await web.get("/queues")).status_code
