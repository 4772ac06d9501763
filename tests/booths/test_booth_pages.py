"""What people see of employers, licences and booths, in three languages, without JavaScript."""

import re

import pytest

from fair.booths import reads
from fair.contract.booths import BoothTell, DutyBackIn
from fair.contract.employers import EmployerChange, LicenceSuspend
from fair.employers import reads as employer_reads
from fair.glossary import EmployerKind
from tests.booths.scene import CODE, Scene, a_scene

LANGUAGES = {"en": "en", "zh-CN": "zh-Hans", "ja": "ja"}


@pytest.fixture
async def scene(world) -> Scene:
    return await a_scene(world)


async def seen(scene: Scene, path: str, who: str = "", language: str = "en", status: int = 200):
    async with scene.world.web(scene.tokens.get(who, ""), language) as browser:
        answer = await browser.get(path)
    assert answer.status_code == status, answer.text
    return answer.text


async def press(scene: Scene, path: str, command: str, who: str, **fields: object) -> str:
    """Open a page and send the form of a command as a browser without JavaScript does."""
    async with scene.world.web(scene.tokens[who]) as browser:
        page = (await browser.get(path)).text
        forms = re.findall(rf'<form[^>]*action="/commands/{command}".*?</form>', page, re.DOTALL)
        assert forms, f"no form of {command} on {path}"
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', forms[0]))
        answer = await browser.post(f"/commands/{command}", data={**hidden, **fields})
        if answer.status_code == 303:
            return (await browser.get(answer.headers["location"])).text
        return answer.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/organise/employers", "organiser"),
        ("/organise/employers?only=submitted", "organiser"),
        ("/organise/employers/{employer_id}", "organiser"),
        ("/desk/licence", "recruiter"),
        ("/desk/colleagues", "recruiter"),
        ("/desk/booth", "recruiter"),
        ("/desk/booth", "stranger"),
        ("/desk/{booth_id}/duty", "recruiter"),
        ("/booths/{booth_id}", ""),
        ("/booths/{booth_id}/head", ""),
        ("/halls/{hall_id}/booths", ""),
        ("/halls/{hall_id}/foyer", ""),
        ("/fairs/{fair_id}/booths", ""),
    ],
)
async def test_every_page_reads_in_three_languages(scene, path, who, language):
    await scene.open_fair()
    page = await seen(scene, path.format_map(vars(scene)), who, language)

    if "<html" in page:
        assert f'<html lang="{LANGUAGES[language]}">' in page
    ways_on = re.compile(r'<input type="hidden" name="then"[^>]*>')
    assert not re.findall(r"\{\w*\}", ways_on.sub("", page))


@pytest.mark.parametrize(
    ("kind", "word", "reserve"),
    [
        (EmployerKind.DIRECT, "Unified social credit code", False),
        (EmployerKind.AGENCY, "Number of the HR-service licence", False),
        (EmployerKind.OVERSEAS, "Number of the foreign-labour licence", True),
    ],
)
async def test_the_licence_form_follows_the_kind_of_employer(world, kind, word, reserve):
    scene = await a_scene(world, kind)

    page = await seen(scene, "/desk/licence", "recruiter")

    assert word in page
    assert ("Reserve fund" in page) == reserve


async def test_a_licence_is_sent_and_verified_by_plain_forms(scene):
    page = await press(scene, "/desk/licence", "licence.submit", "recruiter", number=CODE)
    assert "The organiser is checking it" in page

    page = await press(scene, "/organise/employers", "licence.verify", "organiser")

    assert "Checked and valid" in page
    assert scene.world.look(employer_reads.licence, scene.employer_id).valid


async def test_a_mistyped_code_is_answered_with_what_to_do(scene):
    page = await press(
        scene, "/desk/licence", "licence.submit", "recruiter", number="91330481MA2CWKXY00"
    )

    assert "Copy it from the business licence again." in page


async def test_the_organiser_gets_a_link_to_send(scene):
    page = await press(
        scene,
        "/organise/employers",
        "employer.invite",
        "organiser",
        legal_name="Yunxiu Knitwear",
        kind="direct",
        email="yang@example.com",
    )

    assert "yang@example.com" in page
    to = re.search(r'action="(/invitations/\w+/link)"', page)
    assert to
    async with scene.world.web(scene.tokens["organiser"]) as browser:
        form = await browser.get("/me")
        csrf = re.findall(r'name="csrf" value="([^"]+)"', form.text)[0]
        shown = await browser.post(to[1], data={"csrf": csrf})
    link = re.search(r'value="(http[^"]+/invited/[^"]+)"', shown.text)
    assert link
    path = link[1].removeprefix("http://127.0.0.1:8000")
    assert "Yunxiu" in await seen(scene, path) or "yang@example.com" in await seen(scene, path)


