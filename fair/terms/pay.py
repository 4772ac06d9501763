"""Honest pay: the lowest month and the usual one, with the working of both.

The lowest month is on probation, without overtime and bonus, with all that is taken. A figure is
*in hand* only where income tax, the worker's own insurance and every named cost have an amount:
then all of them are taken off. Otherwise neither tax nor insurance is, the figure is *before tax
and insurance*, and what has no amount is named. Where the post does not say enough, there is none.
"""

from dataclasses import dataclass, replace

from fair.decisions import N_
from fair.terms.month_pay import PayRow, base_of_month, number, trial_of_month, whole
from fair.terms.taken import MISSING, Taken, taken
from fair.terms.terms import Terms


@dataclass(frozen=True, slots=True)
class Pay:
    """Both figures for one month, None where the post does not say enough, and their working.

    `guaranteed_cents` is the lowest month. The rows add up to both figures; the notes count
    nowhere. `missing` names, in English, what the figures would need to be *in hand*.
    """

    currency: str
    guaranteed_cents: int | None
    usual_cents: int | None
    rows: tuple[PayRow, ...]
    notes: tuple[PayRow, ...]
    missing: tuple[str, ...]

    @property
    def known(self) -> bool:
        """True where the pay of the lowest month can be said."""
        return self.guaranteed_cents is not None

    @property
    def in_hand(self) -> bool:
        """True where the figures are what arrives: nothing that is taken lacks an amount."""
        return self.known and not self.missing


def work_out(terms: Terms) -> Pay:
    """Work out both figures of a month."""
    base = base_of_month(terms)
    missing = tuple(says for lacks, says in MISSING if lacks(terms))
    if base.usual_cents is None:
        said = (base,) if terms.pay_base_cents is not None else ()
        return Pay(terms.currency, None, None, said, tuple(_notes(terms, missing)), missing)
    rows = (*_bases(base, trial_of_month(terms)), *_overtime(terms), *_all_taken(terms, missing))
    return Pay(
        terms.currency,
        sum(row.least_cents or 0 for row in rows),
        sum(row.usual_cents or 0 for row in rows),
        rows,
        tuple(_notes(terms, missing)),
        missing,
    )


def _bases(base: PayRow, trial: PayRow | None) -> list[PayRow]:
    """Return what each month starts from: the lowest one from the pay of the probation, if lower.

    No lower pay than the base is made of a probation that is paid better.
    """
    low, usual = trial.least_cents if trial else None, base.usual_cents
    if trial is None or low is None or usual is None or low >= usual:
        return [base]
    return [replace(base, least_cents=None), replace(trial, usual_cents=None)]


def _overtime(terms: Terms) -> list[PayRow]:
    rate, hours = terms.overtime_rate_cents, terms.usual_overtime_hours_month
    if not rate or not hours:
        return []
    return [
        PayRow(
            N_("Usual overtime"),
            None,
            whole(rate, hours, terms.currency),
            (N_("{rate_cents} an hour × {hours} hours a month"),),
            {"rate_cents": rate, "hours": number(hours)},
        )
    ]


def _all_taken(terms: Terms, missing: tuple[str, ...]) -> list[PayRow]:
    return [_off(one) for one in (*taken(terms), *([] if missing else _own_share(terms)))]


def _off(one: Taken) -> PayRow:
    return PayRow(one.label, -one.cents, -one.cents, (one.how,) if one.how else ())


def _own_share(terms: Terms) -> list[Taken]:
    """Return tax and own insurance, where the post says them."""
    said = (
        (N_("Income tax"), terms.tax_month_cents),
        (N_("Your own social insurance"), terms.insurance_month_cents),
    )
    return [Taken(label, cents) for label, cents in said if cents is not None]


def _notes(terms: Terms, missing: tuple[str, ...]) -> list[PayRow]:
    notes = []
    if terms.pay_up_to_cents and terms.pay_up_to_cents != terms.pay_base_cents:
        how = N_("the highest that the employer names for the same time; not guaranteed")
        notes.append(_note(N_("Up to, not counted above"), terms.pay_up_to_cents, how))
    if terms.bonus_amount_cents:
        notes.append(_bonus(terms))
    if missing:
        uncounted = N_("not counted above: the figures are before tax and insurance")
        notes += [_note(one.label, -one.cents, uncounted) for one in _own_share(terms) if one.cents]
    return notes


def _note(label: str, cents: int, how: str) -> PayRow:
    return PayRow(label, cents, cents, (how,))


def _bonus(terms: Terms) -> PayRow:
    day = terms.bonus_on.isoformat() if terms.bonus_on else ""
    return PayRow(
        N_("Bonus, not counted above"),
        terms.bonus_amount_cents,
        terms.bonus_amount_cents,
        (N_("{condition}; paid by {payer}, {day}") if day else N_("{condition}; paid by {payer}"),),
        {"condition": terms.bonus_condition, "payer": terms.bonus_payer, "day": day},
    )
