"""A sign-in that ended says why, to the page that is open and to the next one."""

import re

from fair.contract.accounts import CloseAccount
from fair.contract.people import Erase
from tests.people.helpers import ORGANISER, recruiter, registered, seeker, signed_in
from tests.world import some

TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
JSON = {"accept": "application/json"}


async def test_an_open_page_is_told_each_time_that_and_why_its_sign_in_ended(world):
    mei = await recruiter(world)
    async with world.web(await signed_in(world, account_id=mei)) as browser:
        before = (await browser.get("/signed-in", headers=JSON)).json()
        await world.do(CloseAccount(account_id=mei, reason="left"), ORGANISER)
        told = [(await browser.get("/signed-in", headers=JSON)).json() for _ in range(2)]
        page = await browser.get("/desk")

    assert before == {"ended": None}
    says = "Your sign-in has ended: your account here was closed."
    assert [one["ended"]["message"] for one in told] == [says] * 2
    assert page.status_code == 401
    assert says in page.text


async def test_whoever_was_erased_is_told_nothing_about_whom(world):
    lan = await registered(world)
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        await world.do(Erase(sure="yes"), seeker(lan))
        part = await browser.get("/queues/list", headers={"x-partial": "1"})
        told = (await browser.get("/signed-in", headers=JSON)).json()

    assert part.status_code == 401
    assert told["ended"]["refused"] == "sign-in-ended"


async def test_a_form_that_was_refused_is_a_page_that_back_can_look_at(world):
    lan = await registered(world)
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        looked = await browser.get("/me/confirm?then=/queues")
        csrf = some(TOKEN.search(looked.text))[1]
        browser.headers["referer"] = "http://127.0.0.1:8000/me/confirm?then=/queues"
        wrong = await browser.post("/me/confirm", data={"csrf": csrf, "code": "1", "then": ""})
        nowhere = await browser.post("/commands/ticket.join", data={"csrf": csrf})

    assert "data-posted" not in looked.text
    assert 'data-posted="/me/confirm?then=/queues"' in wrong.text
    assert 'data-posted="/me/confirm?then=/queues"' in nowhere.text
