"""The phrases, in three languages, that limit who may ask for work or that ask a worker for money.

Each pattern names a *limiting* use: "女装车间" (a workshop for women's wear) passes, "限女性" does
not. What says the opposite ("性别不限", "regardless of sex") is taken out before looking.
"""

import re

_I = re.IGNORECASE


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), _I)


_OPEN_TO_ALL = _any(
    r"男女(皆可|均可|都可以?|都行|不限|兼收|老少|同工同酬|平等)|不限男女|不分男女|不限性别|性别(均)?不限",
    r"婚育?否?不限|不限婚育|未婚已婚均可|已婚未婚均可|不问婚育",
    r"(不限|不看|不分)(户籍|户口|民族|宗教)|无(户籍|户口|民族|宗教)(限制|要求)",
    r"(户籍|户口|民族|宗教)(均)?不限",
    r"(men and women|women and men|male or female|female or male|males and females)"
    r"( (are |both )?(welcome|preferred|wanted|needed))?",
    r"(all genders|any gender|either sex|regardless of (sex|gender)[^.;]*)",
    r"(性別|男女|国籍|宗教|学歴|婚姻)(は|を)?(不問|問わず|問いません|とも歓迎)|男女とも",
)
_ZH_ONLY = r"(仅限|只限|限招|只招|只要|只收|仅招|仅收|限)"
_ZH_AWAY = r"(勿扰|免谈|除外|不要|不招|不收|谢绝|莫扰|不予考虑|勿投)"
_EN_ONLY = r"(only|preferred|wanted|need not apply|need apply)"
_JA_ONLY = r"(のみ|限定|に限る|に限ります|だけ募集|優先|優遇|歓迎|不可|お断り)"
_EN_SEX = r"(males?|females?|m[ae]n|wom[ae]n|ladies|gentlemen|girls|boys)"
_FAITHS = r"(christians?|muslims?|moslems?|hindus?|buddhists?|jews|jewish|catholics?)"
_ZH_FAITHS = r"(穆斯林|基督徒|基督教徒|佛教徒|天主教徒|伊斯兰教徒|回教徒|信教者?|信教人员|教徒)"
_ZH_HUKOU = r"(户口|户籍)"
_ZH_ETHNIC = r"(少数民族|汉族|回族|维吾尔族|维族|藏族|蒙古族|蒙族|壮族|苗族|彝族|朝鲜族|满族)"

