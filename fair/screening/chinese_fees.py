"""Money asked of a worker in Chinese: read sign by sign, once, with what denies it in mind.

A negation holds as long as only words of asking and paying follow it (不得以任何名义向求职者收取…);
it excuses its own clause and nothing else.
"""

import re
from collections.abc import Callable, Mapping

from fair.screening.phrases import Sentence, either

Span = tuple[int, int]

_FEES = (
    r"押~金|保证~?金|抵押~?金|风险~?金|代办费|中介~?费|介绍~?费|职介费|报名~?费|培训~?费|服装~?费"
    r"|工作?服费|体检~?费|手续~?费|入职费|签证~?费|建档费|办证费|劳务~?费用?|服务~?费|管理~?费"
    r"|出国~?费用?|保證金|風險金|代辦費|仲介費|介紹費|報名費|培訓費|服裝費|工服費|體檢費|手續費|入職費"
    r"|簽證費|辦證費|勞務費|服務費"
)
_UNIT = r"(?:元|块|圆|rmb|人民币|美元|美金|日元|港币|欧元)"
_SUM = (
    rf"(?:[¥$€£]? ?\d{{1,9}}(?:[.,]\d{{1,3}}){{0,3}}[万千百]?{_UNIT}?"
    rf"|[一二两三四五六七八九十百千万壹贰叁伍佰仟几]{{1,8}}{_UNIT})"
)
_PEOPLE = (
    r"任何人|工人|求职者|劳动者|员工|应聘者|用人单位|招聘(?:人员|方|单位)|中介(?:机构)?|机构|企业|他人"
    r"|您|你|人"
)
_TOKENS = either(
    r"(?P<but>但是?|不过|可是|然而|只需|仅需|另外?|此外)",
    r"(?P<apart>除了?)",
    rf"(?P<fee>(?:{_FEES})(?!融))",
    r"(?P<free>免费)",
    r"(?P<nil>不(?:收取?|交|用|需要?|须|要|[缴繳]纳?|付|存在|必|扣){1,3}|免(?:收|交|除|去)?"
    r"|[无無](?:需|须)?(?:赔偿|承担|支付)?|[没沒]有?|零|0 ?元|违[法规]|禁止|[严嚴]禁)",
    r"(?P<denial>不(?:会|得|准|许|能|可以?|应|再|允许){0,3}|未|谢绝|拒绝|杜绝|[切请]?勿|别)",
    rf"(?P<demand>{_SUM}|自理|自费|自付|自担|自负|自己出|本人(?:承担|出|付))",
    r"(?P<every>一律|全部|全|都|均|概|也|是|为|皆)",
    r"(?P<verb>收取?|取|交|缴纳?|纳|需要?|须|要|付|另)",
    rf"(?P<filler>任何|各种|各类|一切|其他|所有|{_PEOPLE}|向|的|赔偿|岗位|费用|包括|例如|比如|如|以及?|等|名义|形式|费|钱|款"
    r"|和|及|或|与|吗|嘛|么|呢|[:“”\"'()「」《》]|[a-z])",
    r"(?P<comma>[,、 /])",
    r"(?P<other>.)",
)
_WORKER = r"(?:你|您|自|本人|员工|工人|个人|求职|劳动者|劳务人员|学员|应聘)"
_EMPLOYER = (
    r"(?:公司|单位|工厂|企业|我方|[雇僱]主|厂方|厂里|项目部|政府|主办方|医院|酒店|学校|本店)"
)
_PAID = either(
    rf"{_EMPLOYER}(?:(?!{_WORKER}|收|押)[^,。;]){{0,8}}(?:承担|支付|负担|报销|缴纳|出|付|包)|向{_EMPLOYER}(?:方)?(?:收|取)",
    rf"(?<![自理])由(?:(?!{_WORKER})[^,。;]){{1,8}}(?:承担|报销|出|付)",
    r"报销",
)
_PAID_NEXT = re.compile(
    rf"(?:均|都|全部|一律)?由(?:(?!{_WORKER})[^,。;]){{1,8}}(?:承担|报销|出|付)"
)
_BEARS = re.compile(r"承担")
_WORKERS = re.compile(_WORKER)
_TRICK = either(
    r"[不未](?:交|缴|付)[^。;]{0,12}(?:不能|不得(?!以|向|收)|不予|无法|不给|不准|不安排|不可)"
)
# Names that the trade has for its own money too: asked only where somebody must pay them.
_SOFT = (
    r"登记费|资料费|工本费|考证费|诚[意信]金|意向金|[订定]金|激活费|认证费|人头费|会员费|会费|入群费"
    r"|辛苦费|茶水费|审核费|信息费|名额费|升级费|学费|考试费|教材费|押款|占座费|加急费|平台费|开通费"
)
_MUST = r"(?:先|须|需要?|必须|请|入职|报到|面试前?|上岗|个人|本人|求职者|应聘者|学员|报名者)"
_CHARGE = either(
    r"(?:每人|入职|报到|上岗|面试|体检|先|需|须|要|应)[^,。;不无免]{0,6}(?:交(?!通)|缴)纳?[^,。;]{0,4}?"
    rf"{_SUM}(?<=[元块圆b币金])",
    r"(?:先|提前)(?:交|付|缴|转|打|汇)(?:给.{1,4})?[¥$]? ?\d{2,7}"
    rf"(?![\d寸张份天小分名人个页字]){_UNIT}?",
    r"先(?:交|付|缴|转|打)(?:点|些|一?笔)?(?:钱|费|款)(?!.{0,2}[发提取]货)",
    r"(?:但是?|只需|只要|仅需|另外?)[^,。;]{0,3}(?:服装|工服|体检|培训|办证|建档|工牌|证件|资料)"
    rf"[^,。;]{{0,4}}?{_SUM}(?<=[元块圆b币金])",
    rf"{_MUST}[^,。;不无免没]{{0,8}}(?:交|缴|付|转|汇|打)(?:纳|清|过来)?[^,。;]{{0,6}}(?:{_SOFT})",
    rf"(?:{_SOFT})[^,。;不无免没]{{0,4}}{_SUM}[^,。;公单厂雇]{{0,6}}(?:自[理付费负]|(?:由|本人|个人|你|您"
    r"|学员|工人|员工)[^,。;公单厂雇]{0,6}(?:[交付缴]|承担|出|自理))",
    r"(?<!不)交钱(?:入职|上岗|进厂|面试|报名|才)",
    r"(?:转账|打款|打钱|汇款|红包)给(?:我|本人|经理|老师|中介)",
)
_NOT_BEFORE = re.compile(r"[不无免没毋勿别][^,、 ]{0,3}$")
_NO = re.compile(r"没|不(?!是|过|同|但|多)|无|免")
_BACK = 4
FEE = either(_FEES)


