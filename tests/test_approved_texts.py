"""What a gateway has approved is sent as its template; what it has not is not sent."""

import pytest
from sqlalchemy import select

from fair import signals, words
from fair.checks import findings
from fair.settings import Settings
from fair.signals import signal, texts
from fair.signals.approved import Unreadable, approved
from fair.signals.carriers import Gateway
from fair.signals.delivery import Delivery
from fair.signals.listing import lines
from fair.signals.said import say
from tests.gateway import a_gateway

FILE = """
[ready]
zh-Hans = "SMS_1"
en = "SMS_2"
"""


async def sent(world, gateway, file, text=texts.READY, lang="en"):
    """Put a text out, deliver it, and return (what the gateway heard, how it ended)."""
    values = {"employer": "Huafeng", "number": 7, "key": "k" * 12}
    said = say(text, words.catalogue(lang), values, base_url="https://fair.example")
    await world.work(
        lambda work: signals.send(
            work, person_id="p", recipient="+8613800001234", said=said, dedupe="a", lasts_s=60
        )
    )
    carrier = Gateway(gateway.url, "", approved(str(file)))
    await Delivery(world.database, {"text": carrier}).drain()
    await carrier.close()
    return gateway.heard, [row.ended for row in world.rows(select(signal.c.ended))]


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "templates.toml"
    made.write_text(FILE)
    return made


async def test_an_approved_text_goes_as_template_and_values(world, file):
    async with a_gateway() as gateway:
        heard, ended = await sent(world, gateway, file)
    assert ended == ["sent"]
    assert heard == [
        {
            "to": "+8613800001234", "template": "SMS_2", "key": "a",
            "values": {"employer": "Huafeng", "key": "k" * 12},
        }
    ]  # fmt: skip


async def test_what_is_not_approved_is_not_sent_and_no_fault_of_the_number(world, file):
    async with a_gateway() as gateway:
        heard, ended = await sent(world, gateway, file, texts.RING)
    assert (heard, ended) == ([], ["no_way"])
    assert world.look(signals.refused, ["p"]) == set()


async def test_where_text_is_free_the_others_go_as_text(world, file):
    file.write_text("free_text = true\n" + FILE)
    async with a_gateway() as gateway:
        heard, ended = await sent(world, gateway, file, texts.RING)
    assert ended == ["sent"]
    assert heard[0]["text"].startswith("Huafeng rings you")


WRONG = ("[redy]\nen = 'x'", "[ready]\nfr = 'x'", "[ready]\nen = 7", "ready = 'x'", "[", "\xff")


@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_that_names_no_text_of_ours_is_said_at_the_start(file, wrong):
    file.write_bytes(wrong.encode("latin-1"))
    with pytest.raises(Unreadable, match="FAIR_SMS_TEMPLATES"):
        approved(str(file))


def test_the_check_names_what_the_gateway_has_not_approved(file):
    settings = Settings.read(
        sms_provider="http", sms_url="http://127.0.0.1:1/", sms_templates=str(file),
        secret="x" * 32,
    )  # fmt: skip
    (found,) = [one for one in findings(settings) if one.what == "approved texts"]
    assert not found.good
    assert "ready (ja), ready.named (zh-Hans en ja)" in found.says
    assert "ring (zh-Hans en ja)" in found.says


def test_the_list_for_approval_has_every_text_in_every_language_with_its_link_in_the_fixed_part():
    listed = [one.split("\t") for one in lines("https://fair.example")]
    assert listed[0] == ["name", "language", "messages at most", "filled by", "text"]
    assert len(listed) == 1 + len(texts.TEXTS) * 2 * 3
    rings = next(one for one in listed if one[:2] == ["ring", "en"])
    assert "https://fair.example/t/{key}" in rings[4]
    assert rings[3] == "employer: title≤24, key: key≤12"
