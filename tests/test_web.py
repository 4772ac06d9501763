"""The HTTP edge: the strict policy, forms that are ours, languages, and calm answers."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from fair import words
from fair.contract.people import Erase
from fair.db import utc_now
from fair.decisions import TooMany
from tests.people.helpers import registered, seeker, signed_in
from tests.world import some

TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


async def test_every_answer_has_a_strict_policy(world):
    async with world.web() as browser:
        answer = await browser.get("/")

    policy = answer.headers["content-security-policy"]
    for part in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert f"{part} 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_form_from_another_site_is_refused(world):
    async with world.web() as browser:
        await browser.get("/")
        answer = await browser.post("/language", data={"lang": "ja", "csrf": "forged.forged"})

    assert answer.status_code == 403
    assert "fair_lang" not in browser.cookies


async def test_a_page_speaks_the_browsers_language_until_another_is_chosen_and_keeps_that(world):
    async with world.web(language="zh-CN,zh;q=0.9") as browser:
        first = await browser.get("/")
        token = some(TOKEN.search(first.text))[1]
        answer = await browser.post("/language", data={"lang": "ja", "csrf": token, "then": "/"})
        second = await browser.get("/")

    assert 'lang="zh-Hans"' in first.text
    assert answer.status_code == 303
    assert 'lang="ja"' in second.text


async def test_a_form_never_leads_to_another_site(world):
    async with world.web() as browser:
        page = await browser.get("/")
        token = some(TOKEN.search(page.text))[1]
        answer = await browser.post(
            "/language", data={"lang": "en", "csrf": token, "then": "//elsewhere.example/"}
        )

    assert answer.headers["location"] == "/"


async def test_a_command_that_does_not_exist_is_not_found(world):
    async with world.web() as browser:
        answer = await browser.post("/commands/no.such", data={})

    assert answer.status_code == 404


async def test_a_missing_page_says_so_in_the_readers_language_with_a_way_back(world):
    async with world.web(language="ja") as browser:
        answer = await browser.get("/no/such/page")

    assert answer.status_code == 404
    assert 'lang="ja"' in answer.text
    assert 'href="/"' in answer.text


async def test_an_unchanged_page_is_not_sent_again(world):
    async with world.web() as browser:
        first = await browser.get("/")
        again = await browser.get("/", headers={"if-none-match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""


async def test_what_somebody_signed_in_saw_is_kept_by_no_cache(world):
    lan = await registered(world)
    token = await signed_in(world, person_id=lan)
    async with world.web(token) as hers, world.web() as anybody:
        private = [await hers.get(path) for path in ("/me", "/", "/ring", "/me/knows", "/no/such")]
        public = await anybody.get("/")
        same = await hers.get("/me/number", headers={"x-partial": "1"})
        tag = {"x-partial": "1", "if-none-match": same.headers["etag"]}
        again = await hers.get("/me/number", headers=tag)

    assert {
        one.url.path for one in private if "no-store" not in one.headers["cache-control"]
    } == set()
    assert public.headers["cache-control"] == "private, no-cache"
    assert (again.status_code, again.content) == (304, b"")


async def test_a_browser_whose_login_ended_elsewhere_forgets_it_and_what_pages_kept(world):
    lan = await registered(world)
    token = await signed_in(world, person_id=lan)
    await world.do(Erase(sure="yes"), seeker(lan))
    async with world.web(token) as browser:
        answer = await browser.get("/")
        kept = dict(browser.cookies)
        after = await browser.get("/")

    assert answer.headers["clear-site-data"] == '"storage"'
    assert "fair_login" not in kept
    assert "fair_visitor" in kept
    assert "clear-site-data" not in after.headers
    async with world.web() as visitor:
        assert "clear-site-data" not in (await visitor.get("/")).headers


async def test_static_files_are_packed_and_kept_for_a_year(world):
    async with world.web() as browser:
        page = await browser.get("/")
        path = some(re.search(r'href="(/static/[^"]+app\.css)"', page.text))[1]
        answer = await browser.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]


async def test_the_server_is_ready_when_its_database_answers(world):
    async with world.web() as browser:
        alive, ready = await browser.get("/healthz"), await browser.get("/readyz")

    assert (alive.status_code, ready.status_code) == (200, 200)


async def test_a_page_without_a_socket_can_ask_what_time_it_is_and_no_cache_answers(world):
    before = utc_now()
    async with world.web() as browser:
        answer = await browser.get("/clock")

    at = datetime.fromtimestamp(answer.json()["at"] / 1000, UTC)
    # A number on the wire may be a hair off what it was.
    assert before - timedelta(milliseconds=1) < at < utc_now() + timedelta(milliseconds=1)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("ja", "ja"),
        ("fr-FR,fr;q=0.9,en;q=0.4", "en"),
        ("de", "en"),
        ("", "en"),
        ("en;q=0.1,ja;q=0.9", "ja"),
        ("nonsense;q=x", "en"),
    ],
)
def test_the_readers_first_known_language_is_chosen(accepted, code):
    assert words.negotiate(accepted) == code


def test_a_refusal_is_read_in_the_readers_language_with_its_values():
    english = words.catalogue("en").refusal(TooMany(seconds=7))
    chinese = words.catalogue("zh-Hans").refusal(TooMany(seconds=7))

    assert "7" in english
    assert "7" in chinese
    assert english != chinese


def test_money_is_written_without_needless_decimals():
    assert words.catalogue("en").money(460_000, "CNY") == "CNY\N{NO-BREAK SPACE}4,600"
    assert words.catalogue("zh-Hans").money(460_050, "CNY") == "4,600.50元"
