"""Who guesses is stopped where they are; whoever it belongs to is not locked out by it."""

import asyncio
import time

import pytest

from fair import passwords, tries
from fair.budgets import Budgets
from fair.decisions import TooMany
from fair.forms import Seal
from tests.people.helpers import HASH, recruiter, send
from tests.sign_in.staff_door import inside, knock

MEI = "mei@huafeng.example"
SEAL = Seal("a secret for tests " * 3)


async def guesses(world, times, address="10.1.1.1", email=MEI):
    async with world.web(address=address) as stranger:
        page = await stranger.get("/sign-in")
        return [
            (await send(stranger, page, "/sign-in", email=email, password="x")).status_code
            for _ in range(times)
        ]


async def test_ten_wrong_passwords_of_a_stranger_lock_nobody_else_out(world):
    await recruiter(world)
    assert await guesses(world, 12) == [403] * 10 + [429] * 2
    async with world.web(address="10.2.2.2") as mei:
        assert (await knock(mei, MEI)).headers["location"] == "/desk"
        assert await inside(mei)


async def test_who_signed_in_on_this_device_before_comes_in_beside_a_guesser_next_door(world):
    await recruiter(world)
    async with world.web(address="10.1.1.1") as mei, world.web(address="10.1.1.1") as new:
        await knock(mei, MEI)
        await send(mei, await mei.get("/me"), "/sign-out")
        assert (await guesses(world, 12))[-1] == 429

        assert (await knock(mei, MEI)).headers["location"] == "/desk"
        # a device that nobody knows waits, for it may be the guesser's
        assert (await knock(new, MEI)).status_code == 429
        # and the mark is of this account alone
        assert (await knock(mei, "li@huafeng.example", "x")).status_code == 403


async def test_a_known_device_guesses_no_more_than_others(world):
    await recruiter(world)
    async with world.web() as device:
        await knock(device, MEI)
        page = await device.get("/sign-in")
        answers = [await send(device, page, "/sign-in", email=MEI, password="x") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [403] * 10 + [429]


async def test_spraying_one_password_over_many_accounts_is_stopped_by_network(world):
    await recruiter(world)
    heard = []
    for one in range(64):
        # of one household: the last half of an IPv6 address is as many as it likes
        address = f"2001:db8:1:1::{one:x}"
        heard += await guesses(world, 1, address, f"staff{one}@huafeng.example")
    assert heard == [403] * 60 + [429] * 4
    async with world.web(address="2001:db8:1:2::1") as mei:
        assert (await knock(mei, MEI)).status_code == 303


async def test_who_tries_links_of_invitations_is_stopped_by_network(world):
    heard = []
    for one in range(64):
        async with world.web(address=f"2001:db8:1:1::{one:x}") as stranger:
            heard.append((await stranger.get("/invited/guessed")).status_code)
    assert heard == [410] * 60 + [429] * 4
    async with world.web(address="2001:db8:1:2::1") as olga:
        assert (await olga.get("/invited/guessed")).status_code == 410


async def test_many_right_sign_ins_behind_one_address_are_no_guesses(world):
    for one in range(3):
        await recruiter(world, f"mei{one}@huafeng.example")
    for _ in range(5):
        for one in range(3):
            async with world.web(address="10.5.5.5") as browser:
                assert (await knock(browser, f"mei{one}@huafeng.example")).status_code == 303
    budgets = world.server.dispatch.budgets
    assert budgets.spent("tries from a network", "10.5.5.5", tries.FROM_A_NETWORK) == 0


async def test_a_hundred_guesses_at_once_are_not_one(world):
    await recruiter(world)
    async with world.web(address="10.1.1.1") as stranger:
        page = await stranger.get("/sign-in")
        answers = await asyncio.gather(
            *(send(stranger, page, "/sign-in", email=MEI, password="x") for _ in range(30))
        )
    assert sorted(answer.status_code for answer in answers) == [403] * 10 + [429] * 20


async def test_an_account_attacked_from_everywhere_tells_its_owner_once_and_stays_open(world):
    await recruiter(world)
    for one in range(13):
        assert await guesses(world, 5, f"10.7.{one}.1") == [403] * 5
    assert world.kinds().count("account.guessed_at") == 1
    async with world.web(address="10.2.2.2") as mei:
        assert (await knock(mei, MEI)).headers["location"] == "/desk"


async def test_an_address_without_an_account_is_answered_and_counted_alike(world):
    await recruiter(world)
    async with world.web(address="10.1.1.1") as stranger:
        page = await stranger.get("/sign-in")
        texts = {}
        for email in (MEI, "nobody@huafeng.example"):
            said = [
                await send(stranger, page, "/sign-in", email=email, password="x") for _ in range(11)
            ]
            texts[email] = [(one.status_code, one.text.count("not right")) for one in said]
    assert texts[MEI] == texts["nobody@huafeng.example"]


async def test_an_address_without_an_account_takes_as_long():
    """The password is hashed either way: a stranger's clock finds no accounts."""
    took = {}
    for kept in (HASH, "", HASH, ""):
        times = []
        for _ in range(5):
            began = time.perf_counter()
            assert not await passwords.matches("not it", kept)
            times.append(time.perf_counter() - began)
        took[kept] = min(times)
    assert took[""] > took[HASH] / 2


def test_a_devices_mark_is_ours_and_holds_five_accounts():
    marks = ""
    for one in range(7):
        marks = tries.marked(SEAL, marks, f"m{one}@x.example", "nonce")
    budgets = Budgets()

    def known(who, kept=marks):
        return tries.begin(budgets, SEAL, "password", who, address="10.1.1.1", marks=kept).known

    assert [known(f"m{one}@x.example") for one in range(7)] == [False] * 2 + [True] * 5
    assert marks.startswith("nonce.")
    assert "@" not in marks
    assert not known("m6@x.example", marks.replace("nonce", "other"))
    assert not known("m6@x.example", "nonce." + "0" * 24)
    assert not known("m6@x.example", "nonce." + marks.split(".")[1][:16])


def test_a_device_that_was_forgotten_and_one_that_is_new_have_marks_of_their_own():
    one = tries.marked(SEAL, "", "a@x.example", "n1")
    again = tries.marked(SEAL, one, "a@x.example", "n2")
    assert one == again
    assert tries.marked(SEAL, "rubbish", "a@x.example", "n2").startswith("n2.")


def test_what_is_right_is_given_back_and_what_is_wrong_stays_counted():
    budgets = Budgets(clock=lambda: 0.0)

    def attempt():
        return tries.begin(budgets, SEAL, "code", "a", address="10.1.1.1", marks="")

    for _ in range(100):
        attempt().right()
    for _ in range(10):
        assert attempt().wrong() is False
    with pytest.raises(TooMany):
        attempt()


def test_all_unknown_devices_together_have_a_bound_where_one_is_given():
    budgets = Budgets(clock=lambda: 0.0)
    heard = []
    for one in range(12):
        attempt = tries.begin(
            budgets, SEAL, "code", "a", address=f"10.1.{one}.1", marks="", everywhere=(11, 60)
        ) if one < 11 else None  # fmt: skip
        heard.append(attempt and attempt.wrong())
    assert heard == [False] * 10 + [True, None]
    with pytest.raises(TooMany):
        tries.begin(budgets, SEAL, "code", "a", address="10.9.9.9", marks="", everywhere=(11, 60))
