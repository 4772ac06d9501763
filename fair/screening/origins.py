"""Words that keep people out, or take only some, because of where they come from."""

import re

from fair.screening.phrases import either
from fair.screening.places import CHINESE, JAPANESE, LATIN

Span = tuple[int, int]

AWAY = (
    r"(?:勿扰|免谈|除外|不招|不收|谢绝|莫扰|不予考虑|不考虑|不予录用|勿投|勿来|别来|别投|请绕道"
    r"|(?:一律|都|全部|暂时)?不要(?![一-鿿])|不要(?=来|投|报名|应聘|联系|打扰|了))"
)
ONLY = r"(?:仅限|只限|限招|只招|只要|只收|仅招|仅收|限)"
_NOT_TAKEN = r"不(?:招收?|要|收|录用?|录取|接受|考虑)"
_FROM = r"(?P<place{n}>[一-鿿]{{2,4}}?)(?:省|市|地区)?"
_CHINESE = either(
    _FROM.format(n=1) + rf"(?:那边)?(?:的?人|籍|的)(?:员工?|者|士)?~(?:请|一律|都)?(?:{AWAY}|优先)",
    rf"(?:{_NOT_TAKEN}|{ONLY}(?:为|于)?)~" + _FROM.format(n=2) + r"(?:那边)?(?:的?人|籍)(?!民|力|才|工)",
)
_PEOPLE = r"(?:people|persons?|workers?|applicants?|candidates?|staff|nationals|citizens|passport holders)"
# Names of languages too: alone, "Japanese preferred" asks for a skill and keeps nobody out.
_TONGUES = (
    r"chinese|japanese|koreans?|vietnamese|thais?|burmese|polish|turkish|russians?|ukrainians?|"
    r"english|french|germans?|spanish|portuguese|italians?|arabic|nepali|indonesians?|filipino"
)
_NATIONS = (
    r"whites?|blacks?|asians?|hispanics?|latinos?|latinas?|caucasians?|han chinese|arabs?|africans?|"
    r"indians?|pakistanis?|bangladeshis?|filipinos|filipinas?|nepalis|nepalese|sri lankans?|"
    r"nigerians?|ghanaians?|kenyans?|ethiopians?|egyptians?|syrians?|kurds?|romanians?|bulgarians?|"
    r"mexicans?|hondurans?|haitians?|americans?|europeans?|westerners?|foreigners?|immigrants?|"
    r"uyghurs?|tibetans?|gypsies|roma|northerners?|southerners?"
)
BEING = r"(?: (?:is|are|be|being|will be|would be|strongly|highly|much|clearly)){0,3}"
TAKEN = (
    r"(?:only|preferred|wanted|need not apply|need apply|(?:are )?not (?:accepted|considered|wanted|"
    r"welcome|allowed|hired|taken|eligible)|given (?:preference|priority))"
)
_ENGLISH = either(
    rf"\b(?:{_NATIONS})(?: {_PEOPLE})?{BEING} (?!not welcome to){TAKEN}\b",
    rf"\b(?:{_TONGUES}) {_PEOPLE}{BEING} {TAKEN}\b",
    rf"\bno (?:{_NATIONS})\b(?! (?:accent|language|food|wine))",
    rf"\bno {_PEOPLE} from (?:{LATIN})\b",
    rf"\b{_PEOPLE} from (?:{LATIN})(?: province)?{BEING} {TAKEN}\b",
    rf"\b(?:only|must be) (?:{_NATIONS}|(?:{_TONGUES}) {_PEOPLE})(?: {_PEOPLE})?\b",
    rf"\bonly {_PEOPLE} from (?:{LATIN})\b",
    rf"\b(?:{LATIN}) {_PEOPLE}{BEING} (?:only|need not apply|not (?:accepted|wanted|considered))\b",
)
_ONLY = r"(?:のみ|限定|に限る|に限ります|不可|お断り|ng|はご?遠慮|を?除く|は対象外)"
_JAPANESE = either(
    rf"(?:{JAPANESE})[都道府県]?(?:出身|人)(?:者|の方|の人)?(?:は|も|を)?~{_ONLY}",
    rf"(?:{JAPANESE})[都道府県]?(?:出身)?の(?:方|人)(?:は|も)?~(?:不可|お断り|ng|ご?遠慮)",
    r"(?:日本人|外国人|外国籍|中国人|韓国人|朝鮮人|黒人|白人|ベトナム人|ネパール人|フィリピン人|ブラジル人|インド人"
    rf"|日本(?:国籍)|(?:中国|韓国|ベトナム|ネパール|フィリピン|ブラジル)(?:国籍|籍))(?:者|の方|の人)?(?:は|も|を)?~{_ONLY}",
)


def origin(text: str) -> Span | None:
    """Return where a joined form limits the origin of people, or None."""
    for found in _CHINESE.finditer(text):
        for group in ("place1", "place2"):
            if span := _place(found, group):
                return span
    for pattern in (_ENGLISH, _JAPANESE):
        if match := pattern.search(text):
            return match.span()
    return None


def _place(found: re.Match[str], group: str) -> Span | None:
    """Return the phrase, where what stands for its place is (or ends in) the name of one."""
    said = found[group] or ""
    if group == "place2":
        return found.span() if said in CHINESE else None
    for length in range(len(said), 1, -1):
        if said[-length:] in CHINESE:
            return found.end(group) - length, found.end()
    return None