_LIMITS = {
    "sex": _any(
        _ZH_ONLY + r"(为|于|招)?(男|女)(性|士|生|工|员|孩|的)?(?!装|鞋|包|款|厕|宿舍|浴|士手)",
        r"(招|聘|要|收)(男|女)(工|性|士|生|员)(?!宿舍|装)",
        r"(男|女)(性|士|生|工|员)?(者)?(优先|限定|专岗|专招)",
        r"(男|女)(性|士|生|工|员)?" + _ZH_AWAY,
        r"性别(要求)?\s*[:：为是]?\s*(男|女)(?!女|均|皆|不限)",
        r"不(招|要|收|接受|考虑|录用)(男|女)(性|士|生|工|员)?",
        r"(男|女)(工|性|士|生)\s*\d+\s*(名|人|位)",
        rf"\b{_EN_SEX}\s+(applicants?\s+|workers?\s+|staff\s+|employees?\s+)?{_EN_ONLY}\b",
        r"\b(only|prefer(red|ably|ence for)?|must be|required?|wanted:?|seeking|looking for|hiring)"
        rf"\s+(a\s+|an\s+)?(young\s+|strong\s+)?{_EN_SEX}\b(?!['’]s)(?!\s+and\b)",
        r"\b(gender|sex)\s*[:=]\s*(male|female|m\b|f\b)(?!\s*(or|/))",
        r"\bno\s+(men|women|males?|females?)\b",
        rf"(男性|女性|男子|女子)(の方|スタッフ|社員)?{_JA_ONLY}",
        r"性別\s*[:：はが]\s*(男|女)(?!女|性?(問|不問))",
    ),
    "ethnicity": _any(
        _ZH_ONLY + _ZH_ETHNIC,
        _ZH_ETHNIC + r"(者|人员|同胞)?(优先|" + _ZH_AWAY[1:],
        r"不(招|要|收|接受|录用)" + _ZH_ETHNIC,
        r"民族\s*[:：]\s*(?!不限)[^\s，。；,;]{1,4}",
        r"\b(whites?|blacks?|asians?|hispanics?|latinos?|caucasians?|han chinese|arabs?)\s+"
        r"(people\s+|workers?\s+)?(only|preferred|need not apply)\b",
        r"\bno\s+(whites|blacks|asians|hispanics|latinos|arabs|uyghurs|tibetans|gypsies)\b",
        r"(日本人|外国人|外国籍|中国人|韓国人|朝鮮人|黒人|白人)(の方)?(のみ|限定|に限る|不可|お断り)",
    ),
    "religion": _any(
        r"(无|不得有|不能有|不可有|没有)宗教信仰",
        _ZH_ONLY + _ZH_FAITHS,
        _ZH_FAITHS + r"(优先|" + _ZH_AWAY[1:],
        r"不(招|要|收|接受|录用)" + _ZH_FAITHS,
        rf"\b{_FAITHS}\s+(workers?\s+)?{_EN_ONLY}\b",
        rf"\b(must be|only|no|prefer(red)?)\s+(an?\s+)?(practi[sc]ing\s+)?{_FAITHS}\b",
        rf"(無宗教|宗教を持たない|信者|仏教徒|キリスト教徒|イスラム教徒)(の方)?{_JA_ONLY}",
    ),
    "household": _any(
        _ZH_ONLY + r"[^，。；！\s]{0,8}" + _ZH_HUKOU,
        r"(须|需|必须|要求|应)(有|是|为|持有?|具有|具备)?[^，。；！\s]{0,8}" + _ZH_HUKOU,
        _ZH_HUKOU + r"(者)?(优先|限制|" + _ZH_AWAY[1:],
        _ZH_ONLY + r"(本地|本市|本省|本县|外地)人",
        r"(本地|本市|本省|外地|外省|农村)(人|人员)(优先|" + _ZH_AWAY[1:],
        r"不(招|要|收)(外地|外省|本地|农村)",
        r"\b(hukou|household registration)\b[^.;]{0,20}\b(required|only|holders only|preferred)\b",
        r"\b(requires?|must have|only)\b[^.;]{0,20}\b(hukou|household registration)\b",
        r"本籍地?[^。]{0,8}(限|のみ|必須|記載)",
    ),
    "family": _any(
        r"(未婚|已婚|未育|已育|单身|离异)(者|的|女性|男性|人员)?(优先|" + _ZH_AWAY[1:],
        r"(" + _ZH_ONLY + r"|须|需|必须|要求|应)(为|是)?(未婚|已婚|未育|已育|单身)",
        r"(不得|不能|不可|禁止|不准|承诺不|保证不|不许)(结婚|怀孕|生育|生孩子|恋爱)",
        r"(\d|[一二两三四五])年内(不|无)[^，。；]{0,4}(婚|孕|育|孩子)",
        r"(无|没有)(婚育|生育|结婚|怀孕)(计划|打算)|(孕妇|哺乳期|怀孕)(者|妇女)?" + _ZH_AWAY,
        r"怀孕[^。；]{0,6}(辞退|解除|离职|自动离)",
        r"\b(single|unmarried|married|childless)\s+(women|men|persons?|people|applicants?|workers?)?"
        r"\s*(only|preferred|wanted)\b",
        r"\bmust\s+(be|remain|stay)\s+(single|unmarried|childless)\b",
        r"\b(must not|may not|cannot|not)\s+(be(come)?\s+|get\s+)(pregnant|married)\b",
        r"\bno\s+(pregnant\s+(women|workers)|pregnanc(y|ies))\b",
        r"\bno\s+plans?\s+(to|for|of)\s+(have |having |get |getting )?(children|marr|pregnan)\w*",
        rf"(未婚|既婚|独身|子供のいない|子どものいない)(者|の方|男性|女性)?{_JA_ONLY}",
        r"(妊娠|出産|結婚)(し|する|した)?[^。]{0,8}(不可|退職|禁止|しないこと|お断り)",
    ),
}

