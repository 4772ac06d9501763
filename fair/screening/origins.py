"""Words that keep people out, or take only some, because of where they come from."""

import re

from fair.screening.phrases import either
from fair.screening.places import CHINESE, JAPANESE, LATIN

Span = tuple[int, int]

AWAY = (
    r"(?:勿打?[扰擾]|免[谈談]|除外|不招|不收|[谢謝][绝絕]|莫扰|不予考虑|不考[虑慮]|不予录用|勿投|勿来"
    r"|别来|别投|绕道"
    r"|(?:一律|都|全部|暂时)?不要(?![一-鿿])|不要(?=来|投|报名|应聘|联系|打扰|了))"
)
ONLY = r"(?:[仅僅]限|只限|限招|只招|只要|只收|仅招|仅收|限)"
_NOT_TAKEN = r"(?:不(?:招收?|要|收|录用?|录取|接受|考虑)|拒(?:收|招|绝|录))"
_CHINESE = either(
    r"(?P<place>[一-鿿]{2,4}?)(?:省|市|地区)?(?:那边)?(?:的?人|籍|的)(?:员工?|者|士)?~"
    rf"(?:请|一律|都)?(?:{AWAY}|优先)",
    r"(?P<bare>[一-鿿]{2,4}?)(?:省|市|地区|三省)?~请?(?:勿打?[扰擾]|免谈|莫扰)",
    rf"(?:{_NOT_TAKEN}|{ONLY}(?:为|于)?)~(?P<whole>[一-鿿]{{2,4}}?)(?:省|市|地区)?"
    r"(?:那边)?(?:的?人|籍)(?!民|力|才|工)",
)
_PEOPLE = (
    r"(?:people|persons?|workers?|applicants?|candidates?|staff|nationals|citizens"
    r"|passport holders)"
)
# Names of languages too: alone, "Japanese preferred" asks for a skill and keeps nobody out.
_TONGUES = (
    r"chinese|japanese|koreans?|vietnamese|thais?|burmese|polish|turkish|russians?|ukrainians?|"
    r"english|french|germans?|spanish|portuguese|italians?|arabic|nepali|indonesians?|filipino"
)
_NATIONS = (
    r"(?<!egg )whites?|blacks?|asians?|hispanics?|latinos?|latinas?|caucasians?|han chinese|arabs?"
    r"|africans?|indians?|pakistanis?|bangladeshis?|filipinos|filipinas?|nepalis|nepalese"
    r"|sri lankans?|nigerians?|ghanaians?|kenyans?|ethiopians?|egyptians?|syrians?|kurds?"
    r"|romanians?|bulgarians?|mexicans?|hondurans?|haitians?|americans?|europeans?|westerners?"
    r"|foreigners?|immigrants?|uyghurs?|tibetans?|gypsies|northerners?|southerners?"
)
_SEVERAL = rf"(?:{_NATIONS})(?:(?<=s)\b| {_PEOPLE})"  # "only Indian food" keeps nobody out
BEING = r"(?: (?:is|are|be|being|will be|would be|strongly|highly|much|clearly)){0,3}"
TAKEN = (
    r"(?:only|preferred|wanted|need not apply|need apply|not (?:accepted|considered|wanted"
    r"|welcome|allowed|hired|taken|eligible)|given (?:preference|priority))"
)
_ENGLISH = either(
    rf"\b(?:{_NATIONS})(?: {_PEOPLE})?{BEING} {TAKEN}\b",
    rf"\b(?:{_TONGUES}) {_PEOPLE}{BEING} {TAKEN}\b",
    rf"\bno {_SEVERAL}",
    rf"\bno {_PEOPLE} from (?:{LATIN})\b",
    rf"\b{_PEOPLE} from (?:{LATIN})(?: province)?{BEING} {TAKEN}\b",
    rf"\b(?:only|must be) (?:{_SEVERAL}|(?:{_TONGUES}) {_PEOPLE})",
    rf"\bonly {_PEOPLE} from (?:{LATIN})\b",
    rf"\b(?:{LATIN}) {_PEOPLE}{BEING} (?:only|need not apply|not (?:accepted|wanted|considered))\b",
)
_ONLY = r"(?:のみ|限定|に限る|に限ります|不可|お断り|ng|はご?遠慮|を?除く|は対象外)"
_JAPANESE = either(
    rf"(?:{JAPANESE})[都道府県]?(?:出身|人)(?:者|の方|の人)?(?:は|も|を)?~{_ONLY}",
    rf"(?:{JAPANESE})[都道府県]?(?:出身)?の(?:方|人)(?:は|も)?~(?:不可|お断り|ng|ご?遠慮)",
    r"(?:外国人|外国籍|朝鮮人|黒人|白人|(?:日本|中国|韓国|ベトナム|ネパール|フィリピン|ブラジル|インド)"
    rf"(?:人|国?籍))(?:者|の方|の人)?(?:は|も|を)?~{_ONLY}",
)


def origin(text: str) -> Span | None:
    """Return where a joined form limits the origin of people, or None."""
    for found in _CHINESE.finditer(text):
        if span := _place(found):
            return span
    for pattern in (_ENGLISH, _JAPANESE):
        if match := pattern.search(text):
            return match.span()
    return None


def _place(found: re.Match[str]) -> Span | None:
    """Return the phrase, where what stands for its place is (or ends in) the name of one."""
    if found["whole"]:
        return found.span() if found["whole"] in CHINESE else None
    group = "place" if found["place"] else "bare"
    said = found[group]
    for length in range(len(said), 1, -1):
        if said[-length:] in CHINESE:
            return found.end(group) - length, found.end()
    return None
