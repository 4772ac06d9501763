"""What a post must say and must not say, in three languages."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from fair.glossary import EmployerKind
from fair.screening.doubt import Suspect
from fair.screening.fees import fee
from fair.screening.screen import screened
from fair.terms import post_rules
from fair.terms import refusals as terms_refusals
from fair.terms.post_rules import Rule
from fair.terms.terms import Terms, from_dict

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 3, 1)
DAY = timedelta(days=1)
COMPLETE = Terms(
    title="缝纫工",
    work="sewing",
    occupation="8153",
    duties="车缝羽绒服。",
    conditions="会平缝机即可。",
    county="350582",
    signed_by="direct",
    pay_period="month",
    pay_base_cents=435_000,
    currency="CNY",
    valid_through=date(2026, 4, 1),
)
ABROAD = {
    "overseas_country": "JP", "principal": "Minato Foods", "principal_contract": "LC-7",
    "quota": 30, "filing": "WP-117", "filing_until": date(2026, 12, 31),
}  # fmt: skip
UNSAID = {
    "principal": "", "principal_contract": "", "quota": None, "filing": "", "filing_until": None,
}  # fmt: skip


def changed(**values):
    return Terms(**{**{name: getattr(COMPLETE, name) for name in Terms.__slots__}, **values})


def test_a_complete_post_misses_nothing():
    assert post_rules.missing(COMPLETE, 12, TODAY) == ()
    assert post_rules.findings(COMPLETE) == ()


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("title", {"title": ""}),
        ("work", {"work": ""}),
        ("duties", {"duties": ""}),
        ("conditions", {"conditions": ""}),
        ("place", {"county": ""}),
        ("signed_by", {"signed_by": ""}),
        ("pay_period", {"pay_period": ""}),
        ("pay_base", {"pay_base_cents": None}),
        ("currency", {"currency": ""}),
        ("valid_through", {"valid_through": None}),
        ("valid_through", {"valid_through": date(2026, 2, 28)}),
        ("min_age", {"night_work": True}),
        ("min_age", ABROAD),
        *((column, {**ABROAD, "min_age": 18, column: gone}) for column, gone in UNSAID.items()),
        ("filing_until", {**ABROAD, "min_age": 18, "filing_until": TODAY - DAY}),
        ("filing", {**ABROAD, "min_age": 18, "filing": "", "filing_until": TODAY}),
    ],
)
def test_what_is_not_said_is_named(column, values):
    assert post_rules.missing(changed(**values), 12, TODAY) == (column,)


def test_nobody_has_to_know_the_number_of_an_occupation():
    assert post_rules.missing(changed(occupation=""), 12, TODAY) == ()


def test_a_post_without_a_head_count_is_not_complete():
    assert post_rules.missing(COMPLETE, 0, TODAY) == ("head_count",)
    assert post_rules.missing(COMPLETE, 1, TODAY) == ()


@pytest.mark.parametrize(
    ("last_day", "complete"),
    [(TODAY - DAY, False), (TODAY, True), (TODAY + DAY, True)],
    ids=["the day after", "on its last day", "the day before"],
)
def test_a_post_is_valid_on_its_last_day_and_not_the_day_after(last_day, complete):
    found = post_rules.missing(changed(valid_through=last_day), 12, TODAY)
    assert found == (() if complete else ("valid_through",))


def test_work_abroad_without_a_filing_says_why_and_goes_to_the_organiser():
    said = changed(**{**ABROAD, "min_age": 18, "filing": "no: seafarers", "filing_until": None})
    assert post_rules.missing(said, 12, TODAY) == ()
    assert [one.rule for _, one in post_rules.doubts(said)] == [Suspect.FILING]
    assert said.filing_number == ""


def test_at_home_nothing_of_work_abroad_is_missing_or_in_doubt():
    said = changed(filing="no: at home", filing_until=TODAY - DAY)
    assert post_rules.missing(said, 12, TODAY) == ()
    assert post_rules.doubts(said) == ()
    assert said.last_day == COMPLETE.valid_through


@pytest.mark.parametrize(
    ("until", "last"),
    [
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 4, 2), date(2026, 4, 1)),
        (None, date(2026, 4, 1)),
    ],
)
def test_work_abroad_is_offered_until_its_filing_ends_or_its_own_last_day(until, last):
    assert changed(**{**ABROAD, "filing_until": until}).last_day == last


def test_what_came_in_for_work_abroad_is_kept_only_where_it_is_said():
    assert not set(UNSAID) & set(COMPLETE.as_dict())
    kept = changed(**ABROAD).as_dict()
    assert kept["filing_until"] == "2026-12-31"
    assert from_dict(kept) == changed(**ABROAD)


def test_a_place_may_be_said_in_words_alone():
    assert post_rules.missing(changed(county="", place="Gate 2"), 12, TODAY) == ()
    assert post_rules.missing(changed(place="Gate 2"), 12, TODAY) == ()


def test_work_for_adults_that_says_its_lowest_age_is_complete():
    for values in ({"night_work": True}, {"hazardous": True}, ABROAD):
        assert post_rules.missing(changed(**values), 12, TODAY) == ("min_age",)
        assert post_rules.missing(changed(**values, min_age=18), 12, TODAY) == ()


@pytest.mark.parametrize(
    ("rule", "phrase"),
    [
        (Rule.SEX, "仅限女性"),
        (Rule.SEX, "限男，能吃苦"),
        (Rule.SEX, "只招女工"),
        (Rule.SEX, "招女工20名"),
        (Rule.SEX, "女性优先"),
        (Rule.SEX, "性别：男"),
        (Rule.SEX, "男士勿扰"),
        (Rule.SEX, "不招男工"),
        (Rule.SEX, "Males only"),
        (Rule.SEX, "Female applicants preferred."),
        (Rule.SEX, "We are looking for a young woman."),
        (Rule.SEX, "Gender: male"),
        (Rule.SEX, "Must be female."),
        (Rule.SEX, "No women."),
        (Rule.SEX, "女性のみ募集"),
        (Rule.SEX, "男性限定の職場"),
        (Rule.SEX, "性別：女"),
        (Rule.ETHNICITY, "限汉族"),
        (Rule.ETHNICITY, "少数民族勿扰"),
        (Rule.ETHNICITY, "不招维吾尔族"),
        (Rule.ETHNICITY, "Asians preferred"),
        (Rule.ETHNICITY, "外国人不可"),
        (Rule.RELIGION, "无宗教信仰"),
        (Rule.RELIGION, "穆斯林勿扰"),
        (Rule.RELIGION, "Must be a Christian"),
        (Rule.RELIGION, "Muslims need not apply"),
        (Rule.HOUSEHOLD, "限本地户口"),
        (Rule.HOUSEHOLD, "须有上海市城镇户籍"),
        (Rule.HOUSEHOLD, "本地人优先"),
        (Rule.HOUSEHOLD, "外地人勿扰"),
        (Rule.HOUSEHOLD, "农村户口勿扰"),
        (Rule.HOUSEHOLD, "Local hukou required"),
        (Rule.FAMILY, "未婚优先"),
        (Rule.FAMILY, "已婚勿扰"),
        (Rule.FAMILY, "已婚已育优先"),
        (Rule.FAMILY, "两年内不结婚不生育"),
        (Rule.FAMILY, "合同期内不得怀孕"),
        (Rule.FAMILY, "Single persons preferred"),
        (Rule.FAMILY, "Must remain unmarried"),
        (Rule.FAMILY, "独身の方歓迎"),
        (Rule.FAMILY, "妊娠した場合は退職"),
    ],
)
def test_a_post_that_limits_who_may_ask_is_refused_with_the_rule_named(rule, phrase):
    terms = changed(conditions=f"会平缝机即可。{phrase}")

    assert [finding.rule for finding in post_rules.findings(terms)] == [rule]
    with pytest.raises(post_rules.REFUSED[rule]):
        post_rules.check(terms)


@pytest.mark.parametrize(
    "phrase",
    [
        "性别不限，男女均可",
        "男女不限",
        "女装车间，操作平缝机",
        "整理男装和女装",
        "有女工宿舍和男工宿舍",
        "负责女士手袋包装",
        "民族、户籍不限",
        "婚否不限",
        "单身宿舍免费",
        "Men and women welcome.",
        "Sew men's shirts and women's wear.",
        "Open to all regardless of gender, religion or marital status.",
        "Clean the men's and women's changing rooms.",
        "性別不問",
        "男女とも歓迎",
        "女性用下着の検品",
        "Serves Muslim and Christian families alike.",
        "Care for single mothers and pregnant women.",
        "帮助办理居住证和户籍登记",
    ],
)
def test_ordinary_words_about_people_pass(phrase):
    assert post_rules.findings(changed(conditions=phrase)) == ()


@pytest.mark.parametrize(
    "phrase",
    [
        "入职交押金300元",
        "押金500元，离职退还",
        "收取中介费",
        "报名费200元",
        "服装费从工资中扣",
        "每人交300元",
        "公司收取押金200元",
        "不收现金，押金200元刷卡",
        "不交押金不能上岗",
        "公司承担路费，另收押金500元",
        "押金200元，公司承担路费",
        "不交保证金，不予安排上岗",
        "A deposit of 500 yuan is kept until you leave.",
        "Please pay a deposit on the first day.",
        "Placement fee: one month's pay.",
        "Pay a deposit, no excuses.",
        "Workers pay the recruitment fee.",
        "We do not tolerate lateness and require a deposit.",
        "A refundable security deposit applies.",
        "保証金5万円をお預かりします",
        "登録料は自己負担です",
        "保証金を払わないと入社できません",
        "紹介料をいただきます",
    ],
)
def test_a_post_that_asks_a_worker_for_money_is_refused(phrase):
    terms = changed(conditions=phrase)

    assert [finding.rule for finding in post_rules.findings(terms)] == [Rule.FEE]
    with pytest.raises(terms_refusals.ChargesFee):
        post_rules.check(terms)


@pytest.mark.parametrize(
    "phrase",
    [
        "无押金",
        "不收任何费用",
        "不收取任何费用，包括押金、中介费。",
        "押金、中介费一律不收",
        "免押金，免中介费",
        "体检费由公司承担",
        "培训费单位报销",
        "入职无需缴纳保证金",
        "任何人不得向求职者收取押金",
        "No fee, no deposit.",
        "Nobody may ask for a deposit.",
        "You never pay a placement fee.",
        "The employer pays the visa fee.",
        "Visa fees are paid by the employer.",
        "We don't charge recruitment fees or ask for deposits.",
        "Pay by direct deposit every Friday.",
        "Counts bank deposits and cash.",
        "There is no placement fee, no training fee and no deposit of any kind.",
        "保証金や手数料を求めることはありません",
        "登録料なし、紹介料なし",
        "制服代は会社負担",
        "手数料の計算と窓口業務",
    ],
)
def test_words_that_promise_no_fee_pass(phrase):
    assert fee(phrase) == ""


def test_a_fee_in_its_own_column_is_refused_and_none_is_not():
    assert post_rules.findings(changed(fees="200"))[0].rule is Rule.FEE
    assert post_rules.findings(changed(fees="none")) == ()


@pytest.mark.parametrize(
    "values",
    [
        {"max_age": 45},
        {"min_age": 25},
        {"conditions": "年龄18-45周岁"},
        {"conditions": "50岁以下"},
        {"conditions": "Aged 18 to 35"},
        {"conditions": "35歳以下"},
    ],
)
def test_age_limits_go_to_the_organiser(values):
    assert post_rules.age_limits(changed(**values))


@pytest.mark.parametrize(
    "values",
    [
        {"min_age": 18, "night_work": True},
        {"min_age": 16},
        {"conditions": "年满18周岁"},
        {"conditions": "满16周岁以上，18岁以上可上夜班"},
        {"conditions": "18歳以上"},
        {"conditions": "Works with children aged 6."},
    ],
)
def test_what_law_asks_about_age_needs_no_review(values):
    assert post_rules.age_limits(changed(**values)) == ()


@pytest.mark.parametrize("values", [{"min_age": 15}, {"min_age": 17, "hazardous": True}])
def test_too_low_an_age_is_refused(values):
    with pytest.raises(terms_refusals.UnderAge):
        post_rules.check(changed(**values))


@pytest.mark.parametrize("values", [{"min_age": 16}, {"min_age": 18, "hazardous": True}])
def test_an_age_at_the_limit_is_fine(values):
    post_rules.check(changed(**values))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"min_age": 18}, ()),
        ({"min_age": 19}, ("≥ 19",)),
        ({"min_age": 19, "night_work": True}, ("≥ 19",)),
        ({"max_age": 60}, ("≤ 60",)),
    ],
)
def test_eighteen_is_no_limit_of_age_and_nineteen_is(values, said):
    assert post_rules.age_limits(changed(**values)) == said


def test_work_abroad_needs_an_overseas_company():
    abroad = changed(overseas_country="JP", min_age=18)

    with pytest.raises(terms_refusals.NeedsOverseasLicence):
        post_rules.check_kind(abroad, EmployerKind.DIRECT)
    post_rules.check_kind(abroad, EmployerKind.OVERSEAS)


def test_none_of_the_sample_posts_is_taken_for_an_unfair_one():
    found = []
    for path in sorted((ROOT / "fair/sample/vacancies").glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                says = [screened(row[column]) for column in post_rules.TEXTS]
                found += [(row["ref"], one) for one in says if one.limits or one.fee or one.ages]

    assert found == []


@pytest.mark.parametrize(
    ("cost", "looked_at"),
    [
        ("medical 200 employer 2026-12-31", False),
        ("medical 4599.99 employer 2026-12-31", False),
        ("medical 4600 employer 2026-12-31", True),
        ("uniform 200 employer 2027-03-03", False),
        ("uniform 200 employer 2027-03-04", True),
        ("travel 300 worker", False),
    ],
)
def test_a_cost_like_a_pledge_goes_to_the_organiser(cost, looked_at):
    """As large as a month's base, or given back over 92 days after the first day."""
    terms = changed(
        own_costs=(cost,), starts_on=date(2026, 12, 1), pay_period="month", pay_base_cents=460_000
    )
    found = [doubt for _, doubt in post_rules.doubts(terms)]

    assert [one.rule for one in found] == ([Suspect.DEPOSIT] if looked_at else [])
