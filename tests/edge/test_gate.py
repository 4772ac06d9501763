"""Whose host it is, what every answer says about itself, what is not found: asked by strangers."""

import random
import re
from typing import Any

import pytest
from starlette.datastructures import Headers

from fair.app import ROUTES
from fair.budgets import Budgets
from fair.headers import HEADERS, OF_PAGES
from fair.hosts import Hosts
from fair.packing import tells
from tests.agreements.belongings import LAN, belongings
from tests.edge.serving import served, status
from tests.world import running

HOUSE = "https://fair.example"


# --- hosts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "more", "asked", "known"),
    [
        (HOUSE, "", "fair.example", "fair.example"),
        (HOUSE, "", "FAIR.example:443", "fair.example:443"),
        (HOUSE, "", "www.fair.example", "www.fair.example"),
        ("https://www.fair.example", "", "fair.example", "fair.example"),
        (HOUSE, "jobs.example, 10.0.0.7", "jobs.example:8443", "jobs.example:8443"),
        (HOUSE, "jobs.example, 10.0.0.7", "10.0.0.7", "10.0.0.7"),
        (HOUSE, "", "evil.example", ""),
        (HOUSE, "", "fair.example.evil.example", ""),
        (HOUSE, "", "evil.example:fair.example", ""),
        (HOUSE, "", "fair.example@evil.example", ""),
        (HOUSE, "", "fair.example;script-src *", ""),
        (HOUSE, "", "fair.example:80:80", ""),
        (HOUSE, "", "fair.example:", ""),
        (HOUSE, "", "fair.example.", ""),
        (HOUSE, "", "127.0.0.1", ""),
        (HOUSE, "", "localhost", ""),
        (HOUSE, "", "", ""),
        (HOUSE, "", "fair.example\x00", ""),
        (HOUSE, "", "fa\u0131r.example", ""),
        ("http://127.0.0.1:8000", "", "localhost:8000", "localhost:8000"),
        ("http://localhost:8000", "", "[::1]:8000", "[::1]:8000"),
        ("http://127.0.0.1:8000", "", "192.168.1.5:8000", ""),
        ("http://0.0.0.0:8000", "", "192.168.1.5:8000", "192.168.1.5:8000"),
        ("http://0.0.0.0:8000", "", "evil.example", ""),
        ("http://[::1]:8000", "", "[::1]", "[::1]"),
    ],
)
def test_a_host_is_ours_by_its_name_alone(base, more, asked, known):
    assert Hosts(base, more).known(asked) == known


@pytest.mark.parametrize(
    "path", ["/", "/help", "/commands/ticket.join", "/no/such", "/static/x/app.css", "/clock",
             "/socket.io/?EIO=4&transport=websocket"],
)  # fmt: skip
async def test_whoever_asks_for_another_host_hears_one_sentence_without_an_echo(world, path):
    async with world.web(language="ja") as web:
        for host in ("evil.example", "127.0.0.1.evil.example", "x;script-src *", ""):
            answer = await web.get(path, headers={"host": host})

            assert answer.status_code == 421
            assert len(answer.text) < 200
            assert "evil" not in answer.text + str(answer.headers)
            assert "script-src" not in str(answer.headers)
            assert "set-cookie" not in answer.headers


