"""A further language costs its catalogue and one line: shown by adding one that nobody speaks."""

import re
from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import ValidationError
from starlette.routing import Route

from fair import codes, words
from fair.app import ROUTES
from fair.booths import reads as booths
from fair.budgets import Budgets
from fair.contract.people import ChangePerson, Register
from fair.contract.programme_halls import AddHall, ChangeHall
from fair.contract.vacancies import VacancyCreate
from fair.crowd.forms import read_page
from fair.decisions import Actor
from fair.employers import reads as employers
from fair.glossary import Role
from fair.languages import LANGUAGES, Language
from fair.people import reads as people
from fair.problems import problem
from fair.programme import reads as programme
from fair.vacancies import reads as vacancies
from tests.agreements.belongings import LAN, Belongings, belongings
from tests.agreements.pseudo import PSEUDO, accented, spoken
from tests.agreements.test_words import ENGLISH
from tests.booths.scene import Scene, a_scene
from tests.people.helpers import send
from tests.world import World, running

QPS = PSEUDO.code
HALL, COMPANY, ABOUT = "Hàll öf wöñders", "Hüàféñg Gàrméñts", "Wé šéw wàrm jàckéts"
LONG = 25  # a sentence of so many letters is no name, and stands on a page for itself


@pytest.fixture(autouse=True)
def pseudo(tmp_path: Path) -> Generator[Language]:
    (tmp_path / "locale").mkdir()
    with spoken(tmp_path / "locale") as added:
        yield added


@pytest.fixture
async def world(pseudo: Language, tmp_path: Path) -> AsyncGenerator[World]:
    assert pseudo.code in LANGUAGES  # before a server is made
    async with running(tmp_path / "server") as made:
        yield made


def reads(page: httpx.Response) -> str:
    """Return a page's text; it must be one of the language."""
    assert page.status_code == 200, page.text[:500]
    assert f'<html lang="{QPS}">' in page.text
    assert accented("Skip to the content") in page.text
    return page.text


async def fill(browser: httpx.AsyncClient, path: str, command: str, **filling: str) -> None:
    """Open a page, fill in its form of the command as a browser without scripts does, send it."""
    page = await browser.get(path)
    form = read_page(page.status_code, path, page.text).form(command)
    assert form, f"no form of {command} at {path}"
    assert {key for key in filling if "." in key} <= {key for key, _ in form.fields}
    data: dict[str, list[str]] = {}
    for key, value in form.filled(filling):
        data.setdefault(key, []).append(value)
    answer = await browser.post(form.action, data=data)
    assert answer.status_code == 303, answer.text


# --- the house speaks it --------------------------------------------------------------------------


async def test_the_language_switch_offers_it_and_a_browser_keeps_it(world):
    async with world.web() as browser:
        page = await browser.get("/help")
        switch = re.search(r'action="/language".*?</form>', page.text, re.DOTALL)
        assert switch
        assert re.findall(r'name="lang" value="([^"]+)"', switch[0]) == list(LANGUAGES)
        assert PSEUDO.name in switch[0]

        await send(browser, page, "/language", lang=QPS)
        reads(await browser.get("/help"))


async def test_a_browser_that_asks_for_it_gets_it(world):
    async with world.web(language="qps-XX,ja;q=0.5") as browser:
        reads(await browser.get("/help"))


def shown_to(role: Role, have: Belongings) -> list[str]:
    """Return the address of every page that is for this role."""

    def fits(route: Route) -> bool:
        return "GET" in (route.methods or ()) and role in getattr(route.endpoint, "by", ())

    return [
        route.path.format_map({"token": "x", **have.ids, "name": "x"})
        for route in ROUTES
        if fits(route)
    ]


@pytest.mark.parametrize("role", [Role.VISITOR, Role.SEEKER, Role.RECRUITER, Role.ORGANISER])
async def test_every_page_of_every_role_reads_in_it(world, role):
    have = await belongings(world)
    login = {Role.SEEKER: have.stage.tokens[LAN], **have.stage.scene.tokens}.get(role, "")
    pages = 0

    async with world.web(login, QPS) as browser:
        for path in shown_to(role, have):
            world.server.dispatch.budgets = Budgets()
            answer = await browser.get(path)
            assert answer.status_code < 500, path
            if answer.status_code == 200 and answer.text.startswith("<!doctype html>"):
                pages += 1
                text = reads(answer)
                assert not [one for one in ENGLISH if len(one) > LONG and one in text], path

    assert pages >= {Role.VISITOR: 9, Role.SEEKER: 14}.get(role, 12)