async def test_a_hall_card_says_that_the_booth_is_open_and_who_is_there(scene):
    await scene.started()

    page = await seen(scene, f"/halls/{scene.hall_id}/booths")

    assert 'data-state="open"' in page
    assert "recruiters on duty" in page


async def test_a_break_is_said_as_a_clock_time(scene):
    await scene.started()
    await scene.world.do(DutyBackIn(booth_id=scene.booth_id, minutes=10), scene.recruiter)

    page = await seen(scene, f"/booths/{scene.booth_id}/head")

    assert re.search(r"Back at <time [^>]*>\d\d:\d\d</time>", page)
    assert "Places are kept" in page


async def test_the_duty_bar_leads_through_the_day_by_plain_forms(scene):
    await scene.open_fair()
    await scene.licensed()
    bar = f"/desk/{scene.booth_id}/duty"

    await press(scene, bar, "duty.start", "recruiter")
    await press(scene, bar, "booth.open", "recruiter")
    assert scene.world.look(reads.booth, scene.booth_id).open
    await press(scene, bar, "duty.back_in", "recruiter")
    assert scene.world.look(reads.booth, scene.booth_id).waits_for_somebody
    await press(scene, bar, "duty.start", "recruiter")
    await press(scene, bar, "booth.pause", "recruiter")
    await press(scene, bar, "booth.close", "recruiter")
    await press(scene, bar, "duty.end", "recruiter")

    assert scene.world.look(reads.duties, scene.booth_id) == ()
    assert "You are off duty" in await seen(scene, bar, "recruiter")


async def test_a_booth_without_a_licence_tells_its_recruiter_where_to_go(scene):
    bar = await seen(scene, f"/desk/{scene.booth_id}/duty", "recruiter")

    assert "/desk/licence" in bar


async def test_nobody_looks_at_the_duty_of_another_employer(scene):
    await scene.open_fair()
    await seen(scene, f"/desk/{scene.booth_id}/duty", "stranger", status=403)
    await seen(scene, f"/desk/booth?booth={scene.booth_id}", "stranger", status=403)


async def test_a_booth_of_a_draft_is_shown_to_its_employer_and_the_organiser_only(scene):
    head = f"/booths/{scene.booth_id}/head"

    await seen(scene, head, "", status=404)
    await seen(scene, head, "stranger", status=404)
    await seen(scene, head, "recruiter")
    await seen(scene, head, "organiser")


async def test_what_a_recruiter_writes_stands_on_the_booth_and_is_not_markup(scene):
    await scene.open_fair()
    await scene.world.do(
        BoothTell(booth_id=scene.booth_id, title="Huafeng", about={"en": "Down <b>jackets</b>"}),
        scene.recruiter,
    )

    assert "Down &lt;b&gt;jackets&lt;/b&gt;" in await seen(scene, f"/booths/{scene.booth_id}")


async def test_a_suspended_licence_is_public_and_its_employer_reads_why(scene):
    await scene.started()
    licence = scene.world.look(employer_reads.licence, scene.employer_id)
    await scene.world.do(
        LicenceSuspend(licence_id=licence.id, reason="Two workers reported a fee."), scene.organiser
    )

    public = await seen(scene, f"/booths/{scene.booth_id}")
    assert "Suspended" in public
    assert "Two workers reported a fee." not in public
    assert "Two workers reported a fee." in await seen(scene, "/desk/licence", "recruiter")


@pytest.mark.parametrize(
    "path", ["/booths/nothing", "/booths/nothing/head", "/halls/nothing/booths"]
)
async def test_what_is_not_there_is_said_calmly(scene, path):
    await seen(scene, path, status=404)


async def test_a_room_is_called_by_the_name_for_its_reader(scene):
    await scene.world.do(
        EmployerChange(
            employer_id=scene.employer_id,
            legal_name="华丰制衣",
            names={"en": "Huafeng Garments"},
            kind=EmployerKind.DIRECT,
        ),
        scene.organiser,
    )

    await scene.open_fair()
    assert "Room of Huafeng Garments" in await seen(scene, f"/booths/{scene.booth_id}")
    assert "华丰制衣的聊天室" in await seen(scene, f"/booths/{scene.booth_id}", language="zh-CN")


async def test_the_desk_says_of_a_suspended_licence_what_its_banner_says(scene):
    await scene.started()
    licence = scene.world.look(employer_reads.licence, scene.employer_id)
    await scene.world.do(
        LicenceSuspend(licence_id=licence.id, reason="Two workers reported a fee."), scene.organiser
    )

    desk = await seen(scene, f"/desk/{scene.booth_id}", "recruiter")

    assert desk.count("The organiser has paused recruiting by Huafeng.") == 2
    assert "its licence is not verified" not in desk
