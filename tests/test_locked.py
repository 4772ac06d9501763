"""Words under lock: read by their reader alone, whoever has the database or may write in it."""

import pytest
from sqlalchemy import text, update

from fair.locked import BEGINS, locked, unlocked
from fair.signals import signal
from tests.gateway import a_gateway
from tests.test_signals import deliver, put
from tests.world import running

SECRET, OTHER = "s" * 40, "t" * 40


@pytest.mark.parametrize("said", ["Your turn", "验证码 482913", "", "x" * 5000])
def test_what_was_locked_opens_with_the_same_secret_for_the_same_purpose(said):
    kept = locked(SECRET, "a", says=said)

    assert kept.startswith(BEGINS)
    assert not said or said not in kept
    assert unlocked(SECRET, "a", kept) == {"says": said}
    assert unlocked(SECRET, "b", kept) == unlocked(OTHER, "a", kept) == {}
    assert unlocked(SECRET, "a", kept, seconds=60) == {"says": said}
    assert unlocked(SECRET, "a", kept, seconds=-1) == {}
    assert unlocked(SECRET, "a", kept[:-4]) == {}


@pytest.mark.parametrize(
    "spoiled", ["", BEGINS, f"{BEGINS}x", f"{BEGINS}é", f"{BEGINS}\0", "ｗ\ud800"]
)
def test_what_was_cut_or_spoiled_opens_to_nothing_and_breaks_nothing(spoiled):
    assert unlocked(SECRET, "a", spoiled) == {}


def test_the_same_words_never_look_the_same():
    assert locked(SECRET, "a", says="Your turn") != locked(SECRET, "a", says="Your turn")


async def test_no_words_of_a_waiting_message_stand_in_the_database(world):
    await put(world)

    raw = world.look(lambda at: at.execute(text("SELECT text FROM signal")).scalar_one())
    assert "turn" not in raw
    assert raw.startswith(BEGINS)


async def test_whoever_turns_a_waiting_message_to_another_number_gets_none_of_its_words(world):
    async with a_gateway() as gateway:
        await put(world)
        await world.work(lambda work: work.write(update(signal).values(recipient="+8613900000666")))

        assert await deliver(world, gateway.carrier()) == ["no_way"]
        assert gateway.heard == []


async def test_what_a_version_before_put_there_in_the_clear_is_still_sent(world):
    async with a_gateway() as gateway:
        await put(world)
        await world.work(lambda work: work.write(update(signal).values(text="Your turn at 9")))

        await deliver(world, gateway.carrier())

        assert [one["text"] for one in gateway.heard] == ["Your turn at 9"]


async def test_after_the_secret_was_lost_a_waiting_message_ends_and_holds_up_no_other(tmp_path):
    async with running(tmp_path, secret=SECRET) as world:
        await put(world)
    async with running(tmp_path, secret=OTHER) as world, a_gateway() as gateway:
        await put(world, dedupe="ring-2", to="+8613800005678")

        await deliver(world, gateway.carrier())

        assert [one["key"] for one in gateway.heard] == ["ring-2"]
