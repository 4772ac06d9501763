"""Money that somebody is to bring or send: for whom, a person must say. It refuses nothing."""

from fair.screening.doubt import Doubt, Suspect
from fair.screening.phrases import Reading, either

_BROUGHT = either(
    r"\bbring (?:along )?(?:about |only )?\d[\d,]{0,8} ?(?:yuan|rmb|cny|usd|dollars?|yen|baht)\b",
    r"(?:自带|请带|带[上好来着够齐]|准备好?|(?:第一天|当天|报到|面试|入职)[^,。;!?\n]{0,4}带)(?:现金)?"
    r"(?:\d{1,6}|[一二两三四五六七八九十百千]{1,5})(?:元|块钱?)",
    r"给(?:班长|组长|线长|师傅|老师|经理|主管|中介|介绍人)[^,。;!?\n]{0,2}\d{2,6}(?:元|块)?(?![\d点号日])",
    r"(?:转|打|汇|付)[^,。;!?\n您你]{0,4}\d{2,6}(?:元|块钱?)?[^,。;!?\n您你]{0,6}(?:到|给|进)"
    r"[^,。;!?\n您你]{0,3}(?:我|微信|支付宝)",
    r"\d[\d,]{0,8}円を?(?:ご)?持参",
)


def brought_in(read: Reading) -> tuple[Doubt, ...]:
    """Return what a text says of money to be brought along or sent."""
    return tuple(
        Doubt(Suspect.FEE, read.phrase(*found.span())) for found in _BROUGHT.finditer(read.text)
    )