def asked(sentence: Sentence) -> Span | None:
    """Return where the sentence asks a worker for money, or None."""
    for charge in _CHARGE.finditer(sentence.text):
        before = sentence.text[max(0, charge.start() - _BACK) : charge.start()]
        if not _NOT_BEFORE.search(before):
            return charge.span()
    return _Reader(sentence).found if FEE.search(sentence.text) else None


class _Reader:
    """Reads one sentence from its start to its end; `found` is the first fee that is asked."""

    def __init__(self, sentence: Sentence) -> None:
        self.found: Span | None = None
        self.tricky = _TRICK.search(sentence.text) is not None
        self.clauses = sentence.text.split(",")
        self.clause = 0
        self.paid: dict[int, bool] = {}
        self.waiting: list[tuple[Span, int]] = []  # fees that a negation may still follow
        self.held: tuple[Span, int] | None = None  # excused, but for a demand behind it
        self.denied = self.listed = self.apart = self.after_comma = self.parted = False
        for token in _TOKENS.finditer(sentence.text):
            _READS[str(token.lastgroup)](self, token)
            if self.found:
                return
        if not (sentence.question and _NO.match(sentence.next)):
            self._settle()

    def _settle(self) -> None:
        """No negation follows: what waits was asked, unless the employer pays it."""
        for span, clause in self.waiting:
            if not self._is_paid(clause):
                self.found = span
                break
        self.waiting.clear()

    def _is_paid(self, clause: int) -> bool:
        if clause not in self.paid:
            text, after = self.clauses[clause], "".join(self.clauses[clause + 1 : clause + 2])
            self.paid[clause] = bool(
                _PAID.search(text)
                or _PAID_NEXT.match(after)
                or (_BEARS.search(text) and not _WORKERS.search(text))
            )
        return self.paid[clause]

    def _break(self) -> None:
        self._settle()
        self.denied = self.listed = self.after_comma = self.parted = False
        self.held = None

    def _on_fee(self, token: re.Match[str]) -> None:
        here = (token.span(), self.clause)
        if self.tricky or self.apart:
            self.found = token.span()
        elif self.denied:
            self.held = here if self.listed or self.after_comma else None
            self.listed = True
        else:
            self.waiting.append(here)
            self.parted = False
        self.after_comma = False

    def _on_demand(self, _token: re.Match[str]) -> None:
        if self.held and not self._is_paid(self.held[1]):
            self.found = self.held[0]
        self._break()

    def _on_nil(self, _token: re.Match[str]) -> None:
        if self.parted:
            self._settle()
        self.waiting.clear()
        self._deny()

    def _on_denial(self, _token: re.Match[str]) -> None:
        self._settle()
        self._deny()

    def _deny(self) -> None:
        self.denied, self.listed, self.apart = True, False, False
        self.after_comma = self.parted = False
        self.held = None

    def _on_free(self, _token: re.Match[str]) -> None:
        self.waiting.clear()
        self._break()

    def _on_every(self, _token: re.Match[str]) -> None:
        self.parted = self.after_comma = False

    def _on_verb(self, _token: re.Match[str]) -> None:
        if self.after_comma:
            self.denied = False
        self.after_comma = False

    def _on_filler(self, _token: re.Match[str]) -> None:
        self.after_comma = False

    def _on_comma(self, token: re.Match[str]) -> None:
        self.after_comma = True
        self.held = None
        if token[0] == ",":
            self.clause += 1
            self.parted = True
            self.apart = False

    def _on_but(self, _token: re.Match[str]) -> None:
        self._break()

    def _on_apart(self, _token: re.Match[str]) -> None:
        self._break()
        self.apart = True

    def _on_other(self, _token: re.Match[str]) -> None:
        self._break()


_READS: Mapping[str, Callable[[_Reader, re.Match[str]], None]] = {
    name: getattr(_Reader, f"_on_{name}") for name in _TOKENS.groupindex
}
