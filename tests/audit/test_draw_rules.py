"""The draw is the seed's alone: anybody who has the hires draws the same."""

import hashlib

import pytest

from fair.audit.draw import Drawn, Said, check_openings, check_seed, counts, drawn, recounted
from fair.audit.facts import HiresDrawn
from fair.audit.refusals import BadSeed, NobodyHired, OpenedEnough
from fair.audit.yeses import yeses
from fair.hiring.facts import Hired, HireFellThrough

HIRES = [f"o{n:011}" for n in range(40)]


def test_who_has_the_least_hash_of_seed_draw_and_offer_is_drawn_first():
    by_hand = sorted(HIRES, key=lambda one: hashlib.sha256(f"271828 d1 {one}".encode()).hexdigest())

    assert drawn("271828", "d1", HIRES, 5) == tuple(by_hand[:5])
    assert drawn("271828", "d1", reversed(HIRES), 5) == tuple(by_hand[:5])
    assert drawn("271829", "d1", HIRES, 5) != tuple(by_hand[:5])


def test_a_seed_that_was_tried_beforehand_draws_others_as_the_draws_id_counts():
    friends = set(HIRES[:2])
    seeds = (f"{n:06}" for n in range(10**6))
    forged = next(one for one in seeds if set(drawn(one, "d1", HIRES, 2)) == friends)

    assert set(drawn(forged, "d2", HIRES, 2)) != friends


def test_more_than_there_are_draws_all_and_of_none_nobody_is_drawn():
    assert sorted(drawn("271828", "d1", HIRES[:3], 9)) == HIRES[:3]
    with pytest.raises(NobodyHired):
        drawn("271828", "d1", [], 1)


def test_a_hundred_names_a_day_and_not_one_more():
    check_openings(50, 50)
    check_openings(99, 1)
    for lately, more in ((50, 51), (100, 1)):
        with pytest.raises(OpenedEnough):
            check_openings(lately, more)


@pytest.mark.parametrize("seed", ["12345", "1" * 41, "12345a", "Lan Wang", "１２３４５６"])
def test_a_seed_is_digits_so_that_no_words_enter_the_record(seed):
    with pytest.raises(BadSeed):
        check_seed(seed)


def test_the_shortest_and_the_longest_seed():
    assert check_seed("123456") == "123456"
    assert check_seed("1" * 40) == "1" * 40


def test_what_is_marked_is_counted_with_what_is_left():
    rows = [
        Drawn(draw_id="d", offer_id=str(n), place=n, said=said)
        for n, said in enumerate((Said.CONFIRMED, Said.CONFIRMED, Said.DENIED, Said.OPEN))
    ]

    assert counts(rows) == {"open": 1, "confirmed": 2, "denied": 1, "not_reached": 0}


def _line(draw_id: str, names: list[str], *, of: int, many: int = 2):
    return HiresDrawn.kind, {
        "draw_id": draw_id, "seed": "271828", "many": many, "of": of, "drawn": names, "rule": 2,
    }  # fmt: skip


def test_a_draw_from_the_hires_that_stood_then_holds_whatever_came_later():
    stand = [(Hired.kind, {"offer_id": one}) for one in HIRES[:4]]
    gone = (HireFellThrough.kind, {"offer_id": HIRES[0]})
    first = list(drawn("271828", "a", HIRES[:4], 2))
    second = list(drawn("271828", "b", HIRES[1:4], 2))

    found = recounted([*stand, _line("a", first, of=4), gone, _line("b", second, of=3)])

    assert found == {"a": True, "b": True}


def test_a_draw_that_left_somebody_out_or_counted_others_does_not_hold():
    stand = [(Hired.kind, {"offer_id": one}) for one in HIRES[:4]]
    right = {one: list(drawn("271828", one, HIRES[:4], 2)) for one in "abc"}
    nobody = _line("c", right["c"], of=4)
    turned, miscounted = _line("a", right["a"][::-1], of=4), _line("b", right["b"], of=5)

    found = recounted([nobody, *stand, turned, miscounted])

    assert found == {"a": False, "b": False, "c": False}


def test_a_draw_from_before_its_id_counted_holds_by_its_seed_alone():
    stand = [(Hired.kind, {"offer_id": one}) for one in HIRES[:4]]
    kind, said = _line("a", list(drawn("271828", "", HIRES[:4], 2)), of=4)
    before = {name: value for name, value in said.items() if name != "rule"}

    assert recounted([*stand, (kind, before)]) == {"a": True}
    assert recounted([*stand, (kind, said)]) == {"a": False}


def test_a_yes_with_help_is_counted_apart_once_and_only_while_it_stands():
    def yes(offer_id: str, **more: object):
        return "offer.accepted", {"offer_id": offer_id, **more}

    found = yeses(
        [
            yes("a"), yes("b", helper=True), yes("c", desk=True, helper=True), yes("d", desk=True),
            ("hire.confirmed", {"offer_id": "c", "by": "seeker", "desk": True}),
            ("hire.confirmed", {"offer_id": "a", "by": "recruiter", "desk": False}),
            ("offer.taken_back", {"offer_id": "d"}),
        ]
    )  # fmt: skip

    assert (found.accepted, found.accepted_desk, found.accepted_helper) == (3, 1, 1)
    assert (found.confirmed, found.confirmed_desk) == (1, 1)
    assert found.helped


def test_facts_from_before_the_desk_was_noted_count_as_given_alone():
    found = yeses([("offer.accepted", {"offer_id": "a"})])

    assert (found.accepted, found.accepted_desk, found.helped) == (1, 0, False)
