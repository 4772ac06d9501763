"""Sentences that speak of money, but not of a worker's: what is asked there is never certain.

The trade handles it (押金会计, "book the deposits of customers"), a warning names it, a question
asks about it, a person gets it back. Whether that is all, the second look says.
"""

from fair.screening.phrases import Sentence, either

_TRADE = either(
    r"客户|客人|顾客|租客|房客|旅客|游客|乘客|病人|患者|读者|业主|供应商|商户|会计|出纳|财务|专员"
    r"|投标|招标|租赁公司|驾校|房地产|民宿|图书馆|窗口|台账|对账|发票|开票|登记簿|质保金|账户核对"
    r"|农民工工资保证金|核对|手册|收银|结算岗|回收|退款岗|客服|(?:金|费)(?:的)?(?:收据|单据|票据|凭证"
    r"|明细|退还单|退款单|管理|核算|登记|条据|账务|结算)",
    r"お客|客様|顧客|取引先|借主|入居者様|利用者様|患者|経理|会計|台帳|計算書|精算担当|不動産"
    r"|レンタ|窓口|レジ|帳簿|伝票|領収書の|求人者|清算|[金料](?:[の・、][^。]{0,6})?(?:の|を)?(?:説明|管理|計算|精算|返還|案内"
    r"|仕訳|集計|督促)|(?:会社|当社|弊社)が(?:(?!指定|定め|決め)[^。]){0,16}(?:払います|払う|負担)",
    r"\b(?:customers?|guests?|clients?|tenants?|patients?|borrowers?|passengers?|buyers?|bidders?"
    r"|students?|shoppers?|visitors?|residents?|accountants?|accounting|accounts|bookkeep\w{0,4}"
    r"|book (?:the |all )?deposits|cashiers?|tellers?|ledgers?|invoices?|administrators?|clerks?"
    r"|statements|housing association)\b",
)
_WARNS = either(
    r"骗|投诉|举报|报警|违法|谨防|当心|警惕|热线|条例|不对劲|可疑|冒充|以我(?:们|公司|司)?名义|索要|索取"
    r"|被要求|自称|执法|抽查|轻信",
    r"偽|詐欺|かたる|名乗|通報|相談が|報告されて|ご注意|違法|禁じ|請求されたら|求められたら"
    r"|言われ(?:て|た|ました)|裁判",
    r"\b(?:fraud\w{0,5}|scam\w{0,5}|report|complain\w{0,3}|beware|illegal|in our name|fake"
    r"|anyone who|any(?:one|body) (?:asks|asking)|against the (?:rules|law)|hotline"
    r"|rights desk)\b",
)
_BACK = either(
    r"(?:打回|转给|退给|退回|退还给|退到|返还给|还给|发给|支付给|补给)(?:到)?[您你](?:的|账)?|退[您你]",
    r"(?:ご返金|お返し|返金)(?:しました|いたしました|済み|の手続きをします)",
    r"\b(?:refunded|returned|paid back|reimbursed|sent back) to (?:you|your)\b",
)
_ASKS = either(
    r"[吗嘛么呢](?=$|[^一-鿿])|请问|多少|谁[付出交]|是不是|有没有|能不能|要不要|听说",
    r"ですか|ますか|でしょうか|ませんか|と聞きました|本当か",
    r"^ ?(?:(?:hi|hello|sorry|and|but|so|ok|please)[ ,]{1,2}){0,2}(?:do|does|did|is|are|will|would"
    r"|can|could|should|must|may|how|what|who|why|when|where|which)\b",
)


def of_others(sentence: Sentence) -> bool:
    """True where a sentence that names money may well ask no worker for it."""
    text = sentence.text
    if _TRADE.search(text) or _WARNS.search(text) or _BACK.search(text):
        return True
    return not sentence.next and _ASKS.search(text) is not None
