"""Write the posts of the demo fair: `python fair/sample/make_vacancies.py`.

The same input gives the same output, byte for byte. Reads `source/` and `employers.toml`;
writes `vacancies/*.csv`. Nothing here runs in the server.
"""

import csv
import itertools
import random
import tomllib
from pathlib import Path

from make_filings import file_abroad

HERE = Path(__file__).parent
COLUMNS = (
    "ref,title,language,work,occupation,duties,conditions,head_count,county,place,signed_by,between,pay_period,"
    "pay_base,currency,usual_hours_week,overtime_rate,usual_overtime_hours_month,deductions_month,tax_month,"
    "insurance_month,bonus_amount,bonus_payer,bonus_condition,bonus_on,social_insurance,probation_months,probation_pay,travel_payer,lodging,"
    "lodging_cost_month,meals,meals_cost_month,own_costs,home_every_night,night_work,hazardous,overseas_country,"
    "principal,principal_contract,quota,filing,filing_until,"
    "skills,certificates,languages,min_age,max_age,fees,starts_on,valid_through,source"
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


def costs(number: int, row: dict, known: dict) -> dict:
    """Tax, own insurance and meals of three posts in four; what a third of those abroad pay first.

    The others leave it open, as employers do.
    """
    found, currency = {}, row["currency"]
    if number % 4 and row["pay_period"] == "month":
        monthly, (share, free, rate) = float(row["pay_base"]), known["shares"][currency]
        overtime = float(row["overtime_rate"]) * int(row["usual_overtime_hours_month"])
        step, meals = 100 if currency == "JPY" else 0.1, known["meals"][row["meals"]]
        own = monthly * share
        found = {
            "insurance_month": rounded(own, step),
            "tax_month": rounded(max(0, monthly + overtime - own - free) * rate, step),
            "meals_cost_month": rounded(monthly * meals, STEP[currency]) if meals else "",
        }
    if row["overseas_country"] and number % 3 == 0:
        back = int(row["starts_on"].strip("+d")) + 30
        found["own_costs"] = known["own_costs"][currency].format(back=back)
    return found


def yes(value: object) -> str:
    return "yes" if value else "no"


class Writer:
    """Puts together the posts of one employer."""

    def __init__(self, employer: dict, jobs: dict, words: dict, principals: dict):
        self.employer, self.jobs, self.words, self.principals = employer, jobs, words, principals
        self.language, self.known = employer["language"], load("source/costs.toml")
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
        if (
            "country" not in site
            and job["work"] in ("shop", "cleaning", "serving", "cooking")
            and chance < 0.18
        ):
            hourly = max(
                monthly / HOURS_A_MONTH * 1.15, 27 if site["county"][:2] in DEAR else 23
            )  # above the part-time minimum
            return {"period": "hour", "base": rounded(hourly, 0.5), "part": True, "hourly": hourly}
        if self.language == "zh-Hans" and job["work"] == "sewing" and chance < 0.12:
            return {
                "period": "piece",
                "base": rounded(dice.uniform(1.2, 3.8), 0.05),
                "floor": rounded(monthly, 50),
                "hourly": monthly / HOURS_A_MONTH,
            }
        return {
            "period": "month",
            "base": f"{monthly:g}",
            "monthly": monthly,
            "hourly": monthly / HOURS_A_MONTH,
        }

    def conditions(
        self, site: dict, job: dict, turn: int, pay: dict, lodging: str, shift: str
    ) -> str:
        words, dice = self.words, self.dice
        abroad = "country" in site
        parts = [job["needs"][turn % len(job["needs"])]]
        if "floor" in pay:
            parts.append(words["piece"].format(floor=pay["floor"]))
        parts.append(words["part"] if "part" in pay else dice.choice(words[shift]))
        extra = [
            s
            for s in words["extra"]
            if not (lodging == "none" and "宿舍" in s)
            and not (pay["period"] != "month" and ("社保" in s or "保底" in s))
        ]
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
        nights = bool(job.get("nights")) or (
            not part and job["work"] in ("electronics", "assembly") and dice.random() < 0.3
        )
        hazardous = bool(job.get("hazardous"))
        overtime = 0 if part else dice.choice([0, 8, 12, 16, 20, 24, 36])
        hours = dice.choice([20, 24, 30]) if part else site.get("hours", 40) + round(overtime / 4.3)
        starts = dice.randint(5, 75 if abroad else 30) + (60 if abroad else 0)
        home = part or (
            not abroad
            and dice.random()
            < (0.9 if job["work"] in ("shop", "cleaning", "office", "teaching") else 0.45)
        )
        lodging = "none" if home else dice.choice(["free", "free", "paid"])
        if abroad:
            lodging = dice.choice(["free", "paid"])
        rent = {
            "CNY": (80, 300),
            "JPY": (15000, 32000),
            "SGD": (150, 300),
            "EUR": (180, 380),
            "NZD": (320, 560),
            "AED": (200, 400),
        }[currency]
        cost = rounded(dice.uniform(*rent), STEP[currency]) if lodging == "paid" else ""
        row = dict.fromkeys(COLUMNS, "")
        row |= {
            "ref": f"{employer['key'].upper().replace('_', '')[:6]}-{number:03d}",
            "title": self.title(job, turn, x),
            "language": self.language,
            "work": job["work"],
            "occupation": job["isco"],
            "duties": self.duties(job, turn, x),
            "conditions": self.conditions(
                site, job, turn, pay, lodging, "nights" if nights else "day"
            ),
            "head_count": dice.choice(
                [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 45, 60, 120]
                if job["work"]
                in ("sewing", "assembly", "electronics", "logistics", "food", "farming", "textiles")
                else [1, 1, 2, 2, 3, 4, 5, 6, 8, 12]
            ),
            "county": site.get("county", ""),
            "place": site["place"],
            "signed_by": site.get("signed_by", "direct"),
            "pay_period": pay["period"],
            "pay_base": pay["base"],
            "currency": currency,
            "usual_hours_week": str(hours),
            "overtime_rate": rounded(
                pay["hourly"] * (1.25 if currency in ("JPY", "AED") else 1.5),
                1 if currency == "JPY" else 0.01,
            ),
            "usual_overtime_hours_month": str(overtime),
            "deductions_month": cost or "0",
            "social_insurance": "yes",
            "probation_months": "0",
            "travel_payer": "employer"
            if abroad
            else dice.choice(
                ["employer", "organiser", "none"] if not home else ["none", "none", "worker"]
            ),
            "lodging": lodging,
            "lodging_cost_month": cost,
            "meals": dice.choice(["free", "partial", "paid", "none"]),
            "home_every_night": yes(home),
            "night_work": yes(nights),
            "hazardous": yes(hazardous),
            "overseas_country": site.get("country", ""),
            "skills": ";".join(job.get("skills", ())),
            "certificates": ";".join(job.get("certificates", ())),
            "languages": ";".join(job.get("languages", ())),
            "min_age": "18" if abroad or nights or hazardous else "",
            "starts_on": f"+{starts}d",
            "valid_through": f"+{dice.randint(14, 60)}d",
        }
        if abroad:
            row["signed_by"] = self.principals[site["principal"]]["name"]
        if row["signed_by"] != "direct":
            row["between"] = employer.get(self.language, employer["zh-Hans"])
        if part:
            row["social_insurance"] = {
                "zh-Hans": "partial:工伤保险",
                "en": "partial:work injury",
                "ja": "partial:労災保険",
            }[self.language]
        elif pay["period"] == "day":
            row["social_insurance"] = "partial:工伤保险（按项目参保）"
        elif not abroad and pay["period"] == "month" and dice.random() < 0.7:
            months = dice.choice([1, 1, 2])
            row["probation_months"] = str(months)
            row["probation_pay"] = rounded(pay["monthly"] * dice.choice([0.85, 0.9, 1]), 10)
        if not abroad and not part and dice.random() < 0.3:
            row |= {
                "bonus_amount": str(dice.choice([300, 500, 600, 800, 1000, 1500])),
                "bonus_payer": row["signed_by"]
                if row["signed_by"] != "direct"
                else employer.get(self.language, employer["zh-Hans"]),
                "bonus_condition": dice.choice(self.words["bonus"]),
                "bonus_on": f"+{starts + dice.choice([100, 130, 190])}d",
            }
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
                post |= costs(len(found) + 1, post, self.known)
                same = (post["title"], post["place"], post["duties"])
                if same not in seen:
                    seen.add(same)
                    found.append(post)
        return found


def write_vacancies() -> None:
    employers = load("employers.toml")
    words, sites = load("source/words.toml"), load("source/sites.toml")["site"]
    jobs = {
        language: load(f"source/jobs_{file}.toml")
        for language, file in (("zh-Hans", "zh"), ("en", "en"), ("ja", "ja"))
    }
    principals = {p["key"]: p for p in employers["principal"]}
    for employer in employers["employer"]:
        language = employer["language"]
        writer = Writer(employer, jobs[language], words[language], principals)
        rows = writer.rows([site for site in sites if site["employer"] == employer["key"]])
        file_abroad(employer["key"].upper()[:6], rows)
        with (HERE / "vacancies" / f"{employer['key']}.csv").open(
            "w", encoding="utf-8", newline=""
        ) as file:
            out = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            out.writeheader()
            out.writerows(rows)


if __name__ == "__main__":
    write_vacancies()
