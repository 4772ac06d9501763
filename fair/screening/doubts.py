"""What is doubtful in a text: a person looks at it; it refuses nothing by itself."""

import re
from collections.abc import Iterable, Iterator

from fair.screening.doubt import Doubt, Suspect
from fair.screening.phrases import Reading, either

# Money that somebody is to bring along. Whom it is for, a person must say.
_BROUGHT = either(
    r"\bbring (?:along )?(?:about |only )?\d[\d,]{0,8} ?(?:yuan|rmb|cny|usd|dollars?|yen|baht)\b",
    r"(?:自带|带上|带好|准备好?)(?:现金)?\d{1,6}(?:元|块钱?)",
    r"\d[\d,]{0,8}円を?(?:ご)?持参",
)


def doubts_in(read: Reading, ages: Iterable[str]) -> tuple[Doubt, ...]:
    """Return what a person should look at in a text; `ages` are its limits of age."""
    return (*_found(read, Suspect.FEE, _BROUGHT), *(Doubt(Suspect.AGE, one) for one in ages))


def _found(read: Reading, rule: Suspect, pattern: re.Pattern[str]) -> Iterator[Doubt]:
    for match in pattern.finditer(read.text):
        yield Doubt(rule, read.phrase(*match.span()))
