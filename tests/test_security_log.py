"""Who came in, who was refused, and where, stands in the log; who they are does not."""

import logging
from datetime import timedelta

import pytest

from fair.contract.phone_codes import ConfirmByOrganiser
from fair.decisions import VISITOR, Actor
from fair.glossary import Role
from fair.security_log import SecurityLog
from tests.agreements.belongings import LAN, belongings
from tests.people.helpers import (
    ORGANISER,
    an_open_fair,
    code_for,
    fields_of,
    later,
    recruiter,
    registered,
    send,
    signed_in,
)
from tests.sign_in.staff_door import MAIL, inside, knock, organiser, with_app

MEI, PHONE, ADDRESS = "mei@huafeng.example", "13812345678", "10.7.7.7"


@pytest.fixture(autouse=True)
def told(caplog):
    """Return the lines of safety that were written since it was asked last."""
    caplog.set_level(logging.INFO)

    def lines():
        found = [one.getMessage() for one in caplog.records if one.name == "fair.security"]
        caplog.clear()
        return found

    return lines


@pytest.fixture
def log(caplog):
    """Return all that this server wrote; the browser of a test writes addresses of its own."""

    def text():
        return "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("fair."))

    return text


async def test_a_right_and_a_wrong_password_are_written_down_with_the_account_alone(
    world, told, log
):
    mei = await recruiter(world)
    async with world.web(address=ADDRESS) as browser:
        await knock(browser, MEI, "not that one")
        await knock(browser, "nobody@huafeng.example", "not that one")
        whole = log()
        wrong, nobody = told()
        await knock(browser, MEI)
        await send(browser, await browser.get("/me"), "/sign-out")
        came, left = told()

    assert wrong.startswith("refused POST /sign-in (403): network ")
    assert wrong.endswith(f", at the account {mei}")
    assert nobody == wrong.partition(",")[0]  # the same network, and no account
    assert came == f"signed in at /sign-in: account {mei}"
    assert left == f"signed out: account {mei}"
    for secret in (MEI, "nobody", "not that one", ADDRESS):
        assert secret not in whole


async def test_the_second_step_is_written_down_by_itself(world, told):
    olga = await organiser(world)
    app, _ = await with_app(world)
    told()
    async with world.web() as browser:
        await knock(browser, MAIL)
        page = await browser.get("/sign-in/code")
        await send(browser, page, "/sign-in/code", code=app.wrong())
        await send(browser, page, "/sign-in/code", code=app.code())
        assert await inside(browser)

    half, wrong, came = told()
    assert half == f"first step at /sign-in: account {olga}"
    assert wrong.startswith("refused POST /sign-in/code (")
    assert wrong.endswith(f", at the account {olga}")
    assert came == f"signed in at /sign-in/code: account {olga}"


async def test_a_code_to_a_number_is_written_down_without_the_number(world, told, log):
    person = await registered(world, fair_id=await an_open_fair(world))
    await world.do(ConfirmByOrganiser(person_id=person), ORGANISER)
    await later(world, "code", timedelta(minutes=2))
    told()
    async with world.web(address=ADDRESS) as browser:
        page = await browser.get("/sign-in/number")
        page = await send(browser, page, "/sign-in/number", phone=PHONE)
        code = code_for(world, f"+86{PHONE}")
        wrong = "000000" if code != "000000" else "111111"
        page = await send(browser, page, "/sign-in/number", phone=PHONE, code=wrong)
        await send(browser, page, "/sign-in/number", phone=PHONE, code=code)
    whole = log()
    refused, came = told()

    assert refused.startswith("refused POST /sign-in/number (422): network ")
    assert came.startswith("signed in at /sign-in/number: person ")
    for secret in (PHONE, code, wrong, person, ADDRESS):
        assert secret not in whole


async def test_a_link_that_opens_nothing_is_written_down_without_it(world, told, log):
    async with world.web() as browser:
        page = await browser.get("/sign-in")
        token = "a" * 36
        await browser.post(f"/k/{token}", data={"csrf": fields_of(page, "/sign-in")["csrf"]})

    assert token not in log()
    assert [line.partition(":")[0] for line in told()] == [
        "refused POST /k/{token} (410 link-over)"
    ]


async def test_who_asks_for_what_is_not_theirs_is_written_down(world, told, log):
    have = await belongings(world)
    mine, of_lan = have.stage.tokens[LAN], have.ids["attachment_id"]
    stranger = await signed_in(world, person_id=await registered(world, "13900001111"))
    told()
    async with world.web(mine) as lan, world.web(stranger) as other, world.web() as nobody:
        page = await lan.get("/me")
        csrf = fields_of(page, "/sign-out")["csrf"]
        await lan.get("/organise/people")
        await lan.post("/commands/account.close", data={"csrf": csrf, "account_id": "a" * 12})
        await lan.post("/commands/person.change", data={"csrf": "x", "given_name": "Fu"})
        await other.get(f"/attachments/{of_lan}")
        await nobody.get("/offers/none")
        await lan.get("/no/such/page")
    whole, lines = log(), told()

    assert [line.partition(":")[0] for line in lines] == [
        "refused GET /organise/people (403 not-allowed)",
        "refused POST /commands/account.close (403 not-allowed)",
        "refused POST /commands/person.change (403 expired-form)",
        "refused GET /attachments/{attachment_id} (404 not-found)",
    ]
    assert len({line.partition(": ")[2] for line in lines}) == 2  # two people, two marks
    assert have.lan.person_id not in whole


async def test_a_socket_that_asks_for_what_is_not_its_own_is_written_down(world, told):
    live = world.server.live
    live._actors["socket"] = (Actor(Role.SEEKER, person_id="p00000000001"), "en")
    await live._command("account.close", "socket", {"payload": {"account_id": "a" * 12}})
    await live._watch("socket", ["board:f00000000001"])
    await live._watch("socket", [])

    assert [line.partition(":")[0] for line in told()] == [
        "refused account.close (403 not-allowed)",
        "refused watch (403 not-allowed)",
    ]


async def test_what_no_page_of_ours_sends_is_counted_and_not_repeated(world, told, log):
    have = await belongings(world)
    told()
    async with world.web(have.stage.tokens[LAN]) as lan:
        csrf = fields_of(await lan.get("/me"), "/sign-out")["csrf"]
        for _ in range(3):
            await lan.post(
                "/commands/person.answer", data={"csrf": csrf, "question": "x" * 99, "odd": "odder"}
            )

    whole = log()
    assert told() == ["refused as malformed"]  # the others are told when the minute is over
    assert "odder" not in whole


async def test_who_asks_too_often_is_written_down_and_fills_no_log(told):
    security = SecurityLog("a secret for tests " * 3)
    for _ in range(500):
        security.refused("GET /", 429, "too-many", VISITOR)
    security.refused("GET /", 429, "too-many", Actor(Role.VISITOR, address="10.9.9.9"))
    lines = told()

    assert len([line for line in lines if line.startswith("refused GET / (429 too-many)")]) == 31
    assert [line for line in lines if not line.startswith("refused GET /")] == [
        "more was refused than is written down one by one"
    ]
