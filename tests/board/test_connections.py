"""How the calls of a fair connect: what the page says is what a recount of the rows says."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from fair.board import connection_views
from fair.board.connection_views import connections
from fair.board.rows_reads import verify_rows
from fair.contract.queue import CallByName, EndQuiet, LeaveQueue, NotThere
from fair.contract.rooms import AnswerCall, HangUp, HearCall, LoseBoth, TakeLeg
from fair.contract.rooms_bridge import GoByBridge
from fair.contract.rooms_medium import TelephoneAnswered, TellWay, TypeInstead
from fair.decisions import NotAllowed, Refusal
from fair.fairness.connection_reads import setup_ms
from fair.rooms import call_reads
from fair.rooms.call_store import call_table
from tests.booths.scene import practised
from tests.queue.day import Day, a_day
from tests.queue.test_desk import pass_by
from tests.queue.test_queue_pages import read
from tests.world import World


@pytest.fixture
async def day(world: World) -> Day:
    return await a_day(world)


async def called(day: Day, who: Any) -> str:
    call_id = str((await day.call()).call_id)
    await day.world.do(AnswerCall(call_id=call_id), who)
    return call_id


async def one_call(day: Day, **wishes: Any) -> tuple[Any, str]:
    """Let somebody join who waits alone, and answer."""
    who = await day.seeker()
    await day.join(who, **wishes)
    return who, await called(day, who)


async def heard(day: Day, who: Any, call_id: str, after_ms: int) -> int:
    """Let both hear each other, so long after the answer; return the epoch of the seeker's page."""
    epochs = []
    for side in (who, day.scene.recruiter):
        leg = await day.world.do(TakeLeg(call_id=call_id, tab="t1"), side)
        epochs.append((side, leg.epoch))
    pass_by(day, after_ms / 1000)
    for side, epoch in epochs:
        await day.world.do(HearCall(call_id=call_id, epoch=epoch), side)
    return int(epochs[0][1])


async def says(
    day: Day, call_id: str, who: Any, family: Any, way: Any = "", quality: Any = ""
) -> None:
    await day.world.do(TellWay(call_id=call_id, family=family, way=way, quality=quality), who)


async def a_full_day(day: Day) -> None:
    """Direct, relay, bridge; broken off, typed instead; by telephone."""
    mei = day.scene.recruiter
    who, call_id = await one_call(day)
    await says(day, call_id, who, "android")
    await heard(day, who, call_id, 200)
    await says(day, call_id, who, "android", "direct", "good")
    await says(day, call_id, mei, "chrome", "direct", "good")
    pass_by(day, 60)
    await day.world.do(HangUp(call_id=call_id), mei)
    who, call_id = await one_call(day)
    await heard(day, who, call_id, 900)
    await says(day, call_id, who, "ios", "theirs", "fair")
    await says(day, call_id, mei, "chrome", "turn_tcp", "good")
    pass_by(day, 60)
    await day.world.do(HangUp(call_id=call_id), mei)
    who, call_id = await one_call(day)
    epoch = await heard(day, who, call_id, 400)
    await day.world.do(GoByBridge(call_id=call_id, epoch=epoch), who)
    await says(day, call_id, who, "android", "direct", "good")
    pass_by(day, 100)
    await day.world.do(LoseBoth(call_id=call_id))  # broken off: the person goes on first
    call_id = await called(day, who)
    await says(day, call_id, who, "android")
    await day.world.do(TypeInstead(call_id=call_id), who)
    await day.world.do(HangUp(call_id=call_id), who)
    ticket = day.world.look(call_reads.call, call_id).ticket_id
    await day.world.do(LeaveQueue(ticket_id=ticket), who)  # no talk came about: they would go first
    asleep = await day.seeker()
    await day.join(asleep, phone_first=True)
    found = await day.call()
    await day.world.do(TelephoneAnswered(call_id=found.call_id), mei)
    pass_by(day, 60)
    await day.world.do(HangUp(call_id=found.call_id), mei)
    await day.world.do(EndQuiet(), asleep)


async def test_what_the_page_counts_is_what_a_recount_counts(day: Day) -> None:
    await a_full_day(day)
    world = day.world
    found = world.look(connections, None, day.scene.fair_id, {})

    def number(condition: str) -> int:
        return int(world.rows(f"SELECT count(*) AS n FROM call WHERE {condition}")[0].n)

    voice = "answered_at IS NOT NULL AND medium <> 'phone'"
    assert found["voice"].tried == number(voice) == 4
    assert found["voice"].connected == number(f"{voice} AND live_at IS NOT NULL") == 3
    assert dict(found["voice"].failed) == {"typed": 1}
    assert found["broke"] == number("cause = 'cut_off' AND live_at IS NOT NULL") == 1
    assert found["ways"] == {"direct": 1, "bridge": 1, "turn_tcp": 1}
    assert found["quality"] == {"good": 4, "fair": 1}
    took = world.rows(
        "SELECT (live_at - answered_at) / 1000.0 AS ms FROM call"
        f" WHERE {voice} AND live_at IS NOT NULL ORDER BY ms"
    )
    assert found["setup"] == (round(took[1].ms), round(took[2].ms))
    families = {name: (one.tried, one.connected) for name, one in found["families"].items()}
    assert families == {"android": (3, 2), "chrome": (2, 2), "ios": (1, 1)}
    told = {name: count for name, count in found["telephone"].items() if count}
    assert told == {"unconfirmed": 1}
    assert found["open"] == 0
    assert world.look(verify_rows).differences == []


