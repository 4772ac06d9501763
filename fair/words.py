"""What the languages of the house say: catalogues, and how clocks, days and money are written.

English sentences are the keys. Catalogues are PO files, one per slice and language, under
`locale/`; they are read once, at start.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import cache
from gettext import c2py
from typing import Any

from babel import Locale, UnknownLocaleError, dates, numbers
from babel.messages.pofile import read_po

from fair.beside import resource
from fair.days import WHICH, LocalTime, clock_at, comes_twice
from fair.decisions import NC_, Refusal, Sentence, english, filled
from fair.differing import ChangedMeanwhile
from fair.direction import isolated, shielded
from fair.languages import DEFAULT, LANGUAGES, Language, language

LOCALES = resource("locale")


class Catalogue:
    """All sentences of one language."""

    def __init__(self, language: Language) -> None:
        self.language, self.code = language, language.code
        self.locale = Locale.parse(language.like or language.code, sep="-")
        self._sentences: dict[str, str | Sequence[str]] = {}
        self._form: Callable[[int], int] = lambda count: int(count != 1)
        for path in sorted((LOCALES / language.folder).glob("*.po")):
            with path.open("rb") as file:
                messages = read_po(file, locale=str(self.locale))
            self._form = c2py(messages.plural_expr)
            for message in messages:
                key = message.id if isinstance(message.id, str) else message.id[0]
                if key and message.string:
                    key = NC_(message.context, key) if message.context else key
                    self._sentences[key] = message.string

    def gettext(self, sentence: str, /, **values: Any) -> str:
        """Return the sentence in this language, `{name}` placeholders filled.

        One marked with a context (`NC_`) is found with that context only. What is not found
        reads in English.
        """
        found = self._sentences.get(sentence, english(sentence))
        text = found if isinstance(found, str) else found[0]
        return text.format_map(shielded(values)) if values else text

    def pgettext(self, context: str, sentence: str, /, **values: Any) -> str:
        """Return a sentence that says two things in English, as it is said in this context."""
        return self.gettext(NC_(context, sentence), **values)

    def ngettext(self, one: str, many: str, count: int, **values: Any) -> str:
        """Return the form for `count`, which also fills `{count}`."""
        found = self._sentences.get(one)
        if found is None:
            text = english(one) if count == 1 else many
        elif isinstance(found, str):
            text = found
        else:
            text = found[self._form(count)]
        return text.format_map({"count": count, **shielded(values)})

    def npgettext(self, context: str, one: str, many: str, count: int, **values: Any) -> str:
        """Return the form for `count` of a sentence that says two things, as in this context."""
        return self.ngettext(NC_(context, one), many, count, **values)

    def refusal(self, refusal: Refusal) -> str:
        """Return what a person reads when a rule said no."""
        values = {name: self._said(value) for name, value in refusal.values.items()}
        count = values.get("seconds")
        if refusal.one and isinstance(count, int):
            return self.ngettext(refusal.one, refusal.sentence, count, **values)
        return filled(self.gettext(refusal.sentence), values)

    def refused(self, refusal: Refusal) -> dict[str, Any]:
        """Return a refusal as programs read it; `choices` where it asks which one is meant."""
        said: dict[str, Any] = {
            "refused": refusal.code,
            "message": self.refusal(refusal),
            "field": refusal.field,
        }
        if refusal.choices:
            said["answer"] = refusal.answer or f"{refusal.field}.which"
            said["choices"] = [[value, self.gettext(text)] for value, text in refusal.choices]
        if isinstance(refusal, ChangedMeanwhile):
            said["seen"] = refusal.seen
            said["differs"] = [
                {"field": one.name, "typed": list(one.typed), "now": list(one.now)}
                for one in refusal.differs
            ]
        return said

    def _said(self, value: Any) -> Any:
        if isinstance(value, Sentence):
            inner = {
                name: self._said(one) if isinstance(one, Sentence) else one
                for name, one in value.values.items()
            }
            return filled(self.gettext(value.text), inner)
        if isinstance(value, date):
            return self.day(value)
        return self.gettext(value) if isinstance(value, str) else value

    def listed(self, things: Iterable[str]) -> str:
        """Return things one after the other, as this language lists them."""
        return self.language.comma.join(map(isolated, things))

    def language_name(self, code: str) -> str:
        """Return what readers of this language call another one, e.g. 日语; else its code."""
        try:
            named = Locale.parse(code, sep="-").get_language_name(self.locale)
        except (ValueError, UnknownLocaleError):
            return code
        return named or code

    def clock(self, at: datetime, zone: tzinfo) -> str:
        """Return hours and minutes, e.g. 09:40; with the offset where they come twice."""
        shown = clock_at(at, zone)
        offset = f" (UTC{shown.isoformat()[-6:]})" if comes_twice(shown) else ""
        return f"{shown:%H:%M}{offset}"

    def moment(self, at: datetime, zone: tzinfo) -> str:
        """Return day and clock time in the reader's words."""
        day = dates.format_skeleton("MMMEd", clock_at(at, zone), locale=self.locale)
        return f"{day} {self.clock(at, zone)}"

    def own_clock(self, said: LocalTime) -> str:
        """Return day and clock time as somebody typed them, by the clocks of their own place."""
        which = f" ({self.gettext(WHICH[said.which])})" if said.which else ""
        return f"{self.day(said.day)} {said.at:%H:%M}{which}"

    def zone_name(self, zone: tzinfo, at: datetime) -> str:
        """Return what people call a time zone, e.g. China Standard Time."""
        return dates.get_timezone_name(clock_at(at, zone), width="long", locale=self.locale)

    def day(self, on: date) -> str:
        """Return a date in the reader's words."""
        return dates.format_date(on, "long", locale=self.locale)

    def money(self, cents: int | None, currency: str) -> str:
        """Return an amount given in hundredths, without needless decimals.

        The currency is said so that nobody takes one for another: by the language's own word for
        it, by a sign that only it has, else by its code.
        """
        if cents is None:
            return "–"
        pattern, amount = "#,##0.00" if cents % 100 else "#,##0", Decimal(cents) / 100
        number = numbers.format_decimal(amount, pattern, self.locale)
        if word := self.language.money.get(currency):
            return f"{number}{word}"
        sign = numbers.get_currency_symbol(currency, self.locale)
        # ¥ is the sign of the yen and of the yuan, and JP¥ or CN¥ is nobody's.
        if sign.isalpha() or "¥" in sign or "￥" in sign:
            return f"{currency}\N{NO-BREAK SPACE}{number}"
        return numbers.format_currency(
            amount, currency, f"¤{pattern}", self.locale, currency_digits=False
        )


def catalogue(code: str) -> Catalogue:
    """Return the catalogue of a language; unknown codes read English."""
    return _catalogue(language(code))


_catalogue = cache(Catalogue)


def negotiate(accepted: str) -> str:
    """Choose a language from an Accept-Language header: the reader's first one that we have."""
    wishes = []
    for part in accepted.split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            wishes.append((float(quality or 1), tag.lower()))
        except ValueError:
            continue
    for _, tag in sorted(wishes, key=lambda wish: -wish[0]):
        for code in LANGUAGES:
            if tag.split("-")[0] == code.split("-")[0].lower():
                return code
    return DEFAULT


def country_name(code: str, lang: str) -> str:
    """Return the name of a country."""
    return str(catalogue(lang).locale.territories.get(code, code)) if code else ""
