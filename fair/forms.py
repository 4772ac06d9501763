"""What a form sends: the token that shows it came from a page of ours, and a command's fields."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Any, TypedDict, TypeVar, get_origin
from urllib.parse import quote, unquote

from pydantic import ValidationError
from starlette.datastructures import FormData

from fair import days, typed
from fair.contract.base import Command
from fair.db import utc_now
from fair.decisions import N_, Actor, Refusal
from fair.fresh import PROOF
from fair.languages import Texts
from fair.next_page import then_of
from fair.problems import problem

C = TypeVar("C", bound=Command)
VISITORS_MARK = "v"  # not a letter of the others: static/js/models/drafts.js tells them by it
RESERVED = ("csrf", "command_id", "then", PROOF)
_LOOKED_AT = 1000  # signs in which something must be seen


class ExpiredForm(Refusal):
    code = "expired-form"
    status = 403
    sentence = N_("This form is no longer valid. Go back, reload the page and try again.")


class Seal:
    """Marks what we said ourselves, so that it is known again when it comes back."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def mark(self, text: str) -> str:
        """Return the mark that only this server can put on the text."""
        return hmac.new(self._secret, _bytes(text), hashlib.sha256).hexdigest()

    def holds(self, mark: str, text: str) -> bool:
        """Tell whether the mark, or a beginning of at least 16 of its letters, is ours."""
        return len(mark) >= 16 and _same(mark, self.mark(text)[: len(mark)])  # noqa: PLR2004

    def noticed(self, said: str) -> str:
        """Return what a cookie keeps of a notice, for `flash`."""
        return f"{self.mark(said)[:16]}.{quote(said)}"

    def flash(self, kept: str) -> dict[str, str] | None:
        """Return the notice that a cookie keeps, where we wrote it ourselves.

        No parser of shapes within shapes: whatever a browser sends is read, or is not ours.
        """
        mark, _, text = kept.partition(".")
        said = unquote(text)
        return {"kind": "ok", "text": said} if self.holds(mark, said) else None

    def reader(self, actor: Actor, visitor: str) -> str:
        """Return a mark of who reads and today's number: what is unsent in a tab belongs to both.

        The same on every page of theirs, and nobody is found by it.
        """
        known = actor.person_id or actor.account_id
        mark = self.mark(f"reader {known or visitor}")[:16]
        return f"{mark if known else VISITORS_MARK + mark}.{utc_now().toordinal()}"

    def token(self, visitor: str) -> str:
        """Return a fresh token that only this visitor's cookie matches."""
        nonce = secrets.token_urlsafe(8)
        return f"{nonce}.{self.mark(nonce + visitor)}"

    def check(self, form: FormData, visitor: str) -> None:
        """Refuse with `ExpiredForm` what did not come from a page of this visitor."""
        nonce, _, mark = str(form.get("csrf", "")).partition(".")
        if not _same(mark, self.mark(nonce + visitor)):
            raise ExpiredForm


def _same(said: str, ours: str) -> bool:
    return hmac.compare_digest(_bytes(said), _bytes(ours))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # half a sign is a stranger's, and is not ours


def command_of(form: FormData, kind: type[C]) -> C:
    """Read a command out of a form's fields; refuses what does not fit, naming the field."""
    return command_from(_payload(form, kind), kind)


def command_from(fields: Mapping[str, Any], kind: type[C]) -> C:
    """Read a command out of what was typed; refuses what does not fit, naming the field."""
    try:
        return kind.model_validate(dict(fields))
    except ValidationError as error:
        raise problem(error) from None


def _payload(form: FormData, kind: type[Command]) -> dict[str, Any]:
    payload: dict[str, Any] = {}
    texts: dict[str, dict[str, Any]] = {}
    answers: dict[str, str] = {}
    for key in form:
        if key in RESERVED:
            continue
        name, _, code = key.partition(".")
        item = kind.model_fields.get(key)
        if code and name in kind.model_fields and kind.model_fields[name].annotation is Texts:
            # `titles.en=…`: the words of a field in one language
            texts.setdefault(name, {})[code] = form[key]
        elif code == "which" and name in kind.model_fields:
            # `opens_at.which=…`: which of the two, of a time that comes twice
            answers[name] = str(form[key])
        elif item is not None and get_origin(item.annotation) in (tuple, list, frozenset):
            payload[key] = [value for value in form.getlist(key) if _said(value)]
        elif _said(form[key]) or item is None or item.is_required():
            payload[key] = form[key]
    said = {name: days.answered(str(payload.get(name, "")), answers[name]) for name in answers}
    return payload | texts | {name: text for name, text in said.items() if name in payload}


class Again(TypedDict):
    """A form that comes back with a question: what was sent, and the answers to choose from."""

    command: str
    then: str
    fields: list[tuple[str, str]]
    seen: str
    name: str
    choices: list[list[str]]


def again(form: FormData, command: str, said: Mapping[str, Any]) -> Again:
    """Return a form that was sent, to be sent with the answer to what a refusal asks."""
    name = said["answer"]
    fresh = {*RESERVED, "seen", name}
    return {
        "command": command,
        "then": then_of(form) or "/",
        "fields": [(key, str(value)) for key, value in form.multi_items() if key not in fresh],
        "seen": str(form.get("seen") or ""),
        "name": name,
        "choices": said["choices"],
    }


def field(form: FormData, name: str) -> str:
    """Return what stands in a line of a form that is read outside of a command; "" where not."""
    return typed.line(str(form.get(name) or "")[:_LOOKED_AT])


def _said(value: Any) -> bool:
    return not isinstance(value, str) or bool(typed.line(value[:_LOOKED_AT]))
