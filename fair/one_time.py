"""Codes of an authenticator app (TOTP, RFC 6238) and their secrets.

A secret stands in the database under lock (`fair.locked`): the database alone makes no code.
Whoever changes `FAIR_SECRET` lets everybody set the step up again.
"""

import base64
import hmac
import secrets
from datetime import datetime

import pyotp
import segno

STEP_S, WINDOW = 30, 1
ISSUER = "Fair"
_DIGITS, _RECOVERY_BYTES = 6, 15


def new_secret() -> str:
    """Return a secret of 160 random bits, as apps read it."""
    return pyotp.random_base32()


def recovery_code() -> str:
    """Return a code of 120 random bits, in 24 letters and digits that are not mistaken."""
    return base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode().lower()


def steps_of(secret: str, code: str, now: datetime) -> tuple[int, ...]:
    """Return the steps of time, of the present one and its neighbours, whose code this is."""
    made, here = pyotp.TOTP(secret), int(now.timestamp()) // STEP_S
    near = range(here - WINDOW, here + WINDOW + 1)
    if len(code) != _DIGITS or not code.isascii() or not code.isdecimal():
        return ()
    return tuple(step for step in near if hmac.compare_digest(made.at(step * STEP_S), code))


def address(secret: str, email: str) -> str:
    """Return what an app reads from the picture: whose secret it is, and the secret."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def picture(text: str) -> str:
    """Return a QR code as an address of data, so that it lies in no cache of its own."""
    return str(segno.make(text, error="m").svg_data_uri(border=2, omitsize=True))
