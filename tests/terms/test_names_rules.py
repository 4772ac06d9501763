"""Names of places and firms are no sentences: nobody looks at a post for where it is."""

from dataclasses import replace
from typing import Any

import pytest

from fair.terms.post_rules import doubts
from fair.terms.terms import Terms

POST = Terms(title="Sewer", duties="Sewing coats.", conditions="Day shift.")
# The list starts once the papers' money is there; passport and card lie with me until the end.
SAID = (
    "办公楼三楼人事处，名单从收到资料整理费之后开始排，护照和银行卡先放我这里，"
    "到期满再还给你们，中途走的不退，大家心里有数，别在群里问，名额有限，先到先得。"
)


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("place", "Dry Dock 1, Zhoushan"),
        ("place", "长野县松本市"),
        ("bonus_payer", "捷宝供应链（武汉）有限公司"),
        ("signed_by", "顺路人力资源（泉州）有限公司"),
    ],
)
def test_the_name_of_a_place_or_firm_waits_for_nobody(column, name):
    said: dict[str, Any] = {column: name}

    assert doubts(replace(POST, **said)) == ()


@pytest.mark.parametrize("column", ["place", "bonus_payer", "source"])
def test_a_sentence_in_the_place_of_a_name_is_looked_at(column):
    said: dict[str, Any] = {column: SAID}

    assert doubts(replace(POST, **said))
