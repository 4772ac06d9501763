"""What the languages of the house say: catalogues, and how clocks, days and money are written.

English sentences are the keys. Catalogues are PO files, one per slice and language, under
`locale/`; they are read once, at start.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, tzinfo
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, dates, numbers
from babel.messages.pofile import read_po

from fair.decisions import Malformed, Refusal, Sentence, filled
from fair.direction import isolated, shielded
from fair.languages import DEFAULT, LANGUAGES, Language, language

LOCALES = Path(__file__).parent.parent / "locale"


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
                    self._sentences[key] = message.string

    def gettext(self, sentence: str, **values: Any) -> str:
        """Return the sentence in this language, `{name}` placeholders filled."""
        found = self._sentences.get(sentence, sentence)
        text = found if isinstance(found, str) else found[0]
        return text.format_map(shielded(values)) if values else text

    def ngettext(self, one: str, many: str, count: int, **values: Any) -> str:
        """Return the form for `count`, which also fills `{count}`."""
        found = self._sentences.get(one)
        if found is None:
            text = one if count == 1 else many
        elif isinstance(found, str):
            text = found
        else:
            text = found[self._form(count)]
        return text.format_map({"count": count, **shielded(values)})

    def refusal(self, refusal: Refusal) -> str:
        """Return what a person reads when a rule said no."""
        values = {name: self._said(value) for name, value in refusal.values.items()}
        return filled(self.gettext(refusal.sentence), values)

    def _said(self, value: Any) -> Any:
        if isinstance(value, Sentence):
            inner = {
                name: self._said(one) if isinstance(one, Sentence) else one
                for name, one in value.values.items()
            }
            return filled(self.gettext(value.text), inner)
        return self.gettext(value) if isinstance(value, str) else value

    def listed(self, things: Iterable[str]) -> str:
        """Return things one after the other, as this language lists them."""
        return self.language.comma.join(map(isolated, things))

    def clock(self, at: datetime, zone: tzinfo) -> str:
        """Return hours and minutes, e.g. 9:40."""
        return at.astimezone(zone).strftime("%H:%M")

    def moment(self, at: datetime, zone: tzinfo) -> str:
        """Return day and clock time in the reader's words."""
        day = dates.format_skeleton("MMMEd", at.astimezone(zone), locale=self.locale)
        return f"{day} {self.clock(at, zone)}"

    def zone_name(self, zone: tzinfo, at: datetime) -> str:
        """Return what people call a time zone, e.g. China Standard Time."""
        return dates.get_timezone_name(at.astimezone(zone), width="long", locale=self.locale)

    def day(self, on: date) -> str:
        """Return a date in the reader's words."""
        return dates.format_date(on, "long", locale=self.locale)

    def money(self, cents: int | None, currency: str) -> str:
        """Return an amount given in hundredths, without needless decimals."""
        if cents is None:
            return "–"
        return numbers.format_currency(
            cents / 100, currency, locale=self.locale, currency_digits=False,
            format=None if cents % 100 else "¤#,##0",
        )  # fmt: skip


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


def zone(name: str) -> tzinfo:
    """Return a time zone by its IANA name; a name nobody knows is refused."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise Malformed(problem=name) from None


def country_name(code: str, lang: str) -> str:
    """Return the name of a country."""
    return str(catalogue(lang).locale.territories.get(code, code)) if code else ""
