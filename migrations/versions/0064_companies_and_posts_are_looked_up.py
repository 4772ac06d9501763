"""Companies are looked up by name and number, posts by reference, however many are here."""

import unicodedata
from collections.abc import Callable
from functools import lru_cache

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

# A row is folded by the rules of this version; where they change, a later migration folds again.
_AT_ONCE = 500


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "employer_name",
        sa.Column("employer_id", sa.String(12), sa.ForeignKey("employer.id"), nullable=False),
        sa.Column("key", sa.String(480), nullable=False),
        sa.PrimaryKeyConstraint("employer_id", "key"),
    )
    _names()
    op.create_index("ix_employer_name_key", "employer_name", ["key"])
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("name_key", sa.String(480), nullable=False, server_default="")
        )
    _fill("enrolment", "name_key", "name", key)
    op.create_index("ix_enrolment_name_key", "enrolment", ["name_key"])
    op.create_index("ix_enrolment_code", "enrolment", ["code"])
    op.create_index("ix_enrolment_number", "enrolment", ["number"])
    op.create_index("ix_enrolment_employer_id", "enrolment", ["employer_id"])
    op.create_index("ix_licence_number", "licence", ["number"])
    op.create_index("ix_brought_company_code", "brought_company", ["code"])
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ref_key", sa.String(320), nullable=False, server_default=""))
    _fill("vacancy", "ref_key", "ref", fold)
    op.create_index("ix_vacancy_employer_id_ref_key", "vacancy", ["employer_id", "ref_key"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_vacancy_employer_id_ref_key", "vacancy")
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.drop_column("ref_key")
    op.drop_index("ix_brought_company_code", "brought_company")
    op.drop_index("ix_licence_number", "licence")
    for column in ("employer_id", "number", "code", "name_key"):
        op.drop_index(f"ix_enrolment_{column}", "enrolment")
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_column("name_key")
    op.drop_table("employer_name")


def _names() -> None:
    employers = sa.table(
        "employer",
        sa.column("id", sa.Text),
        sa.column("name", sa.Text),
        sa.column("names", sa.JSON),
    )
    names = sa.table("employer_name", sa.column("employer_id", sa.Text), sa.column("key", sa.Text))
    connection = op.get_bind()
    ids = connection.execute(sa.select(employers.c.id)).scalars().all()
    for start in range(0, len(ids), _AT_ONCE):
        some = sa.select(employers).where(employers.c.id.in_(ids[start : start + _AT_ONCE]))
        rows = [
            {"employer_id": row.id, "key": one}
            for row in connection.execute(some).all()
            for one in sorted({key(said) for said in (row.name, *(row.names or {}).values())})
        ]
        connection.execute(sa.insert(names), rows)


def _fill(table: str, column: str, source: str, folded: Callable[[str], str]) -> None:
    of = sa.table(table, *(sa.column(name, sa.Text) for name in ("id", source, column)))
    connection = op.get_bind()
    ids = connection.execute(sa.select(of.c.id).where(of.c[source] != "")).scalars().all()
    write = (
        sa.update(of)
        .where(of.c.id == sa.bindparam("of_id"))
        .values({column: sa.bindparam("becomes")})
    )
    for start in range(0, len(ids), _AT_ONCE):
        some = sa.select(of).where(of.c.id.in_(ids[start : start + _AT_ONCE]))
        rows = [
            {"of_id": row.id, "becomes": folded(getattr(row, source))}
            for row in connection.execute(some).all()
        ]
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
    """Return the folded form of a text."""
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
