"""The language menu of every page: this browser's, and of whoever is signed in, their letters'."""

import pytest
from sqlalchemy import select

from fair.accounts.account_store import account_table
from fair.contract.accounts import AskReset, ChooseAccountLanguage
from fair.contract.people import ChangeNumber, ChooseLanguage
from fair.decisions import NotAllowed, SignInFirst
from fair.people import reads as people
from tests.people.helpers import (
    ORGANISER,
    VISITOR,
    an_open_fair,
    recruiter,
    registered,
    seeker,
    send,
    signed_in,
)
from tests.world import World

PHONE, MAIL = "+8613812345678", "mei@huafeng.example"


async def chosen(world: World, token: str, lang: str) -> None:
    async with world.web(token) as browser:
        page = await browser.get("/help")
        answer = await send(browser, page, "/language", lang=lang, then="/help")
        assert answer.status_code == 303
        after = await browser.get("/help")
    assert (f'<html lang="{lang}">' in after.text) is (lang in ("ja", "zh-Hans"))


def texts(world: World, to: str) -> list[str]:
    found = world.rows("SELECT recipient, text FROM signal ORDER BY made_at DESC")
    return [row.text for row in found if row.recipient == to]


def mails_of(world: World, account_id: str) -> str:
    row = world.rows(select(account_table.c.lang).where(account_table.c.id == account_id))[0]
    return str(row.lang)


async def test_who_chooses_a_language_at_the_top_of_a_page_is_texted_in_it(world):
    fair_id = await an_open_fair(world)
    lan = await registered(world, PHONE, fair_id)
    bo = await registered(world, "13812345679", fair_id, given_name="Bo")

    await chosen(world, await signed_in(world, person_id=lan), "ja")
    await world.do(ChangeNumber(phone="13812345677"), seeker(lan))

    assert "確認コード" in texts(world, "+8613812345677")[0]
    assert world.look(people.person, bo).lang == "en"


async def test_a_recruiter_who_chooses_a_language_is_mailed_in_it(world):
    mei, wei = await recruiter(world, MAIL), await recruiter(world, "wei@huafeng.example")

    await chosen(world, await signed_in(world, account_id=mei), "zh-Hans")
    link = "https://fair.example/sign-in/new-password/x"
    await world.do(AskReset(email=MAIL, token_hash="0" * 64, link=link))

    assert "密码" in texts(world, MAIL)[0]
    assert mails_of(world, wei) == "en"


async def test_a_language_that_the_house_does_not_speak_changes_nothing(world):
    mei = await recruiter(world, MAIL)
    lan = await registered(world, PHONE, await an_open_fair(world))

    await chosen(world, await signed_in(world, account_id=mei), "tlh")
    await chosen(world, await signed_in(world, person_id=lan), "")

    assert (mails_of(world, mei), world.look(people.person, lan).lang) == ("en", "en")


async def test_a_form_of_another_site_changes_nobodys_letters(world):
    mei = await recruiter(world, MAIL)
    async with world.web(await signed_in(world, account_id=mei)) as browser:
        await browser.get("/help")
        answer = await browser.post("/language", data={"lang": "ja", "csrf": "forged.forged"})

    assert answer.status_code == 403
    assert mails_of(world, mei) == "en"


@pytest.mark.parametrize("who", [VISITOR, ORGANISER])
async def test_only_a_seeker_chooses_for_a_seeker(world, who):
    with pytest.raises((NotAllowed, SignInFirst)):
        await world.do(ChooseLanguage(lang="ja"), who)


@pytest.mark.parametrize("who", [VISITOR, seeker("p00000000001")])
async def test_only_staff_choose_for_staff(world, who):
    with pytest.raises((NotAllowed, SignInFirst)):
        await world.do(ChooseAccountLanguage(lang="ja"), who)
