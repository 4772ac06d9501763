"""Words in several languages: who reads which of them, and how they are kept."""

import json

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from fair.columns import TextsColumn
from fair.languages import DEFAULT, LANGUAGES, NO_TEXTS, Texts, language
from fair.rooms import chat_reads
from fair.upgrade import config, upgrade
from tests.world import World, running, some

BOTH = Texts({"zh-Hans": "缝纫", "en": "Sewing"})


@pytest.mark.parametrize(
    ("wished", "read"),
    [
        (("en",), "Sewing"),
        (("ja", "en"), "Sewing"),
        (("ja",), "缝纫"),
        ((), "缝纫"),
        (("zh-Hans", "en"), "缝纫"),
    ],
)
def test_a_reader_gets_the_first_wish_that_there_is_else_the_first_words(wished, read):
    assert BOTH.in_(*wished) == read


def test_where_nothing_is_said_nothing_is_read():
    assert NO_TEXTS.in_("en") == ""
    assert not NO_TEXTS
    assert not Texts({"en": ""})


def test_words_are_a_value():
    given = {"en": "Sewing", "ja": ""}
    said = Texts(given)
    given["en"] = "Shoes"

    assert said == {"en": "Sewing"} == Texts({"en": "Sewing"})
    assert hash(said) == hash(Texts({"en": "Sewing"}))
    with pytest.raises(TypeError):
        said["en"] = "Shoes"  # type: ignore[index]


def test_a_language_fits_where_it_is_kept():
    assert all(len(code) <= 10 for code in LANGUAGES)
    assert all(code == one.code for code, one in LANGUAGES.items())
    assert language("xx") is language("") is LANGUAGES[DEFAULT]


def test_a_column_keeps_code_and_text_as_json():
    kept = TextsColumn().process_bind_param(BOTH, None)  # type: ignore[arg-type]
    assert json.loads(json.dumps(kept)) == dict(BOTH)


async def test_rooms_keep_their_names_when_the_column_becomes_json(tmp_path):
    url = f"sqlite:///{tmp_path}/fair.db"
    command.upgrade(config(url), "0002")
    kept = '{"zh-Hans": "华丰", "en": "Huafeng"}'
    with create_engine(url).begin() as before:
        row = {"names": kept}
        before.execute(
            text(
                "insert into room (booth_id, fair_id, employer_id, name, replies, names) values"
                " ('b1', 'f1', 'e1', '华丰公司', '[\"Hi\"]', :names),"
                " ('b2', 'f1', 'e1', 'Lianhe', '[]', '{}')"
            ),
            row,
        )

    upgrade(url)

    async with running(tmp_path) as world:
        assert room(world, "b1").called("en") == "Huafeng"
        assert room(world, "b1").called("ja") == "华丰公司"
        assert room(world, "b1").replies == ("Hi",)
        assert room(world, "b2").called("en") == "Lianhe"


def room(world: World, booth_id: str):
    return some(world.look(chat_reads.room, booth_id))
