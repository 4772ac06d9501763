"""How much of what breaks a rule is refused or looked at, and how little else is.

`screen.csv` was written by somebody who saw no rule of ours, and is only measured. The lines in
`lines_*.csv` were written for the second look, and learned from.
"""

import csv
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from fair.screening import doubts
from fair.screening.brought import brought_in
from fair.screening.phrases import reading
from fair.screening.screen import check_fee, screened
from fair.screening.traits import traits
from fair.terms.post_rules import TEXTS, check_texts

HERE = Path(__file__).parent
REFUSED, LOOKED_AT, MISSED = "refused", "looked at", "missed"
# Shares that are reached, of the violations, the doubtful and the innocent: never less, never more.
SEEN, DOUBTFUL_SEEN, INNOCENT_REFUSED, INNOCENT_LOOKED_AT = 0.95, 0.70, 0.01, 0.10


def lines(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged(text):
    says = screened(text)
    if says.limits or says.fee:
        return REFUSED
    return LOOKED_AT if says.doubts or says.ages else MISSED


def shares(language, verdict):
    """Return what is done with the lines of a verdict, as shares, and how many they are."""
    done = [
        judged(row["text"])
        for row in lines("screen.csv")
        if (row["language"], row["verdict"]) == (language, verdict)
    ]
    counted = Counter(done)
    return {what: counted[what] / len(done) for what in (REFUSED, LOOKED_AT, MISSED)}, len(done)


def told(language, verdict, share, size):
    return f"screen.csv {language} {verdict} ({size}): " + ", ".join(
        f"{what} {of:.3f}" for what, of in share.items()
    )


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_violations_are_refused_or_looked_at(language, record_property):
    share, size = shares(language, "refuse")

    record_property("figure", told(language, "refuse", share, size))
    assert share[REFUSED] + share[LOOKED_AT] >= SEEN


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_what_a_person_should_decide_is_mostly_looked_at(language, record_property):
    share, size = shares(language, "look")

    record_property("figure", told(language, "look", share, size))
    assert share[REFUSED] + share[LOOKED_AT] >= DOUBTFUL_SEEN


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_innocent_words_are_hardly_ever_refused_and_seldom_looked_at(language, record_property):
    share, size = shares(language, "pass")

    record_property("figure", told(language, "pass", share, size))
    assert share[REFUSED] <= INNOCENT_REFUSED
    assert share[LOOKED_AT] <= INNOCENT_LOOKED_AT


def test_each_rule_is_shown_with_what_is_missed(record_property):
    done: Counter[tuple[str, str, str]] = Counter()
    for row in lines("screen.csv"):
        if row["verdict"] == "refuse":
            done[row["language"], row["rule"], judged(row["text"])] += 1
    for language, rule in sorted({key[:2] for key in done}):
        counts = [done[language, rule, what] for what in (REFUSED, LOOKED_AT, MISSED)]
        record_property("figure", f"{language} {rule}: {counts} refused, looked at, missed")
        assert counts[2] <= max(2, sum(counts) // 3), (language, rule)


def test_ordinary_talk_and_posts_are_seldom_looked_at(record_property):
    """Chat that was written for another purpose, and that nothing was learned from."""
    with (HERE.parent / "contacts" / "contact.csv").open(encoding="utf-8", newline="") as file:
        said = [row["text"] for row in csv.DictReader(file) if row["masked"] == "no"]
    looked_at = sum(bool(screened(text).doubts) for text in said) / len(said)

    record_property("figure", f"ordinary chat ({len(said)}): looked at {looked_at:.3f}")
    assert looked_at <= 0.15


def test_the_second_look_refuses_nothing():
    """What is only looked at passes wherever words of staff are checked, and in a post."""
    doubtful = [
        text
        for text in (row["text"] for row in lines("screen.csv"))
        if screened(text).doubts and judged(text) == LOOKED_AT
    ]

    assert len(doubtful) > 100
    for text in doubtful:
        check_fee(text)
        check_texts(dict.fromkeys(TEXTS, "") | {"fees": "", "conditions": text})


def test_a_doubt_names_its_rule_once_and_words_that_were_typed():
    for row in lines("screen.csv"):
        found = screened(row["text"]).doubts
        assert len({doubt.rule for doubt in found}) == len(found)
        for doubt in found:
            assert doubt.phrase
            assert doubt.phrase in row["text"]


def test_in_a_long_post_the_sentence_in_doubt_is_named():
    good = "Two shifts, a warm canteen, paid holidays, a bus from the station. "
    asks = "We keep your passport in our safe until you leave."
    (doubt, *_) = screened(f"{good * 3}{asks}{' ' + good * 3}").doubts

    assert doubt.phrase in asks


def test_the_rule_that_is_suspected_is_mostly_the_right_one(record_property):
    named = {
        "appearance": {"looks"}, "document-retention": {"documents"},
        "training-fee": {"fee", "loan"},
        "ethnicity/origin": {"origin"}, "nationality": {"origin"}, "health/disability": {"health"},
        "household-registration": {"household"}, "language-unneeded": {"language"},
        "marriage/childbearing": {"family"}, "deposit": {"deposit", "fee"},
    }  # fmt: skip
    right = [
        bool(named.get(row["rule"], {row["rule"]}) & {doubt.rule.value for doubt in found})
        for row in lines("screen.csv")
        if row["verdict"] != "pass" and (found := screened(row["text"]).doubts)
    ]

    record_property("figure", f"the rule named rightly: {sum(right) / len(right):.3f}")
    assert sum(right) / len(right) >= 0.80


def test_there_are_as_many_traits_to_look_up_as_the_text_is_long():
    sizes = []
    for size in (1_000, 4_000):
        text = reading(("押金500元, we keep the passport. 保証金は不要です。" * size)[:size]).text
        spans = [span for part in doubts.parts(text) for span in part]
        sizes.append(sum(len(traits(text[start:end])) for start, end in spans))

    assert sizes[1] < 5 * sizes[0]


def test_the_weights_were_learned_from_these_very_lines():
    digest = hashlib.sha256()
    for path in sorted(HERE.glob("lines_*.csv")):
        digest.update(path.read_bytes())

    assert doubts.learned().lines == digest.hexdigest(), "run `make learn`"


def test_no_line_that_measures_was_learned_from():
    measured = {row["text"] for name in ("screen.csv", "posts.csv") for row in lines(name)}
    learned = {row["text"] for path in HERE.glob("lines_*.csv") for row in lines(path.name)}

    assert not measured & learned


def test_what_recruiters_say_all_day_is_hardly_ever_looked_at(record_property):
    """Greetings, hours, where to come, "we call you": a queue full of them is read by nobody."""
    said = [row["text"] for row in lines("desk.csv")]
    looked_at = [text for text in said if screened(text).doubts]

    record_property("figure", f"at the desk ({len(said)}): looked at {looked_at}")
    assert len(looked_at) <= 0.08 * len(said)


def test_a_post_that_says_harmlessly_who_is_wanted_is_seldom_looked_at(record_property):
    """A look for each "we are looking for a cook" would hold every post up."""
    said = [row["text"] for row in lines("posts.csv")]
    looked_at = [text for text in said if screened(text).doubts]

    record_property("figure", f"who is wanted ({len(said)}): looked at {looked_at}")
    assert len(looked_at) <= 0.13 * len(said)


@pytest.mark.parametrize(
    "text",
    [
        "第一天请带300元给班长，转正后退。", "来报到带三百块钱", "给师傅200就安排好岗位",
        "名额给您留着，今晚转500块到我微信", "先打300元给我微信",
        "Bring 300 yuan on the first day.", "初日に3000円を持参してください。",
    ],
)  # fmt: skip
def test_money_to_be_brought_along_is_looked_at(text):
    assert screened(text).doubts


@pytest.mark.parametrize(
    "text",
    [
        "每月带薪休假3天",
        "自带被褥",
        "给师傅打下手",
        "面试带身份证",
        "给主管3点前回复",
        "工资打4600元到您卡上",
    ],
)
def test_what_else_is_brought_along_is_not(text):
    assert not brought_in(reading(text))
