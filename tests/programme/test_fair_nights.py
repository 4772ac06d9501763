"""Fairs on the nights when the clocks are changed: forms as browsers send them, pages as shown."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from fair.budgets import Budgets
from fair.crowd.forms import Form, Page, read_page
from fair.days import clock_at, typed_of
from fair.glossary import Role
from fair.programme import reads
from tests.booths.scene import staff
from tests.test_days import STRANGE
from tests.test_every_night import changes
from tests.world import World, some

Browser = httpx.AsyncClient
NEW_YORK = "America/New_York"
NEW = "/organise/fairs/new"
# One zone of each kind of night: back and forth, over midnight, by half an hour, at noon in UTC.
PLACES = (
    NEW_YORK, "Europe/London", "America/Nuuk", "America/Havana", "Australia/Lord_Howe",
    "Africa/Casablanca", "Asia/Beirut", "Africa/Cairo", "Pacific/Chatham", "Antarctica/Troll",
    "America/Asuncion", "Atlantic/Azores", "Asia/Tehran", "Pacific/Norfolk", "Europe/Dublin",
)  # fmt: skip


@pytest.fixture
async def browser(world: World) -> AsyncIterator[httpx.AsyncClient]:
    """An organiser's browser."""
    _, token = await staff(world, "Olga", Role.ORGANISER)
    async with world.web(token) as made:
        yield made


async def page(browser: httpx.AsyncClient, path: str) -> Page:
    answer = await browser.get(path)
    assert answer.status_code == 200, (path, answer.text[:300])
    return read_page(answer.status_code, path, answer.text)


async def send(browser: httpx.AsyncClient, form: Form, **filling: Any) -> httpx.Response:
    """Send a form as a browser without JavaScript does."""
    said: dict[str, list[str]] = {}
    for key, value in form.filled(
        {name.replace("__", "."): text for name, text in filling.items()}
    ):
        said.setdefault(key, []).append(value)
    return await browser.post(form.action, data=said)


async def create(browser: httpx.AsyncClient, opens_at: str, closes_at: str, zone: str = NEW_YORK,
                 **more: str) -> httpx.Response:  # fmt: skip
    form = some((await page(browser, NEW)).form("fair.create"))
    hours = {"opens_at": opens_at, "closes_at": closes_at}
    return await send(browser, form, title="Night fair", zone=zone, **hours, **more)


@pytest.mark.parametrize("closes_at", ["2027-03-14T03:15", "2027-03-14T09:00"])
async def test_hours_that_do_not_exist_are_refused_and_not_moved(
    world: World, browser: Browser, closes_at: str
) -> None:
    answer = await create(browser, "2027-03-14T02:30", closes_at)

    assert answer.status_code == 422
    assert "02:30 does not exist on March 14, 2027 at this place" in answer.text
    assert "from 02:00 to 03:00" in answer.text
    assert world.look(reads.fairs) == ()


async def test_the_field_that_must_change_is_named(browser: Browser) -> None:
    browser.headers["accept"] = "application/json"

    answer = await create(browser, "2027-03-13T09:00", "2027-03-14T02:30")

    assert answer.json()["refused"] == "no-such-time"
    assert answer.json()["field"] == "closes_at"


async def test_a_time_that_comes_twice_is_asked_and_nothing_is_made_without_an_answer(
    world: World, browser: Browser
) -> None:
    asked = await create(browser, "2026-11-01T01:30", "2026-11-01T05:00", languages="ja")

    assert asked.status_code == 422
    assert "01:30 comes twice on November 1, 2026" in asked.text
    assert world.look(reads.fairs) == ()
    again = some(read_page(422, "", asked.text).form("fair.create"))
    first, second = again.choices("opens_at.which")
    made = await send(browser, again, opens_at__which=second)
    assert made.status_code == 303, made.text
    (fair,) = world.look(reads.fairs)
    assert (fair.title, fair.languages) == ("Night fair", ("ja",))
    assert fair.opens_at == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert made.headers["location"] == f"/organise/fairs/{fair.id}"
    assert first != second


async def test_two_times_that_come_twice_are_two_questions(world: World, browser: Browser) -> None:
    answer = await create(browser, "2026-11-01T01:30", "2026-11-01T01:10")
    for name, place in (("opens_at.which", 0), ("closes_at.which", 1)):
        again = some(read_page(422, "", answer.text).form("fair.create"))
        answer = await send(browser, again, **{name: again.choices(name)[place]})

    assert answer.status_code == 303, answer.text
    (fair,) = world.look(reads.fairs)
    assert fair.closes_at - fair.opens_at == timedelta(minutes=40)
    shown = await page(browser, f"/organise/fairs/{fair.id}")
    assert "01:30 (UTC-04:00) – 01:10 (UTC-05:00)" in shown.text


