"""The questions, the code lists, files and devices: rules without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair import codes
from fair.people.actions import known
from fair.people.attachment import check_file, safe_name
from fair.people.profile import QUESTIONS, Profile, answered, next_question, progress, skipped
from fair.people.refusals import BadFile, NoSuchAnswer, TooLarge


def test_questions_come_one_after_the_other_until_all_are_asked():
    told, seen = Profile(), []
    while question := next_question(told):
        seen.append(question)
        told = answered(told, question, ["sewing"] if question == "work" else [], known)

    assert tuple(seen) == QUESTIONS


def test_years_and_skills_are_not_asked_of_who_ticked_no_work():
    told, seen = Profile(), []
    while question := next_question(told):
        seen.append(question)
        told = skipped(told, question)

    assert seen == ["work", "certificates", "languages", "places", "county"]
    assert progress(Profile(), "certificates") == (2, 5)


def test_a_tick_on_the_way_is_kept_and_the_question_stays():
    told = answered(Profile(), "work", ["sewing"], known, done=False)

    assert told.work == ("sewing",)
    assert next_question(told) == "work"


def test_years_belong_to_the_work_that_is_ticked_and_go_with_it():
    told = answered(Profile(), "work", ["sewing", "cooking"], known)
    told = answered(told, "years", ["sewing:6", "cooking:2"], known)
    assert told.main_work == "sewing"

    told = answered(told, "work", ["cooking"], known)
    assert told.years == {"cooking": 2}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("work", ["astronaut"]),
        ("skills", ["forklift_licence_of_my_uncle"]),
        ("languages", ["lockstitch"]),
        ("years", ["cooking:6"]),
        ("years", ["sewing:999"]),
        ("years", ["sewing:x"]),
        ("places", ["999999"]),
        ("county", ["510000"]),
        ("religion", ["any"]),
        ("work", ["sewing"] * 41),
    ],
)
def test_an_answer_that_is_not_in_the_list_is_refused(question, values):
    with pytest.raises(NoSuchAnswer):
        answered(Profile(work=("sewing",)), question, values, known)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("places", ["home", "440000", "abroad"]),
        ("county", ["511129"]),
        ("county", ["441900"]),
        ("county", []),
        ("skills", ["lockstitch", "overlock"]),
    ],
)
def test_an_answer_from_the_list_is_kept(question, values):
    told = answered(Profile(work=("sewing",)), question, values, known)

    assert (told.county if question == "county" else list(getattr(told, question))) in (
        values,
        values[0] if values else "",
    )


# --- code lists ----------------------------------------------------------------------------------


def test_every_title_exists_in_every_language():
    for entry in [*codes.work_groups().values(), *codes.skills().values()]:
        assert set(entry.titles) == {"en", "zh-Hans", "ja"}
    assert codes.title("sewing", "zh-Hans") == "缝纫与服装"
    assert codes.title("no such code", "en") == "no such code"


def test_a_place_reads_from_the_large_to_the_small_and_in_english_the_other_way_round():
    assert codes.place("511129", "zh-Hans") == "四川省 乐山市 沐川县"
    assert codes.place("511129", "en") == "Muchuan, Leshan, Sichuan"
    assert codes.place("110105", "ja") == "北京市 朝阳区"


def test_every_county_can_be_reached_by_choosing_from_the_provinces():
    reached, open_ = set(), [place.code for place in codes.provinces()]
    while open_:
        below = codes.choices(open_.pop())
        reached |= {place.code for place in below if codes.county(place.code)}
        open_ += [place.code for place in below if not codes.county(place.code)]
    every = {code for code, place in codes.divisions().items() if place.level == "county"}

    assert every <= reached
    assert not any(codes.divisions()[code].filler for code in reached)


@pytest.mark.parametrize("typed", ["沐川", "muchuan", "Mu chuan"])
def test_a_county_is_found_by_its_signs_or_letters(typed):
    assert "511129" in [place.code for place in codes.find_counties(typed)]


def test_nothing_typed_finds_nothing():
    assert codes.find_counties("  ") == ()


# --- files and devices ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [("cv.pdf", b"%PDF-1.7 x"), ("简历.docx", b"PK\x03\x04x"), ("cv.txt", b"six years of sewing")],
)
def test_a_cv_is_taken(name, content):
    assert check_file(name, content, 1000)[0] == name


@pytest.mark.parametrize(
    ("name", "content"),
    [("id.jpg", b"\xff\xd8\xff"), ("cv.pdf", b"MZ\x90"), ("cv.pdf", b""), ("cv", b"x"),
     ("page.html", b"<script>"), ("cv.txt", b"a\x00b"), ("cv.svg", b"<svg>")],
)  # fmt: skip
def test_a_picture_or_anything_in_disguise_is_refused(name, content):
    with pytest.raises(BadFile):
        check_file(name, content, 1000)


def test_a_file_that_is_too_large_is_refused_with_its_limit():
    with pytest.raises(TooLarge) as refused:
        check_file("cv.pdf", b"%PDF-" + b"x" * 5_000_000, 5_000_000)

    assert "5 MB" in str(refused.value)


@given(st.text(max_size=300))
def test_no_file_name_leaves_its_folder_or_its_line(name):
    safe = safe_name(name)

    assert 0 < len(safe) <= 80
    assert not set(safe) & set("/\\\n\r\0")
