"""Employers that a broken import left are listed and removed in one press, and no other ever."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from fair.board.rows_reads import verify_rows
from fair.contract.roster import BringCompany, RemoveBareEmployers
from fair.db import utc_now
from fair.decisions import VISITOR, NotAllowed, SignInFirst
from fair.employers import writes as employer_writes
from fair.employers.store import employer_table
from tests.booths.scene import a_scene, csrf, seen
from tests.vacancies.test_vacancies import written


@pytest.fixture
async def scene(world):
    return await a_scene(world)


async def left_behind(scene, *names):
    """Leave employers as an import does that breaks off after it named them."""
    rows = [
        {"id": f"e0000000009{number}", "name": name, "kind": "direct"}
        for number, name in enumerate(names)
    ]
    await scene.world.work(lambda work: employer_writes.add_employers(work, rows))
    return [row["id"] for row in rows]


def names(scene):
    return {row.name for row in scene.world.rows("select name from employer")}


async def a_while_ago(scene, *names):
    """Let these employers have come in an hour ago."""
    older = update(employer_table).values(created_at=utc_now() - timedelta(hours=1))
    await scene.world.work(lambda work: work.write(older.where(employer_table.c.name.in_(names))))


async def test_what_a_broken_import_left_is_listed_and_removed_in_one_press(scene):
    await left_behind(scene, "Bohai", "Canghai")
    await a_while_ago(scene, "Bohai", "Canghai")
    await written(scene)
    before = names(scene)

    async with scene.world.web(scene.tokens["organiser"]) as web:
        page = (await web.get("/organise/roster/bare")).text
        assert "Remove 2 employers" in page
        assert "Bohai" in page
        assert "Huafeng" not in page
        token = await csrf(web, "/organise/roster/bare")
        answer = await web.post("/organise/roster/bare", data={"csrf": token})
        assert answer.status_code == 303
        assert "2 employers were removed." in (await web.get("/organise/roster/bare")).text
    assert names(scene) == before - {"Bohai", "Canghai"}
    assert scene.world.look(verify_rows).holds
    assert scene.world.chain_holds()


async def test_an_employer_of_a_file_that_comes_in_now_is_not_listed(scene):
    await left_behind(scene, "Bohai")
    assert "Bohai" not in await seen(scene, "/organise/roster/bare", "organiser")


async def test_who_has_a_post_a_booth_people_or_an_invitation_stays_whoever_asks(scene):
    ids = (scene.employer_id, scene.other_id)
    await a_while_ago(scene, "Huafeng", "Lianhe")
    done = await scene.world.do(RemoveBareEmployers(employer_ids=ids), scene.organiser)
    assert done.removed == 0
    assert {"Huafeng", "Lianhe"} <= names(scene)


async def test_nobody_but_the_office_removes_employers(scene):
    (bare,) = await left_behind(scene, "Bohai")
    for actor in (scene.recruiter, scene.stranger, VISITOR):
        with pytest.raises((NotAllowed, SignInFirst)):
            await scene.world.do(RemoveBareEmployers(employer_ids=(bare,)), actor)
    async with scene.world.web(scene.tokens["recruiter"]) as web:
        assert (await web.get("/organise/roster/bare")).status_code == 403


async def test_an_employer_whose_posts_are_on_the_way_stays_also_where_it_is_named(scene):
    (bare,) = await left_behind(scene, "Bohai")

    done = await scene.world.do(RemoveBareEmployers(employer_ids=(bare,)), scene.organiser)

    assert done.removed == 0
    assert "Bohai" in names(scene)


async def test_a_company_of_the_offices_list_stays_when_its_invitation_is_long_forgotten(scene):
    asked = {"legal_name": "Bohai", "kind": "agency", "email": "hr@bohai.example"}
    brought = await scene.world.do(BringCompany.model_validate(asked), scene.organiser)
    await scene.world.work(lambda work: work.connection.exec_driver_sql("DELETE FROM invitation"))
    await a_while_ago(scene, "Bohai")

    assert "Bohai" not in await seen(scene, "/organise/roster/bare", "organiser")
    one = RemoveBareEmployers(employer_ids=(brought.employer_id,))
    assert (await scene.world.do(one, scene.organiser)).removed == 0
