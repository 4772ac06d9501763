"""What happens to the second step of an account."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class FactorSet(Fact):
    """An account has a second step from now on."""

    kind: ClassVar[str] = "factor.set"
    quiet: ClassVar[bool] = True
    account_id: str


@dataclass(frozen=True, kw_only=True)
class FactorEnded(Fact):
    """An account has no second step any more.

    `by_account_id` took it away, or somebody `at_the_server`; else its owner did.
    """

    kind: ClassVar[str] = "factor.ended"
    quiet: ClassVar[bool] = True
    account_id: str
    by_account_id: str = ""
    at_the_server: bool = False


@dataclass(frozen=True, kw_only=True)
class RecoveryCodeUsed(Fact):
    """A code on paper took the place of the app's; so many are left."""

    kind: ClassVar[str] = "factor.recovery_code_used"
    quiet: ClassVar[bool] = True
    account_id: str
    left: int


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesRenewed(Fact):
    """An account has ten new codes; the old ones work no more."""

    kind: ClassVar[str] = "factor.recovery_codes_renewed"
    quiet: ClassVar[bool] = True
    account_id: str


@dataclass(frozen=True, kw_only=True)
class FactorPutOff(Fact):
    """Somebody who was asked for a second step said later, so many times by now."""

    kind: ClassVar[str] = "factor.put_off"
    quiet: ClassVar[bool] = True
    account_id: str
    times: int
