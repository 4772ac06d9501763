"""Who the made-up people of a rehearsal are, one after the other. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody invented, as the demo's people are."""

    name: str
    language: str
    birth_year: int


CAST = (
    Part("萧福生", "zh-Hans", 1988),
    Part("胡丽娟", "zh-Hans", 1989),
    Part("朱秀兰", "zh-Hans", 1982),
    Part("グルン・スニル", "ja", 1986),
    Part("Daniel Wanjiru", "en", 1986),
    Part("段秋月", "zh-Hans", 1984),
    Part("宋丽娟", "zh-Hans", 1968),
    Part("潘跃进", "zh-Hans", 1997),
    Part("ファム・トゥアン", "ja", 1987),
    Part("Sunil Rai", "en", 1988),
    Part("宋德明", "zh-Hans", 1983),
    Part("孟梦洁", "zh-Hans", 1982),
    Part("苏冬梅", "zh-Hans", 1977),
    Part("井上由美", "ja", 2002),
    Part("Akinyi Otieno", "en", 1977),
    Part("顾玉珍", "zh-Hans", 2006),
    Part("萧桂英", "zh-Hans", 1995),
    Part("曹建平", "zh-Hans", 1995),
    Part("斎藤美咲", "ja", 1979),
    Part("Maria Villanueva", "en", 1974),
    Part("傅石头", "zh-Hans", 2002),
    Part("曾小满", "zh-Hans", 1981),
    Part("叶浩然", "zh-Hans", 1994),
    Part("田中大輔", "ja", 1974),
    Part("Ayu Siregar", "en", 1993),
    Part("吴开春", "zh-Hans", 1977),
    Part("姜子轩", "zh-Hans", 1998),
    Part("宋晓梅", "zh-Hans", 1996),
    Part("ファム・ハー", "ja", 1998),
    Part("Su Htun", "en", 1990),
    Part("曾翠萍", "zh-Hans", 1990),
    Part("方建平", "zh-Hans", 1975),
    Part("萧石头", "zh-Hans", 1988),
    Part("ファム・ミン", "ja", 1991),
    Part("Sunil Gurung", "en", 1997),
    Part("廖玉珍", "zh-Hans", 1992),
    Part("徐友谊", "zh-Hans", 1992),
    Part("汪浩然", "zh-Hans", 1975),
    Part("田中花子", "ja", 1996),
    Part("Anita Thapa", "en", 1989),
)


def part(place: int) -> Part:
    """Return who comes at this place; after the last the first comes again."""
    return CAST[place % len(CAST)]
