"""What a text is weighed by: its groups of signs, and its senses beside each other."""

import re

from fair.screening.senses import BREAK, senses

LONGEST = 4  # signs of a group
_NEAR, _FAR = 4, 8  # senses that are looked at behind each
_FIGURE = re.compile(r"\d[\d,.]*")
_TELLING = ("0", "16", "18")  # nothing, and the ages of the law
_DIGITS = 4  # longer figures are alike


def traits(text: str) -> set[str]:
    """Return the traits of a text in its joined form: as many as it is long, and no more."""
    plain = f" {_FIGURE.sub(_figure, text)} "
    found = {
        plain[start : start + length]
        for length in range(1, LONGEST + 1)
        for start in range(len(plain) - length + 1)
    }
    said = list(senses(text))
    for place, one in enumerate(said):
        after = said[place + 1 : place + 1 + _FAR]
        found.add(f"§{one}")
        found.update(f"§{'>'.join([one, *after[:more]])}" for more in (1, 2) if more <= len(after))
        if one != BREAK:
            found |= _beside(one, after)
    return found


def _beside(one: str, after: list[str]) -> set[str]:
    """Return a sense with each that follows it, in its own clause and beyond."""
    near = after[:_NEAR]
    clause = near[: near.index(BREAK)] if BREAK in near else near
    return {f"§{one}~{other}" for other in clause} | {
        f"§{one}~~{other}" for other in after if other != BREAK
    }


def _figure(found: re.Match[str]) -> str:
    digits = found[0].rstrip(",.")
    return digits if digits in _TELLING else "9" * min(len(digits), _DIGITS)
