"""Words that limit who may ask for work are found in every writing, and named as typed."""

import pytest

from fair.screening.screen import screened

LIMITED = [
    ("sex", "Ｗｏｍｅｎ only"),
    ("sex", "W o m e n only"),
    ("sex", "women\u200b \u00a0 only"),
    ("sex", "Females are preferred"),
    ("sex", "Women being preferred"),
    ("sex", "Male workers will be preferred"),
    ("sex", "preference is given to women"),
    ("sex", "Women strongly preferred"),
    ("sex", "Males are not accepted"),
    ("sex", "Women-only position"),
    ("sex", "女 性 优 先"),
    ("sex", "仅限 女性"),
    ("sex", "女.性.优.先"),
    ("sex", "僅限女性"),
    ("sex", "女性が優先"),
    ("sex", "女 性 の み"),
    ("sex", "男性はご遠慮"),
    ("ethnicity", "东北人勿扰"),
    ("ethnicity", "东 北 人 勿 扰"),
    ("ethnicity", "东北人请勿打扰"),
    ("ethnicity", "河南籍不招"),
    ("ethnicity", "河南省人勿扰"),
    ("ethnicity", "安徽人不要"),
    ("ethnicity", "不招河南人"),
    ("ethnicity", "只招四川人"),
    ("ethnicity", "湖南籍优先"),
    ("ethnicity", "温州人免谈"),
    ("ethnicity", "东北三省勿扰"),
    ("ethnicity", "People from Henan need not apply"),
    ("ethnicity", "No workers from Xinjiang"),
    ("ethnicity", "Nigerians are not wanted"),
    ("ethnicity", "Filipinos are preferred"),
    ("ethnicity", "Chinese nationals only"),
    ("ethnicity", "東北出身の方はご遠慮"),
    ("ethnicity", "大阪出身者お断り"),
    ("ethnicity", "外国籍の方は不可"),
    ("ethnicity", "日本国籍の方に限る"),
    ("religion", "Christians are preferred"),
    ("religion", "穆斯林 勿扰"),
    ("household", "限本地 户口"),
    ("family", "未 婚 优 先"),
    ("family", "Unmarried applicants are preferred"),
]


@pytest.mark.parametrize(("rule", "typed"), LIMITED)
def test_a_limit_is_found_and_named_as_it_was_typed(rule, typed):
    assert screened(f"会平缝机即可。{typed}！").limits == {rule: typed}


@pytest.mark.parametrize(
    "typed",
    [
        "男 女 不 限",
        "男/女均可",
        "Men & women preferred",
        "Our women-only gym needs a cleaner.",
        "不看户籍，也不看有没有宗教信仰",
        "东北菜厨师",
        "会说四川话优先",
        "欢迎河南人",
        "新疆风味，四川的不要放香菜",
        "服务上海人民，人民币结算",
        "Japanese preferred",
        "English only",
        "We serve only Indian food.",
        "Beat the egg whites only.",
        "外国籍の方も歓迎",
        "外国人のお客様に対応",
        "大阪出身の社員がいます",
        "東京のお店",
        "女性も男性も歓迎",
    ],
)
def test_what_limits_nobody_passes(typed):
    assert screened(typed).limits == {}


@pytest.mark.parametrize("typed", ["１８－４５周岁", "50 岁 以 下", "Aged 18–35", "３５歳以下"])
def test_limits_of_age_are_named_as_they_were_typed(typed):
    assert screened(typed).ages == (typed,)
