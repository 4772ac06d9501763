"""Hints at a way outside that write no address: a code to scan, "the same name there"."""

import re

from fair.contacts.apps import CLEAR
from fair.contacts.reading import Span

_CODE = (
    r"(?:qr|q r|cue are code|二维码|二維碼|erweima|微信码|群码|条码|バーコード|"
    r"キューアール|きゅーあーる|四角い?コード|コード(?=を)|しろくろの しかく|black (?:&|"
    r"and) white (?:box|square)e?s?|black squares?|"
    r"pixel square|码)"
)
_SCAN = (
    r"(?:scan|扫|掃|识别|長按|长按|截图|截屏|screenshot|読み取|読み込|読んで|読めたら|"
    r"よんで|よみとって|スキャン|撮|かざ|snap\b|point (?:your|ur)|zoom in|camera on|"
    r"use (?:your|ur) camera|カメラ向け|カメラで)"
)
_PICTURE = (
    r"(?:头像|頭像|封面|背景|身后|背后|墙上|镜头|鏡頭|胸牌|工牌|胸前|衣服|帽子|桌上|视频里|"
    r"画面里|朋友圈|相册|海报|牌子|t恤|主页|第.张图|"
    r"profile|avatar|\bpic\b|picture|\bdp\b|banner|icon|\bwall\b|behind me|background|"
    r"my badge|name tag|nametag|lanyard|my shirt|t-?shirt|\bvest\b|whiteboard|my desk|"
    r"\bcap\b|helmet|\bhat\b|\bmug\b|poster|"
    r"video|my photo|my camera|stream|gallery|アイコン|プロフ|壁|背景|後ろ|うしろ|名札|胸|"
    r"画面の|ホワイトボード|ヘルメット|tシャツ|ポスター|写真|しゃしん|カメラに|映します|"
    r"看板|動画)"
)
_MINE = r"(?:我|\bmy\b|\bour\b|\bthe\b|私|俺|僕|わたし|うちの)"
_APP = rf"(?:{CLEAR.pattern}|(?<![a-z])line(?![a-z])|ライン|(?<![a-z])(?:fb|x|v)(?![a-z])|viber)"
_QR = re.compile(
    rf"{_PICTURE}[^\n]{{0,24}}?{_CODE}|{_CODE}[^\n]{{0,24}}?{_PICTURE}"
    rf"|(?:{_MINE}[^\n]{{0,8}}?{_PICTURE}[^\n]{{0,24}}?{_SCAN}|{_SCAN}[^\n]{{0,12}}?{_MINE}[^\n]{{0,8}}?{_PICTURE})"
    rf"|(?:{_SCAN}[^\n]{{0,10}}{_CODE}|{_CODE}[^\n]{{0,14}}{_SCAN})[^\n]{{0,20}}"
    rf"(?:加|进群|入群|join|\badd\b|つなが|友だち|話[そし]|メッセージ|{_APP})"
)
_ME = (
    r"(?:昵称|暱稱|用户名|网名|名字|同名|nick(?:name)?|username|user name|\bname here|"
    r"booth name|profile name|handle|名前|なまえ|ユーザー名|ニックネーム|表示名|アカ名|"
    r"ルーム名|ここのid|ハンドル)"
)
_SAME = (
    r"(?:same (?:name|username|user name|id|handle|nick(?:name)?|user|picture)|(?:username|"
    r"id|nickname|handle|name) (?:is|as) (?:the )?(?:same|here)|"
    r"(?:昵称|用户名|网名|名字)[^\n]{0,4}(?:一样|相同|一致)|同名|同号|和这儿一样|"
    r"同じ(?:の)?(?:名前|ユーザー名|id|ニックネーム|アカ|ハンドル)|おなじなまえ|(?:名前|id|"
    r"アカ名?)[^\n]{0,4}(?:同じ|一緒|そのまま|のまま))"
)
_GO = (
    r"(?:搜|加我|加一下|找我|外面|那边|打|看|关注|find me|search|look (?:me )?up|add\b|"
    r"connect|message|dial|follow|inbox|探し|さがし|検索|追加|見つ|かけ)"
)
_THERE = rf"(?:{_APP}|搜|find me|search|look me|there\b|elsewhere|検索|探し|さがし|追加)"
_SAME_NAME = re.compile(rf"{_SAME}[^\n]{{0,30}}?{_THERE}|{_THERE}[^\n]{{0,30}}?{_SAME}")
_NAME_IS = re.compile(
    rf"{_ME}[^\n]{{0,12}}?(?:就是|也是|即|\bis\b|=|そのまま|のまま|が)[^\n]{{0,6}}?{_APP}"
    rf"|{_APP}[^\n]{{0,12}}?(?:就是|也是|\bis\b|=|は|が)[^\n]{{0,8}}?{_ME}"
    rf"|{_ME}[^\n]{{0,28}}?(?:{_APP}|数字|digits|数字)[^\n]{{0,16}}?{_GO}|"
    rf"{_GO}[^\n]{{0,16}}?{_ME}[^\n]{{0,16}}?{_APP}|"
    rf"{_APP}[^\n]{{0,12}}?{_GO}[^\n]{{0,12}}?{_ME}"
    rf"|(?:打|dial|かけ)[^\n]{{0,6}}{_ME}[^\n]{{0,6}}(?:号码|数字)|(?:digits|"
    rf"numbers?) in my (?:username|nickname|name)"
)
_WAY = (
    r"(?:号码|手机号|电话|联系方式|联系我|number|\bnum\b|contact|how to reach me|番号|"
    r"連絡先|電話番号|business card|名片|名刺)"
)
_WHERE = (
    r"(?:资料|简介|签名|头像|昵称|主页|图里|プロフ|自己紹介|アイコン|名札|看板|背景|"
    r"ファイル名|\bprofile\b|\bbio\b|avatar|\bdp\b|banner|\bmy cv\b|my resume|gallery|"
    r"whiteboard|holding up|\bmy badge\b)"
)
_LOOK = (
    r"(?:(?<!不)(?<!不会)看(?!不)|打|加|搜|扫|放大|check|look|\bsee\b|call|text|ring|dial|\badd\b|scan|msg|find|"
    r"watch|かけて|見て|みて|検索|追加|さがして|読|送った|書いてある|入ってる|写って)"
)
_WRITTEN_THERE = re.compile(rf"(?:{_WHERE}[^\n]{{0,30}}?{_WAY}|{_WAY}[^\n]{{0,30}}?{_WHERE})")
_LOOKS = re.compile(_LOOK)
_NEARBY = re.compile(
    r"airdrop|エアドロ|近くの人|附近的人|摇一摇|オープンチャット|people nearby|open ?chat"
)
_ASKED = re.compile(r"[?？吗嘛么]\s*$")
_CLAUSE = re.compile(r"[^,，。;；!！?？\n、]+")


def hints(text: str) -> list[Span]:
    """Return the clauses of a folded text that tell where a way outside is to be found."""
    if _ASKED.search(text):
        return []
    found = [
        match.span() for pattern in (_QR, _SAME_NAME, _NAME_IS) for match in pattern.finditer(text)
    ]
    if _LOOKS.search(text):
        found += [match.span() for match in _WRITTEN_THERE.finditer(text)]
        found += [match.span() for match in _NEARBY.finditer(text)]
    return [_clauses(text, span) for span in found]


def _clauses(text: str, span: Span) -> Span:
    touched = [
        one.span()
        for one in _CLAUSE.finditer(text)
        if one.end() > span[0] and one.start() < span[1]
    ]
    return (touched[0][0], touched[-1][1]) if touched else span
