"""A keyed hash: what the database keeps of what may be guessed, such as a number or six digits.

Without the server's secret nobody finds out what was hashed, however few values there are.
"""

import hashlib
import hmac


def marked(secret: str, what: str, *values: str) -> str:
    """Return the mark of some values, 64 hexadecimal letters; `what` they are keeps kinds apart."""
    text = "\0".join((what, *values))
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
