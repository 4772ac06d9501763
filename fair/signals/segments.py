"""How many messages a text is billed as, and how long it comes at most."""

from fair.signals.text import PLACES, TITLE, VARIABLES, WHEN, Variable

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€\f")


def segments(text: str) -> int:
    """Return how many messages a text is billed as: of 160 signs in GSM-7, else of 70.

    In each of several a few signs go for joining them: 153 and 67 are left.
    """
    if set(text) <= _GSM | _GSM_TWICE:
        signs, one, many = len(text) + sum(sign in _GSM_TWICE for sign in text), 160, 153
    else:
        signs, one, many = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if signs <= one else -(-signs // many)


def longest(template: str) -> str:
    """Return a template filled as far as it may be: words as wide as they come."""
    return PLACES.sub(lambda found: _widest(VARIABLES[found[1]]), template)


def _widest(bound: Variable) -> str:
    return ("字" if bound.kind in (TITLE, WHEN) else "0") * bound.most
