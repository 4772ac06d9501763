"""What a simulated person writes back in a call: an answer, a question of their own, a goodbye.

Pure but for the given dice. Nothing is said twice in one talk.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from fair.languages import DEFAULT, LANGUAGES, language

_ALIKE = 0.5
_SMALL = 3


@dataclass(frozen=True)
class Lines:
    """The lines of one language."""

    greeting: str
    voice: str
    questions: tuple[str, ...]
    heard: tuple[str, ...]
    unknown: tuple[str, ...]
    farewell: str
    answers: tuple[str, ...]


def language_of(text: str, otherwise: str) -> str:
    """Return the language that somebody writes, by its script; what has no letters says nothing."""
    written = (_written_in(sign) for sign in text)
    # The sign that says most: kana is of one language, what is Chinese of several.
    found = min(filter(None, written), key=len, default=())
    if found:
        return otherwise if otherwise in found else found[0]
    if not any(map(str.isalpha, text)) or not language(otherwise).signs:
        return otherwise
    return DEFAULT


def _written_in(sign: str) -> tuple[str, ...]:
    return tuple(code for code, one in LANGUAGES.items() if one.has(sign))


@dataclass
class Partner:
    """One side of one talk in writing: `leads` where it asks the questions and says goodbye."""

    name: str
    talk: Mapping[str, Lines]
    known: Mapping[str, str]
    dice: Random
    leads: bool
    language: str = DEFAULT
    said: set[str] = field(default_factory=set)
    asked: int = 0
    over: bool = False

    def begin(self, *, typed: bool) -> list[str]:
        """Return how the talk opens; who is asked waits for the first question."""
        lines = self._lines
        if lines is None or not self.leads:
            return []
        opening = lines.greeting if typed else lines.voice
        return self._fresh([opening.format(name=self.name), *(self._next() if typed else [])])

    def reply(self, text: str, *, typed: bool) -> list[str]:
        """Return what is written back to something that was written."""
        self.language = language_of(text, self.language)
        lines = self._lines
        if lines is None or self.over:
            return []
        if not self.leads:
            return self._one(lines.answers)
        said = self._answer(text) or self._one(self._shuffled(lines.heard))
        return [*said, *self.go_on()] if typed else said

    def go_on(self) -> list[str]:
        """Return the next question of one's own; the goodbye where there is none left."""
        return self._fresh(self._next() if self.leads else [])

    def goodbye(self) -> list[str]:
        """Return how the talk closes, once; who does not lead leaves that to the other."""
        lines = self._lines
        if lines is None or not self.leads:
            return []
        self.over = True
        return self._fresh([lines.farewell])

    @property
    def _lines(self) -> Lines | None:
        return self.talk.get(self.language) or self.talk.get(DEFAULT)

    def _next(self) -> list[str]:
        lines = self._lines
        if lines is None or self.over:
            return []
        if self.asked < len(lines.questions):
            self.asked += 1
            return [lines.questions[self.asked - 1]]
        self.over = True
        return [lines.farewell]

    def _answer(self, text: str) -> list[str]:
        """Return the answer to the known question that is most like the text."""
        asks = text.rstrip().endswith(("?", "？", "か。", "吗", "か"))
        wanted = _pairs(text)
        alike = {
            question: len(wanted & pairs) / max(1, min(len(wanted), len(pairs)))
            for question in self.known
            if len(pairs := _pairs(question)) >= _SMALL
            and language_of(question, self.language) == self.language
        }
        best = max(alike, key=lambda one: alike[one], default="")
        if best and alike[best] >= _ALIKE and (asks or alike[best] == 1):
            return self._one([self.known[best]])
        lines = self._lines
        return self._one(lines.unknown) if asks and lines else []

    def _fresh(self, lines: Iterable[str]) -> list[str]:
        """Return those that were not said before."""
        fresh = [line for line in dict.fromkeys(lines) if line not in self.said]
        self.said.update(fresh)
        return fresh

    def _one(self, lines: Iterable[str]) -> list[str]:
        """Return the first that was not said before."""
        return self._fresh([line for line in lines if line not in self.said][:1])

    def _shuffled(self, lines: Iterable[str]) -> list[str]:
        mixed = list(lines)
        self.dice.shuffle(mixed)
        return mixed


def _pairs(text: str) -> frozenset[str]:
    plain = "".join(sign for sign in text.casefold() if sign.isalnum())
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