async def test_not_there_is_counted_with_who_said_it_beside_the_calls_by_name(day: Day) -> None:
    waiting = await day.waiting(7)
    mei = day.scene.recruiter
    for _ in range(4):
        call = await day.call()
        await day.world.do(NotThere(ticket_id=call.ticket_id), mei)
    last = waiting[-1][1]
    call = await day.world.do(CallByName(ticket_id=last, reason="promised"), mei)
    await day.world.do(NotThere(ticket_id=call.ticket_id), mei)

    staff = day.world.look(connections, None, day.scene.fair_id, {})["recruiters"]
    counted = {one.name: (one.calls, one.by_name, one.not_there) for one in staff}
    assert counted.pop("Mei") == (5, 1, 5)
    assert set(counted.values()) <= {(0, 0, 0)}


async def test_the_organiser_reads_it_and_nobody_else_does(day: Day) -> None:
    await a_full_day(day)
    page = f"/board/{day.scene.fair_id}/calls"
    said = await read(day, "organiser", page)
    for sentence in ("through the relay, TCP 1", "they typed instead 1"):
        assert sentence in said
    assert "Zhao" not in said
    for role in ("recruiter", "stranger"):
        async with day.world.web(day.scene.tokens[role]) as web:
            assert (await web.get(page)).status_code == 403


async def test_the_recruiters_of_a_large_fair_come_by_pages_and_none_is_left_out(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    await day.waiting(1)
    await day.call()
    look, fair_id = day.world.look, day.scene.fair_id
    everybody = look(connections, None, fair_id, {})["recruiters"]
    assert len(everybody) > 1
    assert (await read(day, "organiser", f"/board/{fair_id}/calls")).count("Page 1 of") == 0

    monkeypatch.setattr(connection_views, "PAGE", 1)
    found = [look(connections, None, fair_id, {}, page) for page in range(1, len(everybody) + 1)]
    assert [one for each in found for one in each["recruiters"]] == everybody
    assert {each["pages"] for each in found} == {len(everybody)}
    # Who asks for a page that is not there gets the nearest; the figures above are of the fair.
    assert look(connections, None, fair_id, {}, 10**6)["recruiters"] == everybody[-1:]
    assert found[0]["voice"] == found[-1]["voice"]
    page = f"/board/{fair_id}/calls?page=2"
    assert f"Page 2 of {len(everybody)}" in await read(day, "organiser", page)
    async with day.world.web(day.scene.tokens["organiser"]) as web:
        assert 'calls/now?page=2"' in (await web.get(page)).text


async def test_only_the_two_sides_tell_of_a_call_and_only_while_it_lasts(day: Day) -> None:
    who, call_id = await one_call(day)
    word = TellWay(call_id=call_id, family="ios", way="turn_udp", quality="poor")
    for stranger in (day.scene.colleague, day.scene.stranger, await day.seeker()):
        with pytest.raises(NotAllowed):
            await day.world.do(word, stranger)
    await day.world.do(word, who)
    await day.world.do(word, who)  # the same again is once
    assert day.world.kinds().count("call.way") == 1
    await day.world.do(HangUp(call_id=call_id), who)
    with pytest.raises(Refusal):
        await day.world.do(word, who)


async def test_a_single_call_is_the_median_and_the_95th_of_100(day: Day) -> None:
    assert setup_ms([]) is None
    who, call_id = await one_call(day)
    await heard(day, who, call_id, 300)
    call = day.world.look(call_reads.call, call_id)
    moved = {"live_at": call.answered_at + timedelta(milliseconds=1500)}
    await day.world.work(lambda work: work.write(update(call_table).values(moved)))
    assert setup_ms(day.world.look(call_reads.calls_of_fair, day.scene.fair_id)) == (1500, 1500)


async def test_who_has_practised_is_known_and_nothing_else_of_it(day: Day) -> None:
    done = practised(day.world, day.scene.recruiter, day.booth_id)
    await day.world.do(done, day.scene.recruiter)
    await day.world.do(done, day.scene.recruiter)
    with pytest.raises(Refusal):
        await day.world.do(done, day.scene.stranger)
    found = day.world.look(connections, None, day.scene.fair_id, {})
    assert [one.name for one in found["recruiters"] if one.practised_at] == ["Mei"]
    assert found["voice"].tried == 0
    assert not day.world.rows("SELECT id FROM call")
    assert day.world.look(verify_rows).differences == []
    assert "You have practised" in await read(day, "recruiter", f"/desk/{day.booth_id}/practice")