_AGES = _any(
    r"(?<!\d)\d{2}\s*(周)?岁?\s*[-–—~～至到]\s*\d{2}\s*(周)?岁",
    r"(?<!\d)(?!1[68])\d{2}\s*(周)?岁\s*(以下|以上|以内|之内|封顶)",
    r"年龄(要求|限|不超过|在)[^。；，]{0,4}\d{2}",
    r"\b(aged?|ages)\s*(between\s*)?\d{2}\s*(-|–|to|and|through)\s*\d{2}\b",
    r"\b(under|below|not older than|younger than|up to|maximum|max\.?)\s+(the age of\s+)?\d{2}"
    r"\s*years?\s*(old|of age)\b",
    r"\bunder the age of \d{2}\b|\bmaximum age\b",
    r"(?<!\d)(?!1[68])\d{2}\s*(歳|才)\s*(以下|以上|未満|まで|くらいまで)",
    r"(?<!\d)\d{2}\s*(歳|才)?\s*[~～〜-]\s*\d{2}\s*(歳|才)",
)


def limits(text: str) -> dict[str, str]:
    """Return, by rule, the first phrase of a text that limits who may apply."""
    if not text:
        return {}
    plain = _OPEN_TO_ALL.sub(" ", text)
    found = {}
    for rule, pattern in _LIMITS.items():
        if match := pattern.search(plain):
            found[rule] = match.group().strip()
    return found


def ages(text: str) -> list[str]:
    """Return the phrases of a text that limit age other than from 16 or 18."""
    return [match.group().strip() for match in _AGES.finditer(text)]


# --- money asked of a worker ------------------------------------------------------------------

