"""What is wrong with a form is said in the reader's language, with the field's name."""

import pytest
from pydantic import ValidationError

from fair import words
from fair.contract.programme import CreateFair
from fair.problems import problem

GOOD = CreateFair.example


@pytest.mark.parametrize(
    ("wrong", "english", "field"),
    [
        ({"title": ""}, "Please fill in: title.", "title"),
        ({"title": "x" * 121}, "Too long: title. At most 120 characters.", "title"),
        (
            {"most_tickets": "many"},
            "This must be a number: queues at the same time.",
            "most_tickets",
        ),
        ({"most_tickets": 99}, "Too large: queues at the same time. At most 20.", "most_tickets"),
        ({"most_tickets": 0}, "Too small: queues at the same time. At least 1.", "most_tickets"),
        ({"opens_at": "soon"}, "This must be a date and time: opening time.", "opens_at"),
        ({"opens_at": None}, "This must be a date and time: opening time.", "opens_at"),
        ({"title": "\u200b \u2800"}, "Please fill in: title.", "title"),
        ({"zone": "\u202e"}, "Please fill in: time zone.", "zone"),
        ({"opens_at": "\u2060"}, "Please fill in: opening time.", "opens_at"),
        ({"title": "\u200b" * 9000}, "Too long: title. At most 120 characters.", "title"),
        (
            {"hall_titles": {"xx": "Hall"}},
            "This does not belong to the form: hall_titles.xx.",
            "hall_titles.xx",
        ),
        ({"x" * 3000: "1"}, f"This does not belong to the form: {'x' * 60}. R", "x" * 60),
        ({"nonsense": "1"}, "This does not belong to the form: nonsense.", "nonsense"),
        (
            {"nonsense": "1", "title": ""},
            "This does not belong to the form: nonsense. Reload the page",
            "nonsense",
        ),
    ],
)
def test_the_sentence_names_the_field_and_what_to_do(wrong, english, field):
    with pytest.raises(ValidationError) as error:
        CreateFair.model_validate({**GOOD, **wrong})

    refusal = problem(error.value)

    assert words.catalogue("en").refusal(refusal).startswith(english)
    assert refusal.field == field
    assert refusal.status == 422


def test_the_sentence_is_translated_with_the_fields_name():
    with pytest.raises(ValidationError) as error:
        CreateFair.model_validate({**GOOD, "title": ""})

    assert words.catalogue("zh-Hans").refusal(problem(error.value)) == "请填写：名称。"
    assert words.catalogue("ja").refusal(problem(error.value)) == "入力してください：名称。"