# --- what is said in it ---------------------------------------------------------------------------


async def test_a_hall_is_named_in_it_by_the_forms(world):
    scene = await a_scene(world)
    path = f"/organise/fairs/{scene.fair_id}"
    async with world.web(scene.tokens["organiser"], QPS) as browser:
        await fill(browser, path, "hall.add", **{f"titles.{QPS}": "Àññéx"})
        await fill(browser, path, "hall.change", **{f"titles.{QPS}": HALL})
        text = reads(await browser.get(f"/fairs/{scene.fair_id}"))
        assert "Àññéx" in text
        assert HALL in text
    first, second = world.look(programme.halls, scene.fair_id)
    assert first.titles == {"en": "Garments", QPS: HALL}
    assert second.title("ja") == "Àññéx"


async def test_a_hall_is_named_in_it_by_the_commands(world):
    scene = await a_scene(world)
    added = await world.do(AddHall(fair_id=scene.fair_id, titles={QPS: "Àññéx"}), scene.organiser)
    named = ChangeHall.model_validate({"hall_id": added.hall_id, "titles": {QPS: HALL, "ja": ""}})
    await world.do(named, scene.organiser)

    assert world.look(programme.halls, scene.fair_id)[1].titles == {QPS: HALL}
    assert named.model_dump(mode="json")["titles"] == {QPS: HALL}


async def test_a_new_fair_has_it_and_its_first_hall_a_name_in_it(world):
    scene = await a_scene(world)
    day = {"opens_at": "2030-01-01T09:00", "closes_at": "2030-01-01T17:00"}
    async with world.web(scene.tokens["organiser"], QPS) as browser:
        filling = {"title": "Autumn", **day, f"hall_titles.{QPS}": HALL}
        await fill(browser, "/organise/fairs/new", "fair.create", **filling)
    (made,) = (one for one in world.look(programme.fairs) if one.title == "Autumn")
    assert made.languages == tuple(LANGUAGES)
    assert world.look(programme.halls, made.id)[0].titles == {QPS: HALL}


async def test_an_employer_is_named_in_it(world):
    scene = await a_scene(world)
    invited = {"legal_name": "Xin", "email": "new@xin.example", f"names.{QPS}": "Xîñ"}
    async with world.web(scene.tokens["organiser"], QPS) as browser:
        path = f"/organise/employers/{scene.employer_id}"
        await fill(browser, path, "employer.change", **{f"names.{QPS}": COMPANY})
        await fill(browser, "/organise/employers", "employer.invite", **invited)
        text = reads(await browser.get("/organise/employers"))
        assert COMPANY in text
        assert "Xîñ" in text
    employer = world.look(employers.known, scene.employer_id)
    assert (employer.called(QPS), employer.called("ja")) == (COMPANY, "Huafeng")


async def test_a_booth_tells_in_it(world):
    scene = await a_scene(world)
    await scene.started()
    async with world.web(scene.tokens["recruiter"], QPS) as browser:
        await fill(browser, "/desk/booth", "booth.tell", **{f"about.{QPS}": ABOUT})
        assert ABOUT in reads(await browser.get(f"/booths/{scene.booth_id}"))
    assert world.look(booths.booth, scene.booth_id).about == {QPS: ABOUT}


async def test_a_post_is_written_in_it(world):
    scene = await a_scene(world)
    made = await world.do(VacancyCreate(title="Šéwîñg", language=QPS), scene.recruiter)
    assert world.look(vacancies.vacancy, made.vacancy_id).terms.language == QPS


