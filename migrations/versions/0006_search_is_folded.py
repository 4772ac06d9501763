"""What a search looks into is folded: posts, the names of employers and of persons."""

import unicodedata
from collections.abc import Callable
from functools import lru_cache

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# A row is folded by the rules of this version; where they change, a later migration folds again.
_AT_ONCE = 500


def upgrade() -> None:
    """Apply."""
    op.add_column("employer", _column("search_text"))
    op.add_column("person", _column("search_name"))
    _fill("vacancy", "search_text", ("search_text",), lambda row: fold(row.search_text))
    _fill("employer", "search_text", ("name", "names"), _named)
    _fill("person", "search_name", ("name",), lambda row: key(row.name))


def downgrade() -> None:
    """Undo; a folded search text is found by what was typed in small letters as before."""
    op.drop_column("person", "search_name")
    op.drop_column("employer", "search_text")


def _column(name: str) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _named(row: sa.Row) -> str:
    return fold("\n".join((row.name, *(row.names or {}).values())))


def _fill(
    table: str, column: str, sources: tuple[str, ...], folded: Callable[[sa.Row], str]
) -> None:
    names = dict.fromkeys(("id", column, *sources))
    of = sa.table(
        table, *(sa.column(name, sa.JSON if name == "names" else sa.Text) for name in names)
    )
    connection = op.get_bind()
    ids = connection.execute(sa.select(of.c.id)).scalars().all()
    write = (
        sa.update(of)
        .where(of.c.id == sa.bindparam("of_id"))
        .values({column: sa.bindparam("becomes")})
    )
    for start in range(0, len(ids), _AT_ONCE):
        some = sa.select(of).where(of.c.id.in_(ids[start : start + _AT_ONCE]))
        rows = [{"of_id": row.id, "becomes": folded(row)} for row in connection.execute(some).all()]
        connection.execute(write, rows)


_MOST = 4  # signs that one stands for: of ﷺ, which is a sentence, the beginning
_VOICED = "\u3099\u309a"  # combining marks that make another kana of a kana
_FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_DASHES = frozenset("‐‑‒–—―−﹣－⁃˗➖")
# Letters of other alphabets that a reader takes for Latin ones (UTS #39): Cyrillic and Greek,
# small capitals, Armenian, Lisu and Cherokee.
_LATIN = dict(
    zip(
        "авекмнорстухіјѕԁԛԝһѵгьӏαορντικυχεηγωıłøđɑɡ"
        "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢօոսհց"
        "ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏚᎢᏙᎳᏃ",
        "abekmhopctyxijsdqwhvrblaopvtikuxenywilodag"
        "abcdefghijklmnoprstuvwyzonuhg"
        "bpdtgkjczfmnlsrvhwxyaeiouabcdeghjklmpstvwz",
        strict=True,
    )
)
_ENCLOSED = (0x1F150, 0x1F170, 0x1F1E6)  # in discs, in squares, and the letters that flags are of
# Signs for digits and letters to which NFKC gives no plain form.
_SIGNS = (
    {chr(0x2776 + n): str(n + 1) for n in range(9)}
    | {chr(0x2780 + n): str(n + 1) for n in range(9)}
    | {chr(0x278A + n): str(n + 1) for n in range(9)}
    | {chr(start + n): chr(ord("a") + n) for start in _ENCLOSED for n in range(26)}
    | {chr(0x3021 + n): str(n + 1) for n in range(9)}
    | {"⓿": "0", "🄋": "0", "🄌": "0"}
)


def fold(text: str) -> str:
    """Return the folded form of a text, as `fair/folding.py` made it at this version."""
    signs: list[str] = []
    for sign in text:
        for plain in _plain(sign):
            if plain in _VOICED and signs:
                signs[-1] = unicodedata.normalize("NFC", signs[-1] + plain)[:1]
            else:
                signs.append(plain)
    return "".join(signs)


def key(text: str) -> str:
    """Return what two spellings of one name share: its folded letters and digits alone."""
    return "".join(filter(str.isalnum, fold(text)))


@lru_cache(maxsize=20_000)
def _plain(sign: str) -> str:
    """Return what one sign folds to: nothing, itself, or the plain signs that it stands for."""
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign in _VOICED:
        return sign
    kept = []
    for part in unicodedata.normalize("NFKD", sign).casefold():
        kind = unicodedata.category(part)
        if part in _VOICED:
            kept.append(part)
        elif part in "\n\t" or kind[0] == "Z":
            kept.append("\n" if part in "\n\u2028\u2029" else " ")
        elif part in _DASHES:
            kept.append("-")
        elif kind[0] not in "CM" and part not in _FILLERS:
            digit = unicodedata.digit(part, None)
            kept.append(_LATIN.get(part, part) if digit is None else str(digit))
    return unicodedata.normalize("NFC", "".join(kept))[:_MOST]
