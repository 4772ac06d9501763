"""Money that somebody is to bring along: for whom, a person must say. It refuses nothing."""

from fair.screening.doubt import Doubt, Suspect
from fair.screening.phrases import Reading, either

_BROUGHT = either(
    r"\bbring (?:along )?(?:about |only )?\d[\d,]{0,8} ?(?:yuan|rmb|cny|usd|dollars?|yen|baht)\b",
    r"(?:自带|带上|带好|准备好?)(?:现金)?\d{1,6}(?:元|块钱?)",
    r"\d[\d,]{0,8}円を?(?:ご)?持参",
)


def brought_in(read: Reading) -> tuple[Doubt, ...]:
    """Return what a text says of money to be brought along."""
    return tuple(
        Doubt(Suspect.FEE, read.phrase(*found.span())) for found in _BROUGHT.finditer(read.text)
    )
