"""How a table of any shape becomes posts: chosen column by column, written as a map. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fair.decisions import Refusal
from fair.folding import key
from fair.imports.lexicon import EMPLOYER, Lexicon
from fair.shaping.refusals import PatternTakesNothing
from fair.terms import loose_cells
from fair.terms.terms import COLUMNS, MONEY

NIGHT, PAY = "night_work", "pay_base"
# Filled from several columns of a table, one after the other.
JOINED = ("duties", "conditions", "place")
_NUMBERS = (
    "head_count", "usual_hours_week", "usual_overtime_hours_month", "probation_months",
    "min_age", "max_age", "quota",
)  # fmt: skip
# What offices and boards call their columns, beside the words of our own template.
CALLED: Mapping[str, tuple[str, ...]] = {
    EMPLOYER: (
        "company", "company name", "employer name", "agency", "organisation", "公司", "公司名称",
        "企业", "企业名称", "单位", "单位名称", "用人单位", "招聘单位", "会社名", "企業名",
        "事業所名",
    ),
    "ref": ("id", "job id", "ref no", "编号", "岗位编号", "职位编号", "求人番号", "管理番号"),
    "title": (
        "job title", "position", "business title", "post", "job", "岗位", "岗位名称", "职位",
        "职位名称", "招聘岗位", "求人名", "募集職種",
    ),
    "work": ("category", "job category", "工种", "岗位类别", "职位类别", "職種"),
    "duties": ("job description", "description", "岗位职责", "工作内容", "职位描述", "仕事内容"),
    "conditions": (
        "requirements", "qualifications", "任职要求", "岗位要求", "招聘条件", "学历要求",
        "応募資格", "応募条件",
    ),
    "head_count": (
        "# of positions", "openings", "positions", "number", "人数", "招聘人数", "需求人数",
        "募集人数", "採用人数",
    ),
    "place": (
        "location", "work location", "address", "工作地点", "地点", "工作地址", "勤務地",
        "就業場所",
    ),
    "pay_base": (
        "salary", "salary range", "wage", "wages", "pay", "薪资", "薪酬", "工资", "薪资范围",
        "待遇", "月薪", "年薪", "给与", "給与", "賃金", "月給", "時給",
    ),
    "pay_period": ("salary frequency", "pay frequency", "薪资单位", "計算期間", "給与形態"),
    "night_work": ("working hours", "hours", "工作时间", "班次", "勤務時間", "就業時間"),
    "valid_through": ("post until", "deadline", "截止日期", "有效期", "応募締切", "有効期限"),
    "starts_on": ("start date", "到岗时间", "入职时间", "入社日"),
}  # fmt: skip
_CALLED = {key(word): column for column, several in CALLED.items() for word in several}
_OWN_TIME: Mapping[str, str] = {
    key(word): period
    for word, period in (("月薪", "month"), ("年薪", "year"), ("月給", "month"), ("時給", "hour"))
}


MOST_PARTS = 9
WIDE = 40  # columns from which on a page shows only what is asked of each
_PAIR = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A column of somebody's table: which of ours it fills, "" for none, what of it is taken."""

    heading: str
    column: str = ""
    scale: int = 1
    split: str = ""
    part: int = 1
    pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A whole table: its columns in their order, and what counts for each of its rows."""

    name: str
    choices: Sequence[Choice]
    per: str = ""
    currency: str = ""
    country: str = ""

    def filling(self, column: str) -> list[Choice]:
        """Return the columns of the table that fill this one of ours."""
        return [one for one in self.choices if one.column == column]

    @property
    def lacks(self) -> list[str]:
        """Return what no table can do without, and nothing fills."""
        return [column for column in (EMPLOYER, "title") if not self.filling(column)]


def fault(shape: Shape) -> Refusal | None:
    """Return why a chosen pattern takes nothing out of its column; None where each does."""
    for one in shape.choices:
        if one.column and one.pattern and one.pattern.count(_PAIR) != 1:
            return PatternTakesNothing(column=one.heading, pair=_PAIR)
    return None


def mark(headings: Iterable[str]) -> str:
    """Return what tables with the same headings share, in whichever order they stand."""
    said = "\n".join(sorted(filter(None, map(key, headings))))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def guessed(headings: Sequence[str], samples: Sequence[Sequence[str]], lexicon: Lexicon) -> Shape:
    """Return what the headings, and where they say nothing the cells, make of a table."""
    choices: list[Choice] = []
    taken: set[str] = set()
    per = ""
    for at, heading in enumerate(headings):
        column = _meant(heading, [row[at] for row in samples if at < len(row)], lexicon)
        if column in taken and column not in JOINED:
            column = ""
        taken.add(column)
        if column == PAY:
            per = _OWN_TIME.get(key(heading), "")
        choices.append(Choice(heading=heading, column=column))
    return Shape(name="", choices=choices, per=per)


def _meant(heading: str, cells: Sequence[str], lexicon: Lexicon) -> str:
    found = lexicon.column(heading)
    if found in COLUMNS or found == EMPLOYER:
        return found
    if found := _CALLED.get(key(heading), ""):
        return found
    said = [cell for cell in cells if cell]
    if said and all(loose_cells.night(cell) for cell in said):
        return NIGHT
    ranged = [loose_cells.pay(cell) for cell in said]
    return PAY if said and all(one and (" - " in one or " per " in one) for one in ranged) else ""


# --- written as a map ---------------------------------------------------------------------------


def as_map(shape: Shape, encoding: str = "utf-8", sign: str = ",") -> str:
    """Return the map of a shape, as a file of `fair/maps` would say it."""
    key_of = shape.filling("ref") or [
        *shape.filling(EMPLOYER), *shape.filling("title"), *shape.filling("place"),
    ]  # fmt: skip
    lines = [
        "[source]",
        f"name = {_said(shape.name or 'map')}",
        f"encoding = {_said(encoding)}",
        f"delimiter = {_said(sign)}",
        f"key = {_said([one.heading for one in key_of])}",
        f"employer = {_said(shape.filling(EMPLOYER)[0].heading)}",
        "",
        "[[refuse]]",
        f"column = {_said(shape.filling(EMPLOYER)[0].heading)}",
        "empty = true",
        'reason = "no_employer"',
        'says = "No employer is named."',
        "",
        "[columns]",
    ]
    constants = {"pay_period": shape.per, "currency": shape.currency,
                 "overseas_country": shape.country}  # fmt: skip
    for column, value in constants.items():
        if value and not shape.filling(column) and column != "pay_period":
            lines.append(f'{column} = {{ as = "const", value = {_said(value)} }}')
    lines += [
        f"{column} = {_table(_target(column, filling, shape.per))}"
        for column in COLUMNS
        if (filling := shape.filling(column))
    ]
    return "\n".join([*lines, ""])


def _target(column: str, filling: Sequence[Choice], per: str) -> dict[str, Any]:
    first = filling[0]
    if len(filling) > 1:
        return {
            "from": [one.heading for one in filling],
            "as": "join",
            "labels": [one.heading for one in filling],
            "with": "; ",
        }
    said: dict[str, Any] = {"from": first.heading, "as": _read_as(column, first)}
    if column == PAY and per:
        said["per"] = per
    if first.scale > 1:
        said["scale"] = first.scale
    if first.split:
        said |= {"split": first.split, "part": first.part}
    if first.pattern:
        said["pattern"] = first.pattern
    return said


def _read_as(column: str, choice: Choice) -> str:
    if column == PAY:
        return "pay"
    if column == NIGHT and not choice.pattern:
        return "night"
    scaled = choice.scale > 1 and (column in MONEY or column in _NUMBERS)
    return "number" if scaled else "text"


def _table(said: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(f"{name} = {_said(value)}" for name, value in said.items()) + " }"


def _said(value: Any) -> str:
    """Return a value as TOML writes it: its texts, numbers and lists are those of JSON."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "")
