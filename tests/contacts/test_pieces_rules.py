"""What is made of number words: found as before, and quickly however the words overlap."""

import re
from time import thread_time

from hypothesis import given
from hypothesis import strategies as st

from fair.contacts.masking import masked
from fair.contacts.pieces import made_of

PIECES = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "six", "sixteen", "teen"})


@given(st.text("ivxsten", max_size=12))
def test_a_text_is_made_of_pieces_where_the_pattern_says_so(text):
    pattern = re.compile(f"(?:{'|'.join(sorted(PIECES, key=len, reverse=True))})+")

    assert made_of(text, PIECES) == bool(pattern.fullmatch(text))


def test_one_message_does_not_hold_the_house_up():
    """Twenty-six such letters took 2.8 seconds, forty would have taken days, of everybody."""
    for message in (
        f"call {'ivi' * 13}x",
        f"{'1234321' * 30}9",
        f"{'110 ' * 60}110-5",
        f"{'123454321' * 40}9",
    ):
        began = thread_time()
        masked(message)

        assert thread_time() - began < 1
