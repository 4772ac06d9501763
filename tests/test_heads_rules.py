"""A head is one line: it is found again wherever it was copied to, and says one thing only."""

from datetime import UTC, datetime

import pytest

from fair.heads import ALL, Head, Tip, digest_of, head_of, heads_in, house_head
from fair.ledger_key import Key, is_public, load, signed_by

AT = datetime(2026, 11, 26, 9, 30, 5, 123, tzinfo=UTC)
TIPS = [Tip("f1:b", 7, "b" * 64), Tip("f1:a", 3, "a" * 64)]
HEAD = head_of(12, "f1", TIPS, AT)
LINE = str(Head(12, "f1", 2, 10, AT, HEAD.digest, "K" * 43, "S" * 86))


def test_a_head_counts_the_streams_and_the_rows_of_a_fair():
    assert (HEAD.streams, HEAD.rows, HEAD.at) == (2, 10, AT)


def test_the_order_in_which_streams_are_read_changes_no_digest():
    assert digest_of(TIPS) == digest_of(TIPS[::-1])


@pytest.mark.parametrize(
    "other",
    [
        [Tip("f1:b", 8, "b" * 64), TIPS[1]],
        [Tip("f1:b", 7, "c" * 64), TIPS[1]],
        [Tip("f1:c", 7, "b" * 64), TIPS[1]],
        TIPS[:1],
        [*TIPS, Tip("f1:d", 1, "d" * 64)],
    ],
)
def test_another_row_hash_or_stream_is_another_digest(other):
    assert digest_of(other) != digest_of(TIPS)


def test_the_house_has_another_digest_when_one_fair_has():
    two = head_of(0, "f2", [Tip("f2:a", 1, "e" * 64)], AT)
    whole = house_head(3, [HEAD, two], AT)

    assert (whole.fair_id, whole.streams, whole.rows) == (ALL, 3, 11)
    assert whole.digest != house_head(3, [HEAD], AT).digest
    assert whole.digest == house_head(3, [two, HEAD], AT).digest


@pytest.mark.parametrize(
    "text",
    [
        LINE,
        f"  {LINE}\n",
        "\n> ".join(LINE[at : at + 60] for at in range(0, len(LINE), 60)),
        f'DEMO,"Fair","{LINE}"\r\n',
        f"<p>The head is <code>{LINE}</code>. Keep it.</p>",
        "\u2068".join((LINE[:20], LINE[20:])),
    ],
    ids=["alone", "with spaces", "broken by a mail", "in a table", "in a page", "isolated"],
)
def test_a_head_is_found_in_whatever_it_was_copied_to(text):
    assert [str(one) for one in heads_in(text)] == [LINE]


def test_two_heads_in_one_text_are_two_and_the_same_one_twice_is_one():
    other = LINE.replace(".12.", ".13.", 1)

    assert [one.number for one in heads_in(f"{LINE}\n{other}\n{LINE}")] == [12, 13]


@pytest.mark.parametrize(
    "text",
    ["", "FAIR-HEAD.1.f1.12", LINE[:-1], LINE.replace("2026-11-26T", "2026-13-99T"), LINE.lower()],
)
def test_what_is_cut_short_or_mistyped_is_no_head(text):
    assert heads_in(text) == []


def test_a_signature_fits_its_text_and_its_key_alone():
    key, other = Key.make(), Key.make()
    signature = key.sign("this")

    assert signed_by(key.public, signature, "this")
    assert not signed_by(key.public, signature, "that")
    assert not signed_by(other.public, signature, "this")
    assert not signed_by(key.public, other.sign("this"), "this")
    assert not signed_by("no key", signature, "this")
    assert not signed_by(key.public, "no signature", "this")
    assert is_public(key.public)
    assert not is_public("short")


def test_a_key_is_read_again_by_its_owner_only_and_never_written_over(tmp_path):
    path, key = tmp_path / "house" / "ledger.key", Key.make()

    key.keep(path)

    assert path.stat().st_mode & 0o777 == 0o600
    found = load(path)
    assert found
    assert found.public == key.public
    with pytest.raises(FileExistsError):
        Key.make().keep(path)
