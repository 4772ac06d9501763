"""Mail addresses and links, written out or spoken ("at", 艾特, ドット), whole or in pieces."""

import re

from fair.contacts.reading import Span, listed

_OPEN, _SHUT = r"[\[({<【（]\s?", r"\s?[\])}>】）]"
_AT = (
    rf"(?:\s?@\s?|\s?{_OPEN}(?:at|在|a|艾特|at符号|あっとまーく|アットマーク|アット|"
    rf"@){_SHUT}\s?|\s+(?:at|atto|arroba|a t)\s+|\s?艾特\s?|圈a\s?|小老鼠|at符号|"
    r"\s?アット(?:マーク)?\s?|\s?あっと(?:まーく)?\s?)"
)
_DOT = (
    rf"(?:\s?[.。．・,]\s?|\s?{_OPEN}(?:\.|dot|点|點|一个点|ドット|てん|。){_SHUT}\s?|"
    rf"\s{{1,8}}(?:dot|dotto|punto|dian|point)\s{{1,8}}|\s?[点點]\s?|\s?ドット\s?|\s?どっと\s?|"
    rf"\s?てん\s?)"
)
# "Give it back. It costs nothing": where a sentence ends, the next one begins with such a word.
_BEGINS = (
    r"(?:in|it|me|my|us|uk|eu|be|id|im|la|tv|ai|info|asia|vip|app|live|work|works|jobs|link|shop|"
    r"club|site|online|page|store|tech|test|top|example)(?![a-z0-9-])"
)
_SAID_DOT = (
    rf"(?:\s{{1,8}}(?:dot|dotto|punto|dian)\s{{1,8}}|\s?{_OPEN}(?:\.|dot|点|點|一个点|ドット|てん|"
    rf"。){_SHUT}\s?|\s?[点點]\s?|\s?ドット\s?|\s?どっと\s?|\s{{1,8}}てん\s{{1,8}}|"
    rf"[。,](?!{_BEGINS})(?=[a-z]{{2,4}}(?![a-z]))|[🔵🔴⚫•]\s?)"
)
_TLD = (
    r"(?:com|net|org|cn|jp|io|co|uk|info|biz|me|cc|top|xyz|vip|site|online|shop|club|app|"
    r"link|live|work|jobs|hk|tw|sg|my|ph|vn|id|in|th|"
    r"kr|mm|np|lk|bd|pk|ae|ke|ng|za|de|fr|es|it|nl|ru|eu|us|au|nz|ca|asia|tv|gg|gl|gle|gd|"
    r"ly|ee|la|im|be|dev|ai|example|test|gov|edu|mobi|tech|store|page|"
    r"works|コム|こむ|康姆|ワークス|ジェーピー)"
)
_LABEL = r"[a-z0-9][a-z0-9_-]{0,62}"  # as long as a label may be (RFC 1035)
_LOCAL = r"(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}"  # as long as a local part (RFC 5321)
_MAIL = re.compile(rf"{_LOCAL}{_AT}{_LABEL}(?:{_DOT}{_LABEL}){{1,4}}")
_OTHER_SIGN = re.compile(
    rf"{_LOCAL}\s?[#★☆*&$●◎%!～~]\s?{_LABEL}(?:[.*]{_LABEL}){{0,3}}[.*]{_TLD}(?![a-z0-9])"
)
_GLUED = re.compile(
    rf"(?<![a-z0-9._-])[a-z0-9._-]{{2,24}}at[a-z0-9-]{{2,24}}dot{_TLD}(?![a-z0-9])|(?:moc|"
    rf"ten|gro)\.[a-z0-9-]{{2,24}}@[a-z0-9._-]{{2,24}}"
)
_SCHEME = re.compile(
    r"(?<![a-z])h(?:tt|xx|\*\*|__)ps?\s?[:：]?\s?[/\\斜杠]{1,4}\s?\S{1,200}|"
    r"(?<![a-z])(?:mailto|tel|tg|weixin|line):\S{1,200}"
)
_WWW = re.compile(
    rf"(?:(?<![a-z])www|3w|三w|three w|"
    rf"ダブリュー){_DOT}?\s?{_LABEL}(?:{_DOT}{_LABEL}){{1,4}}\S{{0,200}}|"
    rf"(?:ダブリュー){{2,3}}[^\n]{{0,30}}(?:ジェーピー|コム)"
)
_DOMAIN = re.compile(
    rf"(?<![a-z0-9@.-])(?:{_LABEL}\s?(?:\.|\[\.\]|\(\.\)|\{{\.\}})\s?){{0,3}}{_LABEL}"
    rf"(?:\.(?!\s{_BEGINS})|\s\.|\s?(?:\[\.\]|\(\.\)|\{{\.\}}))\s?"
    rf"{_TLD}(?![a-z0-9-])(?:\.[a-z]{{2,3}})?(?:\s?[/?#]\S{{0,200}})?"
    rf"|(?<![a-z0-9@.-])[a-z][a-z0-9-]{{0,62}}\.[a-z]{{2,6}}/[a-z0-9]\S{{0,200}}"
)
_SPOKEN = re.compile(
    rf"(?<![a-z0-9]){_LABEL}(?:{_SAID_DOT}{_LABEL}|"
    rf"\.{_LABEL}){{0,2}}{_SAID_DOT}{_TLD}(?![a-z0-9])(?:\s?(?:slash|斜杠|スラッシュ|/|🔪|"
    rf"-)\s?\S{{1,200}})?"
)
# "maria (dot) hr (at) gee mail (dot) com": said aloud, the name of the house falls into words.
_SAID_MAIL = re.compile(
    rf"(?<![a-z0-9])(?:{_LABEL}{_SAID_DOT}){{0,2}}{_LOCAL}{_AT}[a-z0-9]{{1,63}}"
    rf"(?:[ -][a-z0-9]{{1,63}}){{1,2}}{_SAID_DOT}(?:{_LABEL}{_SAID_DOT})?"
    r"(?:com|net|org|cn|jp|info)(?![a-z0-9])"
)
_PROVIDERS = (
    r"(?:gmail|g mail|hotmail|outlook|yahoo|ymail|icloud|protonmail|proton|foxmail|docomo|"
    r"ezweb|softbank|naver|daum|谷歌邮箱|"
    r"163|126|qq邮箱|qq郵箱|qq mail|qqmail|新浪邮箱|网易邮箱|ヤフーメール|ヤフメ|gメール|"
    r"ジーメール|アイクラウド|ドコモのアドレス|ドコモメール)"
)
_PROVIDED = re.compile(
    rf"(?<![a-z0-9])[a-z0-9][a-z0-9._-]{{3,40}}[\s,，、]{{0,2}}(?:然后|on the|on|at|@|的|"
    rf"圈|在|で|は|に|its|it's)?[\s、]{{0,2}}{_PROVIDERS}(?![a-z0-9])(?:{_DOT}{_TLD})?"
)
_PROVIDER_FIRST = re.compile(
    rf"{_PROVIDERS}(?:邮箱|的|是|:|：|is|address|は|で|の|→|,|，|にて|前面是|"
    rf"\s)*(?P<name>[a-z0-9][a-z0-9._-]{{4,40}})"
)
_WORDED = re.compile(
    r"(?:アットマーク|小老鼠|at sign|at符号)[^\n]{1,30}(?:コム|com|jp|ジェーピー|ドット)|"
    r"type [^\n]{0,24}(?:a dot|dot)[^\n]{0,40}(?:com|net|org)"
)
_ENDING = re.compile(rf"(?!\s?[.。]\s{_BEGINS}){_DOT}{_TLD}(?![a-z0-9])")
_NOT_NAMES = listed(
    """
    a the this that my your any some every red one in on of and or is at was to work worked
    works use used via by for it has have password account email mail mails address inbox login
    """
)


