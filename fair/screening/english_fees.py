"""Money asked of a worker in English: each fee is looked at with its own clause.

A negation reaches to the end of its clause: "but", "and you must", or a comma with a demand behind
it end it. What stands around a fee is looked at so many signs far and no further.
"""

import re
from bisect import bisect_right

from fair.screening.phrases import Sentence, either

Span = tuple[int, int]


_LIKE = {"o": "[o0]", "i": "[i1l]", "e": "[e3€]", "s": "[s5$]"}


def _spelt(word: str) -> str:
    """Return the pattern of a word with a sign set between its letters, or digits for some."""
    return r"[^\w ,;:!?]?".join(_LIKE.get(letter, letter) for letter in word)


_DEPOSIT = rf"{_spelt('deposit')}s?"
_MONEY = (
    r"(?:(?:usd|eur|gbp|rmb|cny|jpy|php|inr|npr|idr|vnd|hkd|sgd|aed|rs) ?|[$€£¥₹] ?)?"
    r"(?!0(?![\d.,]))\d"
)
_KINDS = (
    r"placement|recruitment|recruiting|agency|registration|application|processing|training|uniform"
    r"|visa|up-?front|admin(?:istrati(?:on|ve))?|service|medical|joining|broker'?s?|agent'?s?"
    r"|sign-?(?:up|on)|enrol?lment|entry|file|arrangement|handling|reservation|screening"
)
FEE = either(
    rf"\b(?:{_KINDS})[ -](?:{_spelt('fee')}s?|charges?|bonds?)\b",
    rf"\b(?:security|refundable|cash|worker'?s?) {_DEPOSIT}|\bsecurity bond\b|\bbond money\b",
    rf"\b{_DEPOSIT} (?:of|(?:is |are )?(?:required|payable|needed|due)|applies|apply|first"
    r"|up-?front|in advance)\b",
    rf"\b{_DEPOSIT} ?[:=-]? ?{_MONEY}[\d,.]{{0,12}}",
    r"\b(?:pay|leave|required?s?|requiring|charged?s?|ask(?:s|ed|ing)?(?: \w{1,20}){0,2} for"
    r"|collect(?:s|ed)?|provide|bring|with|no|without|any|a|the) (?:a |any |the )?"
    rf"{_DEPOSIT}\b(?! (?:slip|box|bottle|return|account)s?\b)",
)
_THINGS = (
    r"uniforms?|work ?clothes|clothing|medicals?|medical (?:check|exam|test)s?|health checks?"
    r"|visas?|(?:work )?permits?|training|courses?|badges?|id cards?|documents?|paperwork|papers"
    r"|registration|applications?|interviews?|exams?|tools?|processing"
    r"|the (?:job|place|position|slot)"
)
_PAYERS = r"workers?|candidates?|applicants?|helpers?|recruits?|trainees?|employees?|you"
_CHARGE = either(
    rf"\bpay(?:s|ing)? (?:(?:us|me|about|around|just|only) ){{0,2}}{_MONEY}[\d,.]{{0,12}}"
    r"(?: [a-z]{2,8})?(?: each)? (?:(?:first|up-?front|in advance|before|on arrival)\b"
    rf"|(?:for|towards?) (?:the |your |a |an |their )?(?:{_THINGS})\b)",
    rf"\b(?:we|agency|agent|company) charges? (?:\w{{1,20}} ){{0,3}}{_MONEY}[\d,.]{{0,12}}",
    rf"\b(?:but|just|only|plus) {_MONEY}[\d,.]{{0,12}}(?: [a-z]{{2,8}})? for (?:the |your |a )?"
    rf"(?:{_THINGS})\b",
    rf"\bfees? of {_MONEY}[\d,.]{{0,12}}",
    rf"\b(?:{_THINGS})[^.;,]{{0,20}} (?:paid|borne|covered) by (?:the |each )?"
    r"(?:workers?|you|applicants?|employees?|candidates?|helpers?)\b",
    rf"\b(?:{_THINGS})[^.;,]{{0,24}} (?:at|on) (?:(?:the|each) )?(?:workers?'?s?'?|own|your own"
    r"|applicants?'?s?'?|candidates?'?s?'?|helpers?'?s?'?|employees?'?s?'?) (?:own )?"
    r"(?:expense|cost|account)\b",
    rf"\b(?:{_PAYERS}) (?:(?:must|will|shall|should|has to|have to|need to|needs to) )?"
    rf"(?:pays?|bears?|covers?|meets?|shoulders?) (?:for )?(?:(?:the|their|your|own|his|her|all) "
    rf"){{0,2}}(?:{_THINGS})\b",
    r"\bpay(?:s|ing)? (?:us|me|the (?:agent|agency|recruiter)|first|in advance|up-?front)\b",
    r"\b(?:up-?front|advance) (?:payments?|costs?|sums?|money)\b",
)
_BREAKS = re.compile(
    r"\b(?:but|except|unless|however|although|though|yet|only)\b|[;:]| - "
    r"|\b(?:and|then) (?:\w{1,20} ){0,2}(?:must|require|pay|charge|collect|leave)"
)
_NOT = re.compile(
    r"\b(?:no|not|never|without|nobody|none|neither|nor|zero|free of|cannot"
    r"|prohibit\w{0,6}|forbid\w{0,6}|refuse[sd]?|illegal)\b|n['’]t\b"
)
# What may stand after a comma while a negation before it still holds: the next thing of a list.
_LISTED = re.compile(
    r"(?: ?\b(?:or|and|nor|any|other|a|an|the|kinds?|sorts?|of|even|no|ask|charge|take|collect"
    r"|require|request|accept|demand|for|from|in)\b){0,6} ?"
)
_DEMAND = re.compile(
    rf" ?(?:of |is |are |[:=-] ?)?{_MONEY}| (?:(?:is|are|will be|must be) )?(?:required|needed"
    r"|payable|due|appl(?:y|ies)|first|up-?front|in advance|taken|kept|collected|deducted|paid)\b"
    r"(?! by)"
)
_EMPLOYER = (
    r"(?:employers?|company|we|hotel|farm|yard|city|clinic|hospital|school|organi[sz]er|agency"
    r"|firm|factory|us)"
)
_VERBS = r"\b(?:is|are|be|been|was|were|must|required|needed|payable|appl(?:y|ies)|kept|taken)\b"
_NEVER = (
    r"asked|charged|required|requested|collected|taken|needed|allowed|accepted|permitted|due"
    r"|payable|deducted"
)
_PAID = re.compile(
    rf"(?:(?!{_VERBS})[^.;\d]){{0,60}}(?<= )(?:(?:is|are|will be) )?(?:always |all )?"
    r"(?:(?:paid|covered|borne|reimbursed|met) (?:in full )?(?:by|for) (?:the |our )?"
    rf"{_EMPLOYER}\b|(?:is|are|will be) (?:never|not) (?:ever )?(?:{_NEVER})\b"
    r"|(?:is|are) (?:free|waived|zero|none|illegal|forbidden|prohibited)\b)"
    r"|[ :=-]{0,3}(?:none|free|waived|no|zero|nil|n/a|0)\b"
)
_PAYS = re.compile(
    rf"\b{_EMPLOYER} (?:will |shall |always |also ){{0,2}}(?:pays?|covers?|bears?|reimburses?)\b"
    r"[^.;]{0,40}$"
)
# Before the word "pay": who pays is no worker, or pay is a thing and nobody does.
_OTHERS = re.compile(
    rf"\b(?:{_EMPLOYER}|base|basic|gross|net|monthly|weekly|daily|hourly|overtime|sick|holiday"
    r"|the|your|our|of|in|extra|their) (?:will |shall |must |should |always |also |can ){0,2}$"
)
_WITHOUT = re.compile(r"\b(?:without|unless|if you (?:do not|don't|cannot))\b[^.;]{0,30}$")
_NOTHING = re.compile(
    r"[^.;]{0,24}\b(?:no (?:job|work|entry|interview|contract|place|shift|visa|start)|cannot|can't"
    r"|can not|won't|will not)\b"
)
_NO_WORK = re.compile(r"[ ,]{1,2}no (?:job|work|start)\b")
_NO = re.compile(r"no\b|none\b|never\b|not\b|nothing\b")
_BEFORE, _AFTER, _NEAR = 90, 60, 30


