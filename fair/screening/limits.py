"""The phrases, in three languages, that limit who may ask for work, and those that limit age.

Each pattern names a *limiting* use: "女装车间" (a workshop for women's wear) passes, "限女性" does
not. What says the opposite ("性别不限", "regardless of sex") is taken out before looking.
"""

from collections.abc import Iterator

from fair.screening.origins import AWAY, BEING, ONLY, TAKEN, origin
from fair.screening.phrases import Reading, either, reading

_OPEN_TO_ALL = either(
    r"男~女(?:皆可|均可|都可以?|都行|不限|兼收|老少|同工同酬|平等)|不限男~女|不分男~女|不限性别|性别~均?不限",
    r"婚育?否?~不限|不限婚育|未婚已婚均可|已婚未婚均可|不问婚育",
    r"(?:不限|不看|不分)(?:户籍|户口|民族|宗教)|无(?:户籍|户口|民族|宗教)(?:限制|要求)",
    r"(?:户籍|户口|民族|宗教)~均?不限",
    r"(?:men (?:and|or|&) women|women (?:and|or|&) men|males? (?:and|or|&) females?|"
    r"females? (?:and|or|&) males?)(?: (?:are |both )?(?:welcome|preferred|wanted|needed))?",
    r"(?:all genders|any gender|either sex|regardless of (?:sex|gender)[^.;]{0,120})",
    r"(?:性別|男女|国籍|宗教|学歴|婚姻)[はを]?(?:不問|問わず|問いません|とも歓迎)|男女とも",
)
_JA_ONLY = (
    r"(?:のみ|限定|に限る|に限ります|だけを?募集|優先|優遇|歓迎|希望|不可|お断り"
    r"|はご?遠慮|が望ましい)"
)
_EN_SEX = r"(?:males?|females?|m[ae]n|wom[ae]n|ladies|lady|gentlem[ae]n|girls|boys)"
_EN_WORKERS = r"(?: (?:applicants?|workers?|staff|employees?|candidates?|people|helpers?|cooks?))?"
_FAITHS = r"(?:christians?|muslims?|moslems?|hindus?|buddhists?|jews|jewish|catholics?)"
_ZH_FAITHS = r"(?:穆斯林|基督徒|基督教徒|佛教徒|天主教徒|伊斯兰教徒|回教徒|信教者?|信教人员|教徒)"
_ZH_HUKOU = r"(?:户口|户籍)"
_ZH_ETHNIC = r"(?:少数民族|汉族|回族|维吾尔族|维族|藏族|蒙古族|蒙族|壮族|苗族|彝族|朝鲜族|满族)"
_ZH_BEST = rf"(?:[优優]先|限定|专岗|专招|[为為]佳|更佳|最佳|{AWAY})"
_ZH_REFUSED = r"不(?:招收?|要|收|接受|考虑|录用?)"