_SENTENCE = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")
_ZH_FEE = (
    r"(押金|保证金|抵押金|风险金|中介费|介绍费|职介费|报名费|培训费|服装费|工服费|工作服费|体检费|"
    r"手续费|入职费|签证费|建档费|办证费|劳务费用?|服务费|管理费|出国费用?)"
)
_ZH_FILL = (
    rf"(?:任何|各种|各类|一切|其他|所有|工人|求职者|劳动者|员工|应聘者|向|你|您|的|收|取|交|缴|纳|费用|"
    rf"包括|例如|比如|如|以|等|名义|形式|{_ZH_FEE}|费|钱|款|和|及|或|与|以及|[、，,：:\s“”（）()]|[a-z])"
)
_ZH_NOT = (
    r"(?:不(?:会|得|准|许|能|可|应|需|用|必|再|要|允许)*|无(?:需|须)?|没有|免(?:收|交|除|去)?|零|"
    r"禁止|严禁|未|谢绝|拒绝|杜绝)"
)
_ZH_BEFORE = re.compile(rf"{_ZH_NOT}{_ZH_FILL}*$", _I)
_ZH_AFTER = re.compile(
    rf"^{_ZH_FILL}*?\s*(一律|全部|全|都|均|概|也|是|为|[:：])*\s*"
    r"(不(收|交|用|需|要|缴|存在)|免|无|没有|零|0\s*元|违法|禁止)"
)
_ZH_PAID = re.compile(
    r"(公司|单位|工厂|企业|我方|雇主|厂方|厂里|用人单位|项目部|政府|主办方|医院|酒店|学校|本店)"
    r"[^，。；]{0,8}(承担|支付|负担|报销|缴纳|出|付|包)|(承担|报销|由[^，。；]{1,8}(出|付))"
)
_ZH_TRICK = re.compile(r"(不|未)(交|缴|付)[^。；]{0,12}(不能|不得|不予|无法|不给|不准|不安排|不可)")
_ZH_CHARGE = re.compile(
    r"(每人|入职|报到|上岗|面试|体检|先|需|须|要|应)[^，。；不无免]{0,6}(交|缴)(纳)?[^，。；]{0,4}\d+\s*(元|块)"
)
_EN_FEE = (
    r"((placement|recruitment|recruiting|agency|registration|application|processing|training|"
    r"uniform|visa|upfront|up-front|admin(istration|istrative)?|service|medical|joining|broker'?s?)"
    r"\s+(fees?|charges?|bonds?)|(security|refundable|cash|worker'?s?)\s+deposits?|security\s+bond|"
    r"bond\s+money|deposits?\s+(of|is|required|payable|needed)|"
    r"((pay|leave|require[sd]?|requiring|charge[sd]?|ask(s|ed|ing)?(\s+\w+){0,2}\s+for|collect(s|ed)?|"
    r"provide|bring|with|no|without|any|a|the)\s+)(a\s+|any\s+|the\s+)?deposits?\b(?!\s+(slip|box|bottle|return)))"
)
_EN_NOT = re.compile(
    r"(\b(no|not|never|without|nobody|none|neither|nor|zero|free of|cannot|may not|"
    r"prohibit\w*|forbid\w*|refuse[sd]?|illegal)\b|n['’]t\b)"
    r"(?:(?!\b(?:but|except|unless|however)\b|\b(?:and|then)\s+(?:\w+\s+){0,2}(?:must|require|pay|charge|collect|leave)).){0,90}$",
    _I,
)
_EN_AFTER = re.compile(
    r"^[^.;]{0,50}\b((paid|covered|borne|refunded by|reimbursed|met)\s+(in full\s+)?(by|for)\s+"
    r"(the\s+|our\s+)?(employer|company|hotel|farm|yard|city|clinic|hospital|school|organi[sz]er|agency|firm|us)|"
    r"(is|are)\s+(never|not)\b|none\b|free\b|waived)",
    _I,
)
_EN_PAID = re.compile(
    r"\b(employer|company|we|yard|hotel|farm|clinic|hospital|school|city|firm)\s+"
    r"(will\s+|shall\s+)?(pay|pays|cover|covers|bear|bears|reimburses?)\b[^.;]{0,40}$",
    _I,
)
_JA_FEE = (
    r"(保証金|紹介料|紹介手数料|斡旋料|仲介料|登録料|敷金|預り金|預かり金|前払い金|教材費|研修費|"
    r"制服代|渡航手数料|手数料(?=[^。]{0,16}(求職者|本人|応募者|負担|徴収|いただ|頂|お支払|必要|かか|求め|請求|不要|なし)))"
)
_JA_NOT = re.compile(
    r"^[^。]{0,40}?(ません|ないで|なく|なし|無し|不要|無料|禁止|ゼロ|0\s*円|違法|"
    r"(会社|当社|企業|施設|法人|弊社|ホテル|農園|事業所|工場|雇用主)[^。]{0,6}(負担|支給|支払)|支給)"
)
_JA_TRICK = re.compile(r"^[^。]{0,14}(ないと|なければ|ない場合|ない方|ない人)")


def fee(text: str) -> str:
    """Return the phrase of a text that asks a worker for money; "" where none does.

    What says that nobody may ask, or that the employer pays, asks for nothing.
    """
    for sentence in _SENTENCE.split(text) if text else ():
        if phrase := _fee_zh(sentence) or _fee_en(sentence) or _fee_ja(sentence):
            return phrase
    return ""


def _fee_zh(sentence: str) -> str:
    if charge := _ZH_CHARGE.search(sentence):
        return charge.group()
    for match in re.finditer(_ZH_FEE, sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        if _ZH_TRICK.search(sentence):
            return match.group()
        clause = re.split("[，,]", before)[-1] + match.group() + re.split("[，,]", after)[0]
        excused = _ZH_BEFORE.search(before) or _ZH_AFTER.search(after) or _ZH_PAID.search(clause)
        if not excused:
            return match.group()
    return ""


def _fee_en(sentence: str) -> str:
    for match in re.finditer(rf"\b{_EN_FEE}", sentence, _I):
        phrase = match.group()
        # the negation may stand in the phrase itself: "no deposit"
        start = match.end() - len(phrase.split()[-1])
        before, after = sentence[:start], sentence[match.end() :]
        if not (_EN_NOT.search(before) or _EN_PAID.search(before) or _EN_AFTER.search(after)):
            return phrase
    return ""


def _fee_ja(sentence: str) -> str:
    for match in re.finditer(_JA_FEE, sentence):
        after = sentence[match.end() :]
        if _JA_TRICK.search(after) or not _JA_NOT.search(after):
            return match.group()
    return ""
