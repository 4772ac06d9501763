"""Write the sample data of the demo fair: `python fair/sample/make.py`.

The same input gives the same output, byte for byte. Reads `source/` and `employers.toml`;
writes `vacancies/*.csv` and `people.toml`. Nothing here runs in the server.
"""

import csv
import itertools
import random
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = (
    "ref,title,language,work,occupation,duties,conditions,head_count,county,place,signed_by,between,pay_period,"
    "pay_base,currency,usual_hours_week,overtime_rate,usual_overtime_hours_month,deductions_month,bonus_amount,"
    "bonus_payer,bonus_condition,bonus_on,social_insurance,probation_months,probation_pay,travel_payer,lodging,"
    "lodging_cost_month,meals,home_every_night,night_work,hazardous,overseas_country,skills,certificates,languages,"
    "min_age,max_age,fees,starts_on,valid_through,source"
).split(",")
PER_EMPLOYER = {"zh-Hans": 12, "en": 17, "ja": 19}
DEAR = {"11", "31", "44", "33", "32"}  # provinces where pay runs higher
HOURS_A_MONTH = 174  # 21.75 days of eight hours
STEP = {"CNY": 50, "JPY": 500, "SGD": 50, "EUR": 10, "AED": 50, "NZD": 10}


def load(name: str) -> dict:
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)


def rounded(value: float, step: float) -> str:
    return f"{round(value / step) * step:g}"


def yes(value: object) -> str:
    return "yes" if value else "no"