async def test_a_program_is_given_the_answers_and_a_stale_one_does_not_count(
    world: World, browser: Browser
) -> None:
    browser.headers["accept"] = "application/json"

    asked = (await create(browser, "2026-11-01T01:30", "2026-11-01T05:00")).json()

    assert asked["refused"] == "time-twice"
    assert asked["field"] == "opens_at"
    (first, says), (second, _) = asked["choices"]
    assert says == "The first, before the clocks go back"
    other = await create(
        browser, "2026-11-01T01:45", "2026-11-01T05:00", **{"opens_at.which": second}
    )
    assert other.json()["refused"] == "time-twice"
    assert world.look(reads.fairs) == ()
    made = await create(
        browser, "2026-11-01T01:30", "2026-11-01T05:00", **{"opens_at.which": first}
    )
    assert made.status_code == 200
    assert world.look(reads.fairs)[0].opens_at == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


async def test_a_form_that_is_saved_untouched_moves_no_hour_of_a_fair(
    world: World, browser: Browser
) -> None:
    for which in ("first", "second"):
        await create(browser, "2026-11-01T01:30", "2026-11-01T06:00",
                     **{"opens_at.which": f"2026-11-01T01:30 {which}"})  # fmt: skip
    for before in world.look(reads.fairs):
        path = f"/organise/fairs/{before.id}"
        saved = await send(browser, some((await page(browser, path)).form("fair.change")))
        assert saved.status_code == 303, saved.text
        after = some(world.look(reads.fair, before.id))
        assert (after.opens_at, after.closes_at) == (before.opens_at, before.closes_at)
        assert after.version == before.version + 1


async def test_a_session_is_asked_about_by_the_clocks_of_its_fair(
    world: World, browser: Browser
) -> None:
    await create(browser, "2026-10-31T09:00", "2026-11-01T17:00")
    (fair,) = world.look(reads.fairs)
    form = some((await page(browser, f"/organise/fairs/{fair.id}")).form("session.add"))

    asked = await send(browser, form, opens_at="2026-11-01T01:00", closes_at="2026-11-01T03:00")
    assert asked.status_code == 422
    assert world.look(reads.sessions, fair.id) == ()
    again = some(read_page(422, "", asked.text).form("session.add"))
    made = await send(browser, again, opens_at__which=again.choices("opens_at.which")[0])

    assert made.status_code == 303
    (session,) = world.look(reads.sessions, fair.id)
    assert session.closes_at - session.opens_at == timedelta(hours=3)


async def test_hours_are_as_long_as_they_last_and_not_as_the_clocks_say(
    world: World, browser: Browser
) -> None:
    backwards = await create(browser, "2026-11-01T01:50", "2026-11-01T01:10",
                             **{"opens_at.which": "2026-11-01T01:50 first",
                                "closes_at.which": "2026-11-01T01:10 first"})  # fmt: skip
    assert "later than the opening time" in backwards.text
    assert world.look(reads.fairs) == ()


@pytest.mark.parametrize("place", PLACES)
async def test_no_night_of_any_place_breaks_the_forms_of_a_fair(
    world: World, browser: Browser, place: str
) -> None:
    nights = [at for at in changes(place) if at.year in (2020, 2027, 2040)] or [changes(place)[-1]]
    for night in nights[:4]:
        for minutes in (-90, -30, 0, 30, 90):
            typed = clock_at(night, place).replace(tzinfo=None) + timedelta(minutes=minutes)
            text = typed.isoformat(timespec="minutes")
            world.server.dispatch.budgets = Budgets()  # an organiser of this many fairs is patient
            answer = await create(
                browser, text, f"{typed + timedelta(hours=9):%Y-%m-%dT%H:%M}", place
            )
            assert answer.status_code in (303, 422), (text, answer.text[:300])
            if answer.status_code == 303:
                fair = max(
                    world.look(reads.fairs), key=lambda one: one.id in answer.headers["location"]
                )
                assert str(typed_of(fair.opens_at, place)) == text
                for path in (f"/organise/fairs/{fair.id}", f"/fairs/{fair.id}", "/organise/fairs"):
                    await page(browser, path)
            else:
                assert "does not exist" in answer.text or "comes twice" in answer.text


async def test_no_name_of_a_zone_that_a_stranger_sends_breaks_a_page(
    world: World, browser: Browser
) -> None:
    for name in STRANGE:
        answer = await create(browser, "2026-11-23T09:00", "2026-11-23T17:00", name or "-")
        assert answer.status_code == 422
        says = "We do not know this time zone" if len(name) < 1_000 else "Too long: time zone"
        assert says in answer.text, name
        if name.isascii() and name.isprintable():  # else no browser sends it in a cookie
            seen = await browser.get("/", headers={"cookie": f"fair_zone={name}"})
            assert seen.status_code == 200, name
    assert world.look(reads.fairs) == ()
