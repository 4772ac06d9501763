"""Attack: the link for a forgotten password is guessed, read, kept, used twice, or asked for."""

import asyncio
import logging
import re
from datetime import timedelta
from statistics import median

import pytest
from sqlalchemy import String, Text, select

from fair.accounts import reads
from fair.accounts.password_pages import ANSWERED_AFTER_S
from fair.accounts.reset import token_hash
from fair.contract.accounts import ChangePassword, CloseAccount
from fair.glossary import Role
from fair.sign_in import reads as sign_in_reads
from fair.signals import endings
from fair.signals.carriers import Letter
from fair.tables import metadata
from tests.accounts.helpers import EMAIL, MAIL_SERVER, link_in, mails
from tests.people.helpers import (
    HASH,
    fields_of,
    later,
    recruiter,
    send,
    signed_in,
    staff,
)
from tests.world import running

FORM, NEW = "/sign-in/forgotten", "another long sentence"
PLACE = "sign-in/new-password"


@pytest.fixture
async def world(tmp_path):
    """A server with a mail server, and Mei's account at it."""
    async with running(tmp_path, mail_url=MAIL_SERVER) as made:
        await recruiter(made)
        yield made


MEI = "mei@huafeng.example"


async def asked(world, email=MEI, *, at="203.0.113.7"):
    """Ask for a link as somebody at this address of the net; return the answer."""
    async with world.web() as browser:
        browser._transport.client = (at, 4711)
        page = await browser.get(FORM)
        return await send(browser, page, FORM, email=email)


async def link_of(world, email=MEI):
    """Ask, and read the newest mail as its owner does."""
    await asked(world, email)
    return link_in(mails(world, email)[0].text, PLACE)


def links_sent(world, email=MEI):
    """The mails that hold a link, the newest first."""
    return [one for one in mails(world, email) if link_in(one.text, PLACE)]


async def chosen(world, path, password=NEW):
    async with world.web() as browser:
        page = await browser.get(path)
        if page.status_code != 200:
            return page
        return await send(browser, page, path, password=password)


async def signs_in(world, password, email=MEI):
    async with world.web() as browser:
        page = await browser.get("/sign-in")
        answer = await send(browser, page, "/sign-in", email=email, password=password)
        return answer.status_code == 303


async def test_a_forgotten_password_is_replaced_by_the_owner_of_the_address(world):
    mei = world.look(reads.password_of, MEI)[0]
    token = await signed_in(world, account_id=mei)
    path = await link_of(world)

    answer = await chosen(world, path)

    assert answer.headers["location"] == "/sign-in"
    assert "fair_login" not in answer.headers.get("set-cookie", "")
    assert world.look(sign_in_reads.identify, token, "").role is Role.VISITOR
    assert await signs_in(world, NEW)
    assert not await signs_in(world, "correct horse battery")
    assert "account.reset_used" in world.kinds()
    assert "A new password was chosen" in mails(world, MEI)[0].text


async def test_a_link_works_once(world):
    path = await link_of(world)

    answers = await asyncio.gather(chosen(world, path), chosen(world, path, "a thief's sentence"))
    third = await chosen(world, path, "a thief's sentence")

    assert sorted(one.status_code for one in answers) == [303, 410]
    assert third.status_code == 410


async def test_a_newer_link_ends_the_one_before(world):
    old = await link_of(world)
    await later(world, "password_reset", timedelta(minutes=6))
    new = await link_of(world)

    assert old != new
    assert (await chosen(world, old)).status_code == 410
    assert (await chosen(world, new)).status_code == 303


async def test_a_changed_password_ends_the_link(world):
    path = await link_of(world)
    mei = world.look(reads.password_of, MEI)[0]
    await world.do(ChangePassword(account_id=mei, password_hash=HASH))

    assert (await chosen(world, path)).status_code == 410


