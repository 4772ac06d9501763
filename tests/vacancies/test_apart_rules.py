"""Two posts of one title are told apart by place and pay; a single one keeps its plain title."""

from dataclasses import replace

from fair import words
from fair.vacancies import title_reads
from tests.vacancies.test_vacancy_life_rules import a_vacancy

EN = words.catalogue("en")


def post(key, title, **terms):
    made = a_vacancy()
    terms = {
        "place": "Zhuji",
        "pay_base_cents": 460000,
        "currency": "CNY",
        "pay_period": "month",
    } | terms
    return replace(made, id=key, title=title, terms=replace(made.terms, county="", **terms))


def test_a_title_that_stands_alone_stays_as_it_is():
    one, other = post("v1", "Sewing worker"), post("v2", "Cutter")
    assert title_reads.told_apart([one], [one, other], EN) == {"v1": "Sewing worker"}


def test_two_of_one_title_say_place_and_pay_however_they_are_written():
    one = post("v1", "Sewing worker")
    other = post("v2", "SEWING  worker", place="Deqing", pay_base_cents=520000)
    assert title_reads.told_apart([one], [one, other], EN) == {
        "v1": "Sewing worker (Zhuji · CNY\xa04,600 a month)"
    }
    assert list(title_reads.told_apart([other, one], [], EN)) == ["v2", "v1"]
    assert title_reads.told_apart([other, one], [], EN)["v2"].endswith(
        "(Deqing · CNY\xa05,200 a month)"
    )


def test_what_a_post_does_not_say_is_left_out():
    one = post("v1", "Sewing worker", place="", pay_base_cents=None)
    other = post("v2", "Sewing worker", pay_base_cents=None)
    assert title_reads.told_apart([one, other], [], EN) == {
        "v1": "Sewing worker", "v2": "Sewing worker (Zhuji)",
    }  # fmt: skip
