"""Finding posts: what is found, by which filters, and by whom."""

import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import update

from fair.contract.employers import EmployerChange, LicenceSuspend
from fair.contract.people import Register
from fair.contract.vacancies import VacancySuspend
from fair.db import utc_now
from fair.decisions import Actor
from fair.glossary import Role
from fair.search import link as search_link
from fair.sign_in import writes as sign_in
from fair.terms.filters import Filters
from fair.vacancies import opening_writes
from fair.vacancies.store import vacancy_table
from tests.booths.scene import seen
from tests.vacancies.test_vacancies import hold, opened, written


async def hits(scene, query="", token=""):
    page = await seen(scene, f"/vacancies{query}", token)
    return re.findall(r'href="/vacancies/(\w+)"', page)


async def test_an_open_post_is_found_with_both_figures_place_and_wait(scene):
    vacancy_id = await opened(scene, overtime_rate="37.5", usual_overtime_hours_month="20")

    page = await seen(scene, "/vacancies")

    assert f"/vacancies/{vacancy_id}" in page
    assert "CNY\N{NO-BREAK SPACE}4,350" in page
    assert "CNY\N{NO-BREAK SPACE}5,100" in page
    assert "3 free places" in page


@pytest.mark.parametrize(
    ("reader", "told"),
    [("ja", "原文："), ("en", "Written in "), ("zh-Hans", "")],
)
async def test_a_post_in_another_language_says_in_which(scene, reader, told):
    vacancy_id = await opened(scene, title="平缝工", language="zh-Hans")

    async with scene.world.web(language=reader) as browser:
        card = (await browser.get("/vacancies?q=平缝工")).text
        page = (await browser.get(f"/vacancies/{vacancy_id}")).text

    assert "平缝工" in card
    for shown in (card, page):
        assert (told in shown) if told else ("原文是" not in shown)


async def test_drafts_filled_suspended_and_unlicensed_posts_are_not_found(scene):
    draft = await written(scene)
    filled = await opened(scene, head_count="1")
    await hold(scene, filled)
    hidden = await opened(scene)
    await scene.world.do(VacancySuspend(vacancy_id=hidden, reason="A report."), scene.organiser)
    shown = await opened(scene)

    assert await hits(scene) == [shown]

    await scene.world.work(lambda work: opening_writes.free_opening(work, filled, "firm"))
    assert set(await hits(scene)) == {shown, filled}
    assert draft not in await hits(scene)

    licence = scene.world.rows("select id from licence")[0].id
    await scene.world.do(LicenceSuspend(licence_id=licence, reason="A fee."), scene.organiser)
    assert await hits(scene) == []


async def test_a_post_past_its_last_day_is_not_found(scene):
    await opened(scene, valid_through="+1d")
    await scene.world.work(
        lambda work: work.write(update(vacancy_table).values(valid_through=date(2020, 1, 1)))
    )

    assert await hits(scene) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?work=cooking", {"cook"}),
        ("?where=35", {"sew"}),
        ("?where=3505", {"sew"}),
        ("?where=33", {"cook"}),
        ("?home=1", {"cook"}),
        ("?pay=CNY-4500", {"cook"}),
        ("?pay=JPY-100", set()),
        ("?lodging=free", {"sew"}),
        ("?lodging=any", {"sew"}),
        ("?direct=1", {"sew"}),
        ("?q=羽绒", {"sew"}),
        ("?q=厨师", {"cook"}),
        ("?q=zhejiang", {"cook"}),
        ("?q=huafeng", {"sew", "cook"}),
        ("?q=100%25", set()),
        ("?q=huafeng+sewing", {"sew"}),
        ("?work=cooking&where=35", set()),
        ("?pay=many&where=xyz&page=-3&lodging=?", {"sew", "cook"}),
    ],
)
async def test_filters_find_and_hide(scene, query, found):
    ids = {
        "sew": await opened(scene, lodging="free"),
        "cook": await opened(
            scene, title="厨师", work="cooking", occupation="5120", county="330402",
            duties="做两百人的午饭。", pay_base="4800", home_every_night="yes", lodging="none",
            signed_by="Lotus Hotel", between="Huafeng",
        ),
    }  # fmt: skip

    assert set(await hits(scene, query)) == {ids[name] for name in found}


async def seventeen(scene):
    """Let somebody of 17 join; return what signs them in."""
    came = await scene.world.do(
        Register(
            fair_id=scene.fair_id,
            given_name="Young",
            phone="138 1234 5678",
            born_on=utc_now().date() - timedelta(days=17 * 366),
        ),
        Actor(Role.VISITOR, address="127.0.0.1"),
    )
    return await scene.world.work(lambda work: sign_in.issue_login(work, person_id=came.person_id))


