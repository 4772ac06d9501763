"""Many employers get a booth at a fair with one press, each once, whoever has shown a licence."""

import re

import pytest

from fair.contract.employers import LicenceSubmit
from fair.contract.programme import CloseFair
from fair.glossary import EmployerKind
from tests.booths.scene import a_scene, an_employer, seen
from tests.enrolments.asking import code_of


@pytest.fixture
async def scene(world):
    return await a_scene(world)


async def with_licence(scene, name, number):
    employer_id = await an_employer(scene.world, scene.organiser, name, EmployerKind.DIRECT)
    asked = LicenceSubmit(employer_id=employer_id, number=code_of(number))
    await scene.world.do(asked, scene.organiser)
    return employer_id


def path(scene):
    return f"/organise/fairs/{scene.fair_id}/booths"


def offered(page):
    """Return the form as a browser would send it: everything that is ticked."""
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    ids = re.findall(r'name="employer_ids" value="(\w+)" checked', page)
    return {**fields, "employer_ids": ids}


def stands(scene):
    rows = scene.world.rows(
        f"select employer_id, number from booth where fair_id = '{scene.fair_id}' order by number"
    )
    return [(row.employer_id, row.number) for row in rows]


async def test_whoever_showed_a_licence_gets_the_next_number_and_nobody_gets_two(scene):
    first = await with_licence(scene, "Bohai", 1)
    second = await with_licence(scene, "Huiyi", 2)
    bare = await an_employer(scene.world, scene.organiser, "Bare", EmployerKind.DIRECT)
    before = stands(scene)
    async with scene.world.web(scene.tokens["organiser"]) as web:
        page = (await web.get(path(scene))).text
        form = offered(page)
        assert form["employer_ids"] == [first, second]
        assert bare not in page
        assert "licence not checked yet" in page
        form["hall_id"] = scene.hall_id
        for _ in range(2):  # a finger that taps twice
            answer = await web.post(path(scene), data=form)
            assert answer.status_code == 303, answer.text
        after = (await web.get(path(scene))).text

    numbers = [number for _, number in before]
    given = [(first, max(numbers) + 1), (second, max(numbers) + 2)]
    assert stands(scene) == [*before, *given]
    assert "Every employer who showed a licence has a booth here." in after


async def test_who_is_not_ticked_gets_none(scene):
    first = await with_licence(scene, "Bohai", 1)
    await with_licence(scene, "Huiyi", 2)
    before = stands(scene)
    async with scene.world.web(scene.tokens["organiser"]) as web:
        form = offered((await web.get(path(scene))).text)
        said = {**form, "employer_ids": [first], "hall_id": scene.hall_id}
        await web.post(path(scene), data=said)

    assert [one for one, _ in stands(scene)][len(before) :] == [first]


async def test_at_a_fair_that_is_over_nobody_gets_a_booth(scene):
    first = await with_licence(scene, "Bohai", 1)
    await scene.open_fair()
    await scene.world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)
    before = stands(scene)
    page = await seen(scene, path(scene), "organiser")
    assert "Give each a booth" not in page
    async with scene.world.web(scene.tokens["organiser"]) as web:
        other = (await web.get("/organise/roster")).text
        csrf = re.findall(r'name="csrf" value="([^"]+)"', other)[0]
        said = {"csrf": csrf, "hall_id": scene.hall_id, "employer_ids": [first]}
        answer = await web.post(path(scene), data=said)
    assert answer.status_code == 409
    assert stands(scene) == before


async def test_a_recruiter_gives_no_booths(scene):
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        assert (await web.get(path(scene))).status_code == 403
