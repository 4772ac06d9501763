"""The pages on which an office takes posts to the next fair and holds a fair again."""

import re

import pytest

from fair.contract.vacancies import VacancySuspend
from fair.db import utc_now
from fair.programme import reads as programme
from fair.recurring import reads
from tests.booths.scene import csrf, seen
from tests.recurring.scene import a_fair_that_runs, closed, next_fair, opened, post, taken, written


@pytest.fixture
async def scene(world):
    return await a_fair_that_runs(world)


async def sent(scene, token, path, command, **fields):
    """Press the button of a form as a browser without JavaScript does."""
    async with scene.world.web(scene.tokens[token]) as web:
        said = {"csrf": await csrf(web, path), "command_id": f"press-{command}", "then": path}
        answer = await web.post(f"/commands/{command}", data={**said, **fields})
        assert answer.status_code == 303, answer.text[:600]


async def test_a_recruiter_takes_all_posts_with_one_press_and_reads_what_is_left_out(scene):
    first, second = await opened(scene), await opened(scene, title="裁床工", ref="A-7")
    hidden = await opened(scene, title="质检员")
    suspend = VacancySuspend(vacancy_id=hidden, reason="Two people say that the pay is another.")
    await scene.world.do(suspend, scene.organiser)
    fair_id, booth_id = await next_fair(scene)
    assert f"/desk/take/{booth_id}" in await seen(scene, "/desk/take", "recruiter")
    path = f"/desk/take/{booth_id}"

    page = await seen(scene, path, "recruiter")

    assert "Take these 2 posts" in page
    assert set(re.findall(r'name="vacancy_ids"\s+value="(\w+)"\s+checked', page)) == {first, second}
    assert "1: is hidden by the organiser" in page
    await sent(scene, "recruiter", path, "vacancy.take", booth_id=booth_id,
               vacancy_ids=[first, second])  # fmt: skip
    page = await seen(scene, path, "recruiter")
    assert "2 posts are at this fair already." in page
    assert "vacancy_ids" not in page
    await closed(scene)
    assert {post(scene, one).fair_id for one in (first, second)} == {fair_id}


async def test_posts_are_found_by_title_reference_or_place_and_chosen_one_by_one(scene):
    await opened(scene)
    cutter = await opened(scene, title="裁床工", ref="A-7")
    _, booth_id = await next_fair(scene)

    for wanted in ("裁床", "a-7"):
        page = await seen(scene, f"/desk/take/{booth_id}?q={wanted}", "recruiter")
        assert re.findall(r'name="vacancy_ids"\s+value="(\w+)"', page) == [cutter]
    page = await seen(scene, f"/desk/take/{booth_id}?choose=one", "recruiter")
    assert "checked" not in page
    assert "Take the chosen posts" in page


async def test_a_competitor_does_not_see_the_list(scene):
    await opened(scene)
    _, booth_id = await next_fair(scene)

    async with scene.world.web(scene.tokens["stranger"]) as web:
        assert (await web.get(f"/desk/take/{booth_id}")).status_code == 403
    async with scene.world.web() as web:
        assert (await web.get(f"/desk/take/{booth_id}")).status_code in {303, 401, 403}


async def test_the_organiser_sees_each_employers_posts_and_takes_all(scene):
    await opened(scene)
    await written(scene)
    await closed(scene)
    fair_id, booth_id = await next_fair(scene)
    path = f"/organise/fairs/{fair_id}/posts"

    page = await seen(scene, path, "organiser")

    assert "Take 2 posts to this fair" in page
    assert f"/organise/take/{booth_id}" in page
    await sent(scene, "organiser", path, "fair.take_posts", fair_id=fair_id)
    assert "to this fair</button>" not in await seen(scene, path, "organiser")
    assert "Take these" not in await seen(scene, f"/organise/take/{booth_id}", "organiser")


async def test_the_organiser_makes_a_series_and_sees_its_dates(scene):
    path = f"/organise/fairs/{scene.fair_id}/again"
    page = await seen(scene, f"{path}?every=7&times=4", "organiser")
    dates = re.findall(r'name="dates" value="([^"]+)"', page)
    assert len(dates) == 4

    await sent(scene, "organiser", path, "fair.repeat", fair_id=scene.fair_id,
               dates=[dates[0], dates[2], ""])  # fmt: skip

    await scene.world.server.leader.fire(utc_now())
    there = scene.world.look(reads.fairs_of_series, scene.fair_id)
    assert len(there) == 3
    page = await seen(scene, path, "organiser")
    assert page.count("Move it") == 3
    assert dates[0] not in re.findall(r'name="dates" value="([^"]+)"', page)
    for one in there[1:]:
        assert scene.world.look(programme.halls, one)


async def test_where_nothing_can_be_taken_the_page_says_so(scene):
    _, booth_id = await next_fair(scene)

    assert "No post can be taken" in await seen(scene, f"/desk/take/{booth_id}", "recruiter")
    vacancy_id = await opened(scene)
    await taken(scene, booth_id, vacancy_id)
    assert "No post can be taken" not in await seen(scene, f"/desk/take/{booth_id}", "recruiter")


async def test_a_post_of_a_fair_that_is_over_can_be_brought_up_to_date(scene):
    vacancy_id = await opened(scene)
    await closed(scene)
    await next_fair(scene, 7)
    await next_fair(scene, 14)

    page = await seen(scene, f"/desk/vacancies/edit/{vacancy_id}", "recruiter")

    # its booth is not asked again: taking it elsewhere is a step of its own
    assert f'name="booth_id" value="{scene.booth_id}"' in page
    assert '<select class="input" id="f-booth_id"' not in " ".join(page.split())
