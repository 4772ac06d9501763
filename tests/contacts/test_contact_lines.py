"""How many of the ways out that people write are covered, and how little else is.

`contact.csv` and `blind.csv` were written by people who saw no rule of ours, and are only measured.
The lines in `lines_*.csv` were written for building the mask, riddles included, and learned from;
`lines_house.csv` is what the house itself says, half of it: that half gives no way out, and no more
does the other. `prose.csv` and `lines_talk.csv` are what people say all day.
"""

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fair.contacts import likeness
from fair.contacts.masking import masked
from tests.agreements.readings import translations
from tests.agreements.test_words import PLACEHOLDER

HERE = Path(__file__).parent


def lines(name: str, language: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a file in one language, and whether each gives a way out."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["language"] == language:
                yield row["text"], row["masked"] == "yes"


def measured(name: str, language: str) -> tuple[float, float]:
    """Return recall (ways out that are covered) and precision (covered lines that give one)."""
    said = [(gives, masked(text) != text) for text, gives in lines(name, language)]
    right = sum(gives and covered for gives, covered in said)
    return right / sum(gives for gives, _ in said), right / sum(covered for _, covered in said)


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
@pytest.mark.parametrize("name", ["contact.csv", "blind.csv"])
def test_ways_out_are_covered_and_hardly_anything_else(name, language, record_property):
    recall, precision = measured(name, language)

    record_property("figure", f"{name} {language}: recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.95
    assert precision >= 0.97


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("lines_*.csv")))
def test_what_was_written_for_the_mask_is_found_by_it(name, language, record_property):
    if not any(gives for _, gives in lines(name, language)):
        return
    recall, precision = measured(name, language)

    record_property("figure", f"{name} {language}: recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.86
    assert precision >= 0.96


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
@pytest.mark.parametrize("name", ["prose.csv", "lines_talk.csv"])
def test_ordinary_sentences_are_left_as_they_were_typed(name, language):
    wrong = [
        f"{text!r} -> {masked(text)!r}"
        for text, gives in lines(name, language)
        if (masked(text) != text) != gives
    ]

    assert wrong == []


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_what_the_house_says_is_covered_nearly_nowhere(language, record_property):
    learned = {text for text, _ in lines("lines_house.csv", language)}
    texts = (one.text for one in translations() if one.lang.startswith(language))
    said = {PLACEHOLDER.sub("", text) for text in texts} - learned
    covered = sorted(text for text in said if masked(text) != text)

    record_property("figure", f"the house's {language}: {len(covered)} of {len(said)} covered")
    assert len(said) > 1_000
    assert len(covered) <= len(said) * 0.003, covered


def test_the_weights_were_learned_from_these_very_lines():
    digest = hashlib.sha256()
    for path in sorted(HERE.glob("lines_*.csv")):
        digest.update(path.read_bytes())

    learned = json.loads(Path(likeness.__file__).with_name("likeness.json").read_text("utf-8"))

    assert learned["lines"] == digest.hexdigest(), "run `make learn`"
