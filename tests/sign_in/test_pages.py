"""Coming in and signing in, as pages: registering, codes, links, passwords, invitations."""

import asyncio
import re
from datetime import timedelta

import pytest

from fair.accounts import writes as account_writes
from fair.accounts.link import INVITED, KEY, link_token
from fair.contract.phone_codes import ConfirmByOrganiser
from fair.glossary import Role
from fair.passwords import hash_now
from fair.sign_in import reads as sign_in_reads
from tests.people.helpers import (
    ORGANISER,
    PASSWORD,
    an_open_fair,
    code_for,
    fields_of,
    later,
    recruiter,
    registered,
    send,
    signed_in,
)

LAN = {"given_name": "Zhao Lan", "phone": "138 1234 5678"}


BORN = {"year": "1990", "month": "4", "day": "30"}


SECRET = "a secret for tests " * 3


async def test_a_visitor_joins_confirms_and_goes_on_to_where_they_wanted(world):
    fair_id = await an_open_fair(world)
    path = f"/fairs/{fair_id}/register"
    async with world.web() as browser:
        form = await browser.get(f"{path}?then=/booths/b00000000001")
        assert "Three answers" in form.text

        sent = await send(browser, form, path, **LAN, **BORN)
        assert sent.status_code == 303
        assert sent.headers["location"] == "/me/confirm?then=/booths/b00000000001"
        assert "HttpOnly" in sent.headers["set-cookie"]

        confirm = await browser.get(sent.headers["location"])
        assert "138••••5678" in confirm.text
        code = code_for(world, "+8613812345678")
        wrong = await send(browser, confirm, "/me/confirm", code="abc")
        assert wrong.status_code == 422
        right = await send(browser, wrong, "/me/confirm", code=f"{code[:3]} {code[3:]}")
        assert right.headers["location"] == "/booths/b00000000001"

        me = await browser.get("/me")
        assert "Zhao Lan" in me.text
        assert "seeker 1" in me.text
        assert "13812345678" not in me.text


async def test_sending_the_registration_twice_makes_one_person(world):
    path = f"/fairs/{await an_open_fair(world)}/register"
    async with world.web() as browser:
        form = await browser.get(path)
        values = {**fields_of(form, path), **LAN, **BORN}
        # tapped twice: the second was on its way before the first was answered
        answers = await asyncio.gather(*(browser.post(path, data=values) for _ in range(2)))

    assert [answer.headers["location"] for answer in answers] == ["/me/confirm"] * 2
    assert len(world.rows("SELECT id FROM person")) == 1


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"phone": "12345"}, 422, "not a mobile number"),
        ({"year": "2015"}, 422, "the day you turn 16"),
        ({"year": "9" * 30}, 422, "Please check the birth date"),
        ({"month": "13"}, 422, "check the birth date"),
        ({"day": "soon"}, 422, "check the birth date"),
        ({"given_name": "   "}, 422, "the name that an employer"),
    ],
)
async def test_a_wrong_answer_is_said_beside_it_and_nothing_typed_is_lost(
    world, changes, status, says
):
    path = f"/fairs/{await an_open_fair(world)}/register"
    async with world.web() as browser:
        form = await browser.get(path)
        sent = await send(browser, form, path, **{**LAN, **BORN, **changes})

    assert sent.status_code == status
    assert says in sent.text
    assert 'value="30"' in sent.text or "day" in changes
    assert world.rows("SELECT id FROM person") == []


async def test_who_comes_back_with_the_same_name_and_birthday_is_offered_a_code(world):
    fair_id = await an_open_fair(world)
    lan = await registered(world, fair_id=fair_id)
    await world.do(ConfirmByOrganiser(person_id=lan), ORGANISER)
    for table in ("code", "signal"):
        await later(world, table, timedelta(minutes=2))
    path = f"/fairs/{fair_id}/register"
    async with world.web() as browser:
        form = await browser.get(path)
        taken = await send(browser, form, path, **LAN, **BORN)
        assert taken.status_code == 409

        page = await send(browser, taken, "/sign-in/number")
        code = code_for(world, "+8613812345678")
        entered = await send(browser, page, "/sign-in/number", code=code)
        assert entered.headers["location"] == f"/fairs/{fair_id}"
        assert "Zhao Lan" in (await browser.get("/me")).text


async def test_a_fair_that_is_not_there_cannot_be_joined(world):
    await an_open_fair(world)
    async with world.web() as browser:
        assert (await browser.get("/fairs/f99999999999/register")).status_code == 404


