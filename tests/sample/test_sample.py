"""The shipped sample data and code lists keep their own promises. Standard library only."""

import csv
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

FAIR = Path(__file__).parents[2] / "fair"
SAMPLE, CODES, MAPS = FAIR / "sample", FAIR / "codes", FAIR / "maps"
COLUMNS = (  # noqa: SIM905 - reads like the header it is
    "ref,title,language,work,occupation,duties,conditions,head_count,county,place,signed_by,between,pay_period,"
    "pay_base,currency,usual_hours_week,overtime_rate,usual_overtime_hours_month,deductions_month,tax_month,"
    "insurance_month,bonus_amount,bonus_payer,bonus_condition,bonus_on,social_insurance,probation_months,probation_pay,travel_payer,lodging,"
    "lodging_cost_month,meals,meals_cost_month,own_costs,home_every_night,night_work,hazardous,overseas_country,"
    "principal,principal_contract,quota,filing,filing_until,"
    "skills,certificates,languages,min_age,max_age,fees,starts_on,valid_through,source"
).split(",")
MANDATORY = ("ref", "title", "duties", "conditions", "place", "signed_by", "pay_base", "currency")
DATES = ("starts_on", "valid_through", "bonus_on", "filing_until")
BONUS = ("bonus_amount", "bonus_payer", "bonus_condition", "bonus_on")
READ = ("title", "duties", "conditions", "bonus_condition")
LICENCE_OF = {"direct": "business", "agency": "hr_service", "overseas": "foreign_labour"}
ENUMS = {
    "language": {"zh-Hans", "en", "ja"},
    "pay_period": {"hour", "day", "week", "two_weeks", "month", "year", "piece"},
    "travel_payer": {"employer", "worker", "organiser", "none"},
    "lodging": {"none", "free", "paid"},
    "meals": {"none", "free", "partial", "paid"},
    "home_every_night": {"yes", "no"},
    "night_work": {"yes", "no"},
    "hazardous": {"yes", "no"},
    "currency": {"CNY", "JPY", "SGD", "EUR", "AED", "NZD"},
    "overseas_country": {"", "JP", "SG", "DE", "IE", "AE", "NZ"},
}
BANNED = re.compile(
    r"限男|限女|男性|女性|男工|女工|男士|女士|先生优先|未婚|已婚|已育|未育|生育|怀孕|汉族|少数民族|宗教|户口|户籍|本地人|"
    r"周岁以下|岁以下|形象好|五官|身高|乙肝|"
    r"\b(male|female|men|women|man|woman|married|unmarried|single|pregnan\w*|young|handsome|"
    r"native speakers? only|christian|muslim|ethnic\w*)\b(?! learners)|"
    r"未婚|既婚|独身|妊娠|国籍|若い|歳以下|歳まで",
    re.IGNORECASE,
)
KINDS = {"text", "int", "number", "money", "date", "lookup", "join", "const"}
DAY = re.compile(r"[+-]\d{1,4}d|\d{4}-\d\d-\d\d")


def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EMPLOYERS = toml(SAMPLE / "employers.toml")
WORK, SKILLS = toml(CODES / "work.toml"), toml(CODES / "skills.toml")
COUNTIES = {row["code"]: row for row in table(CODES / "counties.csv")}
FILES = sorted((SAMPLE / "vacancies").glob("*.csv"))
POSTS = [(path.stem, row) for path in FILES for row in table(path)]


def wrong(rule) -> list[str]:
    return [f"{employer} {row['ref']}" for employer, row in POSTS if not rule(row)]