async def test_a_role_that_was_taken_away_ends_the_link(world):
    path = await link_of(world)
    mei = world.look(reads.password_of, MEI)[0]
    await world.do(CloseAccount(account_id=mei, reason="left"), await staff(world, EMAIL, "Olga"))

    assert (await chosen(world, path)).status_code == 410
    assert await link_of_nobody(world)


async def link_of_nobody(world):
    """Ask for the address of the closed account: no mail more."""
    before = len(links_sent(world))
    await asked(world)
    return len(links_sent(world)) == before


@pytest.mark.parametrize(("age", "works"), [(59, True), (60, False)])
async def test_a_link_lasts_for_sixty_minutes(world, age, works):
    path = await link_of(world)
    await later(world, "password_reset", timedelta(minutes=age))

    assert ((await chosen(world, path)).status_code == 303) is works


async def test_a_look_at_the_link_spends_nothing_and_stays_in_no_cache(world):
    path = await link_of(world)
    async with world.web() as browser:
        pages = [await browser.get(path) for _ in range(3)]

    assert [page.status_code for page in pages] == [200] * 3
    assert pages[0].headers["cache-control"] == "no-store"
    assert pages[0].headers["referrer-policy"] == "no-referrer"
    assert (await chosen(world, path)).status_code == 303


async def test_a_password_that_is_easy_to_guess_spends_no_link(world):
    path = await link_of(world)

    assert (await chosen(world, path, "mei@huafeng.example")).status_code == 422
    assert (await chosen(world, path)).status_code == 303


@pytest.mark.parametrize("token", ["", "x", "0" * 43, "é" * 20, "..%2F..%2Fme"])
async def test_an_invented_link_opens_nothing(world, token):
    await link_of(world)

    assert (await chosen(world, f"/{PLACE}/{token}")).status_code in (404, 410)


async def test_the_hash_that_the_database_keeps_is_no_link(world):
    path = await link_of(world)
    kept = token_hash(path.rsplit("/", 1)[1])

    assert world.rows(f"SELECT id FROM password_reset WHERE token_hash = '{kept}'")
    assert (await chosen(world, f"/{PLACE}/{kept}")).status_code == 410


async def test_the_link_stands_nowhere_neither_while_its_mail_waits_nor_afterwards(world):
    path = await link_of(world)
    token = path.rsplit("/", 1)[1]
    assert places_of(world, token) == set()

    await world.work(lambda work: endings.write(work, sent_out(world), ""))

    assert places_of(world, token) == set()
    assert (await chosen(world, path)).status_code == 303


def sent_out(world):
    rows = world.rows("SELECT * FROM signal")
    letters = [Letter(row.id, row.recipient, row.subject, row.text, row.dedupe) for row in rows]
    return [endings.Outcome(one, "sent") for one in letters]


def places_of(world, words):
    """Return every column of the database in which these words stand."""
    return {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String | Text)
        and world.rows(select(table.c[column.name]).where(table.c[column.name].contains(words)))
    }


async def test_the_outbox_of_texts_shows_organisers_no_link(tmp_path):
    async with running(tmp_path / "x", mail_url=MAIL_SERVER, sms_provider="outbox") as world:
        await recruiter(world)
        otto = await staff(world, "otto@pes.example", "Otto")
        path = await link_of(world)
        async with world.web(await signed_in(world, account_id=otto.account_id)) as browser:
            outbox = await browser.get("/outbox")

    assert outbox.status_code == 200
    assert path not in outbox.text


async def test_no_log_shows_a_link_even_where_its_page_breaks(world, monkeypatch, caplog):
    path = await link_of(world)
    monkeypatch.setattr(reads, "reset", lambda *_: 1 / 0)

    monkeypatch.setattr(logging.getLogger("httpx"), "disabled", True)  # the test's own browser
    with caplog.at_level(logging.DEBUG):
        assert (await chosen(world, path)).status_code == 500

    assert "request GET /sign-in/new-password/{token} failed" in caplog.text
    assert path.rsplit("/", 1)[1] not in caplog.text


# --- who has an account --------------------------------------------------------------------------