_LIMITS = {
    "sex": either(
        rf"{ONLY}(?:为|于|招)?~[男女](?:性|士|生|工|员|孩|的)?(?!~?(?:装|鞋|包|款|厕|宿舍|浴|士手))",
        r"[招聘要收][男女](?:工|性|士|生|员)(?!宿舍|装)",
        rf"[男女](?:性|士|生|工|员)?(?:者|的)?~{_ZH_BEST}",
        r"性别(?:要求)?~[:为是]?~[男女](?!女|均|皆|不限)",
        rf"{_ZH_REFUSED}[男女](?:性|士|生|工|员)?(?!装|鞋|包|款)",
        r"[男女](?:工|性|士|生)~\d{1,5}~[名人位]",
        rf"\b{_EN_SEX}{_EN_WORKERS}{BEING} {TAKEN}\b",
        rf"\b{_EN_SEX}-only (?:jobs?|positions?|posts?|roles?|teams?|work|shifts?)\b",
        r"\b(?:only|prefer(?:s|red|ably|ring|ence (?:is )?(?:given )?(?:for|to))?|must be|required?"
        rf"|wanted:?|seeking|looking for|hiring) (?:an? )?(?:(?:young|strong) ){{0,2}}{_EN_SEX}\b"
        r"(?!['’]s)(?! and\b)",
        r"\b(?:gender|sex) ?[:=] ?(?:male|female|m\b|f\b)(?! ?(?:or|/))",
        r"\bno (?:men|women|males?|females?|girls|boys|ladies)\b",
        rf"(?:男性|女性|男子|女子)(?:の方|スタッフ|社員|の人)?[はがを]?~{_JA_ONLY}",
        r"性別~[:はが]~[男女](?!女|性?(?:問|不問))",
    ),
    "ethnicity": either(
        ONLY + r"(?:为|于)?~" + _ZH_ETHNIC,
        _ZH_ETHNIC + rf"(?:者|人员|同胞|的)?~(?:优先|{AWAY})",
        _ZH_REFUSED + "~" + _ZH_ETHNIC,
        r"民族 ?: ?(?!不限)[^ ,。;]{1,4}",
    ),
    "religion": either(
        r"(?:无|不得有|不能有|不可有|(?<!有)没有)宗教~信仰",
        ONLY + r"~" + _ZH_FAITHS,
        _ZH_FAITHS + rf"(?:的|者)?~(?:优先|{AWAY})",
        _ZH_REFUSED + "~" + _ZH_FAITHS,
        rf"\b{_FAITHS}(?: workers?| applicants?| people)?{BEING} {TAKEN}\b",
        rf"\b(?:must be|only|no|prefer(?:red|s)?) (?:an? )?(?:practi[sc]ing )?{_FAITHS}\b",
        rf"(?:無宗教|宗教を持たない|信者|仏教徒|キリスト教徒|イスラム教徒)(?:の方)?[はがを]?~{_JA_ONLY}",
    ),
    "household": either(
        ONLY + r"[^,。;! ]{0,8}~" + _ZH_HUKOU,
        r"(?<![不无没])(?:须|需|必须|要求|应)[^,。;! ]{0,10}~" + _ZH_HUKOU,
        _ZH_HUKOU + rf"(?:者|的)?~(?:优先|限制|{AWAY})",
        ONLY + r"~(?:本地|本市|本省|本县|外地)(?:人|的)",
        rf"(?:本地|本市|本省|外地|外省|农村)(?:的?人|人员|的)~(?:优先|{AWAY})",
        r"不[招要收](?:外地|外省|本地|农村)",
        r"\b(?:hukou|household registration)\b[^.;]{0,20}\b(?:required|only|preferred)\b",
        r"\b(?:requires?|must have|only)\b[^.;]{0,20}\b(?:hukou|household registration)\b",
        r"本籍地?[^。]{0,8}(?:限|のみ|必須|記載)",
    ),
    "family": either(
        rf"(?:未婚|已婚|未育|已育|单身|离异)(?:者|的|女性|男性|人员)?~(?:优先|{AWAY})",
        rf"(?:{ONLY}|须|需|必须|要求|应)[为是]?~(?:未婚|已婚|未育|已育|单身)",
        r"(?:不得|不能|不可|禁止|不准|承诺不|保证不|不许)(?:结婚|怀孕|生育|生孩子|恋爱)",
        r"[\d一二两三四五]年内[不无][^,。;]{0,4}(?:婚|孕|育|孩子)",
        rf"(?:无|没有)(?:婚育|生育|结婚|怀孕)(?:计划|打算)|(?:孕妇|哺乳期|怀孕)(?:者|妇女|的)?~{AWAY}",
        r"怀孕[^。;]{0,6}(?:辞退|解除|离职|自动离)",
        r"(?:须|需|必须|要|应)(?:做|查|验|接受|进行|提供)[^,。;不无免]{0,4}(?:孕检|验孕|早孕检测|妊娠检测)",
        r"(?:孕检|验孕|早孕检测)(?:结果)?(?:为)?(?:合格|阴性|未怀孕)",
        r"\b(?:negative|mandatory|compulsory) pregnancy tests?\b",
        r"(?<!no )(?<!without )\bpregnancy tests? (?:is |are |will be )?(?:required|mandatory"
        r"|compulsory|needed|negative)\b",
        r"妊娠検査(?:の結果)?(?:を|が)?(?:受け|提出|必要|必須|陰性)(?!ない|ません|る必要は|は不要)",
        r"\b(?:single|unmarried|married|childless) (?:(?:women|men|persons?|people|applicants?|"
        rf"workers?|candidates?){BEING} )?{TAKEN}\b",
        r"\bmust (?:be|remain|stay) (?:single|unmarried|childless)\b",
        r"\b(?:must not|may not|cannot|not) (?:be(?:come)? |get )(?:pregnant|married)\b",
        r"\bno (?:pregnant (?:women|workers)|pregnanc(?:y|ies))\b(?! (?:tests?|checks?)\b)",
        r"\bno plans? (?:to|for|of) (?:(?:have|having|get|getting) )?(?:children|marr|pregnan)"
        r"\w{0,8}",
        rf"(?:未婚|既婚|独身|子供のいない|子どものいない)(?:者|の方|男性|女性)?[はがを]?~{_JA_ONLY}",
        r"(?:妊娠|出産|結婚)(?:し|する|した)?[^。]{0,8}(?:不可|退職|禁止|しないこと|お断り)",
    ),
}

