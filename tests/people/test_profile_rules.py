"""The questions, the code lists, files and devices: rules without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair import codes
from fair.people.actions import known
from fair.people.attachment import MOST_FILES, check_file, safe_name
from fair.people.profile import (
    QUESTIONS,
    YEARS,
    Profile,
    answered,
    next_question,
    progress,
    skipped,
)
from fair.people.refusals import BadFile, NoSuchAnswer, TooLarge, TooManyFiles


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
        ("years", ["sewing:²"]),
        ("years", ["sewing:21"]),
        ("years", ["sewing:"]),
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


def test_the_years_one_can_tick_are_nine_from_none_to_twenty():
    assert YEARS == (0, 1, 2, 3, 5, 8, 10, 15, 20)


def test_a_person_keeps_three_files_as_the_refusal_says():
    assert MOST_FILES == 3
    assert "three files" in TooManyFiles.sentence


def test_forty_ticks_and_twenty_years_are_the_most():
    told = answered(Profile(), "work", ["sewing"] * 40, known)
    assert told.work == ("sewing",)
    assert answered(told, "years", ["sewing:20"], known).years == {"sewing": 20}
    assert answered(told, "years", ["sewing:0"], known).years == {"sewing": 0}
    with pytest.raises(NoSuchAnswer):
        answered(Profile(), "work", ["sewing"] * 41, known)


def test_the_main_work_is_the_one_with_most_years_and_without_years_the_first():
    two = Profile(work=("sewing", "cooking"))
    assert two.main_work == "sewing"
    assert answered(two, "years", ["cooking:1"], known).main_work == "cooking"
    assert answered(two, "years", ["sewing:1", "cooking:1"], known).main_work == "sewing"
    assert answered(two, "years", ["cooking:0"], known).main_work == "sewing"
    assert Profile().main_work == ""


@pytest.mark.parametrize(
    "told",
    [
        {"work": ("sewing",)}, {"skills": ("lockstitch",)}, {"certificates": ("x",)},
        {"languages": ("ja",)}, {"county": "511129"},
    ],
)  # fmt: skip
def test_one_answer_is_enough_for_a_profile_not_to_be_empty(told):
    assert Profile().empty
    assert not Profile(**told).empty


def test_which_question_of_how_many():
    assert progress(Profile(), "work") == (1, 7)
    assert progress(Profile(work=("sewing",)), "work") == (1, 7)
    assert progress(Profile(work=("sewing",)), "years") == (2, 7)
    assert progress(Profile(work=("sewing",)), "county") == (7, 7)
    assert progress(Profile(), "county") == (5, 5)


def test_years_that_are_not_told_again_are_gone_and_other_answers_leave_them():
    told = answered(Profile(work=("sewing", "cooking")), "years", ["sewing:6"], known)
    assert told.asked == ("years",)
    assert answered(told, "languages", [], known).years == {"sewing": 6}
    assert answered(told, "years", ["cooking:1"], known).years == {"cooking": 1}


def test_an_answer_on_the_way_leaves_the_question_open_and_a_skipped_one_does_not():
    on_the_way = answered(Profile(work=("sewing",)), "years", ["sewing:6"], known, done=False)
    assert (on_the_way.years, on_the_way.asked) == ({"sewing": 6}, ())
    assert answered(Profile(), "county", [], known, done=False).asked == ()
    assert skipped(Profile(), "county").asked == ("county",)
    with pytest.raises(NoSuchAnswer):
        skipped(Profile(), "religion")


def test_of_two_ticks_in_a_list_of_one_the_first_counts():
    assert answered(Profile(), "county", ["511129", "441900"], known).county == "511129"


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


@pytest.mark.parametrize(
    ("most", "size", "megabytes"),
    [(5_000_000, 5_000_001, 5), (1_999_999, 2_000_000, 1), (10, 11, 1), (2_000_000, 2_000_001, 2)],
)
def test_a_file_may_fill_the_limit_and_not_one_byte_more(most, size, megabytes):
    assert check_file("cv.txt", b"x" * (size - 1), most)
    with pytest.raises(TooLarge) as refused:
        check_file("cv.txt", b"x" * size, most)
    assert refused.value.values == {"megabytes": megabytes}


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("CV.PDF", b"%PDF-1.7", "application/pdf"),
        ("cv.old.doc", b"\xd0\xcf\x11\xe0", "application/msword"),
        ("cv.odt", b"PK\x03\x04", "application/vnd.oasis.opendocument.text"),
        ("cv.txt", b"x", "text/plain"),
    ],
)
def test_the_kind_of_a_file_goes_by_its_last_ending_and_its_first_bytes(name, content, media_type):
    assert check_file(name, content, 100) == (name, media_type)


def test_a_null_byte_is_no_text_and_fine_elsewhere():
    assert check_file("cv.pdf", b"%PDF-\x00", 100)
    with pytest.raises(BadFile):
        check_file("cv.txt", b"\x00", 100)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("C:\\docs\\cv.pdf", "cv.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\u202e.pdf", "ab.pdf"),
        (" .\"cv.pdf' ", "cv.pdf"),
        ("", "file"),
        ("...", "file"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 80),
        ("x" * 76 + ".pdf", "x" * 76 + ".pdf"),
        ("x" * 77 + ".pdf", "x" * 76 + ".pdf"),
        ("x" * 90 + "." + "y" * 10, "x" * 69 + "." + "y" * 10),
        ("x" * 90 + "." + "y" * 11, "x" * 80),
        ("x" * 70 + "." + "y" * 11, "x" * 70 + "." + "y" * 9),
    ],
)
def test_a_file_keeps_its_own_name_and_ending_as_far_as_eighty_letters_go(name, safe):
    assert safe_name(name) == safe


def test_a_file_cannot_hide_its_ending():
    assert safe_name("cv\u202efdp.exe") == "cvfdp.exe"
    assert safe_name("cv\u2066\u200b.\u3164pdf") == "cv.pdf"
    with pytest.raises(BadFile):
        check_file("cv\u202efdp.exe", b"%PDF-", 100)


def test_a_file_that_is_too_large_is_refused_with_its_limit():
    with pytest.raises(TooLarge) as refused:
        check_file("cv.pdf", b"%PDF-" + b"x" * 5_000_000, 5_000_000)

    assert "5 MB" in str(refused.value)


@given(st.text(max_size=300))
def test_no_file_name_leaves_its_folder_or_its_line(name):
    safe = safe_name(name)

    assert 0 < len(safe) <= 80
    assert not set(safe) & set("/\\\n\r\0")
