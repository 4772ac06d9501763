"""The crowd reads a page's links and forms as a browser does."""

from fair.crowd.forms import read_page

PAGE = """
<aside class="demo-ribbon">DEMO</aside>
<a href="/booths/b00000000001">Huafeng</a> <a href="/booths/b00000000001?from=hall">again</a>
<a href="/booths/b00000000002#chat">Yunxiu</a> <a href="/halls/h00000000001">Hall</a>
<p>When does the bus leave?</p>
<form action="/commands/ticket.join">
<input type="hidden" name="booth_id" value="b00000000001">
<input type="checkbox" name="vacancy_ids" value="v1">
<input type="checkbox" name="vacancy_ids" value="v2">
<input type="radio" name="ready_in" value="0" checked><input type="radio" name="ready_in" value="5">
<select name="reason"><option value="">Choose</option>
<option value="pay" selected>Pay</option></select>
<textarea name="text">as it &amp; stands</textarea>
<input type="text" name="off" value="x" disabled>
<button name="as_reserve" value="true">Reserve</button>
</form>
<form action="/sign-out"><input name="csrf" value="z"></form>
<form action="/commands/chat.answer"><input name="text" value=""></form>
"""


def test_an_untouched_form_sends_what_a_browser_would() -> None:
    form = read_page(200, "/", PAGE).form("ticket.join")

    assert form is not None
    assert sorted(form.filled({})) == [
        ("booth_id", "b00000000001"), ("ready_in", "0"), ("reason", "pay"),
        ("text", "as it & stands"),
    ]  # fmt: skip


def test_a_filled_form_sends_the_choice_instead() -> None:
    form = read_page(200, "/", PAGE).form("ticket.join")

    assert form is not None
    assert form.choices("vacancy_ids") == ["v1", "v2"]
    assert form.choices("reason") == ["pay"]
    sent = form.filled({"vacancy_ids": ["v2", "v1"], "ready_in": "5"})
    assert [value for key, value in sent if key == "vacancy_ids"] == ["v2", "v1"]
    assert [value for key, value in sent if key == "ready_in"] == ["5"]


def test_a_page_knows_its_things_each_once_and_whether_it_says_demo() -> None:
    page = read_page(200, "/", PAGE)

    assert page.ids("booths") == ["b00000000001", "b00000000002"]
    assert page.ids("halls") == ["h00000000001"]
    assert page.demo
    assert page.form("ticket.leave") is None
    assert not read_page(200, "/", "<p>DEMO</p>").demo


def test_a_form_knows_what_stands_before_it_even_past_another_form() -> None:
    form = read_page(200, "/", PAGE).form("chat.answer")

    assert form is not None
    assert "When does the bus leave?" in form.around
