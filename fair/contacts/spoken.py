"""How digits are said in the languages that people at a fair speak, plainly and in disguise."""

from fair.contacts.reading import listed


def _said(listed: str) -> dict[str, str]:
    """Read "0zero 7seven" into {"zero": "0", "seven": "7"}."""
    return {
        entry.lstrip("0123456789"): entry[: len(entry) - len(entry.lstrip("0123456789"))]
        for entry in listed.split()
    }


def _signs(listed: str) -> dict[str, str]:
    """Read "0零〇" into {"零": "0", "〇": "0"}."""
    return {sign: entry[0] for entry in listed.split() for sign in entry[1:]}


# Chinese and Japanese signs, formal ones, and what soldiers, traders and jokers say for them.
CHINESE = _signs(
    "0零〇○洞灵铃玲凌龄令另圈 1一壹壱幺妖腰摇吆夭弌 2二贰贰貳弐两俩兩 3三叁参參弎仨伞 4四肆 "
    "5五伍舞武 6六陆陸溜柳 7七柒漆拐 8八捌扒叭 9九玖勾酒"
)
# What sounds like a digit: read as one only where nothing else stands for long.
SOUNDS = _signs(
    "0零〇灵铃玲凌龄令另领洞 1一幺要医衣依伊摇药邀耀姚以腰 2二两儿而耳尔 3三散伞山 "
    "4四死思私司丝似是 "
    "5五无午武舞物屋吴唔吾 6六刘流留柳溜路 7七起气期奇妻齐琪骑其 8八吧把爸巴拔罢扒叭 9九就酒久旧救"
)
KANA = _said(
    "0ぜろ 0れい 0まる 1いち 1ひと 1いー 2にー 2にい 2にぃ 2に 2ふた 2つー 3さん 3すりー "
    "4よん 4しー 4し "
    "4よ 4ふぉー 5ごー 5ごぉ 5ご 5ふぁいぶ 6ろくー 6ろく 6むー 6しっくす 7なな 7しち "
    "7せぶん 8はち 8えいと "
    "9きゅうー 9きゅう 9きゅー 9く 9ないん"
)
# Words that are ordinary ones as well: digits among number words only.
ORDINARY = _said(
    "0o 0nil 0dong 1one 1won 1i 2two 2too 2to 2tu 2er 3san 4for 4fore 5v 5go 5lima 2ni 2do "
    "2hai 3ba "
    "5nam 6sau 9chin 8ate 10ten 1yi 000thousand"
)
# In Latin letters: English with its slips and trades, Roman, Chinese, Japanese, Hindi, Spanish and
# Tagalog, Swahili, Indonesian, Vietnamese.
LATIN = ORDINARY | _said(
    "0zero 0zeor 0zeero 0oh 0nought 0naught 0null 1wun 1wan 2twa 3three 3thre 3tree 4four 4fower "
    "5five 5fife 5fiv 6six 6siks 6sicks 7seven 7sevn 7sven 7seeven 8eight 8ait 8eigth 9nine 9niner "
    "9nein 9nien 9nin 11eleven 12twelve 13thirteen 14fourteen 15fifteen 16sixteen 17seventeen "
    "18eighteen 19nineteen 2twenty 3thirty 4forty 4fourty 5fifty 6sixty 7seventy 8eighty 9ninety "
    "00hundred "
    "2ii 3iii 4iv 6vi 7vii 8viii 9ix "
    "0ling 1yao 2liang 4si 5wu 6liu 7qi 7guai 8ba 9jiu 9gou "
    "0rei 1ichi 4yon 4shi 6roku 7nana 7shichi 8hachi 9kyu 9kyuu "
    "0shunya 1ek 3teen 4chaar 5paanch 5panch 6chhe 7saat 8aath 9nau "
    "0sero 0cero 1uno 2dos 3tres 4kwatro 4kuwatro 4cuatro 5singko 5cinco 6sais 6seis "
    "7siyete 7siete "
    "8otso 8ocho 9nuwebe 9nueve 1isa 2dalawa 3tatlo 3tatlong 4apat 6anim 7pito 8walo 9siyam "
    "0sifuri 1moja 2mbili 3tatu 4nne 5tano 6sita 7saba 8nane 9tisa "
    "0nol 0kosong 1satu 2dua 3tiga 4empat 6enam 7tujuh 8delapan 9sembilan "
    "0khong 1mot 4bon 7bay 8tam"
)
TIMES = {
    "double": 2, "dubble": 2, "dbl": 2, "triple": 3, "tripple": 3, "treble": 3, "quadruple": 4,
    "双": 2, "雙": 2, "ダブル": 2, "だぶる": 2, "トリプル": 3,
}  # fmt: skip
# Signs that a reader takes for a digit between digits.
LETTERS = {
    (
"o"
): (
"0"
), (
"l"
): (
"1"
), (
"i"
): (
"1"
), (
"|"
): (
"1"
), (
"!"
): (
"1"
), (
"丨"
): (
"1"
), (
"s"
): (
"5"
), (
"z"
): (
"2"
), (
"b"
): (
"8"
), (
"q"
): (
"9"
),
    "g": "9", "口": "0", "ロ": "0", "°": "0", "※": "0",
}  # fmt: skip
COUNTS = {
    "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "ふた": 2, "みっ": 3,
    "よっ": 4, "いつ": 5, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
}  # fmt: skip
# What may be said between two digits of one number.
JOINING = listed(
    """
    然后是 然后 再来 再加 再 接着 接 横杠 杠 空格 点 空 和 跟 の と 次に 次が 次 それから
    ハイフン はいふん ドット から で ね ー のぉ のォ
    """
)
JOINING_LATIN = listed(
    """
    and then dash hyphen space dot slash point a e ah um uh tapos minus plus lucky
    """
)
