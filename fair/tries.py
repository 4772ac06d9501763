"""Tries at what proves who one is, a password or a code: counted where a stranger cannot lock out.

A wrong try counts for the account *together with* the network it came from, and for that network
over all accounts. So nobody elsewhere is held up by it. A device on which the account was signed
in before holds a mark of ours and counts by itself alone (OWASP calls it a device cookie).
"""

from dataclasses import dataclass

from fair.budgets import Budgets, network
from fair.forms import Seal

AT_AN_ACCOUNT = (10.0, 900.0)  # from one network, or on one known device
FROM_A_NETWORK = (60.0, 600.0)  # whoever's accounts: spraying one password over many
# At one account from all unknown devices: refuses nothing, tells its owner. Who tries codes knows
# the password already.
ALARM = {"password": (50.0, 86_400.0), "code": (10.0, 86_400.0)}
ALARMS = (1.0, 86_400.0)
_MARKS, _MARK_LENGTH = 5, 24


@dataclass(frozen=True, slots=True)
class Try:
    """One try that was admitted; say whether it was `right` or `wrong`."""

    budgets: Budgets
    spent: tuple[tuple[str, str, tuple[float, float]], ...]
    what: str
    who: str
    known: bool

    def right(self) -> None:
        """Give back what was counted: who knows the answer may come as often as they like."""
        for what, who, rate in self.spent:
            self.budgets.spend(what, who, rate, -1.0)

    def wrong(self) -> bool:
        """Leave it counted; True where the owner is to be told, once a day at most."""
        many = ALARM[self.what]
        if self.known or not self.budgets.try_to_spend(f"all {self.what}s", self.who, many):
            return False
        return not self.budgets.try_to_spend(f"alarm of {self.what}s", self.who, ALARMS)


def begin(
    budgets: Budgets, seal: Seal, what: str, who: str, *, address: str, marks: str,
    everywhere: tuple[float, float] | None = None,
) -> Try:  # fmt: skip
    """Count a try at `who`'s password or code (`what`); refuses with `TooMany`.

    `marks` is the cookie that `marked` made. `everywhere` bounds what all unknown devices may try
    together, for what only somebody with the password can reach. Counted before the answer is
    known, so that a hundred at once are not one.
    """
    spent: tuple[tuple[str, str, tuple[float, float]], ...]
    if device := _device(seal, marks, who):
        spent = ((f"{what} on a device", f"{who} {device}", AT_AN_ACCOUNT),)
    else:
        net = network(address)
        spent = (
            (f"{what} from a network", f"{who} {net}", AT_AN_ACCOUNT),
            ("tries from a network", net, FROM_A_NETWORK),
            *([(f"{what} from anywhere", who, everywhere)] if everywhere else []),
        )
    for name, key, rate in spent:
        budgets.spend(name, key, rate)
    return Try(budgets, spent, what, who, bool(device))


def marked(seal: Seal, marks: str, who: str, nonce: str) -> str:
    """Return the cookie of a device on which `who` has just signed in; `nonce` names a new one.

    It holds the marks of the last five, and nobody can be read from it.
    """
    found, *kept = marks.split(".")
    device = found if kept else nonce
    mine = _mark(seal, device, who)
    return ".".join((device, mine, *[one for one in kept if one != mine][: _MARKS - 1]))


def _device(seal: Seal, marks: str, who: str) -> str:
    device, *kept = marks.split(".")
    text = _text(device, who)
    known = any(len(one) == _MARK_LENGTH and seal.holds(one, text) for one in kept[:_MARKS])
    return device if known else ""


def _mark(seal: Seal, device: str, who: str) -> str:
    return seal.mark(_text(device, who))[:_MARK_LENGTH]


def _text(device: str, who: str) -> str:
    return f"device {device} {who}"
