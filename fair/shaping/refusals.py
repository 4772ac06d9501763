"""Why a table cannot be shaped, in words a person can act on."""

from fair.decisions import N_, Refusal


class BadMap(Refusal):
    code = "bad-map"
    status = 422
    sentence = N_("Say which column is the employer and which the title; without them no post is.")


class FileIsGone(Refusal):
    code = "file-is-gone"
    status = 410
    sentence = N_("This file is kept for a day, or until another is brought. Bring it again.")


class MapUnnamed(Refusal):
    code = "map-unnamed"
    status = 422
    sentence = N_("Write under which name the map is kept. Nothing was kept yet.")


class PatternTakesNothing(Refusal):
    code = "pattern-takes-nothing"
    status = 422
    sentence = N_(
        "{column}: write {pair} once in the pattern, where what is taken stands. Nothing was kept "
        "yet, and your choices stay."
    )


class NoSuchPart(Refusal):
    code = "no-such-part"
    status = 422
    sentence = N_("{column}: the part is a number from 1 to {most}. Your other choices stay.")
