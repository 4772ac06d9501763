"""The words of the template in every language of the house, from the catalogues and code lists."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from fair import codes, typed, words
from fair.folding import fold, key
from fair.imports.lexicon import (
    CODES,
    DIRECT_SAID,
    EMPLOYER,
    EXAMPLE,
    NO,
    PERIODS_SAID,
    WHAT_TO_DO,
    WHOSE,
    YES,
    Lexicon,
)
from fair.languages import LANGUAGES
from fair.terms.pay_cell import BEHIND
from fair.terms.terms import DIRECT, FLAGS, LABELS
from fair.terms.wording import LODGING, MEALS, PERIODS, TRAVEL


@cache
def template_lexicon() -> Lexicon:
    """Return the headings and codes of the template in every word that is read for them."""
    found: dict[str, Mapping[str, str]] = {
        "work": _alone(_titles(codes.work_groups().values())),
        "asks": _alone(_titles(codes.asks().values())),
        "language": _alone(_languages()),
        "pay_period": _alone([*_said(PERIODS), *_several(BEHIND), *_several(PERIODS_SAID)]),
        "lodging": _alone(_said(LODGING)),
        "meals": _alone(_said(MEALS)),
        "travel_payer": _alone(_said(TRAVEL)),
        "signed_by": {fold(word): DIRECT for word in DIRECT_SAID},
        "social_insurance": _yes_no(),
        "overseas_country": _alone(_countries()),
        "currency": _money(),
    }
    for kind in ("skill", "certificate", "language"):
        found[f"{kind}s"] = _alone(_titles(codes.of_kind(kind)))
    found |= dict.fromkeys(FLAGS, _yes_no())
    return Lexicon(
        headings=_headings(),
        codes=found,
        examples=frozenset({fold(word) for word in (EXAMPLE, *_in_all(EXAMPLE))}),
        money=_money(),
        sheets=frozenset(_in_all(CODES)),
        ours=frozenset(map(typed.line, _in_all(WHAT_TO_DO))),
    )


def _in_all(english: str) -> list[str]:
    return [words.catalogue(lang).gettext(english) for lang in LANGUAGES]


def _headings() -> dict[str, str]:
    named = [(key(said), column) for column, label in LABELS.items() for said in _in_all(label)]
    named += [(key(said), EMPLOYER) for said in (EMPLOYER, *_in_all(WHOSE))]
    return _alone(named)


def _alone(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return words that mean one thing only."""
    found: dict[str, set[str]] = {}
    for word, code in named:
        found.setdefault(word, set()).add(code)
    return {word: next(iter(several)) for word, several in found.items() if len(several) == 1}


def _said(labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for code, label in labels.items():
        yield from ((fold(said), code) for said in _in_all(label))


def _several(named: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for code, several in named.items():
        yield from ((fold(word), code) for word in several)


def _titles(entries: Iterable[codes.Entry]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        yield from ((fold(entry.title(lang)), entry.code) for lang in LANGUAGES)


def _languages() -> Iterator[tuple[str, str]]:
    for code, language in LANGUAGES.items():
        alone = code.partition("-")[0]  # who says a language seldom says by which signs
        yield from ((fold(language.name), code), (fold(alone), code))
        for reader in LANGUAGES:
            said = words.catalogue(reader).language_name
            yield from ((fold(said(one)), code) for one in {code, alone})


def _yes_no() -> dict[str, str]:
    return {fold(word): "yes" for word in YES} | {fold(word): "no" for word in NO}


def _countries() -> Iterator[tuple[str, str]]:
    letters = 2
    for lang in LANGUAGES:
        named = words.catalogue(lang).locale.territories
        yield from ((fold(said), code) for code, said in named.items() if len(code) == letters)


def _money() -> dict[str, str]:
    named = [(fold(word), code) for one in LANGUAGES.values() for code, word in one.money.items()]
    own = [("rmb", "CNY"), ("人民币", "CNY"), ("人民元", "CNY"), ("日圆", "JPY"), ("日本円", "JPY")]
    return _alone([*named, *((fold(word), code) for word, code in own)])
