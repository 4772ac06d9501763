"""How many of the ways out that people write are covered, and how little else is.

`contact.csv` was written by somebody who saw no rule of ours, and is only measured. The lines in
`own_*.csv` and `check.csv` were written for building the mask, riddles included.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from fair.contacts.masking import masked

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
def test_ways_out_are_covered_and_hardly_anything_else(language, record_property):
    recall, precision = measured("contact.csv", language)

    record_property(
        "figure", f"contact.csv {language}: recall {recall:.3f}, precision {precision:.3f}"
    )
    assert recall >= 0.95
    assert precision >= 0.97


@pytest.mark.parametrize(
    ("name", "language", "least"),
    [
        ("own_zh.csv", "zh", 0.94),
        ("own_en.csv", "en", 0.88),
        ("own_ja.csv", "ja", 0.91),
        ("check.csv", "zh", 0.96),
        ("check.csv", "en", 0.96),
        ("check.csv", "ja", 0.96),
    ],
)
def test_what_the_mask_once_found_it_still_finds(name, language, least, record_property):
    recall, precision = measured(name, language)

    record_property("figure", f"{name} {language}: recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= least
    assert precision >= 0.98