def addresses(text: str) -> list[Span]:
    """Return the spans of a folded text that are mail addresses or links."""
    found = [
        match.span()
        for pattern in (_OTHER_SIGN, _GLUED, _SCHEME, _WWW, _DOMAIN, _WORDED, _SAID_MAIL)
        for match in pattern.finditer(text)
        if re.search(r"[a-zァ-ヶ]", match[0])
    ]
    found += [
        match.span()
        for pattern in (_MAIL, _SPOKEN, _PROVIDED)
        for match in pattern.finditer(text)
        if re.split(r"[^a-z0-9]", match[0])[0] not in _NOT_NAMES
        and (pattern is not _MAIL or "@" in match[0] or _ends_like_a_domain(match[0]))
        and (pattern is not _PROVIDED or _is_name(re.split(r"[\s,，、]", match[0])[0]))
    ]
    return found + [
        match.span() for match in _PROVIDER_FIRST.finditer(text) if _is_name(match["name"])
    ]


def _ends_like_a_domain(text: str) -> bool:
    """True where the words after the sign are a domain, not "at 8. the bus leaves"."""
    return bool(_ENDING.search(re.split(_AT, text, maxsplit=1)[-1]))


def _is_name(word: str) -> bool:
    return bool(re.search(r"[a-z]", word) and re.search(r"[0-9._-]", word.strip("._-")))
