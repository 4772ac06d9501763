"""What a stranger, a curious colleague or a program may try at the edge, and what it comes to."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text

from fair.accounts import reads as account_reads
from fair.accounts.link import KEY, link_token
from fair.app import ROUTES
from fair.contract.accounts import Invite
from fair.contract.base import COMMANDS, Command
from fair.contract.board import OpenCase
from fair.contract.booths import BoothTell
from fair.contract.employers import EmployerChange, RecruiterRemove
from fair.contract.people import ChangePerson, WithdrawConsent
from fair.contract.programme import ChangeFair
from fair.contract.programme_halls import ChangeHall, PostAnnouncement
from fair.contract.rooms import AnswerCall, KeepNote, SayInCall
from fair.contract.rooms_chat import AnswerQuestion, HideMessage, Say
from fair.contract.vacancies import VacancyChange
from fair.decisions import Actor, Refusal
from fair.glossary import Role
from fair.languages import LANGUAGES
from fair.people import reads as people
from fair.sign_in import reads as sign_in
from tests.agreements.belongings import LAN, Belongings, belongings
from tests.hiring.stage import POST
from tests.test_web import TOKEN
from tests.world import World, running, some

EVIL = "\"><script>x()</script>'{{7*7}}<img src=x onerror=x()>"
RAW = ("<script>x", "<img src=x", '"><', "'49")
PAGES = [
    route.path for route in ROUTES if "GET" in (route.methods or ()) and "token" not in route.path
]
POSTS = [route for route in ROUTES if "POST" in (route.methods or ())]


def tokens(have: Belongings) -> dict[Role, str]:
    return {
        Role.VISITOR: "",
        Role.SEEKER: have.stage.tokens[LAN],
        Role.RECRUITER: have.stage.scene.tokens["recruiter"],
        Role.ORGANISER: have.stage.scene.tokens["organiser"],
        Role.FAIR_ORGANISER: have.stage.tokens["Gao"],
        Role.AUDITOR: have.stage.tokens["Eve"],
    }


# --- forms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.VISITOR, Role.SEEKER, Role.RECRUITER, Role.ORGANISER])
@pytest.mark.parametrize("multipart", [False, True])
async def test_no_form_of_another_site_does_anything(world, role, multipart):
    have = await belongings(world)
    paths = [f"/commands/{name}" for name, kind in COMMANDS.items() if role in kind.by]
    paths += [route.path for route in POSTS if role in getattr(route.endpoint, "by", ())]
    before = have.everything()

    heard = {}
    async with world.web(tokens(have)[role]) as browser:
        await browser.get("/help")
        for path in ["/language", *paths]:
            fields = {"csrf": "forged.forged", "lang": "ja"}
            files = {"file": ("cv.txt", b"text")} if multipart and "commands" not in path else None
            url = path.format_map({**have.ids, "token": "x"})
            answer = await browser.post(url, data=fields, files=files)
            # The gateway's door is not there at all where no secret of a gateway is set.
            shut = {400, 403, 410, *([404] if path == "/texts/replies" else [])}
            if answer.status_code not in shut:
                heard[path] = answer.status_code

    assert heard == {}
    assert have.everything() == before


async def test_a_form_left_behind_is_worthless_after_signing_out(world):
    have = await belongings(world)
    async with world.web(tokens(have)[Role.SEEKER]) as browser:
        page = await browser.get("/me")
        csrf = some(TOKEN.search(page.text))[1]
        await browser.post("/sign-out", data={"csrf": csrf})
        again = await browser.post("/sign-in/number", data={"csrf": csrf, "phone": "13812345678"})

    assert again.status_code == 403


@pytest.mark.parametrize(
    "then",
    ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "javascript:x()",
     "/\t/elsewhere.example", "\n//elsewhere.example", "\\\\elsewhere.example"],
)  # fmt: skip
async def test_no_form_leads_elsewhere(world, then):
    async with world.web() as browser:
        page = await browser.get("/")
        csrf = some(TOKEN.search(page.text))[1]
        answer = await browser.post("/language", data={"lang": "en", "csrf": csrf, "then": then})

    where = answer.headers["location"]
    assert where.startswith("/")
    assert not re.match(r"/[/\\\t\n]", where)


# --- bodies --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/me/files", "/commands/chat.say", "/language", "/sign-in"])
@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]
)
async def test_a_body_without_end_is_refused_while_it_is_read(world, path, kind):
    have = await belongings(world)
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        while sent < 50_000_000:
            sent += 100_000
            yield b"a" * 100_000

    async with world.web(tokens(have)[Role.SEEKER]) as browser:
        answer = await browser.post(path, content=endless(), headers={"content-type": kind})

    assert answer.status_code in {400, 401, 403, 413, 422}
    assert sent < 8_000_000


# --- headers -------------------------------------------------------------------------------------


async def test_every_kind_of_answer_is_dressed(world):
    have = await belongings(world)
    organiser = ["/organise/reports", f"/organise/fairs/{have.ids['fair_id']}/hires.csv"]
    seeker = [f"/attachments/{have.ids['attachment_id']}", "/me/link.svg", "/ring", "/no/such"]
    recruiter = ["/desk/vacancies/template.csv", "/organise/reports", "/healthz", "/desk"]

    for role, paths in (
        (Role.ORGANISER, organiser), (Role.SEEKER, seeker), (Role.RECRUITER, recruiter),
    ):  # fmt: skip
        async with world.web(tokens(have)[role]) as browser:
            for path in paths:
                answer = await browser.get(path)
                assert answer.headers["x-content-type-options"] == "nosniff", path
                assert "default-src 'none'" in answer.headers["content-security-policy"], path


async def test_static_files_are_what_they_say(world):
    async with world.web() as browser:
        answer = await browser.get(world.server.site.assets.url("app.css"))

    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_an_attachment_runs_nothing(world):
    have = await belongings(world)
    async with world.web(tokens(have)[Role.RECRUITER]) as browser:
        answer = await browser.get(f"/attachments/{have.ids['attachment_id']}")

    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


async def test_with_https_every_cookie_is_for_https_and_no_script_reads_the_login(tmp_path):
    async with running(tmp_path, base_url="https://fair.example") as world:
        have = await belongings(world)
        async with world.web() as browser:
            page = await browser.get("/")
            csrf = some(TOKEN.search(page.text))[1]
            chosen = await browser.post("/language", data={"lang": "ja", "csrf": csrf})
        answer = world.server.site.sign_in(
            world.server.site.redirect("/", said="Done."), have.stage.tokens[LAN], 60
        )

    said = [*page.headers.get_list("set-cookie"), *answer.headers.getlist("set-cookie")]
    assert len(said) == 4
    assert all(one.startswith("__Host-") and "domain" not in one.lower() for one in said)
    assert all("httponly" in one.lower() for one in said)
    said += chosen.headers.get_list("set-cookie")
    assert all("secure" in one.lower() and "samesite=lax" in one.lower() for one in said)


# --- what people write ---------------------------------------------------------------------------


async def written_by_all(have: Belongings, text: str = EVIL) -> None:
    """Put something evil into every text that a person can write."""
    ids, scene, world = have.ids, have.stage.scene, have.world
    everywhere = dict.fromkeys(LANGUAGES, text)
    fair = {**COMMANDS["fair.change"].example, "fair_id": ids["fair_id"]}
    writes: list[tuple[Command, Actor]] = [
        (ChangePerson(given_name=text), have.lan),
        (ChangePerson(given_name=text[:40]), have.lan),
        (Say(booth_id=ids["booth_id"], text=text), have.lan),
        (Say(booth_id=ids["booth_id"], text=text), have.mei),
        (AnswerQuestion(message_id=ids["message_id"], text=text), have.mei),
        (KeepNote(call_id=ids["call_id"], text=text), have.mei),
        (AnswerCall(call_id=ids["call_id"]), have.lan),
        (SayInCall(call_id=ids["call_id"], text=text), have.lan),
        (OpenCase(kind="booth", ref=ids["booth_id"], what="fee", text=text), have.lan),
        (
            BoothTell(booth_id=ids["booth_id"], title=text, about=everywhere, replies=(text,)),
            have.mei,
        ),
        (
            EmployerChange(
                employer_id=ids["employer_id"], legal_name=text, kind="direct", names=everywhere
            ),
            scene.organiser,
        ),
        (ChangeHall(hall_id=ids["hall_id"], titles=everywhere), scene.organiser),
        (PostAnnouncement(fair_id=ids["fair_id"], text=text), scene.organiser),
        (ChangeFair.model_validate({**fair, "title": text, "about": text}), scene.organiser),
        (
            VacancyChange(
                vacancy_id=ids["vacancy_id"], head_count="3",
                **{**POST, "title": text, "duties": text, "conditions": text, "place": text},
            ),
            have.mei,
        ),
    ]  # fmt: skip
    kept = 0
    for command, actor in writes:
        with contextlib.suppress(Refusal):
            await world.do(command, actor)
            kept += 1
    assert kept >= len(writes) - 3  # a name may be refused for its signs


@pytest.mark.parametrize("role", [Role.VISITOR, Role.SEEKER, Role.RECRUITER, Role.ORGANISER])
async def test_what_people_write_is_text_on_every_page(world, role):
    have = await belongings(world)
    await written_by_all(have)

    found, shown = {}, 0
    async with world.web(tokens(have)[role]) as browser:
        for path in PAGES:
            answer = await browser.get(path.format_map(have.ids))
            assert answer.status_code < 500, path
            if "text/html" in answer.headers.get("content-type", ""):
                text = re.sub(r'name="[a-z_]+" value=""><', "", answer.text)
                shown += "&lt;script&gt;x()" in text
                if raw := [one for one in RAW if one in text and (one != '"><' or EVIL in text)]:
                    found[path] = raw

    assert found == {}
    assert shown > 3


# --- addresses and secrets -----------------------------------------------------------------------


async def test_a_socket_behind_a_proxy_is_known_by_its_own_address(tmp_path):
    async with running(tmp_path, trusted_proxies="10.0.0.1") as world:
        scope = {"client": ("10.0.0.1", 5000)}
        environ = {"asgi.scope": scope, "HTTP_X_FORWARDED_FOR": "1.2.3.4"}
        await world.server.live._connect("socket", environ)
        actor, _ = world.server.live._actors["socket"]

    assert actor.address == "1.2.3.4"


async def test_nothing_that_outlives_an_erasure_holds_a_secret_or_a_person(world):
    have = await belongings(world)
    person = some(world.look(people.person, have.lan.person_id))
    await world.do(Invite(email="x@y.example", role="organiser"), have.stage.scene.organiser)
    async with world.web() as browser:
        page = await browser.get(f"/fairs/{have.ids['fair_id']}/register")
        csrf = some(TOKEN.search(page.text))[1]
        fields = {"given_name": "Qiaolian", "phone": "13977776666", "year": "1990", "month": "5",
                  "day": "1"}  # fmt: skip
        await browser.post(page.url.path, data={**fields, "csrf": csrf})
        login = browser.cookies["fair_login"]
    digits = some(re.search(r"\d{6}", world.rows("select text from signal")[-1].text))[0]

    rows = have.everything()
    kept = "\n".join(row for table in ("ledger", "reply", "deadline") for row in rows[table])
    wanted = (LAN, person.phone, "Qiaolian", "13977776666", login, "x@y.example", "1990-05-01")
    everywhere = "\n".join(row for table in rows for row in rows[table])
    assert rows["ledger"]
    assert [one for one in wanted if one in kept] == []
    assert f"'{digits}'" not in kept
    assert login not in everywhere


# --- what somebody sees no longer ----------------------------------------------------------------


async def test_reporting_a_hidden_message_does_not_show_it(world):
    have = await belongings(world)
    message_id = have.ids["message_id"]
    await world.do(HideMessage(message_id=message_id, reason="private"), have.mei)
    report = OpenCase(kind="message", ref=message_id, what="other", text="What was it?")

    with pytest.raises(Refusal) as refused:
        await world.do(report, have.fu)
    await world.do(report, have.lan)

    assert refused.value.code == "nothing-to-report"


async def test_who_talks_takes_the_consent_back_and_the_talk_goes_on(world):
    have = await belongings(world)
    await world.do(AnswerCall(call_id=have.ids["call_id"]), have.lan)
    await world.do(WithdrawConsent(employer_id=have.ids["employer_id"]), have.lan)

    async with world.web(tokens(have)[Role.RECRUITER]) as browser:
        call = await browser.get(f"/calls/{have.ids['call_id']}")
        desk = await browser.get(f"/desk/{have.ids['booth_id']}")

    assert (call.status_code, desk.status_code) == (200, 200)
    assert LAN not in call.text + desk.text


async def test_a_removed_recruiter_cannot_come_back_by_an_own_invitation(world):
    have = await belongings(world)
    scene = have.stage.scene
    made = Invite(email="again@huafeng.example", role="recruiter", employer_id=scene.employer_id)
    invited = await world.do(made, scene.colleague)

    await world.do(RecruiterRemove(account_id=scene.colleague.account_id, reason="left"), have.mei)

    found = world.look(account_reads.invitation, invited.invitation_id)
    assert found.withdrawn_at is not None


async def test_an_ended_login_hears_nothing_more(world: World) -> None:
    have = await belongings(world)
    live: Any = world.server.live
    login = some(world.look(sign_in.identify, tokens(have)[Role.SEEKER], ""))
    live._actors["socket"] = (login, "en")
    closed: list[str] = []

    async def disconnect(sid: str) -> None:
        await asyncio.sleep(0)
        closed.append(sid)

    live.server.disconnect = disconnect
    await world.do(COMMANDS["login.revoke_all"](), have.lan)
    for _ in range(5):
        await asyncio.sleep(0)

    assert closed == ["socket"]


@pytest.mark.parametrize(
    ("origin", "host", "let_in"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("http://localhost:8000", "localhost:8000", True),
        ("https://elsewhere.example", "127.0.0.1:8000", False),
        ("http://127.0.0.1:8000.elsewhere.example", "127.0.0.1:8000", False),
        ("null", "127.0.0.1:8000", False),
        ("", "127.0.0.1:8000", False),
        (None, "127.0.0.1:8000", False),
    ],
)
async def test_a_socket_opens_for_pages_of_our_own_only(world, origin, host, let_in):
    allowed = world.server.live.server.eio.cors_allowed_origins

    assert allowed(origin, {"HTTP_HOST": host}) is let_in


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://127.0.0.1:8000/vacancies?page=2", "/vacancies?page=2"),
        ("https://127.0.0.1:8000/help", "/help"),  # a proxy with a certificate stands in front
        ("http://127.0.0.1:8000//elsewhere.example/", "/"),
        ("http://127.0.0.1:8000/\\elsewhere.example/", "/"),
        ("http://elsewhere.example/help", "/"),
        ("http://[", "/"),
        ("javascript:x()", "/"),
        ("", "/"),
    ],
)
async def test_the_way_back_is_on_this_site(world, referer, back):
    async with world.web() as browser:
        answer = await browser.get("/no/such/page", headers={"referer": referer})

    assert f'href="{back}"' in answer.text
    assert 'href="//' not in answer.text


async def test_a_log_names_no_link_and_no_person(world, caplog, monkeypatch):
    number = "".join(map(str, range(1, 10)))

    def broken(*_: Any) -> None:
        world.look(lambda at: at.execute(text("select :phone from nowhere"), {"phone": number}))

    monkeypatch.setattr(sign_in, "link_owner", broken)
    ref = "abcdefghjkmn"
    token = link_token(world.server.settings.secret, KEY, ref)
    async with world.web() as browser:
        answer = await browser.get(f"/k/{token}")

    assert answer.status_code == 500
    assert not {word for word in ("Traceback", "nowhere", number) if word in answer.text}
    assert "/k/{token}" in caplog.text
    assert token not in caplog.text
    assert number not in caplog.text