async def test_a_person_registers_in_it_and_is_texted_in_it(world):
    scene = await opened(world)
    path = f"/fairs/{scene.fair_id}/register"
    lan = {"given_name": "Zhao Lan", "phone": "138 1234 5678"}
    async with world.web(language=QPS) as browser:
        form = await browser.get(path)
        assert accented("Three answers") in reads(form)
        born = {"year": "1990", "month": "4", "day": "30"}
        sent = await send(browser, form, path, **lan, **born)
        assert sent.status_code == 303
        page = reads(await browser.get("/me"))
        assert re.search(rf'<option value="{QPS}" selected>{PSEUDO.name}</option>', page)
    (text,) = world.rows("SELECT text FROM signal WHERE channel = 'text'")
    assert accented("is your code for the job fair") in text.text


async def test_a_person_chooses_to_be_written_to_in_it(world):
    scene = await opened(world)
    have = {"fair_id": scene.fair_id, "given_name": "Lan", "phone": "13812345678"}
    someone = Register.model_validate({**have, "born_on": "1990-04-30"})
    lan = await world.do(someone, Actor(Role.VISITOR))
    seeker = Actor(Role.SEEKER, person_id=lan.person_id)
    await world.do(ChangePerson(lang=QPS), seeker)
    assert world.look(people.person, lan.person_id).lang == QPS


async def opened(world: World) -> Scene:
    scene = await a_scene(world)
    await scene.open_fair()
    return scene


# --- what is not said in it -----------------------------------------------------------------------


async def test_the_code_lists_read_in_english_until_they_have_it():
    assert codes.title("sewing", QPS) == "Sewing and garments"
    assert codes.reason("pay", QPS) == codes.reason("pay", "en")
    assert codes.place("511129", QPS) == "Muchuan, Leshan, Sichuan"
    assert codes.titles(QPS) == codes.titles("en")
    assert words.country_name("JP", QPS) == "Japan"


async def test_it_counts_by_the_plurals_of_its_catalogue():
    say = words.catalogue(QPS).ngettext
    one, many = "{count} year", "{count} years"
    assert [say(one, many, count) for count in (1, 2)] == ["1 ýéàr", "2 ýéàrš"]


async def test_it_says_a_sentence_in_each_of_its_contexts(world):
    scene = await a_scene(world)
    async with world.web(scene.tokens["organiser"], QPS) as browser:
        page = reads(await browser.get(f"/organise/employers/{scene.employer_id}"))
    said = words.catalogue(QPS).pgettext("booth", "Number")

    assert said == accented("Number") != "Number"
    assert said in page


# --- what is refused ------------------------------------------------------------------------------


def refused(kind: Any, **payload: Any) -> Any:
    with pytest.raises(ValidationError) as error:
        kind.model_validate({**kind.example, **payload})
    return problem(error.value)


def test_a_problem_names_the_field_and_its_language():
    found = refused(AddHall, titles={QPS: "x" * 61})
    assert found.field == f"titles.{QPS}"
    assert words.catalogue("en").refusal(found) == (
        "Too long: title (Pséüdö). At most 60 characters."
    )
    assert words.catalogue("zh-Hans").refusal(found) == "名称（Pséüdö）太长，最多 60 个字符。"


@pytest.mark.parametrize("titles", [{"xx": "Hall"}, {"": "Hall"}, {"EN": "Hall"}, {1: "Hall"}])
def test_words_in_a_language_that_is_not_ours_are_refused(titles):
    assert refused(AddHall, titles=titles).field == f"titles.{next(iter(titles))}"


def test_a_language_that_is_not_ours_is_refused():
    found = refused(ChangePerson, lang="xx")
    assert words.catalogue("en").refusal(found) == ("Choose one of the given answers: language.")


async def test_a_form_with_words_in_no_language_or_in_another_field_is_refused(world):
    scene = await a_scene(world)
    path = f"/organise/fairs/{scene.fair_id}"
    strange: list[dict[str, str]] = [
        {"titles": "x"}, {"titles.": "x"}, {"titles.xx": "x"}, {"fair_id.en": "x"}, {".en": "x"},
    ]  # fmt: skip
    async with world.web(scene.tokens["organiser"], QPS) as browser:
        page = await browser.get(path)
        for fields in strange:
            answer = await send(browser, page, "/commands/hall.add", **fields)
            assert answer.status_code == 422, fields
    assert len(world.look(programme.halls, scene.fair_id)) == 1
