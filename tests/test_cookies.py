"""Cookies have one home: by https nobody else's host can set or read them."""

import re
from pathlib import Path

import pytest

from fair import cookies
from fair.cookies import HOST, LOGIN, VISITOR, Cookies
from tests.people.helpers import registered, send, signed_in
from tests.world import running

FAIR = Path(__file__).parents[1] / "fair"


def test_by_https_each_name_is_bound_to_this_host_and_no_other_is_believed():
    secure = Cookies(secure=True)
    assert secure.name(LOGIN) == "__Host-fair_login"
    assert secure.of({"fair_login": "planted"}, LOGIN) == ""
    assert secure.of({"__Host-fair_login": "ours"}, LOGIN) == "ours"
    assert Cookies().of({"fair_login": "ours"}, LOGIN) == "ours"


def test_what_a_script_keeps_is_bound_to_this_host_as_well():
    script = (FAIR.parent / "static" / "js" / "app.js").read_text("utf-8")

    for secure in (True, False):
        assert f'"{Cookies(secure=secure).name(cookies.ZONE)}"' in script


def test_no_other_file_names_a_cookie_or_its_flags():
    """Whoever writes `set_cookie` or `fair_login` again writes past the flags."""
    told = re.compile(r"set_cookie\(|delete_cookie\(|\.cookies\.get\(|Max-Age=")
    found = [
        path.name
        for path in FAIR.rglob("*.py")
        if path.name != "cookies.py" and told.search(path.read_text("utf-8"))
    ]
    assert found == []


async def test_by_https_a_login_planted_under_the_plain_name_signs_nobody_in(tmp_path):
    async with running(tmp_path, base_url="https://fair.example") as world:
        token = await signed_in(world, person_id=await registered(world))
        async with world.web() as browser:
            browser.cookies.set("fair_login", token, domain="127.0.0.1")  # the plain name
            stranger = await browser.get("/me")
            assert stranger.status_code == 401
            browser.cookies.set(f"{HOST}fair_login", token, domain="127.0.0.1")
            assert (await browser.get("/me")).status_code == 200
        visitor = next(one for one in stranger.headers.get_list("set-cookie") if VISITOR in one)
        for flag in ("__Host-fair_visitor=", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"):
            assert flag in visitor
        assert "Domain" not in visitor


async def test_by_https_a_socket_believes_the_bound_name_alone(tmp_path):
    async with running(tmp_path, base_url="https://fair.example") as world:
        token = await signed_in(world, person_id=await registered(world))
        live = world.server.live

        async def enter_room(_sid, _room):
            pass

        live.server.enter_room = enter_room
        for sid, name in (("planted", "fair_login"), ("ours", "__Host-fair_login")):
            await live._connect(sid, {"HTTP_COOKIE": f"{name}={token}"})
        roles = {sid: str(actor.role) for sid, (actor, _) in live._actors.items()}
    assert roles == {"planted": "visitor", "ours": "seeker"}


@pytest.mark.parametrize("leaves", [False, True])
async def test_the_visitor_is_another_one_after_signing_in_and_out(world, leaves):
    lan = await registered(world)
    token = await signed_in(world, person_id=lan)
    async with world.web(token if leaves else "") as browser:
        page = await browser.get("/me" if leaves else "/help")
        before = browser.cookies["fair_visitor"]
        who = re.search(r'data-who="([^"]+)"', (await browser.get("/help")).text)
        if leaves:
            await send(browser, page, "/sign-out")
        else:
            site = world.server.site
            answer = site.sign_in(site.redirect("/"), token, 60)
            said = answer.headers.getlist("set-cookie")
            assert any(one.startswith("fair_visitor=") and "Max-Age=0" in one for one in said)
            browser.cookies.delete("fair_visitor")
        after = await browser.get("/help")
        assert browser.cookies["fair_visitor"] != before
        assert who
        assert who[0] not in after.text


async def test_a_visitors_mark_is_told_from_that_of_an_account(world):
    lan = await registered(world)
    marks = []
    for token in ("", await signed_in(world, person_id=lan)):
        async with world.web(token) as browser:
            found = re.search(r'data-who="([^".]+)\.', (await browser.get("/help")).text)
            assert found
            marks.append(found[1])
    assert [mark.startswith("v") for mark in marks] == [True, False]


GARBAGE = (
    b"[" * 3000, b"%5B" * 1000, b'"["', b'["aaaaaaaaaaaaaaaaaa", "\\ud800"]',
    b'"[\\"aaaaaaaaaaaaaaaaaa\\", \\"\\\\ud800\\"]"', b"a" * 20 + b".%ED%A0%80",
    b'"\\377\\000"', b"\xff\xfe.\xfd" * 9, "é.é".encode() * 20, b".", b"." * 500, b"a.b.c",
    b"x" * 8000, b"null", b'{"a":1}', b"../../etc/passwd", b"%00", b"%2F%2F", b"Asia/Shanghai%00",
    b"=", b"",
)  # fmt: skip
PAGES = (
    "/",
    "/vacancies",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/number",
    "/me/second/codes",
    "/no",
)


@pytest.mark.parametrize("cookie", sorted(
    value for name, value in vars(cookies).items() if str(value).startswith("fair_")
))  # fmt: skip
async def test_whatever_a_cookie_says_the_page_comes(world, caplog, cookie):
    async with world.web() as browser:
        for said in GARBAGE:
            for page in PAGES:
                head = {b"Cookie": cookie.encode() + b"=" + said}
                answer = await browser.get(page, headers=head)
                assert answer.status_code in {200, 303, 401, 404, 410}, (said[:20], page)
    assert "Traceback" not in caplog.text


async def test_whatever_a_cookie_says_a_form_is_refused_in_words(world):
    async with world.web() as browser:
        for said in GARBAGE:
            kept = b"; ".join(
                value.encode() + b"=" + said
                for value in vars(cookies).values()
                if str(value).startswith("fair_")
            )[:12_000]
            for mark in ("\ud800.\ud800", "é.é", "."):
                content = (
                    b"csrf="
                    + mark.encode("utf-8", "surrogatepass")
                    + b"&phone=1&email=a&password=b"
                )
                for page in ("/sign-in", "/sign-in/number", "/sign-out", "/language"):
                    answer = await browser.post(
                        page, content=content,
                        headers={
                            b"Cookie": kept, b"Content-Type": b"application/x-www-form-urlencoded"
                        },
                    )  # fmt: skip
                    assert answer.status_code < 500, (said[:20], page)


def test_what_the_server_marked_itself_is_known_and_half_a_sign_is_not(world):
    seal = world.server.site.seal
    assert seal.holds(seal.mark("Saved.")[:16], "Saved.")
    assert not seal.holds("a" * 18, "\ud800")
    assert not seal.holds("\ud800" * 18, "Saved.")
