"""Money asked of a worker in Japanese: the predicate follows, and the first one decides."""

import re

from fair.screening.phrases import Sentence, either

Span = tuple[int, int]

FEE = either(
    r"保証~?金|紹介~?料|紹介手数料|斡旋料|仲介~?料|登録~?料|敷金|預り金|預かり金|前払い?金|前金|教材費|研修費|"
    r"制服代|渡航手数料|手数料(?=[^。]{0,16}(?:求職者|本人|応募者|負担|徴収|いただ|頂|お支払|必要|かか|求め|請求|不要"
    r"|なし|ありません))",
    r"(?:制服|健康診断|教材)(?:に|は|として)?\d[\d,]{0,8}[万千]?円",
    r"先に(?:お金|料金|費用|代金)を?(?:お?支?払|振り?込|送)",
)
_NONE = r"(?:は|も|が|を|など|等|、|一切|まったく|全く){0,3}~"
_DENIED = (
    rf"{_NONE}(?:必要|お?支払い?|負担|徴収|請求|いただくこと|頂くこと|求め(?:る|て)?こと|取ること){_NONE}"
    r"(?:あり|ござい|し|いたし)?(?:ません|なく|ない(?!と|場合|方|人)|なし|無し)"
)
_PAID = (
    r"(?:会社|求人者|求人企業|当社|企業|施設|法人|弊社|ホテル|農園|事業所|工場|雇用主)"
    r"[^。本個]{0,6}(?:負担|支給|支?払)"
)
_PREDICATE = either(
    r"(?P<trick>ないと|なければ|ない場合|ない方|ない人)",
    rf"(?P<denied>{_DENIED}|ません|ないで|なく|なし|無し|不要|無料|禁止|ゼロ|(?<![\d,])0 ?円|違法"
    rf"|支給|{_PAID}|\d[\d,]{{0,10}}[万千]?円{_NONE}"
    rf"(?:不要|無料|なし|いただきません|頂きません|かかりません|{_PAID}))",
    r"(?P<asked>必要(?!です?か)|いただきます|頂きます|頂戴|お預か|かかります|徴収し(?!ま?せ)|申し受け|払って"
    r"|払う|自己負担|本人負担|納め|納付|ご用意|持参|天引き|控除|円)",
)
_REACH = 60
_NO = re.compile(r"いいえ|いえ|あり?ません|ございません|なし|不要|かかりません|いりません")


def asked(sentence: Sentence) -> Span | None:
    """Return where the sentence asks a worker for money, or None."""
    text = sentence.text
    for fee in FEE.finditer(text):
        says = _PREDICATE.search(text, fee.end(), fee.end() + _REACH)
        if says is None and sentence.question and _NO.match(sentence.next):
            continue
        if says is None or says.lastgroup != "denied":
            return fee.span()
    return None
