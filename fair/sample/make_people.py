"""Write the simulated crowd of the demo fair: `python fair/sample/make_people.py`.

The same input gives the same output, byte for byte. Reads `source/names.toml`, `chat.toml` and
`fair/codes/`; writes `people.toml`. Nothing here runs in the server.
"""

import csv
import random
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
CROWD = (("zh-Hans", 290), ("en", 56), ("ja", 60))
HELLO = {
    "zh-Hans": (
        "您好，我会{skill}，做了{years}年。",
        "你好，{work}的岗位还招人吗？我做过{years}年{skill}。",
        "我想找{work}的活，{skill}{years}年。",
        "老师好，我{skill}{years}年了，离家近点的有吗？",
        "您好，我叫{name}，想问问{work}的岗位。",
        "我做{skill}{years}年，下个月能到岗。",
    ),
    "new": (
        "您好，我没做过{work}，能学吗？",
        "你好，我刚来，想试试{work}。",
        "我没经验，但是肯学，{work}要人吗？",
    ),
    "en": (
        "Hello, I have {years} years of experience: {skill}.",
        "Good morning, I am looking for work in {work}.",
        "Hi, {name} here. {skill}, {years} years. Is the post still open?",
        "Hello, can we talk about {work}? I can start soon.",
    ),
    "ja": (
        "はじめまして。{skill}の経験が{years}年あります。",
        "{work}の仕事を探しています。{skill}ができます。",
        "{name}と申します。{work}の求人についてお聞きしたいです。",
        "こんにちは。{skill}を{years}年しました。まだ募集していますか。",
    ),
}
SPOKEN = {"zh-Hans": ["zh_good"], "en": ["en_good"], "ja": ["ja_n2"]}
HOME_PROVINCES = (
    "52",
    "53",
    "51",
    "45",
    "41",
    "34",
    "36",
    "42",
    "43",
    "50",
    "61",
    "62",
    "37",
    "13",
)


def load(name: str) -> dict:
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)


def quoted(value: object) -> str:
    if isinstance(value, str):
        return '"' + value.replace('"', '\\"') + '"'
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {v}" for k, v in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(quoted, value)) + "]"
    return str(value)


def spoken(title: str, language: str) -> str:
    """The title as it stands inside a sentence."""
    return title[0].lower() + title[1:] if language == "en" else title


def write_people() -> None:
    dice = random.Random("people")
    names, chat = load("source/names.toml"), load("chat.toml")
    skills, groups = load("../codes/skills.toml"), load("../codes/work.toml")
    with (HERE / "../codes/counties.csv").open(encoding="utf-8", newline="") as file:
        homes = [
            r["code"]
            for r in csv.DictReader(file)
            if r["level"] == "county" and not r["name"].endswith("开发区")
        ]
    near = [code for code in homes if code[:2] in HOME_PROVINCES]
    wanted = {
        "zh-Hans": list(groups),
        "en": [
            "cleaning",
            "serving",
            "cooking",
            "teaching",
            "it",
            "logistics",
            "welding",
            "farming",
            "care",
            "construction",
            "office",
        ],
        "ja": [
            "office",
            "care",
            "food",
            "machining",
            "serving",
            "cooking",
            "farming",
            "fishing",
            "cleaning",
            "welding",
            "sewing",
            "assembly",
        ],
    }
    weight = {
        "sewing": 5,
        "electronics": 5,
        "assembly": 6,
        "care": 4,
        "logistics": 4,
        "cooking": 3,
        "cleaning": 3,
        "shop": 3,
    }
    lines = ["# The simulated crowd of the demo fair; all invented. Written by make_people.py.", ""]
    number = 0
    for language, count in CROWD:
        for _ in range(count):
            number += 1
            pool = dice.choices(names[language], [len(p["family"]) for p in names[language]])[0]
            family, given = dice.choice(pool["family"].split()), dice.choice(pool["given"].split())
            name = f"{given} {family}" if language == "en" else family + given
            abroad = pool.get("country", "CN") != "CN" and dice.random() < 0.6
            born = round(dice.triangular(1966, 2008, 1989))
            main = dice.choices(wanted[language], [weight.get(w, 1) for w in wanted[language]])[0]
            wants = [
                main,
                *dice.sample([w for w in wanted[language] if w != main], dice.choice([0, 1, 1, 2])),
            ]
            mine = [k for k, v in skills.items() if v.get("work") == main and v["kind"] == "skill"]
            most = max(1, min(25, 2026 - born - 18))
            have = {
                k: dice.randint(1, most)
                for k in dice.sample(mine, min(len(mine), dice.choice([0, 1, 1, 2, 2, 3])))
            }
            papers = [
                k
                for k, v in skills.items()
                if v.get("work") == main
                and v["kind"] == "certificate"
                and dice.random() < 0.4
                and have
            ]
            tongues = SPOKEN[language] + (
                ["zh_basic"] if language != "zh-Hans" and dice.random() < 0.7 else []
            )
            if language == "zh-Hans" and dice.random() < 0.12:
                tongues = [*tongues, dice.choice(["en_basic", "ja_n4", "ja_n3", "yue_basic"])]
            skill = next(iter(have), None)
            hello = dice.choice(
                HELLO["new"]
                if not skill and language == "zh-Hans"
                else HELLO[language][1:2]
                if not skill
                else HELLO[language]
            )
            if not skill:
                hello = {
                    "en": "Hello, I have no experience yet but I learn fast. Is there something in {work}?",
                    "ja": "未経験ですが、{work}の仕事に興味があります。",
                }.get(language, hello)
            hello = hello.format(
                skill=skills[skill][language] if skill else "",
                years=have.get(skill, ""),
                name=name,
                work=spoken(groups[main][language], language),
            ).replace(" 1 years", " 1 year")
            person = {
                "key": f"p{number:03d}",
                "name": name,
                "language": language,
                "birth_year": born,
                "county": "" if abroad else dice.choice(near if dice.random() < 0.8 else homes),
                "country": pool["country"] if abroad else "CN",
                "skills": have,
                "certificates": papers,
                "languages": tongues,
                "wants": wants,
                "hello": hello,
                "asks": [
                    chat[language][i][0]
                    for i in sorted(
                        dice.sample(range(len(chat[language])), dice.choice([1, 2, 2, 3]))
                    )
                ],
            }
            lines += ["[[person]]", *(f"{k} = {quoted(v)}" for k, v in person.items()), ""]
    (HERE / "people.toml").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write_people()
