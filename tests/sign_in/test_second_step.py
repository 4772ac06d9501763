"""The second step: nobody is in without it, by whatever door; and nobody is shut out by it."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from fair.accounts.link import KEY, link_token
from fair.contract.accounts import ChangePassword
from fair.contract.factors import PutOffFactor, TakeFactorAway
from fair.contract.sign_in import OpenLogin
from fair.decisions import Actor, NotAllowed
from fair.factors.refusals import FactorThere
from fair.glossary import Role
from fair.passwords import hash_now
from fair.sign_in import writes
from fair.sign_in.refusals import SecondStepFirst
from tests.people.helpers import ORGANISER, PASSWORD, recruiter, send, signed_in
from tests.sign_in.staff_door import (
    app_of,
    codes_of,
    inside,
    knock,
    organiser,
    with_app,
)  # fmt: skip
from tests.world import running

SECRET = "a secret for tests " * 3


async def type_code(browser, code):
    page = await browser.get("/sign-in/code")
    return await send(browser, page, "/sign-in/code", code=code)


async def test_an_organiser_is_asked_and_a_recruiter_may_choose(world):
    await organiser(world)
    await recruiter(world)
    async with world.web() as browser:
        asked = await knock(browser)
        assert asked.headers["location"] == "/sign-in/second"
        assert not await inside(browser)
    async with world.web() as browser:
        assert (await knock(browser, "mei@huafeng.example")).headers["location"] == "/desk"
        page = await browser.get("/me/second")
        app = app_of(page)
        wrong = await send(browser, page, "/me/second", password="not it at all", code=app.code())
        assert wrong.status_code == 403
        assert app_of(wrong).totp.secret == app.totp.secret  # nobody scans twice
        done = await send(browser, wrong, "/me/second", password=PASSWORD, code=app.code())
        assert done.headers["location"] == "/me/second/codes"
        back = await browser.get("/sign-in/code")  # the Back button
        assert (back.status_code, back.headers["location"]) == (303, "/desk")
    async with world.web() as browser:
        assert (await knock(browser, "mei@huafeng.example")).headers["location"] == "/sign-in/code"


async def test_the_password_alone_opens_no_login_and_the_code_does(world):
    await organiser(world)
    app, _ = await with_app(world)
    async with world.web() as browser:
        asked = await knock(browser, then="/organise/team")
        assert asked.headers["location"] == "/sign-in/code"
        assert "fair_login" not in browser.cookies
        for path in ("/me", "/board", "/organise/team"):
            assert (await browser.get(path)).status_code == 401
        wrong = await type_code(browser, app.wrong())
        assert wrong.status_code == 422
        assert "This code is not right" in wrong.text
        assert not await inside(browser)

        right = await type_code(browser, app.code())
        assert right.headers["location"] == "/organise/team"
        assert await inside(browser)


async def test_a_code_works_once_on_whichever_device(world):
    await organiser(world)
    app, _ = await with_app(world)
    code = app.code()
    async with world.web() as browser, world.web(address="10.1.1.1") as thief:
        await knock(browser)
        await knock(thief)
        assert (await type_code(browser, code)).status_code == 303
        replayed = await type_code(thief, code)
        assert replayed.status_code == 422
        assert "used already" in replayed.text
        # nor does one of a minute before, which nobody used
        assert (await type_code(thief, app.code(-1))).status_code == 422
        assert not await inside(thief)


@pytest.mark.parametrize(
    ("steps", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
async def test_a_phone_whose_clock_is_half_a_minute_off_still_opens(world, steps, fits):
    await organiser(world)
    app, _ = await with_app(world)
    await world.work(lambda work: work.write(text("UPDATE factor SET last_step = 0")))
    async with world.web() as browser:
        await knock(browser)
        assert (await type_code(browser, app.code(steps))).status_code == (303 if fits else 422)


async def test_a_recovery_code_takes_the_place_of_the_app_once(world):
    await organiser(world)
    _, codes = await with_app(world)
    async with world.web() as browser:
        await knock(browser)
        assert (await type_code(browser, codes[3].upper().replace("-", " "))).status_code == 303
        assert "9 recovery codes are left" in (await browser.get("/me/second")).text
    async with world.web() as browser:
        await knock(browser)
        assert (await type_code(browser, codes[3])).status_code == 422
        assert (await type_code(browser, codes[4])).status_code == 303
    kept = str(world.rows("SELECT * FROM recovery_code")) + str(world.rows("SELECT * FROM reply"))
    assert not [one for one in codes if one.replace("-", "") in kept]
    assert world.kinds().count("factor.recovery_code_used") == 2


async def test_wrong_codes_end_by_network_and_all_in_all_and_the_owners_device_goes_on(world):
    await organiser(world)
    app, _ = await with_app(world)
    async with world.web() as owner:
        await knock(owner)
        await type_code(owner, app.code())
        await send(owner, await owner.get("/me"), "/sign-out")
        # a thief who has the password tries from many networks
        heard = []
        for one in range(7):
            async with world.web(address=f"10.2.{one}.1") as thief:
                page = await knock(thief)
                page = await thief.get("/sign-in/code")
                for _ in range(11):
                    answer = await send(thief, page, "/sign-in/code", code=app.wrong())
                    heard.append(answer.status_code)
        assert heard == [*([422] * 10), 429] * 5 + [429] * 22

        await knock(owner)
        assert (await type_code(owner, app.code(1))).status_code == 303
    assert "account.guessed_at" in world.kinds()


async def test_the_way_between_the_steps_is_of_one_browser_and_ten_minutes(world):
    await organiser(world)
    app, _ = await with_app(world)
    async with world.web() as browser, world.web() as other:
        await knock(browser)
        other.cookies.set("fair_step", browser.cookies["fair_step"], domain="127.0.0.1")
        await other.get("/")
        assert (await other.get("/sign-in/code")).status_code == 410
        other.cookies.set("fair_step", "x" * 80, domain="127.0.0.1")
        assert (await other.get("/sign-in/code")).status_code == 410
        assert (await type_code(browser, app.code())).status_code == 303


async def test_a_link_that_signs_in_asks_for_the_code_too(world):
    account_id = await organiser(world)
    app, _ = await with_app(world)
    link = await world.work(lambda work: writes.sign_in_link(work, account_id=account_id))
    path = f"/k/{link_token(SECRET, KEY, link)}"
    async with world.web() as browser:
        tap = await send(browser, await browser.get(path), path)
        assert tap.headers["location"] == "/sign-in/code"
        assert not await inside(browser)
        # the link was turned off meanwhile: the code does not help
        await world.work(lambda work: writes.sign_in_link(work, account_id=account_id))
        assert (await type_code(browser, app.code())).status_code == 410
        assert not await inside(browser)


async def test_who_waited_at_the_door_before_it_was_set_up_is_not_let_past_it(world):
    await organiser(world)
    async with world.web(address="10.4.4.4") as thief:
        await knock(thief)
        page = await thief.get("/sign-in/second")
        await with_app(world)
        for path, said in (("/sign-in/second/later", {}), ("/sign-in/second", {"code": "x"})):
            assert (await send(thief, page, path, **said)).status_code in (409, 422)
        offer = app_of(page)
        late = await send(thief, page, "/sign-in/second", code=offer.code())
        assert late.status_code == 409
        assert not await inside(thief)


async def test_a_new_password_ends_what_an_old_one_began(world):
    account_id = await organiser(world)
    app, _ = await with_app(world)
    async with world.web(address="10.4.4.4") as thief:
        await knock(thief)
        page = await thief.get("/sign-in/code")
        changed = ChangePassword(account_id=account_id, password_hash=hash_now("four new words"))
        await world.do(changed)
        over = await send(thief, page, "/sign-in/code", code=app.code())
        assert over.status_code == 410
        assert not await inside(thief)


async def test_a_put_off_login_is_refused_where_a_second_step_was_set_meanwhile(world):
    account_id = await organiser(world)
    await with_app(world)
    with pytest.raises(FactorThere):
        await world.do(PutOffFactor(account_id=account_id))


async def test_no_door_opens_a_login_past_the_second_step(world):
    account_id = await organiser(world)
    await with_app(world)
    with pytest.raises(SecondStepFirst):
        await world.do(OpenLogin(token_hash="0" * 64, account_id=account_id))


async def test_it_may_be_put_off_five_times_within_fourteen_days_and_then_no_more(world):
    await organiser(world)

    async def put_off():
        async with world.web() as browser:
            await knock(browser)
            page = await browser.get("/sign-in/second")
            if "/sign-in/second/later" not in page.text:
                # who invents the form is refused as well
                form = dict(browser.cookies)
                assert form
                answer = await send(browser, page, "/sign-in/second", code="000000")
                assert answer.status_code == 422
                return None
            return await send(browser, page, "/sign-in/second/later")

    for times in range(5):
        assert (await put_off()).headers["location"] == "/board", times
    assert await put_off() is None
    await world.work(lambda work: work.write(text("UPDATE factor_asking SET times = 1")))
    assert (await put_off()).status_code == 303
    fourteen = timedelta(days=14) // timedelta(microseconds=1)
    await world.work(
        lambda work: work.write(text(f"UPDATE factor_asking SET first_at = first_at - {fourteen}"))
    )
    assert await put_off() is None


async def test_who_put_it_off_too_often_gets_in_by_no_invented_form(world):
    await organiser(world)
    async with world.web() as browser:
        await knock(browser)
        page = await browser.get("/sign-in/second")
        await world.work(
            lambda work: work.write(
                text("INSERT INTO factor_asking SELECT id, 5, made_at FROM account")
            )
        )
        answer = await send(browser, page, "/sign-in/second/later")
        assert answer.status_code == 403
        assert not await inside(browser)


async def test_an_offer_is_for_its_own_account(world):
    await organiser(world)
    await organiser(world, "li@pes.example")
    async with world.web() as browser, world.web(address="10.3.3.3") as other:
        await knock(browser)
        await knock(other, "li@pes.example")
        mine, page = await browser.get("/sign-in/second"), await other.get("/sign-in/second")
        offer = page.text.split('name="offer" value="')[1].split('"')[0]
        stolen = await send(browser, mine, "/sign-in/second", offer=offer, code=app_of(page).code())
        assert stolen.status_code == 410
        assert world.rows("SELECT * FROM factor") == []


async def test_who_found_an_open_page_cannot_take_the_second_step_away(world):
    account_id = await organiser(world)
    app, codes = await with_app(world)
    token = await signed_in(world, account_id=account_id)
    async with world.web(token) as browser:
        page = await browser.get("/me/second")
        for path in ("/me/second/end", "/me/second/codes"):
            assert (await send(browser, page, path, code=app.wrong())).status_code == 422
        assert world.rows("SELECT * FROM factor") != []
        renewed = await send(browser, page, "/me/second/codes", code=codes[0])
        assert renewed.headers["location"] == "/me/second/codes"
        new = codes_of(await browser.get("/me/second/codes"))
        assert len(new) == 10
        assert not set(new) & set(codes)
        page = await browser.get("/me/second")
        ended = await send(browser, page, "/me/second/end", code=codes[1])
        assert ended.status_code == 422
        ended = await send(browser, page, "/me/second/end", code=new[1])
        assert ended.headers["location"] == "/me"
    assert world.rows("SELECT * FROM recovery_code") == []
    assert world.kinds()[-1] == "factor.ended"


async def test_the_recovery_codes_are_shown_to_nobody_else_at_this_browser(world):
    await organiser(world)
    await with_app(world)
    mei = await recruiter(world)
    async with world.web() as browser:
        await knock(browser, "mei@huafeng.example")
        page = await browser.get("/me/second")
        await send(browser, page, "/me/second", password=PASSWORD, code=app_of(page).code())
        shown = browser.cookies["fair_codes"]
        assert len(codes_of(await browser.get("/me/second/codes"))) == 10
        await send(browser, await browser.get("/me"), "/sign-out")
        assert "fair_codes" not in browser.cookies
    li = await recruiter(world, "li@huafeng.example")
    async with world.web(await signed_in(world, account_id=li)) as browser:
        browser.cookies.set("fair_codes", shown, domain="127.0.0.1")
        assert codes_of(await browser.get("/me/second/codes")) == []
    assert mei != li


async def test_another_organiser_removes_it_for_a_colleague_who_is_told(world):
    account_id = await organiser(world)
    await with_app(world)
    li = await organiser(world, "li@pes.example")
    me = Actor(Role.ORGANISER, account_id=account_id)
    mei = Actor(Role.RECRUITER, account_id="a00000000009", employer_id="e00000000001")
    with pytest.raises(NotAllowed):
        await world.do(TakeFactorAway(account_id=account_id, reason="lost"), me)
    with pytest.raises(NotAllowed):
        await world.do(TakeFactorAway(account_id=account_id, reason="lost"), mei)
    button = 'action="/commands/factor.take_away"'
    async with world.web(await signed_in(world, account_id=li)) as browser:
        assert button in (await browser.get("/organise/team")).text
        await world.do(TakeFactorAway(account_id=account_id, reason="lost"), ORGANISER)
        assert button not in (await browser.get("/organise/team")).text
    async with world.web() as browser:
        assert (await knock(browser)).headers["location"] == "/sign-in/second"
    (fact,) = world.rows("SELECT * FROM ledger WHERE kind = 'factor.ended'")
    assert ORGANISER.account_id in str(fact)


async def test_what_the_database_keeps_makes_no_code(world):
    await organiser(world)
    app, _ = await with_app(world)
    everything = str(world.rows("SELECT * FROM factor")) + str(world.rows("SELECT * FROM reply"))
    assert app.totp.secret not in everything
    assert app.totp.secret not in str(world.rows("SELECT * FROM ledger"))


async def test_a_server_with_another_secret_asks_for_a_recovery_code(world, tmp_path):
    await organiser(world)
    app, codes = await with_app(world)
    world.server.database.stop()
    try:
        other = "another secret of the server " * 2
        async with running(tmp_path, secret=other) as moved, moved.web() as browser:
            await knock(browser)
            assert (await type_code(browser, app.code())).status_code == 422
            assert (await type_code(browser, codes[0])).status_code == 303
    finally:
        world.server.database.start()


async def test_where_it_is_optional_nobody_is_asked(tmp_path):
    async with running(tmp_path, second_factor="optional") as world:
        await organiser(world)
        async with world.web() as browser:
            assert (await knock(browser)).headers["location"] == "/board"


async def test_recovery_codes_are_shown_once(world):
    await organiser(world)
    async with world.web() as browser:
        await knock(browser)
        page = await browser.get("/sign-in/second")
        await send(browser, page, "/sign-in/second", code=app_of(page).code())
        assert len(codes_of(await browser.get("/me/second/codes"))) == 10
        again = await browser.get("/me/second/codes")
        assert codes_of(again) == []
        assert "They were shown once" in again.text


async def test_what_was_scanned_before_putting_it_off_is_what_is_asked_for_next_time(world):
    await organiser(world)
    async with world.web() as browser:
        await knock(browser)
        page = await browser.get("/sign-in/second")
        scanned = app_of(page)
        await send(browser, page, "/sign-in/second/later")
        await send(browser, await browser.get("/me"), "/sign-out")
        await knock(browser)
        page = await browser.get("/sign-in/second")
        done = await send(browser, page, "/sign-in/second", code=scanned.code())
        assert done.headers["location"] == "/me/second/codes"


async def test_a_thief_who_looked_at_the_picture_has_not_what_the_owner_scans(world):
    await organiser(world)
    async with world.web(address="10.3.3.3") as thief, world.web() as owner:
        await knock(thief)
        await knock(owner)
        seen = app_of(await thief.get("/sign-in/second"))
        page = await owner.get("/sign-in/second")
        assert app_of(page).totp.secret != seen.totp.secret
        wrong = await send(owner, page, "/sign-in/second", code=seen.code())
        assert wrong.status_code == 422
        assert "remove that one and scan this one" in wrong.text
        assert "recovery codes" not in wrong.text.split("<main")[1]