async def test_two_hosts_at_once_or_none_are_none_of_ours(tmp_path):
    async with served(tmp_path) as at:
        two = await at.say(
            b"GET /help HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n"
            b"Connection: close\r\n\r\n"
        )
        none = await at.say(b"GET /help HTTP/1.0\r\n\r\n")
        whole = await at.say(
            b"GET http://evil.example/help HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        )

    assert (status(two), status(none)) == (421, 421)
    assert b"evil" not in two + whole.split(b"<html")[0]


async def test_a_probe_is_answered_by_whatever_address(world):
    async with world.web() as web:
        for path in ("/healthz", "/readyz"):
            assert (await web.get(path, headers={"host": "10.1.2.3:8000"})).status_code == 200


async def test_a_socket_by_another_hosts_name_is_refused(world):
    said = []

    async def send(message):
        said.append(message)

    async def receive():
        return {"type": "websocket.connect"}

    scope: dict[str, Any] = {
        "type": "websocket", "path": "/socket.io/", "raw_path": b"/socket.io/",
        "query_string": b"EIO=4&transport=websocket", "root_path": "", "scheme": "ws",
        "headers": [(b"host", b"evil.example"), (b"origin", b"http://evil.example")],
        "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8000), "subprotocols": [],
        "app": None, "state": {},
    }  # fmt: skip
    await world.server.app(scope, receive, send)

    assert [message["type"] for message in said] == ["websocket.close"]


# --- headers -------------------------------------------------------------------------------------


async def test_every_answer_says_the_same_about_itself(tmp_path):
    async with running(tmp_path, base_url="https://127.0.0.1:8000") as world:
        have = await belongings(world)
        css = world.server.site.assets.url("app.css")
        asked = [
            ("GET", "/"), ("GET", "/static/x/none.css"),
            ("GET", "/no/such"), ("GET", "/healthz"), ("GET", "/readyz"), ("GET", "/clock"),
            ("POST", "/language"), ("POST", "/commands/no.such"), ("DELETE", "/"), ("TRACE", "/"),
            ("OPTIONS", "/"), ("GET", f"/attachments/{have.ids['attachment_id']}"),
            ("GET", "/me/link.svg"), ("GET", "/queues/list"), ("GET", "/socket.io/"),
            ("DELETE", css), ("POST", "/healthz"),
            ("GET", "/desk/vacancies/template.csv"), ("POST", "/me/files"), ("GET", "/%00"),
        ]  # fmt: skip
        async with world.web() as web:
            token = have.stage.tokens[LAN]
            web.cookies.set("__Host-fair_login", token, domain="127.0.0.1")
            answers = [await web.request(method, path) for method, path in asked]
            answers.append(await web.get("/", headers={"host": "evil.example"}))
            answers.append(await web.post("/language", content=b"a" * 1_100_000))
            part = await web.get("/queues/list", headers={"x-partial": "1"})
            same = {"if-none-match": part.headers["etag"], "x-partial": "1"}
            parts = [part, await web.get("/queues/list", headers=same)]
            parts += [await web.get(css), await web.head(css)]

    assert {answer.status_code for answer in (*answers, *parts)} >= {200, 304, 403, 404, 413, 421}
    for answer in (*answers, *parts):
        page = answer not in parts
        for name, value in HEADERS.items():
            # What no window shows has no window, referrer or microphone to rule over.
            if page or name not in OF_PAGES:
                assert answer.headers[name] == value, answer.request.url
        policy = answer.headers["content-security-policy"]
        for one in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
            # A style sheet has no base.
            assert one in policy or (one.startswith("base") and css in str(answer.request.url))
        kept = answer.headers["strict-transport-security"]
        assert kept == "max-age=31536000; includeSubDomains"
        kind = answer.headers.get("content-type", "")
        assert "charset=utf-8" in kind or (not kind.startswith("text/") and "+xml" not in kind)
        assert "server" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers


# --- what is not there ---------------------------------------------------------------------------

NOWHERE = (
    "/socket.iofoo", "/socket.io", "/socket.io/", "/socket.io/socket.io.js", "/static/", "/static",
    "/static/x", "/static/x/", "/static/x/../settings.py", "/static/x/%2e%2e/%2e%2e/etc/passwd",
    "/static//app.css", "/queues/", "/vacancies/none/", "/%00", "/a%00b",
    "/.git/config", "/.env", "/wp-login.php", "/admin", "/favicon.ico", "/commands", "/commands/",
    "/commands/x",
    "/%2e%2e/%2e%2e/etc/passwd", "/\u202e", "/" + "a" * 5_000, "/" + "a/" * 2_000, "/k", "/k/",
    "/fairs", "/fairs/none", "/booths/none", "/vacancies/none", "/halls/none", "/healthz/x",
)  # fmt: skip


async def test_every_path_that_is_not_there_is_not_found_in_few_words(world):
    found = {}
    async with world.web() as web:
        for path in NOWHERE:
            answer = await web.get(path)
            found[path] = (answer.status_code, len(answer.content) < 60_000)

    assert {path: said for path, said in found.items() if said != (404, True)} == {}


async def test_a_zero_in_a_question_is_no_reason_to_find_nothing(world):
    async with world.web() as web:
        answers = [
            await web.get(f"/{path}") for path in ("vacancies?q=%00", "?%00=%00", "help?%00")
        ]

    assert {answer.status_code for answer in answers} == {200}


async def test_other_ways_of_asking_find_nothing(world):
    async with world.web() as web:
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "FOO", "CONNECT"):
            answer = await web.request(method, "/help")
            assert answer.status_code in {404, 405}, method
        head = await web.request("HEAD", "/help")

    assert head.status_code == 200


