"""Many at the same moment, through sockets: nobody is rung by two, no opening is promised twice.

Every message goes out twice under one id; `Visitor.ask` fails where the two answers differ.
"""

import asyncio
import csv
import io
import re
from collections import Counter
from collections.abc import AsyncIterator, Coroutine
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.journeys.harness.server import Server
from tests.journeys.harness.town import ZONE, Stand, Town, talk
from tests.journeys.harness.visitor import Refused, Visitor

pytestmark = [pytest.mark.slow, pytest.mark.timeout(150)]

RECRUITERS, SEEKERS, A_HUNDRED = 5, 20, 100
OPENINGS = {"Sewer": 3, "Cutter": 2}
Called = list[tuple[Visitor, Visitor, str]]


@pytest.fixture
async def town(server: Server) -> AsyncIterator[Town]:
    made = Town(server)
    try:
        yield made
    finally:
        await made.close()


async def tried(doing: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any] | str:
    """Return the reply, or the code of the refusal."""
    try:
        return await doing
    except Refused as refused:
        return refused.code


async def presses(stand: Stand, each: int) -> list[tuple[Visitor, dict[str, Any]]]:
    """Let all recruiters press "call next" this many times, all at once."""
    pressed = [recruiter for _ in range(each) for recruiter in stand.recruiters]
    said = await asyncio.gather(
        *(tried(one.ask("ticket.call_next", times=2, booth_id=stand.booth_id)) for one in pressed)
    )
    refused = Counter(one for one in said if isinstance(one, str))
    assert refused == {"already-calling": RECRUITERS * (each - 1)}, refused
    return [(who, one) for who, one in zip(pressed, said, strict=True) if isinstance(one, dict)]


async def all_are_called(stand: Stand, tickets: dict[str, Visitor]) -> Called:
    """A hundred presses at once, then more until all have talked; nobody is handed to two."""
    called: Called = []
    order: list[str] = []
    while len(called) < SEEKERS:
        rung = await presses(stand, A_HUNDRED // RECRUITERS if not called else 4)
        order += [reply["ticket_id"] for _, reply in rung]
        assert len(rung) == len({id(who) for who, _ in rung}) == RECRUITERS
        talks = [(who, tickets[reply["ticket_id"]], reply["call_id"]) for who, reply in rung]
        await asyncio.gather(
            *(talk(seeker, who, call_id, times=2) for who, seeker, call_id in talks)
        )
        called += talks
    assert Counter(order) == dict.fromkeys(tickets, 1)
    return called


async def offer(
    recruiter: Visitor, call_id: str, vacancy_id: str, **more: Any
) -> dict[str, Any] | str:
    """Make an offer."""
    starts_on = datetime.now(ZONE).date() + timedelta(days=10)
    asked = {"call_id": call_id, "vacancy_id": vacancy_id, "starts_on": f"{starts_on}", **more}
    return await tried(recruiter.ask("offer.make", times=2, **asked))


async def firm_or_reserve(recruiter: Visitor, call_id: str, vacancy_id: str) -> str:
    """Make a firm offer; where all openings are spoken for, a reserve one; return its id."""
    made: dict[str, Any] | str = "seat-is-free"
    for more in ({}, {"as_reserve": True}) * 4:
        if isinstance(made, str):
            assert made in {"beyond-head-count", "seat-is-free"}, made
            made = await offer(recruiter, call_id, vacancy_id, **more)
    assert isinstance(made, dict), made
    return str(made["offer_id"])


async def answered(seeker: Visitor, offer_id: str, *, keeps: bool) -> str:
    """Open the terms and accept; who does not keep it takes it back for the next one."""
    await seeker.ask("offer.open_terms", times=2, offer_id=offer_id)
    said = await tried(seeker.ask("offer.accept", times=2, offer_id=offer_id))
    if isinstance(said, str):
        return said
    if not keeps:
        await tried(seeker.ask("offer.take_back", times=2, offer_id=offer_id))
    return "accepted"


async def offers_of(town: Town) -> list[dict[str, str]]:
    text = await town.organiser.download(f"{town.managed}/offers.csv")
    return list(csv.DictReader(io.StringIO(text)))


async def check_openings(town: Town, stand: Stand, *, full: bool) -> None:
    """Firm + accepted never exceed the head-count, and the public page says the same."""
    found = Counter((one["post"], one["state"]) for one in await offers_of(town))
    accepted = Counter(
        one["seeker_number"] for one in await offers_of(town) if one["state"] == "accepted"
    )
    assert not accepted or max(accepted.values()) == 1
    for title, head_count in OPENINGS.items():
        taken = found[title, "firm"] + found[title, "accepted"]
        assert taken == head_count if full else taken <= head_count, (title, found)
        page = await town.organiser.open(f"/vacancies/{stand.vacancies[title]}")
        free = re.search(r"(\d+) of (\d+) places free", page.text)
        assert (int(free[1]) if free else 0) == head_count - taken


async def test_a_hundred_presses_and_a_hundred_offers(town: Town, server: Server) -> None:
    await town.organise()
    stand = await town.stand("Huafeng", tuple(OPENINGS.items()), recruiters=RECRUITERS)
    await town.open_fair()
    await town.on_duty(stand)
    seekers = await asyncio.gather(*(town.seeker(number) for number in range(SEEKERS)))
    await asyncio.gather(*(one.connect() for one in (*seekers, *stand.recruiters)))
    joined = await asyncio.gather(
        *(one.ask("ticket.join", times=2, booth_id=stand.booth_id) for one in seekers)
    )
    assert sorted(one["number"] for one in joined) == list(range(1, SEEKERS + 1))
    tickets = {one["ticket_id"]: who for one, who in zip(joined, seekers, strict=True)}

    called = await all_are_called(stand, tickets)
    await both_openings_for_one(town, stand, called)
    await offers_and_answers_at_once(stand, called)

    await check_openings(town, stand, full=True)
    verified = await server.run("ledger", "verify")
    print(f"{len(town.traffic.acknowledged)} commands, each sent twice; {verified}")


async def both_openings_for_one(town: Town, stand: Stand, called: Called) -> None:
    """Somebody with two firm offers accepts both at once: one is kept, one opening comes back."""
    recruiter, seeker, call_id = called[0]
    both = [await offer(recruiter, call_id, one) for one in stand.vacancies.values()]
    ids = [one["offer_id"] for one in both if isinstance(one, dict)]
    assert len(ids) == 2, both
    await asyncio.gather(*(answered(seeker, one, keeps=True) for one in ids))
    states = Counter(one["state"] for one in await offers_of(town))
    assert states == {"accepted": 1, "released": 1}
    await check_openings(town, stand, full=False)


async def offers_and_answers_at_once(stand: Stand, called: Called) -> None:
    """All offers of all recruiters at once, each answered the moment it is made."""

    async def whole(at: int, recruiter: Visitor, seeker: Visitor, call_id: str, post: str) -> str:
        offer_id = await firm_or_reserve(recruiter, call_id, post)
        return await answered(seeker, offer_id, keeps=at % 4 != 0)

    asked = [
        whole(at, *talk, stand.vacancies[title])
        for at, talk in enumerate(called[1:])
        for title in OPENINGS
    ]
    said = Counter(await asyncio.gather(*asked))
    assert set(said) <= {"accepted", "offer-in-reserve"}, said
    assert said["accepted"] >= 4, said