class Writer:
    """Puts together the posts of one employer."""

    def __init__(self, employer: dict, jobs: dict, words: dict, principals: dict):
        self.employer, self.jobs, self.words, self.principals = employer, jobs, words, principals
        self.language = employer["language"]
        self.dice = random.Random(employer["key"])

    def duties(self, job: dict, turn: int, x: str) -> str:
        opening = job["opens"][turn % len(job["opens"])]
        more = list(itertools.combinations(job["more"], 2))[turn % 3 :: 3]
        gap = " " if self.language == "en" else ""
        return gap.join([opening, *self.dice.choice(more)]).replace("{x}", x)

    def title(self, job: dict, turn: int, x: str) -> str:
        title = job["titles"][turn % len(job["titles"])]
        if self.language == "en":
            x = x.removeprefix("the ").removeprefix("a ")
        return title.replace("{x}", x)

    def pay(self, site: dict, job: dict) -> dict:
        dice, currency = self.dice, site.get("currency", "CNY")
        low, high = site.get("pay") or job["pay"]
        period = site.get("period", "month")
        if "country" not in site:
            raise_ = 1.0 if site["county"][:2] in DEAR else 0.92
            low, high = low * raise_, high * raise_
        amount = dice.uniform(low, low + (high - low) * 0.8)
        if period == "hour":
            base = round(amount, -1 if currency == "JPY" else 1)
            return {"period": "hour", "base": f"{base:g}", "hourly": base}
        monthly = float(rounded(max(amount, 3200 if currency == "CNY" else 0), STEP[currency]))
        chance = dice.random()
        if "country" not in site and job["work"] == "construction" and chance < 0.5:
            day = round(monthly / 21.75 / 10) * 10
            return {"period": "day", "base": f"{day:g}", "hourly": day / 8}
        if "country" not in site and job["work"] in ("shop", "cleaning", "serving", "cooking") and chance < 0.18:
            hourly = max(monthly / HOURS_A_MONTH * 1.15, 27 if site["county"][:2] in DEAR else 23)  # above the part-time minimum
            return {"period": "hour", "base": rounded(hourly, 0.5), "part": True, "hourly": hourly}
        if self.language == "zh-Hans" and job["work"] == "sewing" and chance < 0.12:
            return {"period": "piece", "base": rounded(dice.uniform(1.2, 3.8), 0.05), "floor": rounded(monthly, 50),
                    "hourly": monthly / HOURS_A_MONTH}
        return {"period": "month", "base": f"{monthly:g}", "monthly": monthly, "hourly": monthly / HOURS_A_MONTH}

    def conditions(self, site: dict, job: dict, turn: int, pay: dict, nights: bool, lodging: str) -> str:
        words, dice = self.words, self.dice
        abroad = "country" in site
        parts = [job["needs"][turn % len(job["needs"])]]
        if "floor" in pay:
            parts.append(words["piece"].format(floor=pay["floor"]))
        parts.append(words["part"] if "part" in pay else dice.choice(words["nights" if nights else "day"]))
        extra = [s for s in words["extra"] if not (lodging == "none" and "宿舍" in s)
                 and not (pay["period"] != "month" and ("社保" in s or "保底" in s))]
        parts.append(dice.choice(words["abroad"] if abroad else extra))
        if abroad and "extra_abroad" in words:
            parts.append(dice.choice(words["extra_abroad"]))
        return (" " if self.language == "en" else "").join(parts)

    def post(self, number: int, site: dict, job: dict, turn: int, x: str) -> dict:
        dice, employer = self.dice, self.employer
        abroad = "country" in site
        currency = site.get("currency", "CNY")
        pay = self.pay(site, job)
        part = "part" in pay
        nights = bool(job.get("nights")) or (not part and job["work"] in ("electronics", "assembly") and dice.random() < 0.3)
        hazardous = bool(job.get("hazardous"))
        overtime = 0 if part else dice.choice([0, 8, 12, 16, 20, 24, 36])
        hours = dice.choice([20, 24, 30]) if part else site.get("hours", 40) + round(overtime / 4.3)
        starts = dice.randint(5, 75 if abroad else 30) + (60 if abroad else 0)
        home = part or not abroad and dice.random() < (0.9 if job["work"] in ("shop", "cleaning", "office", "teaching") else 0.45)
        lodging = "none" if home else dice.choice(["free", "free", "paid"])
        if abroad:
            lodging = dice.choice(["free", "paid"])
        rent = {"CNY": (80, 300), "JPY": (15000, 32000), "SGD": (150, 300), "EUR": (180, 380), "NZD": (320, 560),
                "AED": (200, 400)}[currency]
        cost = rounded(dice.uniform(*rent), STEP[currency]) if lodging == "paid" else ""
        row = dict.fromkeys(COLUMNS, "")
        row |= {
            "ref": f"{employer['key'].upper().replace('_', '')[:6]}-{number:03d}",
            "title": self.title(job, turn, x), "language": self.language, "work": job["work"], "occupation": job["isco"],
            "duties": self.duties(job, turn, x), "conditions": self.conditions(site, job, turn, pay, nights, lodging),
            "head_count": dice.choice([1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 45, 60, 120] if job["work"] in
                                      ("sewing", "assembly", "electronics", "logistics", "food", "farming", "textiles")
                                      else [1, 1, 2, 2, 3, 4, 5, 6, 8, 12]),
            "county": site.get("county", ""), "place": site["place"], "signed_by": site.get("signed_by", "direct"),
            "pay_period": pay["period"], "pay_base": pay["base"], "currency": currency, "usual_hours_week": str(hours),
            "overtime_rate": rounded(pay["hourly"] * (1.25 if currency in ("JPY", "AED") else 1.5), 1 if currency == "JPY" else 0.01),
            "usual_overtime_hours_month": str(overtime), "deductions_month": cost or "0",
            "social_insurance": "yes", "probation_months": "0", "travel_payer": "employer" if abroad else dice.choice(
                ["employer", "organiser", "none"] if not home else ["none", "none", "worker"]),
            "lodging": lodging, "lodging_cost_month": cost, "meals": dice.choice(["free", "partial", "paid", "none"]),
            "home_every_night": yes(home), "night_work": yes(nights), "hazardous": yes(hazardous),
            "overseas_country": site.get("country", ""), "skills": ";".join(job.get("skills", ())),
            "certificates": ";".join(job.get("certificates", ())), "languages": ";".join(job.get("languages", ())),
            "min_age": "18" if abroad or nights or hazardous else "", "starts_on": f"+{starts}d",
            "valid_through": f"+{dice.randint(14, 60)}d",
        }
        if abroad:
            row["signed_by"] = self.principals[site["principal"]]["name"]
        if row["signed_by"] != "direct":
            row["between"] = employer.get(self.language, employer["zh-Hans"])
        if part:
            row["social_insurance"] = {"zh-Hans": "partial:工伤保险", "en": "partial:work injury", "ja": "partial:労災保険"}[self.language]
        elif pay["period"] == "day":
            row["social_insurance"] = "partial:工伤保险（按项目参保）"
        elif not abroad and pay["period"] == "month" and dice.random() < 0.7:
            months = dice.choice([1, 1, 2])
            row["probation_months"] = str(months)
            row["probation_pay"] = rounded(pay["monthly"] * dice.choice([0.85, 0.9, 1]), 10)
        if not abroad and not part and dice.random() < 0.3:
            row |= {"bonus_amount": str(dice.choice([300, 500, 600, 800, 1000, 1500])),
                    "bonus_payer": row["signed_by"] if row["signed_by"] != "direct" else employer.get(self.language, employer["zh-Hans"]),
                    "bonus_condition": dice.choice(self.words["bonus"]), "bonus_on": f"+{starts + dice.choice([100, 130, 190])}d"}
        return row

    def rows(self, sites: list[dict]) -> list[dict]:
        wanted = PER_EMPLOYER[self.language]
        by_site = []
        for site in sites:
            plans = [(site, key, x) for x in site["x"] for key in site["jobs"]]
            by_site.append(plans)
        plans = [plan for group in itertools.zip_longest(*by_site) for plan in group if plan]
        found, seen = [], set()
        for turn in range(8):
            for site, key, x in plans:
                if len(found) == wanted:
                    return found
                post = self.post(len(found) + 1, site, self.jobs[key], turn + len(found), x)
                same = (post["title"], post["place"], post["duties"])
                if same not in seen:
                    seen.add(same)
                    found.append(post)
        return found


