"""What a gateway has approved: its own name for each text of ours, from a file.

free_text = false          # true: what does not stand here goes as text

[ready]
LANGUAGE = "SMS_1001"      # the gateway's name for this text in this language

["ready.named"]
LANGUAGE = "SMS_1002"
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fair.languages import LANGUAGES
from fair.signals.said import NAMED
from fair.signals.texts import TEXTS

_NAMES = frozenset(name for one in TEXTS for name in (one.name, one.name + NAMED))


class Unreadable(Exception):
    """The file is not there, or says what no text of ours is called."""


@dataclass(frozen=True, slots=True)
class Approved:
    """The gateway's templates by (text, language); where text is free, the others go as text."""

    free_text: bool = True
    templates: Mapping[tuple[str, str], str] = field(default_factory=dict, hash=False)

    def template(self, name: str, lang: str) -> str:
        """Return what the gateway calls a text in a language; empty where it has not approved."""
        return self.templates.get((name, lang), "")

    def missing(self) -> Iterator[tuple[str, str]]:
        """Yield (text, language) of what cannot be sent."""
        if not self.free_text:
            for one in TEXTS:
                for name in (one.name, one.name + NAMED):
                    yield from ((name, lang) for lang in LANGUAGES if not self.template(name, lang))


FREE = Approved()


def approved(path: str) -> Approved:
    """Read the file of `FAIR_SMS_TEMPLATES`; without one, text is free. Raises `Unreadable`."""
    if not path:
        return FREE
    where = "FAIR_SMS_TEMPLATES"
    try:
        said = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(f"{where}: {path} cannot be read ({type(error).__name__})") from None
    free_text = said.pop("free_text", False)
    templates: dict[tuple[str, str], str] = {}
    for name, by_language in said.items():
        if name not in _NAMES or not isinstance(by_language, dict):
            raise Unreadable(f"{where}: no text is called {name}; `fair texts list` names them")
        for lang, template in by_language.items():
            if lang not in LANGUAGES or not isinstance(template, str) or not template:
                raise Unreadable(f"{where}: {name} has no name in {lang}, a language of the house")
            templates[name, lang] = template
    return Approved(free_text is True, templates)