async def test_at_a_booth_with_night_work_alone_seventeen_reads_one_thing(scene):
    await opened(scene, night_work="yes", min_age="18")
    token = await seventeen(scene)

    booth = await seen(scene, f"/booths/{scene.booth_id}", token)
    assert "The posts here are for people of 18 and over." in booth
    assert 'href="/vacancies"' in booth.split("<main")[1]
    for other in ("free place", "Join now", "No post is open here now", "talk can begin"):
        assert other not in booth
    assert "places in" not in await seen(scene, f"/fairs/{scene.fair_id}", token)
    nothing = await seen(scene, "/vacancies", token)
    assert "No post is open to people under 18 now" in nothing
    assert "still writing" not in nothing
    # what is open to the reader is counted, nothing else
    await opened(scene)
    assert "3 free places" in await seen(scene, f"/booths/{scene.booth_id}", token)
    assert "6 free places" in await seen(scene, f"/booths/{scene.booth_id}")


async def test_a_seeker_of_seventeen_is_not_shown_what_only_adults_may_do(scene):
    night = await opened(scene, night_work="yes", min_age="18")
    day = await opened(scene)
    token = await seventeen(scene)

    assert await hits(scene, token=token) == [day]
    assert set(await hits(scene)) == {day, night}
    async with scene.world.web(token) as web:
        assert (await web.get(f"/vacancies/{night}")).status_code == 404


async def test_one_employers_many_posts_hide_nobody(scene):
    ids = [await opened(scene) for _ in range(23)]

    assert len(await hits(scene)) == 20
    assert len(await hits(scene, "?page=2")) == 3
    assert set(await hits(scene) + await hits(scene, "?page=2")) == set(ids)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(text="缝纫 night", work="sewing", where="3505", home=True),
        Filters(pay=450_000, currency="CNY", lodging="free", direct=True, page=3),
    ],
)
def test_filters_survive_their_link(filters):
    from urllib.parse import parse_qsl

    link = search_link.link(filters, page=filters.page)

    assert search_link.read(dict(parse_qsl(link.partition("?")[2]))) == filters


@pytest.mark.parametrize(
    "typed",
    ["ＣＮＣ ｌａｔｈｅ", "cnc\u200b LATHE", "Ｈｕａｆｅｎｇ", "ｲﾝﾃﾘｱ", "cafe", "李 明", "华丰"],
)
async def test_a_post_is_found_however_it_and_the_search_are_written(scene, typed):
    await scene.world.do(
        EmployerChange(
            employer_id=scene.employer_id, legal_name="HUAFENG", kind="direct",
            names={"zh-Hans": "华丰制衣"},
        ),
        scene.organiser,
    )  # fmt: skip
    vacancy_id = await opened(scene, title="Cnc Lathe", duties="インテリア、Café、李 明")

    assert await hits(scene, f"?{urlencode({'q': typed})}") == [vacancy_id]
    assert await hits(scene, "?q=nothing-of-this") == []


# --- what the reader sees of it -------------------------------------------------------------------

CHOSEN = re.compile(r'<span class="sieve__chosen">(.*?)</span>\s*</summary>', re.DOTALL)


def chosen(page):
    """Return the line of the filters as it is read."""
    (line,) = CHOSEN.findall(page)
    plain = re.sub(r"<[^>]*>|\s+", " ", line).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(plain.split())


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "zh-Hans",
            "筛选: 缝纫与服装、福建省、4,000元起、免费住宿、每晚能回家、只看直招",
        ),
        (
            "en",
            (
                "Filters: Sewing and garments, Fujian, from CNY 4,000, lodging free, "
                "Home every night, Direct employers only"
            ),
        ),
        (
            "ja",
            "絞り込み: 縫製・衣料、福建省、4,000元から、住まい無料、毎晩家に帰れる、直接雇用のみ",
        ),
    ],
)
async def test_the_filters_are_one_line_that_says_what_is_chosen(scene, language, line):
    await opened(scene)

    page = await seen(
        scene, "/vacancies?work=sewing&where=35&pay=CNY-4000&lodging=free&home=1&direct=1",
        language=language,
    )  # fmt: skip

    assert chosen(page) == line
    assert '<details class="sieve">' in page


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh-Hans", "筛选: 不限工种、地点和收入"),
        ("en", "Filters: Any work, anywhere, any pay"),
        ("ja", "絞り込み: 仕事・場所・収入の指定なし"),
    ],
)
async def test_where_nothing_is_chosen_the_line_says_so(scene, language, line):
    await opened(scene)

    assert chosen(await seen(scene, "/vacancies?q=sew", language=language)) == line


async def test_a_strangers_link_puts_no_markup_into_the_line(scene):
    await opened(scene)

    page = await seen(scene, "/vacancies?where=XX&work=%3Cb%3Ehi%3C/b%3E&pay=%3Cb%3E-5&lodging=x")

    assert chosen(page) == "Filters: &lt;b&gt;hi&lt;/b&gt;, Abroad: XX, from &lt;b&gt;5"


@pytest.mark.parametrize(
    ("language", "mark"),
    [("zh-Hans", ""), ("en", "Written in Chinese"), ("ja", "原文：中国語")],
)
async def test_a_post_in_another_language_is_marked_with_it(scene, language, mark):
    vacancy_id = await opened(scene, language="zh-Hans")

    for path in ("/vacancies", f"/vacancies/{vacancy_id}"):
        page = await seen(scene, path, language=language)
        assert (mark in page) if mark else ("原文是" not in page)