async def test_a_link_signs_in_by_a_tap_and_not_by_a_look(world):
    lan = await registered(world)
    path = "/k/" + link_token(SECRET, KEY, world.look(sign_in_reads.key_link, lan))
    async with world.web() as browser:
        look = await browser.get(path)
        assert look.status_code == 200
        assert "fair_login" not in look.headers.get("set-cookie", "")
        assert look.headers["referrer-policy"] == "no-referrer"
        assert look.headers["cache-control"] == "no-store"
        assert "Zhao" not in look.text

        tap = await send(browser, look, path)
        assert tap.status_code == 303
        assert "Zhao Lan" in (await browser.get("/me")).text


@pytest.mark.parametrize("token", ["x", "0" * 36, "abcdefghjkmn" + "0" * 24])
async def test_an_invented_link_is_refused(world, token):
    async with world.web() as browser:
        assert (await browser.get(f"/k/{token}")).status_code == 410


async def test_staff_sign_in_by_password_and_a_wrong_one_tells_nothing(world):
    await recruiter(world)
    async with world.web() as browser:
        page = await browser.get("/sign-in")
        for email, password in [("mei@huafeng.example", "wrong"), ("no@body.example", PASSWORD)]:
            wrong = await send(browser, page, "/sign-in", email=email, password=password)
            assert wrong.status_code == 403
            assert "E-mail address or password is not right" in wrong.text
        right = await send(
            browser, page, "/sign-in", email="MEI@huafeng.example", password=PASSWORD
        )
        assert right.headers["location"] == "/desk"


async def test_the_longest_password_opens_nothing_with_more_behind_it(world):
    longest = "correct horse battery staple! " * 6 + "and twenty signs yet"
    await world.work(
        lambda work: account_writes.add_account(
            work, name="Mei", email="mei@huafeng.example", password_hash=hash_now(longest),
            role=Role.RECRUITER, employer_id="e00000000001",
        )
    )  # fmt: skip
    async with world.web() as browser:
        page = await browser.get("/sign-in")
        said = {"email": "mei@huafeng.example"}
        more = await send(browser, page, "/sign-in", **said, password=f"{longest}!")
        right = await send(browser, page, "/sign-in", **said, password=longest)

    assert (len(longest), more.status_code, right.status_code) == (200, 403, 303)


async def test_guessing_passwords_is_stopped(world):
    await recruiter(world)
    async with world.web() as browser:
        page = await browser.get("/sign-in")
        answers = [
            (await send(browser, page, "/sign-in", email="mei@huafeng.example", password="x"))
            for _ in range(11)
        ]

    assert [answer.status_code for answer in answers] == [403] * 10 + [429]


async def test_guesses_count_for_one_account_however_its_address_is_written(world):
    await recruiter(world)
    unseen = "\u200b"
    async with world.web() as browser:
        page = await browser.get("/sign-in")
        said = [
            {"email": f"mei@{unseen * times}huafeng.example", "password": "x"}
            for times in range(11)
        ]
        answers = [await send(browser, page, "/sign-in", **one) for one in said]

    assert [answer.status_code for answer in answers] == [403] * 10 + [429]


async def test_an_invited_organiser_chooses_a_password_and_begins(world):
    ref = await world.work(
        lambda work: account_writes.invite_to(work, email="olga@pes.example", role=Role.ORGANISER)
    )
    path = "/invited/" + link_token(SECRET, INVITED, ref)
    async with world.web() as browser:
        page = await browser.get(path)
        assert "olga@pes.example" in page.text
        weak = await send(browser, page, path, given_name="Olga", password="short")
        assert weak.status_code == 422
        begun = await send(browser, page, path, given_name="Olga", password=PASSWORD)
        assert begun.headers["location"] == "/sign-in/second"  # an organiser is asked for it
        later = await send(browser, await browser.get("/sign-in/second"), "/sign-in/second/later")
        assert later.headers["location"] == "/board"
        assert "Olga" in (await browser.get("/me")).text
        assert (await browser.get(path)).status_code == 410


async def test_signing_out_forgets_the_device(world):
    lan = await registered(world)
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        me = await browser.get("/me")
        await send(browser, me, "/sign-out")
        assert (await browser.get("/me")).status_code == 401


async def test_the_own_link_and_its_picture_are_for_its_owner(world):
    lan = await registered(world)
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        page = await browser.get("/me/link")
        link = re.search(r'value="(http[^"]+/k/[^"]+)"', page.text)
        assert link
        picture = await browser.get("/me/link.svg")
        assert picture.headers["content-type"].startswith("image/svg+xml")
        await send(browser, page, "/commands/link.renew")
        assert link[1] not in (await browser.get("/me/link")).text
        assert (await browser.get(link[1].removeprefix("http://127.0.0.1:8000"))).status_code == 200
