"""Letters that run from right to left never turn what stands around them, on any page."""

from html.parser import HTMLParser

import pytest

from fair.budgets import Budgets
from fair.contract.hiring import WithdrawOffer
from fair.glossary import Role
from tests.agreements.belongings import belongings
from tests.agreements.test_edge_safety import tokens, written_by_all
from tests.agreements.test_languages import shown_to

HEBREW = "אברהם"
OPEN, CLOSE = "\u2068", "\u2069"
FIELDS = {("input", "value"), ("textarea", "")}


class Shown(HTMLParser):
    """Gathers each text and attribute with letters that run leftward, and how it is held."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.loose: list[str] = []
        self.held: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag not in ("input", "meta", "link", "img", "br"):
            self.stack.append(tag)
        for name, value in attrs:
            self.note(value or "", inside=(tag, name) in FIELDS)

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop() != tag:
            pass

    def handle_data(self, text):
        if self.stack[-1:] == ["script"]:
            return  # read by programs, and sign by sign
        self.note(text, inside=bool({"bdi", "textarea"} & set(self.stack[-1:])))

    def note(self, text: str, *, inside: bool) -> None:
        if HEBREW not in text:
            return
        free = text.strip() if inside else text.replace(f"{OPEN}{HEBREW}{CLOSE}", "")
        if HEBREW not in free or (inside and free == HEBREW):
            self.held.append(text)
        else:
            self.loose.append(f"{'/'.join(self.stack)}: {text.strip()[:200]}")


@pytest.mark.parametrize("role", [Role.VISITOR, Role.SEEKER, Role.RECRUITER, Role.ORGANISER])
async def test_what_strangers_wrote_is_held_by_itself_wherever_it_is_shown(world, role):
    have = await belongings(world)
    await written_by_all(have, HEBREW)
    loose, held = {}, 0

    async with world.web(tokens(have)[role]) as browser:
        for path in shown_to(role, have):
            world.server.dispatch.budgets = Budgets()
            answer = await browser.get(path)
            if "text/html" in answer.headers.get("content-type", ""):
                shown = Shown(answer.text)
                held += len(shown.held)
                if shown.loose:
                    loose[path] = shown.loose

    assert loose == {}
    assert held > 10


async def test_a_text_message_keeps_its_order_around_a_name(world):
    have = await belongings(world)
    await written_by_all(have, HEBREW)
    await world.do(WithdrawOffer(offer_id=have.ids["offer_id"], reason="need"), have.mei)

    texts = [row.text for row in world.rows("select text from signal order by made_at")]

    assert any(HEBREW in text for text in texts)
    assert all(HEBREW not in text.replace(f"{OPEN}{HEBREW}{CLOSE}", "") for text in texts)
