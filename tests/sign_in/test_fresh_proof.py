"""Attack: somebody holds a stolen cookie of staff. Only a password or a code takes a role away."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from fair.contract.accounts import CloseAccount
from fair.fresh import LASTS, ProveFirst
from fair.sign_in import reads
from tests.people.helpers import PASSWORD, signed_in
from tests.sign_in.staff_door import inside, organiser, with_app

SECOND = timedelta(seconds=1)


async def long_ago(world, by=LASTS):
    micro = by // timedelta(microseconds=1)
    sql = text(f"UPDATE login SET proved_at = proved_at - {micro}")
    await world.work(lambda work: work.write(sql))


def form_on(page):
    """The form that waits for the proof, as a browser without JavaScript sends it."""
    found = re.findall(r'<input type="hidden" name="([^"]+)"[^>]*? value="([^"]*)"', page.text)
    return dict(found)


async def asked(browser, path, **fields):
    csrf = re.search(r'name="csrf" value="([^"]+)"', (await browser.get("/me")).text)
    assert csrf
    return await browser.post(path, data={"csrf": csrf[1], **fields})


def is_open(world, account_id):
    found = text("SELECT closed_at FROM account WHERE id = :id").bindparams(id=account_id)
    return world.rows(found)[0].closed_at is None


async def test_a_stolen_cookie_neither_invites_nor_takes_a_role_away(world):
    owner, mate = await organiser(world), await organiser(world, "mate@pes.example")
    async with world.web(await signed_in(world, account_id=owner)) as thief:
        await long_ago(world)
        tried = [
            await asked(thief, "/invitations", email="evil@evil.example", role="organiser"),
            await asked(thief, "/commands/account.close", account_id=mate, reason="left"),
            await asked(thief, "/commands/factor.take_away", account_id=mate, reason="lost"),
        ]

    assert [(page.status_code, "Is it you?" in page.text) for page in tried] == [(403, True)] * 3
    assert not any("/invited/" in page.text for page in tried)
    assert world.rows("SELECT id FROM invitation") == []
    assert is_open(world, mate)


async def test_the_owner_types_the_password_once_and_the_act_goes_on(world):
    owner, mate = await organiser(world), await organiser(world, "mate@pes.example")
    third = await organiser(world, "third@pes.example")
    async with world.web(await signed_in(world, account_id=owner)) as browser:
        await long_ago(world)
        path = "/commands/account.close"
        page = await asked(browser, path, account_id=mate, reason="left", then="/organise/team")
        wrong = await browser.post(path, data={**form_on(page), "fresh_proof": "not-this-one"})
        assert wrong.status_code == 403
        assert "is not right" in wrong.text
        assert is_open(world, mate)

        done = await browser.post(path, data={**form_on(wrong), "fresh_proof": PASSWORD})

        assert done.headers["location"] == "/organise/team"
        assert not is_open(world, mate)
        await asked(browser, path, account_id=third, reason="left")
        assert not is_open(world, third)  # within ten minutes nothing is asked again


async def test_who_has_a_second_step_proves_it_by_a_code_and_not_by_the_password(world):
    owner, mate = await organiser(world), await organiser(world, "mate@pes.example")
    app, _ = await with_app(world)
    async with world.web(await signed_in(world, account_id=owner)) as browser:
        await long_ago(world)
        path = "/commands/account.close"
        page = await asked(browser, path, account_id=mate, reason="left", then="/organise/team")
        assert "Code of the app" in page.text
        again = await browser.post(path, data={**form_on(page), "fresh_proof": PASSWORD})
        assert again.status_code == 403
        assert is_open(world, mate)

        await browser.post(path, data={**form_on(again), "fresh_proof": app.code()})

    assert not is_open(world, mate)


async def test_inviting_goes_on_to_the_link_after_the_password(world):
    owner = await organiser(world)
    async with world.web(await signed_in(world, account_id=owner)) as browser:
        await long_ago(world)
        page = await asked(browser, "/invitations", email="new@pes.example", role="organiser")

        shown = await browser.post("/invitations", data={**form_on(page), "fresh_proof": PASSWORD})

    assert "/invited/" in shown.text


@pytest.mark.parametrize(("ago", "refused"), [(LASTS - SECOND * 30, False), (LASTS, True)])
async def test_a_proof_holds_for_ten_minutes_at_every_door(world, ago, refused):
    owner, mate = await organiser(world), await organiser(world, "mate@pes.example")
    token = await signed_in(world, account_id=owner)
    await long_ago(world, ago)
    actor = world.look(reads.identify, token, "10.1.1.1")

    if refused:
        with pytest.raises(ProveFirst):
            await world.do(CloseAccount(account_id=mate, reason="left"), actor)
    else:
        await world.do(CloseAccount(account_id=mate, reason="left"), actor)
    assert is_open(world, mate) is refused


async def test_many_wrong_passwords_there_count_as_they_do_at_the_door(world):
    owner, mate = await organiser(world), await organiser(world, "mate@pes.example")
    async with world.web(await signed_in(world, account_id=owner)) as thief:
        await long_ago(world)
        path = "/commands/account.close"
        page = await asked(thief, path, account_id=mate, reason="left")
        codes = [
            (await thief.post(path, data={**form_on(page), "fresh_proof": f"no {n}"})).status_code
            for n in range(12)
        ]
        assert await inside(thief)

    assert codes[0] == 403
    assert codes[-1] == 429
    assert is_open(world, mate)
