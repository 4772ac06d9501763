"""Staff's pages without JavaScript load themselves again, and none that is written in does."""

import re

from tests.queue.day import Day, a_day
from tests.world import World

AGAIN = re.compile(r'<noscript><meta http-equiv="refresh" content="(\d+)"')
# Whatever takes words and is seen without JavaScript would lose them.
PROSE = re.compile(r"<textarea|<input[^>]*class=\"input\"[^>]*>")
PROGRAMS_ONLY = re.compile(
    r'<div class="js-only">(?:<room-chat.*?</room-chat>|\s*<form\s[^<]*line\.tell.*?</form>)',
    re.DOTALL,
)

NOTES = re.compile(r'<div id="notes" class="js-only">.*?</call-notes>', re.DOTALL)


async def page(day: Day, path: str, who: str = "recruiter") -> str:
    async with day.world.web(day.scene.tokens[who]) as web:
        answer = await web.get(path)
    assert answer.status_code == 200
    return str(answer.text)


async def test_desk_and_board_load_themselves_again_and_nothing_is_written_there(
    world: World,
) -> None:
    day = await a_day(world)
    await day.waiting(2)
    desk = await page(day, f"/desk/{day.booth_id}")
    assert AGAIN.search(desk)
    assert not PROSE.search(PROGRAMS_ONLY.sub("", desk))
    assert f'<p class="no-js"><a href="/booths/{day.booth_id}#chat">' in desk
    to_line = f"/desk/booth?booth={day.booth_id}"
    assert f'<a href="{to_line}#to-line">' in desk
    mine = await page(day, to_line)
    assert 'action="/commands/line.tell"' in mine
    assert not AGAIN.search(mine)
    room = await page(day, f"/booths/{day.booth_id}")
    assert 'action="/commands/chat.say"' in room
    assert not AGAIN.search(room)
    board = await page(day, f"/board/{day.scene.fair_id}", "organiser")
    assert AGAIN.search(board)
    assert not PROSE.search(board)


async def test_while_it_rings_and_among_offers_and_calls_pages_load_themselves_again(
    world: World,
) -> None:
    day = await a_day(world)
    ((who, _), _) = await day.waiting(2)
    call = (await day.call()).call_id
    pages = [
        await page(day, f"/calls/{call}"),
        await page(day, "/desk/offers"),
        await page(day, f"/board/{day.scene.fair_id}/calls", "organiser"),
    ]
    for one in pages:
        assert AGAIN.search(one)
        assert not PROSE.search(NOTES.sub("", one))

    await day.answer(who, call)
    talking = await page(day, f"/calls/{call}")
    assert 'action="/commands/call.note"' in talking
    assert not NOTES.search(talking)
    assert not AGAIN.search(talking)


async def test_an_answer_that_is_written_at_the_desk_is_left_alone(world: World) -> None:
    day = await a_day(world)
    ((who, _),) = await day.waiting(1)
    await day.talk(who, (await day.call()).call_id)
    owed = re.search(r'href="(/desk/[^"]+/owed/[^"]+)"', await page(day, f"/desk/{day.booth_id}"))
    assert owed
    answering = await page(day, owed[1])
    assert 'action="/commands/interview.conclude"' in answering
    assert not AGAIN.search(answering)
