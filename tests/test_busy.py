"""Where too many read at once: a calm page says when to come back; the signed-in are served."""

import threading

import pytest
from sqlalchemy import create_engine

from fair.decisions import Actor, Busy
from fair.glossary import Role
from fair.words import catalogue
from tests.booths.scene import a_scene

HERE = Actor(Role.VISITOR, address="127.0.0.1")


@pytest.fixture
async def crowded(world):
    """A server whose visitors' reads all wait, more of them than may."""
    gate, begun, readers = threading.Event(), threading.Semaphore(0), world.database._readers

    def hold() -> None:
        begun.release()
        gate.wait(20)

    held = [readers.submit(hold, HERE, "page") for _ in range(2)]
    for _ in held:
        assert begun.acquire(timeout=10)
    held += [readers.submit(lambda: None, HERE, "page") for _ in range(420)]
    yield world
    gate.set()
    for one in held:
        one.exception(20)


@pytest.mark.parametrize("lang", ["en", "zh-Hans", "ja"])
async def test_a_visitor_too_many_is_told_when_to_come_again(crowded, lang):
    async with crowded.web(language=lang) as web:
        answer = await web.get("/vacancies")

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert catalogue(lang).refusal(Busy(seconds=5)) in answer.text


async def test_a_program_is_told_so_too(crowded):
    async with crowded.web() as web:
        answer = await web.get("/vacancies", headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["refused"]) == (503, "busy")
    assert answer.headers["retry-after"] == "5"


async def test_a_refusal_that_cannot_be_shown_for_the_crowd_is_the_same_calm_page(crowded):
    async with crowded.web() as web:
        answer = await web.get("/booths/nowhere")

    assert answer.status_code == 503


async def test_who_is_signed_in_is_served_in_the_crowd(crowded):
    scene = await a_scene(crowded)
    async with crowded.web(scene.tokens["recruiter"]) as web:
        answer = await web.get("/desk/vacancies")

    assert answer.status_code == 200


async def test_readyz_does_not_tell_strangers_what_is_wrong_with_the_database(world, caplog):
    world.database.reading = create_engine("sqlite:////no/such/folder/fair.db")
    await world.server.leader.turn()
    async with world.web() as web:
        answer = await web.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"ready": False})
    assert "the database cannot be read" in caplog.text


async def test_readyz_counts_what_took_over_fifty_milliseconds(world):
    world.database.watchdog.took("writer", "fair.close", 0.2)
    async with world.web() as web:
        said = (await web.get("/readyz")).json()

    assert said["ready"] is True
    assert said["slow"] == {"writer": 1}
