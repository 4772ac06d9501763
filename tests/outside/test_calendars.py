"""A fair goes into calendars, moves there, and is struck out; read by old Outlook's rules, too."""

import re
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from fair.contract.programme import ChangeFair, CreateFair, PublishFair
from fair.contract.programme_halls import AddSession, ChangeSession, RemoveSession
from fair.days import typed_of
from fair.db import utc_now
from fair.decisions import Actor
from fair.glossary import Role
from fair.programme import reads as programme
from tests.programme.agreeing import agree
from tests.world import World

ORGANISER = Actor(Role.ORGANISER, account_id="a00000000001")
ZONE = "Asia/Shanghai"


async def a_fair(world: World, *, published: bool = True, **more) -> str:
    """Make a fair that opens tomorrow."""
    opens_at = (utc_now() + timedelta(days=1)).replace(second=0, microsecond=0)
    made = await world.do(
        CreateFair(
            title=more.get("title", "Spring fair"), zone=ZONE, opens_at=opens_at,
            closes_at=opens_at + timedelta(hours=8), hall_titles={"en": "Garments"},
            titles={"zh-Hans": "春季招聘会"}, phone="0558-2222222",
        ),
        ORGANISER,
    )  # fmt: skip
    if published:
        await world.do(PublishFair(fair_id=made.fair_id), ORGANISER)
    return str(made.fair_id)


async def raw(world: World, path: str) -> bytes:
    async with world.web() as web:
        answer = await web.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return answer.content


async def events(world: World, path: str) -> dict[str, Any]:
    """Return each event by its UID, as a library that is not ours reads it."""
    whole = Calendar.from_ical(await raw(world, path))
    return {str(one["uid"]): one for one in whole.walk("VEVENT")}


async def later(world: World, fair_id: str, hours: float, *, opens: float = 0) -> None:
    fair = world.look(programme.fair, fair_id)
    await agree(
        world,
        ChangeFair(
            fair_id=fair.id, title=fair.title, zone=ZONE, phone=fair.phone,
            opens_at=typed_of(fair.opens_at + timedelta(hours=opens), ZONE),
            closes_at=typed_of(fair.closes_at + timedelta(hours=hours), ZONE),
        ),
        ORGANISER,
    )  # fmt: skip


async def test_a_calendar_has_the_fair_at_its_hours_with_whom_to_ask(world):
    fair_id = await a_fair(world)
    (one,) = (await events(world, f"/fairs/{fair_id}/calendar.ics")).values()
    fair = world.look(programme.fair, fair_id)
    assert one.decoded("dtstart") == fair.opens_at
    assert one.decoded("dtend") == fair.closes_at
    assert str(one["summary"]) == "Spring fair"
    assert str(one["status"]) == "CONFIRMED"
    assert "0558-2222222" in str(one["description"])
    assert "No fee, deposit or loan." in str(one["description"])


async def test_a_calendar_speaks_the_language_that_its_address_says(world):
    fair_id = await a_fair(world)
    (one,) = (await events(world, f"/fairs/{fair_id}/calendar.ics?lang=zh-Hans")).values()
    assert str(one["summary"]) == "春季招聘会"
    (one,) = (await events(world, f"/fairs/{fair_id}/calendar.ics?lang=xx")).values()
    assert str(one["summary"]) == "Spring fair"


async def test_changed_hours_move_the_event_that_a_calendar_has_already(world):
    fair_id = await a_fair(world)
    path = f"/fairs/{fair_id}/calendar.ics"
    before = await events(world, path)
    await later(world, fair_id, 1)
    after = await events(world, path)
    assert list(before) == list(after)
    ((_, old),), ((_, new),) = before.items(), after.items()
    assert new["sequence"] > old["sequence"]
    assert new.decoded("dtend") == old.decoded("dtend") + timedelta(hours=1)


async def test_a_session_that_is_off_is_struck_out_of_calendars_and_never_just_missing(world):
    fair_id = await a_fair(world)
    fair = world.look(programme.fair, fair_id)
    window = {"opens_at": fair.opens_at, "closes_at": fair.opens_at + timedelta(hours=2)}
    made = await world.do(AddSession(fair_id=fair_id, **window), ORGANISER)
    uid = f"{made.session_id}@127.0.0.1"
    path = f"/fairs/{fair_id}/calendar.ics"
    first = (await events(world, path))[uid]
    window["closes_at"] += timedelta(hours=1)
    await world.do(ChangeSession(session_id=made.session_id, **window), ORGANISER)
    moved = (await events(world, path))[uid]
    await world.do(RemoveSession(session_id=made.session_id), ORGANISER)
    gone = (await events(world, path))[uid]
    assert [str(one["status"]) for one in (first, moved, gone)] == [
        "CONFIRMED", "CONFIRMED", "CANCELLED",
    ]  # fmt: skip
    assert first["sequence"] < moved["sequence"] < gone["sequence"]

    alone = await raw(world, f"/fairs/{fair_id}/sessions/{made.session_id}.ics")
    whole = Calendar.from_ical(alone)
    assert str(whole["method"]) == "CANCEL"
    async with world.web() as web:
        assert "Sessions" not in (await web.get(f"/fairs/{fair_id}")).text


async def test_one_calendar_has_all_public_fairs_and_no_draft(world):
    shown = {await a_fair(world), await a_fair(world, title="Autumn fair")}
    draft = await a_fair(world, published=False)
    found = await events(world, "/calendar.ics")
    assert set(found) == {f"{one}@127.0.0.1" for one in shown}
    async with world.web() as web:
        for path in (
            f"/fairs/{draft}/calendar.ics",
            f"/fairs/{draft}/poster",
            "/fairs/x/poster.svg",
        ):
            assert (await web.get(path)).status_code == 404


@pytest.mark.parametrize("title", ["A, B; C \\ D", "很长的标题" * 20, "Line"])
async def test_old_outlook_reads_it(world, title):
    """CRLF, 75 octets a line, one METHOD, what must be there once, times in UTC, no empty file."""
    fair_id = await a_fair(world, title=title)
    said = await raw(world, f"/fairs/{fair_id}/calendar.ics")
    assert said.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in said.replace(b"\r\n", b"")
    lines = said.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no sign is cut in two
    whole = said.replace(b"\r\n ", b"").decode().split("\r\n")
    assert whole[0] == "BEGIN:VCALENDAR"
    for name in ("VERSION:2.0", "METHOD:PUBLISH"):
        assert whole.count(name) == 1
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS"):
        assert sum(bool(re.match(rf"{name}[:;]", line)) for line in whole) == 1, name
    for name in ("DTSTAMP", "DTSTART", "DTEND"):
        (at,) = [line for line in whole if line.startswith(name)]
        assert re.fullmatch(rf"{name}:\d{{8}}T\d{{6}}Z", at)