@pytest.mark.parametrize("who", ["", LAN, "recruiter", "organiser"])
async def test_every_route_with_strange_ids_is_a_page_and_never_a_breakdown(world, who):
    have = await belongings(world)
    tokens = {**have.stage.tokens, **have.stage.scene.tokens}
    dice = random.Random(7)
    odd = ("x", "0", "a" * 12, "\u202e", "%2e%2e", "%2f", "..%2f", "'--", "%ff%fe", "{fair_id}")
    broken = {}
    async with world.web(tokens.get(who, "")) as web:
        for route in (one for one in ROUTES if "{" in one.path):
            world.server.dispatch.budgets = Budgets()
            for path in {
                re.sub(r"{[^}]+}", lambda _: dice.choice(odd), route.path) for _ in "1234"
            }:
                for method in ("GET", "POST"):
                    answer = await web.request(method, path)
                    if answer.status_code >= 500 or len(answer.content) > 90_000:
                        broken[path] = answer.status_code

    assert broken == {}


# --- packing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"cookie": "fair_login=x"}, True),
        ({"cookie": "a=b; fair_login=x", "sec-fetch-site": "cross-site"}, True),
        ({"cookie": "fair_login=x", "sec-fetch-site": "same-site"}, True),
        ({"cookie": "fair_login=x", "sec-fetch-site": "same-origin"}, False),
        ({"cookie": "fair_login=x", "sec-fetch-site": "none"}, False),
        ({"cookie": "fair_login=x", "host": "a", "referer": "https://a/help"}, False),
        ({"cookie": "fair_login=x", "host": "a", "referer": "https://b/help"}, True),
    ],
)
def test_no_length_tells_another_site_what_stands_in_the_page_of_somebody_signed_in(headers, told):
    assert tells(Headers(headers)) is told


async def test_a_page_that_another_site_asked_for_is_not_packed_and_any_other_is(world):
    have = await belongings(world)
    async with world.web(have.stage.tokens[LAN]) as web:
        away = {"sec-fetch-site": "cross-site", "referer": "https://evil.example/"}
        elsewhere = await web.get("/me/link?guess=/k/a", headers=away)
        here = await web.get("/me/link", headers={"sec-fetch-site": "same-origin"})
    async with world.web() as web:
        stranger = await web.get("/", headers={"sec-fetch-site": "cross-site"})

    assert "content-encoding" not in elsewhere.headers
    assert here.headers["content-encoding"] == "gzip"
    assert stranger.headers["content-encoding"] == "gzip"


async def test_the_token_of_a_form_is_another_one_on_every_page(world):
    async with world.web() as web:
        tokens = [
            found
            for _ in range(3)
            for found in re.findall(r'name="csrf" value="([^"]+)"', (await web.get("/help")).text)
        ]

    assert len(tokens) == len(set(tokens)) >= 3
    assert len({token.partition(".")[2][:8] for token in tokens}) == len(tokens)
