"""One English sentence that says two things is never said without saying which of them.

Those that do are listed in `wording/two_things.csv`: each meaning with its context, the slices that
say it, and what it means.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import pytest

from scripts.words import Said, Spoken
from tests.agreements.readings import rows
from tests.agreements.test_words import SPOKEN


def meanings(table: Iterable[Mapping[str, str]]) -> dict[Said, set[str]]:
    return {Said(one["context"], one["sentence"]): set(one["said_by"].split()) for one in table}


def confused(spoken: Mapping[Said, Spoken], known: Mapping[Said, set[str]]) -> list[str]:
    """Say where a sentence of two meanings is said without one, or with that of somebody else."""
    two = {said.sentence for said in known}
    found = []
    for said, one in spoken.items():
        if said.context and said not in known:
            found.append(f"{said}: what does it mean? {one.places}")
        elif said.context and one.speakers - known[said]:
            found.append(f"{said}: not for {one.speakers - known[said]}: {one.places}")
        elif not said.context and said.sentence in two:
            found.append(f"{said}: in which of its meanings? {one.places}")
    return found


def test_a_sentence_that_says_two_things_says_which():
    found = confused(SPOKEN, meanings(rows("two_things")))

    assert not found, "\n".join(found)


def test_the_sentences_that_say_two_things_are_those_that_are_said():
    table = rows("two_things")

    assert not set(meanings(table)) - set(SPOKEN)
    counted = Counter(one["sentence"] for one in table)
    assert not [text for text, count in counted.items() if count < 2], (
        "one meaning needs no context"
    )
    assert all(one["means"] for one in table)
    silent = {said: slices - SPOKEN[said].speakers for said, slices in meanings(table).items()}
    assert not {said: slices for said, slices in silent.items() if slices}


@pytest.mark.parametrize(
    ("said", "place", "fits"),
    [
        (Said("shop", "Open"), "fair/booths/pages.py:1", True),
        (Said("shop", "Open"), "fair/waiting/pages.py:1", False),
        (Said("", "Open"), "fair/booths/pages.py:1", False),
        (Said("tin", "Open"), "fair/booths/pages.py:1", False),
        (Said("shop", "Shut"), "fair/booths/pages.py:1", False),
        (Said("", "Shut"), "fair/booths/pages.py:1", True),
    ],
)
def test_a_sentence_of_two_meanings_is_told_apart(said, place, fits):
    table = [
        {"sentence": "Open", "context": "shop", "said_by": "booths"},
        {"sentence": "Open", "context": "door", "said_by": "core"},
    ]

    assert (not confused({said: Spoken((said.sentence,), [place])}, meanings(table))) is fits