_RANGE = r"[-\x7e〜至到]"
_AGES = either(
    rf"(?<!\d)\d{{2}}~周?岁?~{_RANGE}~\d{{2}}~周?岁",
    r"(?<!\d)(?!1[68])\d{2}~周?岁~(?:以下|以上|以内|之内|封顶)",
    r"年龄(?:要求|限|不超过|在)[^。;,]{0,4}\d{2}",
    r"\b(?:aged?|ages) (?:between )?\d{2} ?(?:-|to|and|through) ?\d{2}\b",
    r"\b(?:under|below|not older than|younger than|up to|maximum|max\.?) (?:the age of )?\d{2}"
    r" ?years? ?(?:old|of age)\b",
    r"\bunder the age of \d{2}\b|\bmaximum age\b",
    r"(?<!\d)(?!1[68])\d{2} ?[歳才] ?(?:以下|以上|未満|まで|くらいまで)",
    rf"(?<!\d)\d{{2}} ?[歳才]? ?{_RANGE} ?\d{{2}} ?[歳才]",
)


def limits(typed: str) -> dict[str, str]:
    """Return, by rule, the first phrase, as typed, that limits who may apply."""
    return limits_in(reading(typed)) if typed else {}


def limits_in(read: Reading) -> dict[str, str]:
    """Return what `limits` returns, of a text that is read already."""
    return {rule: read.phrase(*span) for rule, span in _spans(_apart(read.text)).items()}


def hints_in(text: str) -> Iterator[str]:
    """Yield the rules whose words a joined form says, "age", and "all" where it is open to all."""
    plain = _apart(text)
    yield from _spans(plain)
    if plain != text:
        yield "all"
    if _AGES.search(text):
        yield "age"


def _apart(text: str) -> str:
    """Return a joined form without what says that nobody is kept out."""
    return _OPEN_TO_ALL.sub(lambda found: "\0" * len(found[0]), text)


def _spans(plain: str) -> dict[str, tuple[int, int]]:
    spans = {
        rule: match.span() for rule, pattern in _LIMITS.items() if (match := pattern.search(plain))
    }
    if "ethnicity" not in spans and (found := origin(plain)):
        spans["ethnicity"] = found
    return {rule: spans[rule] for rule in _LIMITS if rule in spans}


def ages_in(read: Reading) -> tuple[str, ...]:
    """Return the phrases, as typed, that limit age other than from 16 or 18."""
    return tuple(read.phrase(*match.span()) for match in _AGES.finditer(read.text))
