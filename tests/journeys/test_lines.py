"""The line where it is tight: after a break, at last call, in two places at once.

Scripted visitors over real servers and real sockets; what they read stands on their pages.
"""

import asyncio
import random
import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.harness.province import a_province
from tests.journeys.harness.report import LOGS
from tests.journeys.harness.server import Server
from tests.journeys.harness.town import ZONE, Stand, Town
from tests.journeys.harness.visitor import Refused, Visitor

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
POSTS = (("Sewer", 40),)
AT_LAST_CALL = 38
PATIENCE_S = 90.0


@pytest.fixture
async def town(server: Server) -> AsyncIterator[Town[Any]]:
    made = Town(server)
    try:
        yield made
    finally:
        await made.close()


async def begun(town: Town[Any], *names: str, recruiters: int = 1) -> list[Stand]:
    """An open fair, with these employers' booths open."""
    await town.organise()
    stands = [await town.stand(name, POSTS, recruiters=recruiters) for name in names]
    await town.open_fair()
    for stand in stands:
        await town.on_duty(stand)
    return stands


async def joined(town: Town[Any], stand: Stand, many: int) -> list[tuple[Visitor, str]]:
    """So many people come, one after the other, and stand in a line; they stay connected."""
    people = [await town.seeker(number) for number in range(many)]
    for one in people:
        await one.connect()
    taken = [await one.ask("ticket.join", booth_id=stand.booth_id) for one in people]
    return [(who, str(one["ticket_id"])) for who, one in zip(people, taken, strict=True)]


async def tried(recruiter: Visitor, booth_id: str) -> str:
    """Press *Call next*; return the ticket that is rung, or the refusal's code."""
    try:
        return str((await recruiter.ask("ticket.call_next", booth_id=booth_id))["ticket_id"])
    except Refused as refused:
        return refused.code


