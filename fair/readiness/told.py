"""Who is told of what lacks before a fair, each person once. Pure."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from fair.readiness.stand import OFFICE, OWN, Lacking, Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Somebody who is reminded: an account, or an invitation that nobody answered (`joins`).

    `earlier` are invitations to the same person, under which a reminder of this day may stand;
    `by` is the account that invited who has not joined.
    """

    ref: str
    email: str
    lang: str
    joins: bool
    lacks: tuple[tuple[Stand, tuple[Lacking, ...]], ...]
    earlier: tuple[str, ...] = ()
    by: str = ""

    def known_as(self, refs: Collection[str]) -> str:
        """Return under which of these the person was told; "" where under none."""
        return next((ref for ref in (self.ref, *self.earlier) if ref in refs), "")


def whom(stands: Sequence[Stand]) -> list[Told]:
    """Return who is told what, each person once, by their ids.

    Who leads the employer's team hears what lacks of the booth, each recruiter what is their own;
    where nobody joined, the invited hear it, in the language in which their company asked.
    """
    found: dict[str, Told] = {}
    for stand in stands:
        for one in _told(stand):
            known = found.get(one.ref)
            found[one.ref] = replace(one, lacks=known.lacks + one.lacks) if known else one
    return [found[ref] for ref in sorted(found)]


def _told(stand: Stand) -> Iterator[Told]:
    theirs = [one for one in stand.lacks if one.what not in OFFICE]
    if not theirs:
        return
    if not stand.staff:
        for one in stand.invited:
            yield Told(
                ref=one.id, email=one.email, lang=stand.lang, joins=True, by=one.by_account_id,
                lacks=((stand, tuple(theirs)),), earlier=stand.invitations.get(one.email, ()),
            )  # fmt: skip
        return
    nobody_leads = not any(one.lead for one in stand.staff)
    for who in stand.staff:
        mine = tuple(
            one
            for one in theirs
            if (one.account_id == who.id if one.what in OWN else who.lead or nobody_leads)
        )
        if mine:
            yield Told(
                ref=who.id, email=who.email, lang=who.lang, joins=False,
                lacks=((stand, mine),), earlier=stand.invitations.get(who.email, ()),
            )  # fmt: skip


def unreached(stands: Iterable[Stand]) -> list[Stand]:
    """Return the booths that lack something of which nobody there can be told in writing."""
    return [one for one in stands if not one.reached and any(lack.blocks for lack in one.lacks)]