def write_vacancies() -> None:
    employers = load("employers.toml")
    words, sites = load("source/words.toml"), load("source/sites.toml")["site"]
    jobs = {language: load(f"source/jobs_{file}.toml") for language, file in (("zh-Hans", "zh"), ("en", "en"), ("ja", "ja"))}
    principals = {p["key"]: p for p in employers["principal"]}
    for employer in employers["employer"]:
        language = employer["language"]
        writer = Writer(employer, jobs[language], words[language], principals)
        rows = writer.rows([site for site in sites if site["employer"] == employer["key"]])
        with (HERE / "vacancies" / f"{employer['key']}.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            out.writeheader()
            out.writerows(rows)


CROWD = (("zh-Hans", 290), ("en", 56), ("ja", 60))
HELLO = {
    "zh-Hans": ("您好，我会{skill}，做了{years}年。", "你好，{work}的岗位还招人吗？我做过{years}年{skill}。", "我想找{work}的活，{skill}{years}年。",
                "老师好，我{skill}{years}年了，离家近点的有吗？", "您好，我叫{name}，想问问{work}的岗位。", "我做{skill}{years}年，下个月能到岗。"),
    "new": ("您好，我没做过{work}，能学吗？", "你好，我刚来，想试试{work}。", "我没经验，但是肯学，{work}要人吗？"),
    "en": ("Hello, I have {years} years of experience: {skill}.", "Good morning, I am looking for work in {work}.", "Hi, {name} here. {skill}, {years} years. Is the post still open?",
           "Hello, can we talk about {work}? I can start soon."),
    "ja": ("はじめまして。{skill}の経験が{years}年あります。", "{work}の仕事を探しています。{skill}ができます。", "{name}と申します。{work}の求人についてお聞きしたいです。",
           "こんにちは。{skill}を{years}年しました。まだ募集していますか。"),
}
SPOKEN = {"zh-Hans": ["zh_good"], "en": ["en_good"], "ja": ["ja_n2"]}
HOME_PROVINCES = ("52", "53", "51", "45", "41", "34", "36", "42", "43", "50", "61", "62", "37", "13")


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
        homes = [r["code"] for r in csv.DictReader(file) if r["level"] == "county" and not r["name"].endswith("开发区")]
    near = [code for code in homes if code[:2] in HOME_PROVINCES]
    wanted = {"zh-Hans": list(groups), "en": ["cleaning", "serving", "cooking", "teaching", "it", "logistics", "welding", "farming", "care", "construction", "office"],
              "ja": ["office", "care", "food", "machining", "serving", "cooking", "farming", "fishing", "cleaning", "welding", "sewing", "assembly"]}
    weight = {"sewing": 5, "electronics": 5, "assembly": 6, "care": 4, "logistics": 4, "cooking": 3, "cleaning": 3, "shop": 3}
    lines = ["# The simulated crowd of the demo fair; all invented. Written by make.py.", ""]
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
            wants = [main, *dice.sample([w for w in wanted[language] if w != main], dice.choice([0, 1, 1, 2]))]
            mine = [k for k, v in skills.items() if v.get("work") == main and v["kind"] == "skill"]
            most = max(1, min(25, 2026 - born - 18))
            have = {k: dice.randint(1, most) for k in dice.sample(mine, min(len(mine), dice.choice([0, 1, 1, 2, 2, 3])))}
            papers = [k for k, v in skills.items() if v.get("work") == main and v["kind"] == "certificate" and dice.random() < 0.4 and have]
            tongues = SPOKEN[language] + (["zh_basic"] if language != "zh-Hans" and dice.random() < 0.7 else [])
            if language == "zh-Hans" and dice.random() < 0.12:
                tongues = [*tongues, dice.choice(["en_basic", "ja_n4", "ja_n3", "yue_basic"])]
            skill = next(iter(have), None)
            hello = dice.choice(HELLO["new"] if not skill and language == "zh-Hans" else HELLO[language][1:2] if not skill else HELLO[language])
            if not skill:
                hello = {"en": "Hello, I have no experience yet but I learn fast. Is there something in {work}?",
                         "ja": "未経験ですが、{work}の仕事に興味があります。"}.get(language, hello)
            hello = hello.format(skill=skills[skill][language] if skill else "", years=have.get(skill, ""), name=name,
                                 work=spoken(groups[main][language], language)).replace(" 1 years", " 1 year")
            person = {"key": f"p{number:03d}", "name": name, "language": language, "birth_year": born,
                      "county": "" if abroad else dice.choice(near if dice.random() < 0.8 else homes),
                      "country": pool["country"] if abroad else "CN", "skills": have, "certificates": papers,
                      "languages": tongues, "wants": wants, "hello": hello,
                      "asks": [chat[language][i][0] for i in sorted(dice.sample(range(len(chat[language])), dice.choice([1, 2, 2, 3])))]}
            lines += ["[[person]]", *(f"{k} = {quoted(v)}" for k, v in person.items()), ""]
    (HERE / "people.toml").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write_vacancies()
    write_people()
