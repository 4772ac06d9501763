"""Messages of the slice `factors`: the second step of signing in."""

from typing import Annotated

from pydantic import Field

from fair.because import FactorTaken
from fair.contract.base import Command
from fair.contract.text_types import Id, Token
from fair.roles import ORGANISERS, SYSTEM

_ACCOUNT = {"account_id": "a00000000001"}
_STEP = {**_ACCOUNT, "step": 59_000_000}
_CODES = {"code_hashes": ["0" * 64]}
Hash = Annotated[str, Token(64)]
Hashes = Annotated[tuple[Hash, ...], Field(max_length=10)]


class SetFactor(
    Command,
    name="factor.set",
    by=SYSTEM,
    refusals=("factor-there",),
    proves=True,
    example={**_STEP, **_CODES, "locked": "gAAAAA…"},
):
    """Give an account a second step. The edge saw a right code of the app and locked the secret."""

    account_id: Id
    locked: Annotated[str, Token(400, least=1)]
    step: int
    code_hashes: Hashes


class ProveFactor(
    Command,
    name="factor.prove",
    by=SYSTEM,
    refusals=("no-factor", "factor-code-used", "wrong-factor-code"),
    proves=True,
    example=_STEP,
):
    """Use up the step of a code that the edge found right, or the hash of a recovery code."""

    account_id: Id
    step: int = 0
    code_hash: Hash = ""


class EndFactor(
    Command,
    name="factor.end",
    by=SYSTEM,
    refusals=("no-factor", "factor-code-used", "wrong-factor-code"),
    proves=True,
    example=_STEP,
):
    """Take one's own second step away, by a code of it."""

    account_id: Id
    step: int = 0
    code_hash: Hash = ""


class RenewRecoveryCodes(
    Command,
    name="factor.renew_codes",
    by=SYSTEM,
    refusals=("no-factor", "factor-code-used", "wrong-factor-code"),
    proves=True,
    example={**_STEP, **_CODES},
):
    """Keep ten new recovery codes in the place of the old ones, by a code of the second step."""

    account_id: Id
    code_hashes: Hashes
    step: int = 0
    code_hash: Hash = ""


class PutOffFactor(
    Command,
    name="factor.put_off",
    by=SYSTEM,
    refusals=("set-up-now", "factor-there"),
    example=_ACCOUNT,
):
    """Go on without the second step that one was asked for, for now."""

    account_id: Id


class TakeFactorAway(
    Command,
    name="factor.take_away",
    by=ORGANISERS,
    refusals=("no-factor",),
    fresh=True,
    takes=ORGANISERS,
    example={**_ACCOUNT, "reason": "lost"},
):
    """Take a colleague's second step away, who lost it. The colleague is told."""

    account_id: Id
    reason: FactorTaken
