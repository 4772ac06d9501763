"""A link that signs in or invites: a row's id and a mark that only the server's secret makes."""

import hashlib
import hmac

KEY, INVITED = "key", "invited"
# A page whose address is a link is for nobody's cache, and no page opened from it hears of it.
FOR_NOBODY_ELSE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_MARK_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_MARK_LENGTH = 24
_ID_LENGTH = 12


def link_token(secret: str, kind: str, ref: str) -> str:
    """Return the token of a link: its row's id and a mark that only the server's secret makes.

    The database alone cannot make a link, and a person can be shown the same link again.
    """
    return ref + _mark(secret, kind, ref)


def link_ref(secret: str, kind: str, token: str) -> str:
    """Return the row's id of a link's token; empty where the mark is not ours."""
    ref, mark = token[:_ID_LENGTH], token[_ID_LENGTH:]
    return ref if hmac.compare_digest(mark.encode(), _mark(secret, kind, ref).encode()) else ""


def _mark(secret: str, kind: str, ref: str) -> str:
    digest = hmac.new(secret.encode(), f"link:{kind}:{ref}".encode(), hashlib.sha256).digest()
    return "".join(_MARK_LETTERS[byte & 31] for byte in digest[:_MARK_LENGTH])
