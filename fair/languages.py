"""The languages of the house, declared once, and words in several of them.

A further language is one line of `LANGUAGES` and its catalogue, the folder `locale/<folder>`.
Everything else asks here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code (BCP 47), what its speakers call it, and how it writes.

    `comma` stands between the things of a list. With `chinese_places`, places of China are read in
    their own signs, the largest first; else in Latin letters, the smallest first. `signs` are the
    first and last of each kind of sign that it is told by, none where those are Latin. `voice` is
    the code by which browsers know its voice, `like` the language whose days, money and plurals it
    shares, each where that is not its own code. `money` has its words for currencies, as they stand
    after an amount.
    """

    code: str
    name: str
    comma: str = ", "
    chinese_places: bool = False
    signs: tuple[tuple[str, str], ...] = ()
    voice: str = ""
    like: str = ""
    money: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def folder(self) -> str:
        """Return the name of its catalogue's folder under `locale/`."""
        return self.code.replace("-", "_")

    def has(self, sign: str) -> bool:
        """True where a sign is of those that the language is told by."""
        return any(first <= sign <= last for first, last in self.signs)


_HAN = ("\u4e00", "\u9fff")
_KANA = ("\u3040", "\u30ff")
LANGUAGES: dict[str, Language] = {
    one.code: one
    for one in (
        Language(
            "zh-Hans",
            "简体中文",
            comma="、",
            chinese_places=True,
            signs=(_HAN,),
            voice="zh-CN",
            money={
                "CNY": "元",
                "JPY": "日元",
                "KRW": "韩元",
                "USD": "美元",
                "EUR": "欧元",
                "AED": "迪拉姆",
                "NZD": "新西兰元",
                "SGD": "新加坡元",
            },
        ),
        Language("en", "English"),
        Language(
            "ja",
            "日本語",
            comma="、",
            chinese_places=True,
            signs=(_KANA, _HAN),
            money={
                "CNY": "元",
                "JPY": "円",
                "KRW": "ウォン",
                "USD": "米ドル",
                "EUR": "ユーロ",
                "AED": "ディルハム",
                "NZD": "ニュージーランドドル",
                "SGD": "シンガポールドル",
            },
        ),
    )
}
# What sentences in the code are written in, and what is read where nothing else is known.
DEFAULT = "en"


def language(code: str) -> Language:
    """Return the language of a code; an unknown one reads as the default."""
    return LANGUAGES.get(code) or LANGUAGES[DEFAULT]


class Texts(Mapping[str, str]):
    """The same words in several languages, by code; none of them empty. Never changes."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        self._texts = {code: text for code, text in (texts or {}).items() if text}

    def __getitem__(self, code: str) -> str:
        return self._texts[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(frozenset(self._texts.items()))

    def __repr__(self) -> str:
        return f"Texts({self._texts!r})"

    def in_(self, *wished: str) -> str:
        """Return the words in the first of these languages that has any, else the first of all."""
        return next((self[code] for code in wished if code in self), next(iter(self.values()), ""))


NO_TEXTS = Texts()
