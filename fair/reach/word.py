"""What somebody texts back, in the words of the languages of the house."""

from fair.folding import key

HERE, READY, FIVE, LEAVE, STAY = "here", "ready", "five", "leave", "stay"
MOST_SIGNS = 40
_TEXTED = {
    READY: ("1", "ready", "准备好了", "准备好", "好了", "準備できました", "準備完了"),
    FIVE: ("2", "five", "five more minutes", "五分钟", "5分钟", "再等五分钟", "あと5分", "5分"),
    LEAVE: ("3", "leave", "离开", "退出", "やめる", "やめます"),
    STAY: ("0", "stay", "留下", "不离开", "戻る", "戻ります"),
}
_MEANT = {key(said): word for word, all_said in _TEXTED.items() for said in all_said}


def meant(said: str) -> str:
    """Return what a reply means; empty where it means nothing here."""
    return _MEANT.get(key(said), "") if len(said) <= MOST_SIGNS else ""