async def test_three_recruiters_press_within_a_second_after_a_break_on_three_processes(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with a_province(tmp_path, random.Random(3), 3) as province:
        request.node.stash.setdefault(LOGS, []).append(lambda: province.log)
        town = Town(province)
        try:
            (stand,) = await begun(town, "Huafeng", recruiters=3)
            people = await joined(town, stand, 5)
            desk = f"/desk/{stand.booth_id}"
            for recruiter, server in zip(stand.recruiters, province.servers, strict=True):
                recruiter.server = server
                await recruiter.connect()
                await recruiter.ask("duty.back_in", booth_id=stand.booth_id, minutes=5)
            assert await tried(stand.recruiters[0], stand.booth_id) in {"off-duty", "wrong-state"}

            for recruiter in stand.recruiters:
                await recruiter.press(desk, "duty.start")
            said = await asyncio.gather(
                *(tried(one, stand.booth_id) for one in stand.recruiters for _ in range(3))
            )

            assert Counter(said) == {
                "already-calling": 6, **{ticket: 1 for _, ticket in people[:3]},
            }, said  # fmt: skip
            assert province.rows("SELECT id FROM overtake") == []
        finally:
            await town.close()


async def closing_in(town: Town[Any], **time: float) -> None:
    """Let the fair's last hour come early; the organiser has agreed to whom that concerns."""
    closes_at = (datetime.now(ZONE) + timedelta(**time)).replace(second=0, microsecond=0)
    ((opens_at,),) = town.server.rows("SELECT opens_at FROM fair")
    page = await town.organiser.open(town.managed)
    form = page.form("fair.change")
    assert form is not None
    agreed = f"{int(opens_at // 1_000_000)}-{int(closes_at.timestamp())}"
    await town.organiser.submit(form, closes_at=f"{closes_at:%Y-%m-%dT%H:%M}", agreed=agreed)


async def confirmed(town: Town[Any], ticket_id: str) -> None:
    """The organiser vouches that a number is the person's."""
    ((person_id,),) = town.server.rows("SELECT person_id FROM ticket WHERE id = ?", ticket_id)
    await town.organiser.connect()
    await town.organiser.ask("person.confirm_by_organiser", person_id=person_id)


async def reads(who: Visitor, words: str, path: str = "/queues") -> str:
    """Look at a page until it says so."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            text = (await who.open(path)).text
            if re.search(words, text):
                return text
            await asyncio.sleep(0.3)


async def test_last_call_with_38_people_in_line(town: Town[Any], server: Server) -> None:
    """It is told early; each chooses or is carried; nobody's silence costs a place."""
    (stand,) = await begun(town, "Huafeng")
    people = await joined(town, stand, AT_LAST_CALL)
    await closing_in(town, minutes=12)
    await reads(people[-1][0], "your turn is unlikely before")

    await confirmed(town, people[-2][1])
    chosen = dict(zip(people[-3:], ("next", "phone_me", "leave"), strict=True))
    for (who, ticket_id), choice in chosen.items():
        if choice != "leave":
            await who.ask("ticket.choose", ticket_id=ticket_id, choice=choice)
    await town.organiser.press(town.managed, "fair.close")
    leaver, last = people[-1]
    await reads(leaver, "choose|Leave")
    await leaver.ask("ticket.choose", ticket_id=last, choice="leave")

    rows = server.rows("SELECT state, choice, COUNT(*) FROM ticket GROUP BY state, choice")
    assert {(state, choice): many for state, choice, many in rows} == {
        ("closed", "carried"): AT_LAST_CALL - 3, ("closed", "next"): 1,
        ("closed", "phone_me"): 1, ("closed", "leave"): 1,
    }  # fmt: skip
    await reads(people[0][0], "Your place is kept")
    assert people[-2][0].who in (await stand.recruiters[0].open("/desk/people")).text
    assert "everything holds" in await server.run("ledger", "verify")


async def test_a_slot_that_comes_due_in_the_middle_of_another_talk(
    town: Town[Any], server: Server
) -> None:
    """The talk goes on; the slot's booth calls somebody else, and her as soon as she is free."""
    talks, slot = await begun(town, "Huafeng", "Lianhe")
    ((lan, ticket_id),) = await joined(town, talks, 1)
    mei, sun = talks.recruiters[0], slot.recruiters[0]
    for one in (mei, sun):
        await one.connect()
    await confirmed(town, ticket_id)
    called = await mei.ask("ticket.call_next", booth_id=talks.booth_id)
    assert called["ticket_id"] == ticket_id
    await lan.ask("call.answer", call_id=called["call_id"])
    for side in (lan, mei):
        leg = await side.ask("call.seat", call_id=called["call_id"], tab="only")
        await side.ask("call.live", call_id=called["call_id"], epoch=leg["epoch"])

    begins = (datetime.now(ZONE) + timedelta(seconds=65)).replace(second=0, microsecond=0)
    await sun.ask("slots.open", booth_id=slot.booth_id, starts_at=begins.isoformat())
    ((slot_id,),) = server.rows("SELECT id FROM slot")
    await lan.ask("appointment.book", slot_id=slot_id)
    bo = await town.seeker(100, "Bo")
    await bo.connect()
    behind = await bo.ask("ticket.join", booth_id=slot.booth_id)
    await reads(sun, r"Seeker0", f"/desk/{slot.booth_id}")
    async with asyncio.timeout(PATIENCE_S):
        while server.rows("SELECT state FROM appointment") != [("due",)]:
            await asyncio.sleep(0.3)

    assert await tried(sun, slot.booth_id) == behind["ticket_id"]
    assert server.rows("SELECT state FROM ticket WHERE id = ?", ticket_id) == [("talking",)]
    await bo.ask("call.decline", call_id=_ringing(server))

    await mei.press(
        f"/calls/{called['call_id']}", "interview.conclude", outcome="no_fit", reason="pay"
    )
    await mei.ask("call.hang_up", call_id=called["call_id"])
    await lan.ask("ticket.quiet_end")
    ((hers,),) = server.rows("SELECT ticket_id FROM appointment")
    assert await tried(sun, slot.booth_id) == hers


def _ringing(server: Server) -> str:
    ((call_id,),) = server.rows("SELECT id FROM call WHERE state = 'ringing'")
    return str(call_id)
