"""Who the made-up people of a rehearsal are, one after the other. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody invented, as the demo's people are."""

    name: str
    birth_year: int


CAST = (
    Part("萧福生", 1988),
    Part("胡丽娟", 1989),
    Part("朱秀兰", 1982),
    Part("グルン・スニル", 1986),
    Part("Daniel Wanjiru", 1986),
    Part("段秋月", 1984),
    Part("宋丽娟", 1968),
    Part("潘跃进", 1997),
    Part("ファム・トゥアン", 1987),
    Part("Sunil Rai", 1988),
    Part("宋德明", 1983),
    Part("孟梦洁", 1982),
    Part("苏冬梅", 1977),
    Part("井上由美", 2002),
    Part("Akinyi Otieno", 1977),
    Part("顾玉珍", 2006),
    Part("萧桂英", 1995),
    Part("曹建平", 1995),
    Part("斎藤美咲", 1979),
    Part("Maria Villanueva", 1974),
    Part("傅石头", 2002),
    Part("曾小满", 1981),
    Part("叶浩然", 1994),
    Part("田中大輔", 1974),
    Part("Ayu Siregar", 1993),
    Part("吴开春", 1977),
    Part("姜子轩", 1998),
    Part("宋晓梅", 1996),
    Part("ファム・ハー", 1998),
    Part("Su Htun", 1990),
    Part("曾翠萍", 1990),
    Part("方建平", 1975),
    Part("萧石头", 1988),
    Part("ファム・ミン", 1991),
    Part("Sunil Gurung", 1997),
    Part("廖玉珍", 1992),
    Part("徐友谊", 1992),
    Part("汪浩然", 1975),
    Part("田中花子", 1996),
    Part("Anita Thapa", 1989),
)


def part(place: int) -> Part:
    """Return who comes at this place; after the last the first comes again."""
    return CAST[place % len(CAST)]
