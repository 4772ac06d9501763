"""What may be filled in beside what a post says already. Pure."""

from dataclasses import replace

from fair.terms.terms import Terms


def fitting_pay(given: Terms, said: Terms) -> Terms:
    """Return what is given with no part of a pay that would make another pay of what is said.

    An amount, for which time it is, and in which currency are one statement: 5,000 a month beside
    "by the hour" is 5,000 an hour, which nobody said. So nothing of a pay goes to a draft that
    names an amount itself, and no amount to one that names another time or currency.
    """
    if given.pay_base_cents is None:
        return given
    none_of_it = replace(given, pay_base_cents=None, pay_up_to_cents=None)
    if said.pay_base_cents is not None:
        return replace(none_of_it, pay_period="", currency="")
    pairs = ((given.pay_period, said.pay_period), (given.currency, said.currency))
    return none_of_it if any(one and other and one != other for one, other in pairs) else given