async def test_the_answer_is_the_same_for_an_address_that_nobody_has(world):
    answers = [await asked(world, email) for email in (MEI, "nobody@huafeng.example")]
    seen = [
        (one.status_code, re.sub(r'value="[^"]*"|who="[^"]*"', "", one.text).replace(email, ""))
        for one, email in zip(answers, (MEI, "nobody@huafeng.example"), strict=True)
    ]

    assert seen[0] == seen[1]
    assert (len(links_sent(world)), mails(world, "nobody@huafeng.example")) == (1, [])


async def test_the_time_of_the_answer_does_not_tell_who_has_an_account(world):
    async def took(email, at):
        loop = asyncio.get_running_loop()
        async with world.web() as browser:
            browser._transport.client = (at, 4711)
            page = await browser.get(FORM)
            began = loop.time()
            await send(browser, page, FORM, email=email)
            return loop.time() - began

    known = [await took(MEI, f"198.51.100.{place}") for place in range(5)]
    unknown = [await took(f"no{place}@b.example", f"203.0.113.{place}") for place in range(5)]

    assert min(*known, *unknown) >= ANSWERED_AFTER_S
    assert abs(median(known) - median(unknown)) < ANSWERED_AFTER_S / 3


async def test_what_is_no_address_is_said(world):
    answer = await asked(world, "mei at huafeng")

    assert answer.status_code == 422
    assert "name@example.com" in answer.text


# --- who asks how often --------------------------------------------------------------------------


async def test_a_network_that_asks_for_many_addresses_is_stopped(world):
    answers = [await asked(world, f"no{place}@b.example") for place in range(21)]

    assert [one.status_code for one in answers] == [200] * 20 + [429]


async def test_a_stranger_who_asks_again_and_again_ends_no_link_of_the_owners(world):
    """From as many networks as it may be: for five minutes, and once six were sent."""
    path = await link_of(world)
    for place in range(8):
        await asked(world, at=f"198.51.100.{place}")
    assert len(links_sent(world)) == 1
    for place in range(8):
        await later(world, "password_reset", timedelta(minutes=6))
        await asked(world, at=f"192.0.2.{place}")

    sixth = link_in(mails(world, MEI)[0].text, PLACE)

    assert len(links_sent(world)) == 6
    assert sixth != path
    assert (await chosen(world, sixth)).status_code == 303


async def test_a_stranger_elsewhere_uses_up_nothing_of_what_the_owner_may_ask_for(world):
    strangers = [await asked(world, at="198.51.100.1") for _ in range(6)]
    await later(world, "password_reset", timedelta(minutes=61))
    mine = await asked(world, at="203.0.113.7")

    assert [one.status_code for one in strangers] == [200] * 5 + [429]
    assert mine.status_code == 200
    assert len(links_sent(world)) == 2


async def test_asking_changes_nothing_that_the_owner_has(world):
    mei = world.look(reads.password_of, MEI)
    token = await signed_in(world, account_id=mei[0])
    await asked(world)

    assert world.look(reads.password_of, MEI) == mei
    assert world.look(sign_in_reads.identify, token, "").account_id == mei[0]
    async with world.web(token) as browser:
        assert "Somebody asked for a new password" in (await browser.get("/me")).text


# --- without a mail server -----------------------------------------------------------------------


@pytest.mark.parametrize("provider", ["", "outbox"])
async def test_without_a_mail_server_the_page_says_whom_to_ask_and_keeps_no_link(
    tmp_path, provider
):
    async with running(tmp_path / "x", sms_provider=provider) as world:
        await recruiter(world)
        async with world.web() as browser:
            page = await browser.get(FORM)
            csrf = fields_of(await browser.get("/sign-in"), "/sign-in")["csrf"]
            answer = await browser.post(FORM, data={"csrf": csrf, "email": MEI})

        for one in (page, answer):
            assert "Ask an organiser" in one.text
            assert f'action="{FORM}"' not in one.text
        assert not world.rows("SELECT id FROM password_reset")
        assert link_in(str(world.rows("SELECT text FROM signal")), PLACE) == ""
