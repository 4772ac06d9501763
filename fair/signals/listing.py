"""What `fair texts list` prints: every text in every language, as a gateway is asked to approve."""

from collections.abc import Iterator

from fair.languages import LANGUAGES
from fair.signals.said import NAMED, templates
from fair.signals.segments import longest, segments
from fair.signals.text import VARIABLES
from fair.signals.texts import TEXTS
from fair.words import catalogue

HEAD = ("name", "language", "messages at most", "filled by", "text")


def lines(base_url: str) -> Iterator[str]:
    """Yield a head and one line for each text in each language, with tabs between."""
    yield "\t".join(HEAD)
    for text in TEXTS:
        for lang in LANGUAGES:
            for name, template in templates(text, catalogue(lang), base_url):
                filled = ("name",) * name.endswith(NAMED) + text.variables
                bounds = (f"{one}: {VARIABLES[one].kind}≤{VARIABLES[one].most}" for one in filled)
                many = str(segments(longest(template)))
                yield "\t".join((name, lang, many, ", ".join(bounds), template))
