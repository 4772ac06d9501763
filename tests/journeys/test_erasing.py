"""Somebody who was everywhere asks to be forgotten: nothing of theirs is left, the count stays."""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from tests.journeys.harness.server import Server
from tests.journeys.harness.town import ZONE, Stand, Town
from tests.journeys.harness.visitor import Visitor

pytestmark = pytest.mark.timeout(90)

NAME = "Quillonia Wrenfeather"
PHONE = "13912345678"
WORDS = {
    "chat": "zanzibarish greetings",
    "question": "is there xylographic sewing",
    "call": "my velocipede waits outside",
    "note": "brought a marmoreal thimble",
    "case": "they wanted forty guilders",
    "cv": "quatrefoil embroidery since school",
}
TRACES = (NAME, *NAME.split(), PHONE[3:], "1987-03-21", *WORDS.values())


@pytest.fixture
async def town(server: Server) -> AsyncIterator[Town]:
    made = Town(server)
    try:
        yield made
    finally:
        await made.close()


def cells(server: Server) -> Iterator[tuple[str, str]]:
    """Yield (table and column, value as text) of every cell of the database."""
    connection = sqlite3.connect(f"file:{server.database}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                for column in row.keys():  # noqa: SIM118 - a Row iterates over its values
                    value = row[column]
                    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
                    yield f"{table}.{column}", str(text)
    finally:
        connection.close()


def traces(server: Server) -> dict[str, set[str]]:
    """Return where each trace of the person is found."""
    found: dict[str, set[str]] = {}
    for where, text in cells(server):
        for trace in TRACES:
            if trace.casefold() in text.casefold():
                found.setdefault(trace, set()).add(where)
    return found


async def bytes_left(server: Server) -> dict[str, set[str]]:
    """Return which traces stand in which file beside the database, the log too, after a moment."""
    found: dict[str, set[str]] = {}
    until = monotonic() + 15
    while monotonic() < until:
        found = {}
        for file in filter(Path.is_file, server.directory.rglob("*")):
            content = file.read_bytes().lower()
            for trace in TRACES:
                if trace.lower().encode() in content:
                    found.setdefault(trace, set()).add(file.name)
        if not found:
            break
        await asyncio.sleep(0.1)
    return found


def readable_by_others(server: Server) -> list[str]:
    """Return the files beside the database that another account could read."""
    files = (file for file in server.directory.rglob("fair.db*"))
    return [file.name for file in files if file.stat().st_mode & 0o077]


async def figures(town: Town) -> dict[str, str]:
    """Return what the board counted so far."""
    page = await town.organiser.open(f"/board/{town.fair_id}")
    so_far = page.text.partition('id="sofar"')[2].partition("</section>")[0]
    stat = r'data-stat="(\w+)".*?stat__value">([^<]*)<'
    return dict(re.findall(stat, so_far, re.DOTALL))


async def leaves_traces(stand: Stand, seeker: Visitor) -> None:
    """Do everything that leaves something behind."""
    booth, recruiter = f"/booths/{stand.booth_id}", stand.recruiters[0]
    page = await seeker.open("/me")
    form = next(one for one in page.forms if one.action == "/me/files")
    await seeker.post(form, {"file": ("cv.txt", WORDS["cv"].encode(), "text/plain")})
    await seeker.press(booth, "chat.say", text=WORDS["chat"])
    await seeker.press(booth, "chat.ask", text=WORDS["question"])
    case = await seeker.press(booth, "case.open", what="other")
    await seeker.press(f"/cases/{case['case_id']}", "case.tell", text=WORDS["case"])
    await seeker.press(booth, "ticket.join")
    called = await recruiter.press(f"/desk/{stand.booth_id}", "ticket.call_next")
    call = f"/calls/{called['call_id']}"
    await seeker.press(call, "call.answer")
    await seeker.press(call, "call.say", text=WORDS["call"])
    await recruiter.press(call, "call.say", text="Hello")
    await recruiter.press(call, "call.note", text=WORDS["note"])
    made = await recruiter.press(
        call,
        "offer.make",
        vacancy_id=stand.vacancies["Sewer"],
        starts_on=f"{datetime.now(ZONE).date() + timedelta(days=10)}",
    )
    await recruiter.press(call, "call.hang_up")
    offer = f"/offers/{made['offer_id']}"
    await seeker.press(offer, "offer.open_terms")
    await seeker.press(offer, "offer.accept")
    await seeker.press(offer, "hire.confirm")
    await recruiter.press(offer, "hire.confirm")


async def test_nothing_of_an_erased_person_is_left_and_the_figures_hold(
    town: Town, server: Server
) -> None:
    await town.organise()
    stand = await town.stand("Huafeng", (("Sewer", 2),))
    await town.open_fair()
    await town.on_duty(stand)
    seeker = await town.seeker(0, NAME, PHONE, born=(1987, 3, 21))
    await leaves_traces(stand, seeker)
    assert set(traces(server)) == set(TRACES), "each trace was there to be erased"
    before = await figures(town)
    assert {before[name] for name in ("interviews", "offers", "accepted", "hires")} == {"1"}
    await server.run("ledger", "verify")

    await seeker.press("/me", "person.erase", sure="yes")

    assert traces(server) == {}
    assert await bytes_left(server) == {}
    assert readable_by_others(server) == []
    assert await figures(town) == before
    await server.run("ledger", "verify")
    await town.organiser.press(town.managed, "fair.close")
    said = await server.run("ledger", "verify")
    assert "holds" in said, said
