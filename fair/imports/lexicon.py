"""What the columns and codes of the template are called in the languages of the house. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from fair import typed
from fair.decisions import N_
from fair.folding import fold, key
from fair.terms.terms import COLUMNS

EXAMPLE = N_("EXAMPLE")
"""So the reference of the template's example row is called; such a row is never brought in."""
EMPLOYER, WHOSE = "employer", N_("Employer")
"""The column that says whose post a row is, and its heading: in the files of organisers."""
WHAT_TO_DO = N_("What to do")
"""The heading of the last column of rows that are to be mended: never read."""
POSTS, CODES = N_("Posts to bring"), N_("Codes")
"""What the sheets of the template are called."""

YES = ("yes", "y", "true", "是", "有", "对", "はい", "あり", "有り", "可", "○", "〇", "✓", "√")
NO = (
    "no",
    "n",
    "false",
    "否",
    "无",
    "無",
    "不是",
    "没有",
    "いいえ",
    "なし",
    "無し",
    "不可",
    "×",
    "✗",
)

# Words of pay beside those of the form, each for one period only.
PERIODS_SAID: Mapping[str, tuple[str, ...]] = {
    "hour": ("hourly", "per hour", "每小时", "小时", "时薪", "時給", "時間", "小时工资"),
    "day": ("daily", "per day", "每天", "天", "日薪", "日給", "日"),
    "week": ("weekly", "per week", "每周", "周", "周薪", "週給", "週"),
    "two_weeks": ("biweekly", "fortnightly", "每两周", "两周", "2週間"),
    "month": ("monthly", "per month", "每月", "月", "月薪", "月給", "月工资"),
    "year": ("yearly", "annually", "per year", "annual", "每年", "年", "年薪", "年俸", "年收"),
    "piece": ("piecework", "per piece", "计件", "件", "歩合", "出来高"),
}
# Who signs: the employer itself, in words that name nobody else.
DIRECT_SAID = (
    "employer", "the employer", "we", "us", "ourselves", "direct hire", "本单位", "本公司",
    "我单位",
    "用人单位", "直招", "直签", "直接签订", "本企业", "自社", "当社", "弊社", "企業", "直接雇用",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Headings by their key, and for each column the codes by the folded word for them.

    `examples` are the words of a row that is an example, `money` leads from words for a currency to
    its three letters, `sheets` are those of our template that hold no posts, `ours` headings
    that we write ourselves and do not read.
    """

    headings: Mapping[str, str] = field(default_factory=dict, hash=False)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    examples: Collection[str] = frozenset({fold("EXAMPLE")})
    money: Mapping[str, str] = field(default_factory=dict, hash=False)
    sheets: Collection[str] = ()
    ours: Collection[str] = ()

    def column(self, heading: str) -> str:
        """Return the column that a heading means, else the heading itself."""
        said = key(heading)
        return _OWN.get(said) or self.headings.get(said) or typed.line(heading)


_OWN = {key(column): column for column in COLUMNS}
PLAIN = Lexicon()
"""The names and codes of programs alone."""
