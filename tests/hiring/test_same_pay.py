"""The same pay, to the cent and by the same name, wherever a person reads it."""

import html
import re

import pytest

from fair.contract.hiring import OpenTerms
from tests.booths.scene import seen

LANGUAGES = ["zh-Hans", "en", "ja"]
LESS = {
    "pay_base": "4600", "overtime_rate": "39.65", "usual_overtime_hours_month": "16",
    "deductions_month": "300.2", "probation_months": "1", "probation_pay": "4100",
}  # fmt: skip
WHOLE = LESS | {
    "tax_month": "12.3", "insurance_month": "483", "meals": "paid", "meals_cost_month": "60",
}  # fmt: skip
IN_HAND = {
    "zh-Hans": ("最少到手", "通常到手"),
    "en": ("at least in hand", "usually in hand"),
    "ja": ("最低手取り", "ふだんの手取り"),
}
BEFORE = {
    "zh-Hans": ("保底收入（税前、扣社保前）", "通常收入（税前、扣社保前）"),
    "en": ("guaranteed, before tax and insurance", "usual, before tax and insurance"),
    "ja": ("最低保証（税・社会保険料を引く前）", "ふだんの支払額（税・社会保険料を引く前）"),
}
MISSING = {
    "zh-Hans": "没写金额：个人所得税、社保个人部分",
    "en": "No amount is given for: income tax, your own social insurance",
    "ja": "金額の記載がないもの：所得税、社会保険料の本人負担分",
}
FIGURE = re.compile(
    r'<span class="pay__n">(.*?)</span>\s*<span class="pay__label">(.*?)</span>', re.DOTALL
)


def figures(page):
    """Return what a page shows of pay: amounts with their names, each combination once."""
    plain = html.unescape(page).replace("\N{NO-BREAK SPACE}", " ")
    found = [(n.strip(), label.split("·")[0].strip()) for n, label in FIGURE.findall(plain)]
    return list(dict.fromkeys(found))


async def read(stage, vacancy_id, lang):
    """Return all pages where a person reads the pay of one post, and of the offer made of it."""
    lan = await stage.talked("Lan", lang=lang)
    offer_id = await stage.offered(lan, vacancy_id)
    await stage.world.do(OpenTerms(offer_id=offer_id), lan)
    paths = (
        "/vacancies?q=Hemmer", f"/vacancies/{vacancy_id}", f"/offers/{offer_id}", "/queues",
    )  # fmt: skip
    return {path: await seen(stage.scene, path, stage.tokens["Lan"], lang) for path in paths}


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_what_arrives_is_called_in_hand_and_is_the_same_on_card_post_letter_and_list(
    stage, lang
):
    """Meals for 60 lie within the 300.20 that is taken from pay: they count once."""
    vacancy_id = await stage.post(2, title="Hemmer", **WHOLE)
    least, usual = "3,304.50", "4,438.90"

    for path, page in (await read(stage, vacancy_id, lang)).items():
        (low, named), (often, called) = figures(page)
        assert (least in low, usual in often) == (True, True), path
        assert (named, called) == IN_HAND[lang], path
        assert not any(name in page for name in BEFORE[lang]), path


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_without_tax_and_insurance_no_figure_is_in_hand_and_what_is_missing_is_named(
    stage, lang
):
    vacancy_id = await stage.post(2, title="Hemmer", **LESS)

    for path, page in (await read(stage, vacancy_id, lang)).items():
        (low, named), (often, called) = figures(page)
        assert ("3,799.80" in low, "4,934.20" in often) == (True, True), path
        assert (named, called) == BEFORE[lang], path
        assert MISSING[lang] in html.unescape(page), path
        assert not any(name in page for name in IN_HAND[lang]), path


async def test_the_recruiter_reads_the_same_figure_by_the_same_name(stage):
    await stage.post(2, title="Hemmer", **WHOLE)
    lan = await stage.talked("Lan")
    token = stage.scene.tokens["recruiter"]

    desk = html.unescape(await seen(stage.scene, "/desk/vacancies?show=open", token))
    panel = html.unescape(
        await seen(stage.scene, f"/desk/offers/new/{stage.interviews[lan.person_id]}", token)
    )

    assert re.search(r"3,304\.50\s*<span class=\"cell__note\">at least in hand", desk)
    assert "3,304.50 at least in hand a month" in panel
    assert "4,600 guaranteed a month, before tax and insurance" in panel


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_working_below_ends_in_the_figures_above(stage, lang):
    vacancy_id = await stage.post(2, title="Hemmer", **WHOLE)

    page = await seen(stage.scene, f"/vacancies/{vacancy_id}", language=lang)
    (total,) = re.findall(r'table__row--total">(.*?)</tr>', page, re.DOTALL)

    amounts = [html.unescape(one) for one in re.findall(r"<b>(.*?)</b>", total)][1:]
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in amounts] == [
        amount for amount, _ in figures(page)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_what_a_worker_pays_first_stands_on_post_and_letter_with_payer_and_refund_day(
    stage, lang
):
    vacancy_id = await stage.post(2, title="Hemmer", own_costs="medical 210.50 employer 2027-02-20")
    day = {"zh-Hans": "2027年2月20日", "en": "February 20, 2027", "ja": "2027年2月20日"}[lang]
    payer = {
        "zh-Hans": "由用人单位退还", "en": "paid back by the employer", "ja": "企業が返金",
    }[lang]  # fmt: skip

    pages = await read(stage, vacancy_id, lang)

    for path in (f"/vacancies/{vacancy_id}", next(one for one in pages if "/offers/" in one)):
        assert all(text in pages[path] for text in ("210.50", payer, day)), path


async def test_a_post_without_costs_of_the_workers_says_so(stage):
    page = await seen(stage.scene, f"/vacancies/{stage.vacancy_id}")
    assert "Nothing before the work begins." in page


async def test_travel_that_nobody_pays_back_is_named_and_a_price_for_it_shown(stage):
    bare = await stage.post(2, title="Hemmer", travel_payer="worker")
    told = await stage.post(2, title="Hemmer", travel_payer="worker", own_costs="travel 320 worker")

    without = await seen(stage.scene, f"/vacancies/{bare}")
    priced = await seen(stage.scene, f"/vacancies/{told}")

    assert "The post does not say what it costs, and nobody pays it back." in without
    assert "The post does not say what it costs" not in priced
    assert "not paid back" in priced
    assert "Nothing before the work begins." not in without + priced