def asked(sentence: Sentence) -> Span | None:
    """Return where the sentence asks a worker for money, or None."""
    text = sentence.text
    starts = [0, *(found.start() for found in _BREAKS.finditer(text))]
    for charge in _CHARGE.finditer(text):
        before = _before(text, starts, charge.start(), charge.start())
        if not (_OTHERS.search(before) or _denied(before, "")):
            return charge.span()
    for fee in FEE.finditer(text):
        if not _excused(sentence, starts, fee):
            return fee.span()
    return None


def _before(text: str, starts: list[int], of: int, end: int) -> str:
    """Return what stands before a place, in its own clause and not too far."""
    clause = starts[bisect_right(starts, of) - 1]
    return text[max(clause, end - _BEFORE) : end]


def _excused(sentence: Sentence, starts: list[int], fee: re.Match[str]) -> bool:
    text, phrase = sentence.text, fee[0]
    after = text[fee.end() : fee.end() + _AFTER]
    # a negation may stand in the phrase itself: "no deposit"
    own = _NOT.match(phrase)
    before = _before(text, starts, fee.start(), fee.start() + (own.end() if own else 0))
    if own and _NO_WORK.match(after):
        return False
    if _WITHOUT.search(before) and _NOTHING.match(after):
        return False
    if _PAYS.search(before) or _PAID.match(after):
        return True
    if sentence.question and _NO.match(sentence.next):
        return True
    return _denied(before, phrase + after)


def _denied(before: str, rest: str) -> bool:
    """True where a negation before a phrase reaches it."""
    nots = list(_NOT.finditer(before))
    if not nots:
        return False
    between = before[nots[-1].end() :]
    parted = "," in between
    if parted and not _LISTED.fullmatch(between.rpartition(",")[2]):
        return False
    return not (_DEMAND.search(rest[:_NEAR]) and (parted or FEE.search(between)))