def credit_code_is_right(code: str) -> bool:
    """GB 32100-2015, with the organisation code inside it (GB 11714)."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    if len(code) != 18 or set(code) - set(alphabet):
        return False
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))
    inner = code[8:17]
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    check = 11 - sum(w * int(c, 36) for w, c in zip(weights, inner, strict=False)) % 11
    return (
        alphabet[-total % 31] == code[17] and {10: "X", 11: "0"}.get(check, str(check)) == inner[8]
    )


def test_the_check_itself_knows_right_from_wrong():
    code = EMPLOYERS["employer"][0]["credit_code"]
    assert credit_code_is_right(code)
    assert not credit_code_is_right(code[:9] + ("1" if code[9] != "1" else "2") + code[10:])


def test_there_is_enough_of_everything():
    languages = Counter(row["language"] for _, row in POSTS)
    assert len(EMPLOYERS["employer"]) >= 30
    assert len(POSTS) >= 540
    assert languages["zh-Hans"] > languages["en"] > languages["ja"] >= 100
    assert len(EMPLOYERS["hall"]) == 4
    assert {h["key"] for h in EMPLOYERS["hall"]} == {e["hall"] for e in EMPLOYERS["employer"]}
    assert {e["demo"] for e in EMPLOYERS["employer"]} == {"open", "paused", "closed", "silent"}


def test_each_employer_has_posts_and_each_file_an_employer():
    assert {employer for employer, _ in POSTS} == {e["key"] for e in EMPLOYERS["employer"]}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_columns_are_exactly_the_template(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}


@pytest.mark.parametrize("column", ENUMS)
def test_listed_values(column):
    assert not wrong(lambda row: row[column] in ENUMS[column])


def test_posts_are_complete():
    assert not wrong(lambda row: all(row[column] for column in MANDATORY))
    assert not wrong(lambda row: row["county"] or row["overseas_country"])
    assert not wrong(lambda row: row["head_count"].isdigit() and 1 <= int(row["head_count"]) <= 120)
    assert not wrong(lambda row: float(row["pay_base"]) > 0)
    assert not wrong(lambda row: re.fullmatch("yes|no|partial:.+", row["social_insurance"]))
    assert not wrong(lambda row: all(DAY.fullmatch(row[c]) for c in DATES if row[c]))
    assert not wrong(lambda row: row["starts_on"] and row["valid_through"])
    assert not wrong(lambda row: (row["lodging"] == "paid") == (row["lodging_cost_month"] != ""))
    assert not wrong(lambda row: len({bool(row[c]) for c in BONUS}) == 1)
    assert not wrong(lambda row: "{" not in "".join(row.values()))


def test_codes_exist():
    known = set(SKILLS)
    assert not wrong(lambda row: row["work"] in WORK)
    assert not wrong(lambda row: re.fullmatch(r"\d{4}", row["occupation"]))
    assert not wrong(lambda row: not row["county"] or row["county"] in COUNTIES)
    for column in ("skills", "certificates", "languages"):
        assert not wrong(lambda row, c=column: {*row[c].split(";")} - {""} <= known)


def test_every_occupation_in_use_falls_into_one_work_group():
    prefixes = [prefix for group in WORK.values() for prefix in group["isco"]]
    assert len(prefixes) == len(set(prefixes))
    assert not wrong(lambda row: row["occupation"].startswith(tuple(prefixes)))


def test_references_are_unique_and_no_post_stands_twice():
    assert max(Counter((employer, row["ref"]) for employer, row in POSTS).values()) == 1
    same = Counter((employer, row["title"], row["place"], row["duties"]) for employer, row in POSTS)
    assert [key for key, n in same.items() if n > 1] == []


def for_adults(row) -> bool:
    return bool(row["overseas_country"]) or "yes" in (row["night_work"], row["hazardous"])


def test_nothing_discriminates_and_nobody_pays():
    assert not wrong(lambda row: not BANNED.search(" ".join(row[c] for c in READ)))
    assert not wrong(lambda row: row["fees"] == "" and row["max_age"] == "")
    assert not wrong(lambda row: row["min_age"] == ("18" if for_adults(row) else ""))
    texts = [t for e in EMPLOYERS["employer"] for t in (e["booth"], *e["replies"])]
    reasons = [s for reason in toml(CODES / "reasons.toml").values() for s in reason.values()]
    assert [t for t in texts + reasons if BANNED.search(t)] == []


@pytest.mark.parametrize(
    "bad", ["限女性", "Young men wanted", "未婚の方", "三十五岁以下", "married"]
)
def test_the_banned_list_bites(bad):
    assert BANNED.search(bad)


def test_work_abroad_names_who_signs_and_who_stands_between():
    principals = {p["name"]: p for p in EMPLOYERS["principal"]}
    companies = {e["key"]: e for e in EMPLOYERS["employer"]}
    for employer, row in POSTS:
        if row["overseas_country"]:
            principal = principals[row["signed_by"]]
            assert principal["through"] == employer
            assert principal["country"] == row["overseas_country"]
            assert companies[employer]["kind"] == "overseas"
            assert row["principal"] == row["signed_by"]
            assert row["principal_contract"]
            assert row["filing"]
            assert DAY.fullmatch(row["filing_until"])
            assert int(row["quota"]) >= int(row["head_count"])
        if companies[employer]["kind"] != "direct":
            assert row["signed_by"] != "direct"
            assert row["between"]


@pytest.mark.parametrize("employer", EMPLOYERS["employer"], ids=lambda e: e["key"])
def test_licence_follows_the_kind(employer):
    licence = employer["licence"]
    assert licence["kind"] == LICENCE_OF[employer["kind"]]
    assert credit_code_is_right(employer["credit_code"])
    assert employer["credit_code"][2:8] == employer["county"]
    assert employer["county"] in COUNTIES
    assert all(DAY.fullmatch(licence[key]) for key in ("valid_from", "valid_until", "checked"))
    assert licence["authority"]
    assert licence["kind"] != "foreign_labour" or licence["reserve_fund"] >= 3_000_000
    assert licence["kind"] != "business" or licence["number"] == employer["credit_code"]
    assert 1 <= len(employer["recruiters"]) <= 3
    assert len(employer["replies"]) == 3
    assert employer["language"] in ENUMS["language"]


def test_people():
    people = toml(SAMPLE / "people.toml")["person"]
    chat = {
        language: {q for q, _ in pairs} for language, pairs in toml(SAMPLE / "chat.toml").items()
    }
    assert len(people) >= 400
    assert len({p["key"] for p in people}) == len(people)
    for person in people:
        assert 1966 <= person["birth_year"] <= 2008
        assert (person["county"] in COUNTIES) == (person["country"] == "CN")
        assert set(person["wants"]) <= set(WORK)
        has = {*person["skills"], *person["certificates"], *person["languages"]}
        assert has <= set(SKILLS)
        assert person["hello"]
        assert person["asks"]
        assert set(person["asks"]) <= chat[person["language"]]


def test_chat_has_sixty_different_questions_per_language():
    for pairs in toml(SAMPLE / "chat.toml").values():
        assert len(pairs) >= 60
        assert len({q for q, _ in pairs}) == len(pairs)


def test_code_lists_speak_three_languages():
    for name in ("work", "skills", "reasons"):
        for key, entry in toml(CODES / f"{name}.toml").items():
            assert {"en", "zh-Hans", "ja"} <= set(entry), key
    assert {s["work"] for s in SKILLS.values() if "work" in s} <= set(WORK)
    assert set(WORK) == {s["work"] for s in SKILLS.values() if "work" in s}


def test_counties_form_a_tree():
    assert Counter(row["level"] for row in COUNTIES.values()) == {
        "province": 34,
        "city": 342,
        "county": 2975,
    }
    above = {"province": None, "city": "province", "county": "city"}
    for row in COUNTIES.values():
        parent = COUNTIES.get(row["parent"])
        assert (parent and parent["level"]) == above[row["level"]]


@pytest.mark.parametrize("path", sorted(MAPS.glob("*.toml")), ids=lambda p: p.stem)
def test_maps_keep_to_their_vocabulary(path):
    rules = toml(path)
    assert set(rules) == {"source", "refuse", "columns", "lookup"}
    # no sample employer names a highest pay, so that their files lack its column
    assert set(rules["columns"]) <= {*COLUMNS, "pay_up_to"}
    for refuse in rules["refuse"]:
        assert len(set(refuse) & {"empty", "contains", "below", "before"}) == 1
        assert {"column", "reason", "says"} < set(refuse)
    for target, column in rules["columns"].items():
        if isinstance(column, str):
            continue
        assert column["as"] in KINDS, target
        if column["as"] == "lookup":
            assert column["table"] in rules["lookup"]
    for lookup in rules["lookup"].values():
        assert lookup["match"] in {"exact", "prefix", "contains"}
    groups = {value for key, value in rules["lookup"]["work"].items() if key != "match"}
    assert groups <= set(WORK)


def test_the_generator_gives_the_same_files_again(tmp_path):
    copy = tmp_path / "fair"
    shutil.copytree(SAMPLE, copy / "sample")
    shutil.copytree(CODES, copy / "codes")
    for path in (copy / "sample" / "vacancies").glob("*.csv"):
        path.write_text("")
    (copy / "sample" / "people.toml").write_text("")
    for script in ("make_vacancies.py", "make_people.py"):
        subprocess.run([sys.executable, copy / "sample" / script], check=True)
    for path in [*FILES, SAMPLE / "people.toml"]:
        assert (copy / path.relative_to(FAIR)).read_bytes() == path.read_bytes(), path.name
