"""What a fair is called and says in the reader's language, and where its organiser is reached."""

import pytest

from fair.contract.programme import ChangeFair, OpenFair, PublishFair
from fair.contract.programme_halls import PostAnnouncement
from fair.decisions import NotAllowed, SignInFirst
from fair.languages import Texts
from fair.programme import reads
from tests.people.helpers import VISITOR, seeker
from tests.programme.test_fair_pages import DAY, ORGANISER, a_fair, page
from tests.world import World

TITLES = {"zh-Hans": "春季招聘会", "ja": "春の就職フェア"}
ABOUTS = {"ja": "縫製の仕事。"}
PHONE = "+8657587210000"


async def a_fair_in_three(world: World) -> str:
    words = {"titles": TITLES, "abouts": ABOUTS, "about": "Sewing work.", "phone": PHONE}
    return await a_fair(world, PublishFair, OpenFair, **words)


async def test_everybody_reads_the_fairs_title_and_text_in_their_own_language(world: World) -> None:
    fair_id = await a_fair_in_three(world)
    for path in (f"/fairs/{fair_id}", "/vacancies", f"/fairs/{fair_id}/register"):
        for lang, title in {"en": "Spring fair", **TITLES}.items():
            seen = await page(world, path, lang=lang)
            assert title in seen
            assert "Spring fair" not in seen or lang == "en"
    assert ABOUTS["ja"] in await page(world, f"/fairs/{fair_id}", lang="ja")
    assert "Sewing work." in await page(world, f"/fairs/{fair_id}", lang="zh-Hans")


async def test_an_announcement_is_read_in_ones_own_language_or_as_it_was_written(
    world: World,
) -> None:
    fair_id = await a_fair_in_three(world)
    said = PostAnnouncement(
        fair_id=fair_id, text="Lunch at noon", texts=Texts({"zh-Hans": "中午休息"})
    )
    await world.do(said, ORGANISER)
    path = f"/fairs/{fair_id}"
    assert "中午休息" in await page(world, path, lang="zh-Hans")
    assert "Lunch at noon" not in await page(world, path, lang="zh-Hans")
    assert "Lunch at noon" in await page(world, path, lang="ja")


async def test_who_needs_help_finds_the_organisers_telephone(world: World) -> None:
    assert "tel:" not in await page(world, "/help")
    await a_fair_in_three(world)
    assert f'href="tel:{PHONE}"' in await page(world, "/help")


async def test_the_organiser_finds_all_of_it_in_the_form_again(world: World) -> None:
    fair_id = await a_fair_in_three(world)
    fair = world.look(reads.fair, fair_id)
    assert (fair.called("ja"), fair.called("en")) == (TITLES["ja"], "Spring fair")
    change = {"fair_id": fair_id, "title": "Spring fair", "zone": "Asia/Shanghai", **DAY}
    await world.do(ChangeFair.model_validate({**change, "titles": {"ja": "春フェア"}}), ORGANISER)
    assert world.look(reads.fair, fair_id).titles == {"ja": "春フェア"}
    assert world.look(reads.fair, fair_id).phone == ""


@pytest.mark.parametrize("who", [VISITOR, seeker("p00000000001")])
async def test_nobody_else_gives_a_fair_another_name(world: World, who: object) -> None:
    fair_id = await a_fair_in_three(world)
    change = {"fair_id": fair_id, "title": "Mine", "zone": "Asia/Shanghai", **DAY}
    with pytest.raises((NotAllowed, SignInFirst)):
        await world.do(ChangeFair.model_validate(change), who)  # type: ignore[arg-type]
