"""Ages, telephone numbers, names: rules without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.people.person import Person, age, age_band, check_birth_date, check_name
from fair.people.phone import masked, normal_phone
from fair.people.refusals import BadBirthDate, BadName, BadPhone, UnderAge

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2010, 11, 21), date(2026, 11, 20), 15),
        (date(2010, 11, 21), date(2026, 11, 21), 16),
        (date(2008, 2, 29), date(2024, 2, 28), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2008, 2, 29), date(2025, 2, 28), 16),
        (date(2008, 2, 29), date(2025, 3, 1), 17),
        (date(1987, 12, 31), date(2026, 1, 1), 38),
    ],
)
def test_an_age_is_whole_years_to_the_day(born, on, years):
    assert age(born, on) == years


BANDS = {
    15: "", 16: "16-17", 17: "16-17", 18: "18-24", 24: "18-24", 25: "25-34", 34: "25-34",
    35: "35-44", 44: "35-44", 45: "45-54", 54: "45-54", 55: "55-64", 64: "55-64", 65: "65+",
    99: "65+",
}  # fmt: skip


@pytest.mark.parametrize(("years", "band"), BANDS.items())
def test_an_employer_reads_a_band_and_never_an_age(years, band):
    assert age_band(years) == band


@pytest.mark.parametrize(
    "name", ["微信 lan88", "محمد 13800138000", "Lan t.me/lan_88", "add me lan88"]
)
def test_a_name_gives_no_way_to_reach_somebody_outside(name):
    with pytest.raises(BadName):
        check_name(name)


def test_who_turns_16_today_takes_part_and_who_does_tomorrow_does_not():
    check_birth_date(date(2010, 11, 21), TODAY)
    with pytest.raises(UnderAge):
        check_birth_date(date(2010, 11, 22), TODAY)


@given(st.dates(date(1926, 12, 1), date(2026, 11, 20)))
def test_every_birth_date_is_either_under_16_or_has_a_band(born):
    try:
        check_birth_date(born, TODAY)
    except UnderAge:
        assert age(born, TODAY) < 16
    else:
        assert age_band(age(born, TODAY))


@pytest.mark.parametrize("born", [date(2026, 11, 23), date(1900, 1, 1), date(2999, 1, 1)])
def test_a_birth_date_that_cannot_be_is_asked_again(born):
    with pytest.raises(BadBirthDate):
        check_birth_date(born, TODAY)


def test_16_and_17_are_protected_and_nobody_else():
    def at(years: int) -> Person:
        born = date(2026 - years, 11, 21) - timedelta(days=1)
        return Person("p", "Zhao", "", False, born, "en", "", False)

    assert [years for years in range(16, 70) if at(years).protected(TODAY)] == [16, 17]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("13812345678", "+8613812345678"),
        ("138 1234 5678", "+8613812345678"),
        ("138-1234-5678", "+8613812345678"),
        ("+86 138 1234 5678", "+8613812345678"),
        ("0086 138 1234 5678", "+8613812345678"),
        ("86 13812345678", "+8613812345678"),
        ("１３８１２３４５６７８", "+8613812345678"),
        ("090-1234-5678", "+819012345678"),
        ("０９０ー１２３４ー５６７８", "+819012345678"),
        ("+81 90 1234 5678", "+819012345678"),
        ("+81 (0)90 1234 5678", "+819012345678"),
        ("070 1234 5678", "+817012345678"),
        ("+84 91 234 5678", "+84912345678"),
        ("+1 (212) 555-0142", "+12125550142"),
        ("00 62 812 3456 7890", "+6281234567890"),
        ("tel:139-1234-5678", "+8613912345678"),
        ("138,1234,5678", "+8613812345678"),
        ("138_1234*5678", "+8613812345678"),
        ("TEL．１３９ １２３４ ５６７８", "+8613912345678"),
        ("手机号码：139－1234－5678", "+8613912345678"),
        ("電話番号：090–1234–5678", "+819012345678"),
        ("☎️ 13912345678", "+8613912345678"),
        ("\u202d+86 139\u20601234\u00a05678\u202c", "+8613912345678"),
        ("١٣٩١٢٣٤٥٦٧٨", "+8613912345678"),
        ("\ufeff①③⑨12345678", "+8613912345678"),
    ],
)
def test_one_number_has_one_spelling_however_it_is_written(written, number):
    assert normal_phone(written) == number


@pytest.mark.parametrize(
    "written",
    ["", "12345", "1381234567", "138123456789", "12012345678", "+86 21 5555 0123", "03-1234-5678",
     "+81 3 1234 5678", "call me", "+0 123 456 789", "+123", "+1234567890123456", "138 1234 567x",
     "tel:", "138 1234 5678 / 138 1234 5679", "a13912345678", "13912345678 ext 5", "139123456780"],
)  # fmt: skip
def test_what_is_no_mobile_number_is_refused(written):
    with pytest.raises(BadPhone):
        normal_phone(written)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+8613812341234", "138••••1234"), ("+819012345678", "090-••••-5678"),
     ("+84912345678", "+84••••678"), ("", "")],
)  # fmt: skip
def test_a_shown_number_can_be_recognised_and_not_dialled(number, shown):
    assert masked(number) == shown


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_normalising_twice_changes_nothing(number):
    once = normal_phone(number)

    assert normal_phone(once) == once
    assert once[3:] not in masked(once)


def a_person(born):
    return Person("p", "Zhao", "+8613812341234", False, born, "en", "", False)


def test_who_turns_18_today_is_grown_up_and_who_does_tomorrow_is_not():
    assert a_person(date(2008, 11, 22)).protected(TODAY)
    assert not a_person(date(2008, 11, 21)).protected(TODAY)


def test_an_erased_birth_date_has_no_age_no_band_and_no_protection():
    erased = a_person(None)
    assert (erased.age(TODAY), erased.age_band(TODAY), erased.protected(TODAY)) == (0, "", False)
    grown = a_person(date(2001, 11, 21))
    assert (grown.age(TODAY), grown.age_band(TODAY)) == (25, "25-34")
    assert grown.masked_phone == "138••••1234"


@pytest.mark.parametrize(
    ("confirmed", "erased", "reachable"),
    [(True, False, True), (False, False, False), (True, True, False), (False, True, False)],
)
def test_a_message_reaches_a_confirmed_number_of_who_was_not_erased(confirmed, erased, reachable):
    person = replace(a_person(date(2001, 11, 21)), confirmed=confirmed, erased=erased)
    assert person.reachable is reachable


def test_today_is_the_last_birth_date_that_can_be_meant():
    with pytest.raises(UnderAge):
        check_birth_date(TODAY, TODAY)
    with pytest.raises(BadBirthDate):
        check_birth_date(date(2026, 11, 22), TODAY)


def test_at_a_hundred_one_may_look_for_work_and_at_a_hundred_and_one_the_date_is_asked_again():
    check_birth_date(date(1925, 11, 22), TODAY)
    with pytest.raises(BadBirthDate):
        check_birth_date(date(1925, 11, 21), TODAY)


def test_a_name_has_up_to_sixty_letters():
    assert check_name("x" * 60) == "x" * 60
    assert check_name("X 1") == "X 1"


@pytest.mark.parametrize("name", ["", "   ", "123", "x" * 61, "…"])
def test_a_name_nobody_can_be_called_by_is_refused(name):
    with pytest.raises(BadName):
        check_name(name)


@pytest.mark.parametrize(("name", "kept"), [("  Zhao \n Lan ", "Zhao Lan"), ("赵兰", "赵兰")])
def test_a_name_is_kept_in_one_line(name, kept):
    assert check_name(name) == kept


@pytest.mark.parametrize(
    ("years", "too_young", "protected"), [(15, True, True), (16, False, True), (18, False, False)]
)
def test_from_16_one_takes_part_and_until_18_one_is_protected(years, too_young, protected):
    today = date(2026, 11, 21)
    born_on = date(2026 - years, 11, 21)
    person = Person("p1", "Lan", "", True, born_on, "en", "", erased=False)

    assert (person.too_young(today), person.protected(TODAY)) == (too_young, protected)
