"""What organisers see: the live board, the checklist, reports; and who does not."""

from datetime import timedelta

import pytest

from fair.board import board_reads, views
from fair.board.finding import Finding
from fair.contract.board import OpenCase
from fair.contract.employers import LicenceSubmit, LicenceVerify
from fair.contract.hiring import ConfirmHire
from fair.contract.programme import CloseFair
from fair.contract.queue import ChooseAfter, JoinQueue
from fair.db import utc_now
from fair.decisions import Actor
from fair.glossary import Role
from fair.web import Viewer
from tests.booths.scene import CODE, a_scene, staff
from tests.hiring.stage import Stage
from tests.world import World

PAGES = ("/board/{fair}", "/organise", "/organise/cases", "/organise/reports", "/organise/fairs")


def stat(page: str, key: str) -> str:
    return page.split(f'data-stat="{key}"')[1].split('stat__value">')[1].split("<", maxsplit=1)[0]


async def test_the_board_counts_one_hire(stage: Stage) -> None:
    offer_id = await stage.accepted(lan := await stage.talked("Lan"))
    await stage.world.do(ConfirmHire(offer_id=offer_id), lan)
    await stage.world.do(ConfirmHire(offer_id=offer_id), stage.mei)
    async with stage.world.web(stage.scene.tokens["organiser"]) as browser:
        page = (await browser.get(f"/board/{stage.scene.fair_id}/now")).text
    seen = {key: stat(page, key) for key in ("interviews", "offers", "accepted", "hires")}
    assert seen == {"interviews": "1", "offers": "1", "accepted": "1", "hires": "1"}


async def test_before_the_first_fair_the_board_says_how_to_make_one(world: World) -> None:
    _, token = await staff(world, "Olga", Role.ORGANISER)
    async with world.web(token) as browser:
        page = await browser.get("/board")
    assert page.status_code == 200
    assert "Create your first fair" in page.text
    assert 'href="/organise/fairs/new"' in page.text


async def test_who_waits_stands_on_the_board_and_a_silent_booth_is_found(stage: Stage) -> None:
    lan = await stage.person("Lan")
    await stage.world.do(JoinQueue(booth_id=stage.scene.booth_id), lan)
    fair_id, now, settings = stage.scene.fair_id, utc_now(), stage.world.server.settings
    olga = Viewer(Actor(Role.ORGANISER), "en", "UTC")
    (booth,) = stage.world.look(board_reads.booths_now, fair_id)
    assert (booth.waiting, booth.on_duty, booth.talks) == (1, 1, 0)
    assert stage.world.look(views.board, olga, fair_id, now, settings)["found"] == []
    later = stage.world.look(views.board, olga, fair_id, now + timedelta(minutes=6), settings)
    assert [one["what"] for one in later["found"]] == [Finding.SILENT]
    assert stage.world.look(board_reads.totals, fair_id) == (1, 0)


async def test_money_stands_on_top_with_one_tap_to_open(stage: Stage) -> None:
    lan = await stage.person("Lan")
    for what in ("other", "fee"):
        await stage.world.do(
            OpenCase(kind="vacancy", ref=stage.vacancy_id, what=what),
            lan,
        )
    async with stage.world.web(stage.scene.tokens["organiser"]) as browser:
        page = (await browser.get(f"/board/{stage.scene.fair_id}/now")).text
    assert page.index("C-0002") < page.index("C-0001") < page.index("Right now")
    assert page.index("alert--money") < page.index("C-0002")


async def test_reports_show_sealed_and_present_figures(stage: Stage) -> None:
    await stage.hired(await stage.talked("Lan"))
    await stage.world.do(CloseFair(fair_id=stage.scene.fair_id), stage.scene.organiser)
    async with stage.world.web(stage.scene.tokens["organiser"]) as browser:
        page = (await browser.get("/organise/reports")).text
    assert "Tables and ledger agree." in page
    assert "Nobody had data erased." in page


async def test_reports_count_what_those_chose_whose_queue_was_closed(stage: Stage) -> None:
    joining = JoinQueue(booth_id=stage.scene.booth_id)
    await stage.world.do(joining, await stage.person("Lan"))
    bo = await stage.person("Bo")
    joined = await stage.world.do(joining, bo)
    await stage.world.do(CloseFair(fair_id=stage.scene.fair_id), stage.scene.organiser)
    await stage.world.do(ChooseAfter(ticket_id=joined.ticket_id, choice="phone_me"), bo)
    async with stage.world.web(stage.scene.tokens["organiser"]) as browser:
        page = (await browser.get("/organise/reports")).text
    assert "1 keep their place for the next session (1 of them said nothing)" in page
    assert "0 were phoned, 1 wait for the telephone, 0 left, 0 let their number lapse." in page


async def test_the_checklist_says_what_is_missing(world: World) -> None:
    scene = await a_scene(world)
    async with world.web(scene.tokens["organiser"]) as browser:
        page = (await browser.get(f"/organise/fairs/{scene.fair_id}")).text
    assert "2 of 5 done" in page
    assert "0 of 1 employers have a valid licence" in page


async def test_the_checklist_counts_a_licence_once_it_is_verified(world: World) -> None:
    scene = await a_scene(world)

    async def licences() -> str:
        async with world.web(scene.tokens["organiser"]) as browser:
            page = (await browser.get(f"/organise/fairs/{scene.fair_id}")).text
        return next(n for n in ("0", "1") if f"{n} of 1 employers have a valid licence" in page)

    submitted = LicenceSubmit(employer_id=scene.employer_id, number=CODE)
    licence_id = (await world.do(submitted, scene.recruiter)).licence_id
    assert await licences() == "0"
    await world.do(LicenceVerify(licence_id=licence_id), scene.organiser)
    assert await licences() == "1"


@pytest.mark.parametrize("path", PAGES)
async def test_only_organisers_see_the_board(stage: Stage, path: str) -> None:
    await stage.person("Lan")
    url = path.format(fair=stage.scene.fair_id)
    tokens = (stage.scene.tokens["recruiter"], stage.tokens["Lan"], "")
    for token, status in zip(tokens, (403, 403, 401), strict=True):
        async with stage.world.web(token) as browser:
            assert (await browser.get(url)).status_code == status
    async with stage.world.web(stage.scene.tokens["organiser"]) as browser:
        for language in ("en", "zh-CN", "ja"):
            answer = await browser.get(url, headers={"accept-language": language})
            assert answer.status_code == 200


@pytest.mark.parametrize("role", list(Role))
async def test_only_who_reads_a_whole_fair_hears_its_board(stage: Stage, role: Role) -> None:
    fair_id = stage.scene.fair_id
    heard = stage.world.look(views.may_hear_board, Actor(role), fair_id)
    assert heard is (role in {Role.ORGANISER, Role.AUDITOR})
    assert not stage.world.look(views.may_hear_board, Actor(role), "x00000000001")


async def test_every_fact_of_a_fair_moves_its_board(stage: Stage) -> None:
    await stage.person("Lan")
    # What was announced.
    facts = [*stage.world.look(lambda _at: stage.world.server.live.rounds.facts)]
    told = list(views.board_news(None, facts))  # type: ignore[arg-type]
    assert {event.audience_key() for event in told} == {f"board:{stage.scene.fair_id}"}
