"""A fair that is not announced says nothing to a stranger: not on the page that says no, either."""

import pytest

from fair.contract.booths import BoothCreate
from fair.contract.programme import ChangeFair
from fair.days import typed_of
from fair.programme import reads as programme
from tests.booths.scene import Scene
from tests.outside.test_calendars import a_fair
from tests.programme.agreeing import agree

SECRETS = ("Not yet told", "0571-5555555", "34-SECRET")


@pytest.fixture
async def draft(scene: Scene) -> str:
    """Return a draft with a title, a telephone and a licence of its own."""
    fair_id = await a_fair(scene.world, published=False, title=SECRETS[0])
    fair = scene.world.look(programme.fair, fair_id)
    await agree(
        scene.world,
        ChangeFair(
            fair_id=fair_id, title=SECRETS[0], zone=fair.zone, phone=SECRETS[1], permit=SECRETS[2],
            opens_at=typed_of(fair.opens_at, fair.zone),
            closes_at=typed_of(fair.closes_at, fair.zone),
        ),
        scene.organiser,
    )  # fmt: skip
    return fair_id


@pytest.mark.parametrize(
    "path", ["", "/calendar.ics", "/poster", "/poster.svg", "/mind", "/register", "/now", "/booths"]
)
@pytest.mark.parametrize("who", ["", "recruiter"])
async def test_the_no_to_a_draft_says_nothing_of_it(scene, draft, path, who):
    """To a stranger, and to an employer who has no booth there."""
    async with scene.world.web(scene.tokens[who] if who else "") as web:
        answer = await web.get(f"/fairs/{draft}{path}")
    assert answer.status_code in (403, 404)  # a recruiter joins no fair
    assert not [
        one for one in (*SECRETS, draft) if one in answer.text.replace(f"/fairs/{draft}{path}", "")
    ]


async def test_who_prepares_a_booth_in_a_draft_reads_which_fair_it_is(scene, draft):
    (hall,) = scene.world.look(programme.halls, draft)
    made = BoothCreate(hall_id=hall.id, employer_id=scene.recruiter.employer_id)
    await scene.world.do(made, scene.organiser)
    for who in ("recruiter", "organiser"):
        async with scene.world.web(scene.tokens[who]) as web:
            page = (await web.get(f"/fairs/{draft}/poster")).text
        for one in SECRETS:
            assert one in page, who
