"""A fair goes into calendars, moves there, and is struck out; read by old Outlook's rules, too."""

import re
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import event

from fair.contract.office import SetOffice
from fair.contract.programme import ChangeFair, CloseFair, CreateFair, OpenFair, PublishFair
from fair.contract.programme_halls import AddSession, ChangeSession, RemoveSession
from fair.days import typed_of
from fair.db import utc_now
from fair.decisions import Actor
from fair.glossary import Role
from fair.outside import views
from fair.programme import reads as programme
from fair.words import catalogue
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


async def test_a_calendar_says_whom_to_ask_in_the_language_of_its_address(world):
    hours = {"en": "Mon-Fri 9-17", "zh-Hans": "周一至周五"}
    await world.do(SetOffice(phone="0558-2222222", hours=hours, permit="34-1"), ORGANISER)
    fair_id = await a_fair(world)
    for path in (f"/fairs/{fair_id}/calendar.ics", "/calendar.ics"):
        (one,) = (await events(world, f"{path}?lang=zh-Hans")).values()
        said = str(one["description"])
        assert "周一至周五" in said
        assert "Mon-Fri" not in said
        assert "licence" not in said


async def test_a_calendar_that_has_not_changed_is_not_sent_again(world):
    fair_id = await a_fair(world)
    for path in ("/calendar.ics", f"/fairs/{fair_id}/calendar.ics"):
        async with world.web() as web:
            tag = (await web.get(path)).headers["etag"]
            again = await web.get(path, headers={"if-none-match": tag})
            assert (again.status_code, again.content) == (304, b"")
            other = await web.get(f"{path}?lang=ja", headers={"if-none-match": tag})
            assert other.status_code == 200
            await later(world, fair_id, 1)
            assert (await web.get(path, headers={"if-none-match": tag})).status_code == 200
            tag = (await web.get(path)).headers["etag"]
            await world.do(SetOffice(phone="0558-2222222", permit=path[:9]), ORGANISER)
            assert (await web.get(path, headers={"if-none-match": tag})).status_code == 200


async def test_the_calendar_of_all_fairs_keeps_one_that_is_over_for_thirty_days(world):
    fair_id, other = await a_fair(world), await a_fair(world, title="Autumn fair")
    for command in (OpenFair, CloseFair):
        await world.do(command(fair_id=fair_id), ORGANISER)
    assert len(await events(world, "/calendar.ics")) == 2
    longer = utc_now() + timedelta(days=31)
    found = world.look(programme.in_calendars, longer, 200)
    assert [one.id for one in found] == [other]
    assert len(world.look(programme.in_calendars, utc_now(), 1)) == 1


async def test_a_calendar_of_many_fairs_costs_no_query_for_each(world):
    for number in range(3):
        await a_fair(world, title=f"Fair {number}")
    asked: list[str] = []

    def look(connection):
        def note(_connection, _cursor, statement, *_):
            asked.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        return views.all_shown(connection, catalogue("en"))

    assert len(world.database.read_now(look)) == 3
    assert len(asked) <= 4
