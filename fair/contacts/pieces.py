"""Whether a text is made of certain pieces and of nothing else.

Not by a pattern: where pieces begin alike ("vi", "vii", "viii"), a pattern tries every way to part
the text, and forty letters take it hours.
"""

from collections.abc import Collection


def made_of(text: str, pieces: Collection[str]) -> bool:
    """True where `text` is some of the `pieces`, one after the other; "" is not.

    Its time grows with the text and with nothing else.
    """
    lengths = sorted({len(one) for one in pieces})
    reached = {0}
    for place in range(len(text)):
        if place in reached:
            reached.update(
                place + length for length in lengths if text[place : place + length] in pieces
            )
    return bool(text) and len(text) in reached
