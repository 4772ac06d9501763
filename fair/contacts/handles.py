"""Names by which somebody is found elsewhere: "my wechat is …", @name on …, 加我 …."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from fair.contacts.apps import CLEAR, UNCLEAR
from fair.contacts.digits import runs
from fair.contacts.reading import Span, listed

_NEAR = 26  # signs between a messenger and a name that belong together
_LEAST_NAME, _LEAST_NUMBER = 4, 5

_MARK = (
    r"(?:号码|账号|帐号|賬號|群号|号|號|id|i\.d|ユーザー名|アイディー|アイデイ|"
    r"アカウント名?|アカ|垢|handle|username|user name|user|account|name|nick|"
    r"就是|是|为|叫|即|is|are|am|it's|its|i'm|im|go by|は|が|の|を|で|me|us|at|on|to|under|"
    r"search|add|搜索|搜|加|找|里|上|也是|desu|です|コード|code|com os|of)"
)
_MARKS = re.compile(rf"(?:{_MARK}|[\s,，、.:：=＝→»>()（「『【\"'“”❤♥️👉-]|👤|🆔){{0,12}}")
_SAYS_ID = re.compile(
    r"搜|号|號|id|账|帐|賬|アカウント|handle|username|account|ユーザー|コード|[:：=＝→>@🆔]"
)
_IS = re.compile(r"is|are|it's|its|i'm|im\b|是|叫|は|为")
_ON = re.compile(r"\bon\s\w+\|[^|]*$|\|\s?[では:]")
_NAME = re.compile(r"@?[a-z0-9][a-z0-9._#:-]{3,31}")
_AT_NAME = re.compile(r"(?<![a-z0-9@.])@[a-z0-9][a-z0-9._-]{3,31}")
_TAG = re.compile(r"(?<![a-z0-9])(?:[a-z][a-z0-9_.]{2,31}#[0-9]{4}|live:[a-z0-9._]{3,})")
_SPELT = re.compile(
    r"[a-z0-9._-]{1,32}(?:\s?(?:underscore|under score|under bar|underbar|dash|hyphen|dot|"
    r"hash|下划线|下劃線|アンダーバー|アンダースコア|ハイフン|ドット|"
    r"点)\s?[a-z0-9._-]{1,32}){1,6}"
)
_INVITES = re.compile(
    r"加我|加v|\+v|加下|加一下|加个好友|搜我|搜一下|找我|私我|私信|私聊|细聊|拉你|备注|"
    r"通过一下|好友|"
    r"\badd me|\badd us|\badd my|find me|look me up|\bdm\b|\bpm me|message me|msg me|"
    r"text me|hit me|ping me|\bfollow\b|look for|\bhmu\b|inbox me|contact me|reach me|"
    r"フォロー|検索|追加|友だち|友達|ともだち|メッセ|話そ|登録して"
)
_ASKED_FOR = re.compile(
    r"(?:[加搜]我|add me)[\s:：]{0,2}(?P<name>[a-z]{2,24}[0-9]{2,8})(?![a-z0-9])"
)
_CLAUSE_ENDS = re.compile(
    r"\s*(?:$|[,，。.;；!！?？\n、)）]|\s(?:and|ask|add|pls|please|for|on|po|ok)\b)|"
    r"[^\x00-\x7f]"
)
_QUOTED = re.compile(r"[\s:：は名叫搜で]*[「『\"“'【《]\s?[^」』\"”'】》\n]{2,24}[」』\"”'】》]")
_NAMED_PAGE = re.compile(
    r"[\s,，:]{0,2}(?:的)?(?:名字|名前|の名前|名|ページ名|page|group|页面|主页)?\s?(?:で|"
    r"はい?|里|上|:|：|搜索|搜|检索|is|叫|、)*\s?"
    r"(?:up主)?[^\s,，。、;；!！?？]{2,20}(?: [a-z]{2,12}){0,3}"
    r"[^\n。]{0,6}?(?:探して|さがして|検索|检索|搜|关注|私信|消息|msg|message me|"
    r"message us|inbox|メッセ|フォロー|追加|入って|申請)"
    r"|\s?(?:的)?(?:名字是?|名叫|名前は|の名前は|"
    r"搜索?)\s?[^\s,，。、;；!！?？]{2,20}(?: [a-z]{2,12}){0,3}"
    r"|(?<=fb)\sis\s[a-z]+ [a-z]+(?: [a-z]+)?(?=[,.!]|$)"
)
_EVERYDAY = listed("account id friend meeting meet signal teams plane")
_NO_NAMES = listed(
    """
    wechat whatsapp telegram zalo viber line signal kakao instagram facebook messenger skype
    discord tiktok weixin group groups chat chats number numbers account video call calls
    message messages phone please nurse there here with from this that have when what where only
    your ours they them then than group's office about after before again also already always
    because english chinese japanese friends friend family agent agents company boss people
    person work works working worker workers install installed download better other others same
    name username later never often sometimes online offline does doesn didn don't good okay
    sure thanks thank interview photo photos file files code codes scan link links send sent
    reply replies use used using it's shift shifts down outside inside instead just like want
    wants need needs know time times today tomorrow night morning leader wanted full hiring
    still stop stopped bridge closed between would could should will won't can't cannot into
    over under more less most much many some every each ask asks asking give gives giving post
    posts blocked banned broken slow fast free safe working allowed dead down hacked fake cheap
    better enough leader leaders manager supervisor operator
    """
)


def handles(text: str) -> list[Span]:
    """Return the spans of a folded text by which somebody is found elsewhere."""
    clear = [match.span() for match in CLEAR.finditer(text)]
    named = {place for start, end in clear for place in range(start, end)}
    unclear = [one.span() for one in UNCLEAR.finditer(text) if one.start() not in named]
    numbers = sorted(run.span for run in runs(text, ()) if len(run.value) >= _LEAST_NUMBER)
    found = [match.span() for match in _TAG.finditer(text)]
    for start, end in clear:
        found += _after(text, end, numbers, clear=True) + _before(text, start, clear=True)
        found += _page(text, end)
    for start, end in unclear:
        found += _after(text, end, numbers, clear=False) + _before(text, start, clear=False)
    invited = bool(clear or _INVITES.search(text))
    found += [match.span("name") for match in _ASKED_FOR.finditer(text)]
    found += _loose(text, invited=invited)
    if clear or any(text[start:end] not in _EVERYDAY for start, end in unclear):
        names = (match.span() for match in _AT_NAME.finditer(text))
        found += [name for name in names if not _greets(text, name, clear)]
    return found


def _loose(text: str, *, invited: bool) -> list[Span]:
    """Find names that no sentence has, wherever they stand."""
    return [
        match.span()
        for match in _NAME.finditer(text)
        if match[0][0] != "@"
        and text[match.start() - 1 : match.start()] != "@"
        and _made_up(match[0])
        and (invited or "_" in match[0].strip("_"))
    ]


def _greets(text: str, span: Span, apps: Sequence[Span]) -> bool:
    """True for "@helper my mic is off": a name at the head of a message that names no messenger."""
    return span[0] == 0 and not apps and not _INVITES.search(text)


def _after(text: str, end: int, numbers: Sequence[Span], *, clear: bool) -> list[Span]:
    marks = _MARKS.match(text, end)
    at = marks.end() if marks else end
    between = text[end:at]
    says_id = bool(_SAYS_ID.search(between))
    if clear or says_id:
        number = bisect_left(numbers, (end, 0))
        if number < len(numbers) and numbers[number][0] <= at + 2:
            return [numbers[number]]
        if spelt := _SPELT.match(text, at):
            return [spelt.span()]
    name = _NAME.match(text, at) or _NAME.search(text, at, min(len(text), at + _NEAR))
    if name is None:
        return []
    on = _ON.search(f"{text[max(0, end - 12) : end]}|{between}")
    if _is_theirs(name[0], clear=clear, says_id=says_id, next_to=name.start() == at, on=bool(on)):
        return [name.span()]
    named = says_id or (_IS.search(between) and _CLAUSE_ENDS.match(text, name.end()))
    return [name.span()] if clear and name.start() == at and named and _plain(name[0]) else []


def _is_theirs(name: str, *, clear: bool, says_id: bool, next_to: bool, on: bool) -> bool:
    """True if a name after a messenger's is one to be found by there."""
    if clear:
        return _strong(name)
    if says_id and (_made_up(name) or (next_to and _strong(name))):
        return True
    return "_" in name.strip("_") or (on and _made_up(name))


