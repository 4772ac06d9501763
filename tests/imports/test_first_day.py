"""A new employer is led from the licence to the open booth, on every page until that is done."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fair.booths.booth import Booth, Cause
from fair.contract.booths import BoothOpen, BoothTell, DutyStart
from fair.contract.employers import LicenceSubmit
from fair.contract.programme import CloseFair
from fair.employers.licence import Licence
from fair.glossary import BoothState, EmployerKind, LicenceState
from fair.imports.first_day import Begun, Stage, Step, opened, steps
from fair.languages import NO_TEXTS
from tests.booths.scene import CODE, Scene, a_scene, seen
from tests.hiring.stage import a_post
from tests.world import World

BOOTH = Booth(
    id="b1", fair_id="f1", hall_id="h1", employer_id="e1", number=1, title="", about=NO_TEXTS,
    state=BoothState.CLOSED, cause=None,
)  # fmt: skip
NOTHING = Begun(licence=None, shown=0, booth=BOOTH, staff=1)
NEXT = re.compile(r'data-step="(\w+)" data-stage="next"')
PAGES = ["/desk/booth", "/desk/licence", "/desk/vacancies", "/desk/vacancies/new", "/desk/people"]


def a_licence(state: LicenceState) -> Licence:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    return Licence(
        id="l1", employer_id="e1", kind=EmployerKind.DIRECT, number=CODE, state=state,
        authority="", valid_from=None, valid_to=None, reserve_cents=None, reason="",
        submitted_at=at, checked_at=None,
    )  # fmt: skip


def test_the_first_that_is_due_is_next_and_colleagues_are_nobodys_duty() -> None:
    found = dict(steps(NOTHING))
    assert list(found) == list(Step)
    assert found[Step.LICENCE] is Stage.NEXT
    assert found[Step.POSTS] is Stage.TODO
    assert found[Step.COLLEAGUES] is Stage.MAY
    assert dict(steps(replace(NOTHING, staff=2)))[Step.COLLEAGUES] is Stage.DONE


def test_while_the_organiser_verifies_the_licence_the_posts_are_next() -> None:
    waits = dict(steps(replace(NOTHING, licence=a_licence(LicenceState.SUBMITTED))))
    assert (waits[Step.LICENCE], waits[Step.POSTS]) == (Stage.WAITS, Stage.NEXT)
    none_yet = dict(steps(replace(NOTHING, booth=None)))
    assert (none_yet[Step.TEXT], none_yet[Step.OPEN]) == (Stage.WAITS, Stage.WAITS)


@pytest.mark.parametrize(
    ("state", "cause"), [(BoothState.OPEN, None), (BoothState.CLOSED, Cause.HAND)]
)
def test_whoever_has_opened_a_booth_needs_no_list(state: BoothState, cause: Cause | None) -> None:
    assert not opened(BOOTH)
    assert opened(replace(BOOTH, state=state, cause=cause))


@pytest.fixture
async def scene(world: World) -> Scene:
    return await a_scene(world)


async def test_it_stands_on_every_page_and_goes_on_with_each_step(scene: Scene) -> None:
    async def is_next(step: str) -> None:
        for path in PAGES:
            assert NEXT.findall(await seen(scene, path, "recruiter")) == [step], path

    await is_next("licence")
    await scene.world.do(LicenceSubmit(employer_id=scene.employer_id, number=CODE), scene.recruiter)
    await is_next("posts")
    assert "the organiser is next" in await seen(scene, "/desk/booth", "recruiter")
    await scene.open_fair()
    await scene.licensed()
    await a_post(scene.world, scene, 2)
    await is_next("text")
    tell = BoothTell(booth_id=scene.booth_id, about={"en": "Down jackets, 12 lines."})
    await scene.world.do(tell, scene.recruiter)
    await is_next("open")
    await scene.world.do(DutyStart(booth_id=scene.booth_id), scene.recruiter)
    await scene.world.do(BoothOpen(booth_id=scene.booth_id), scene.recruiter)
    for path in PAGES:
        assert "first-day" not in await seen(scene, path, "recruiter")


async def test_after_a_fair_an_employer_reads_its_pages_and_is_led_no_more(scene: Scene) -> None:
    await scene.started()
    await a_post(scene.world, scene, 2)
    await scene.world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)
    for path in PAGES:
        page = await seen(scene, path, "recruiter")
        assert "first-day" not in page
        assert "<h1" in page, path


async def test_whose_booth_never_opened_reads_after_the_fair_that_the_organiser_is_next(
    scene: Scene,
) -> None:
    """No step is theirs then; each of their pages was broken by it once."""
    await scene.open_fair()
    await scene.licensed()
    await a_post(scene.world, scene, 2)
    await scene.world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)
    for path in PAGES[1:]:
        page = await seen(scene, path, "recruiter")
        assert NEXT.findall(page) == []
        assert "The organiser is next. You can prepare the rest meanwhile." in page


async def test_nobody_else_is_led_and_another_employer_by_its_own_steps(scene: Scene) -> None:
    await scene.open_fair()
    await scene.licensed()
    assert NEXT.findall(await seen(scene, "/desk/vacancies", "stranger")) == ["licence"]
    assert "first-day" not in await seen(scene, "/organise/employers", "organiser")
    assert "first-day" not in await seen(scene, f"/booths/{scene.booth_id}")