def _plain(name: str) -> bool:
    bare = name.strip("@.:-_#")
    return len(bare) >= _LEAST_NAME and bare not in _NO_NAMES


def _before(text: str, start: int, *, clear: bool) -> list[Span]:
    found = None
    for match in _NAME.finditer(text, max(0, start - _NEAR), start):
        found = match
    if found and (_strong(found[0]) if clear else "_" in found[0].strip("_")):
        return [found.span()]
    return []


def _page(text: str, end: int) -> list[Span]:
    """Find a page or a public name: FBで「Demo Kaigo」を探して."""
    if (quoted := _QUOTED.match(text, end)) or (quoted := _NAMED_PAGE.match(text, end)):
        return [quoted.span()]
    return []


def _strong(name: str) -> bool:
    """True for what no sentence has: letters with figures, a stroke or a dot inside."""
    bare = name.strip("@.:-#")
    if bare in _NO_NAMES or len(bare) < _LEAST_NAME or not re.search(r"[a-z]", bare):
        return False
    if re.search(r"[0-9]", bare):
        return len(bare) > _LEAST_NAME
    return (
        "_" in bare
        or "." in bare
        or name[0] == "@"
        or bool(re.fullmatch(r"[a-z]{2,}(?:-[a-z]{2,}){1,8}", bare))
    )


def _made_up(name: str) -> bool:
    """True for a name with a stroke, or with three letters or more and figures after them."""
    bare = name.strip("@.:-#")
    if len(bare) <= _LEAST_NUMBER or not re.search(r"[a-z]", bare):
        return False
    return "_" in bare.strip("_") or bool(
        re.search(
            (r"[a-z]{3,}[._-]?[0-9]{2,}[a-z]*$|[a-z]{3,}[.-][a-z]+[0-9]+$|[a-z]{3,}\.[0-9]{2,}$"),
            bare,
        )
    )
