"""What calls leave behind goes back to the system.

A leg is a knot of objects that only the collector unties, and each holds native memory that the
collector does not see: left to itself it comes late, and the allocator keeps what it was given. So
the process grew by 170 kB a call.
"""

import ctypes
import gc
from collections.abc import Callable

EVERY_S = 10.0  # so often, while calls go


def settle() -> None:
    """Leave out of every later collection what lives as long as the process."""
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Free what nobody holds any more; takes some milliseconds."""
    gc.collect()
    _trim(0)


def _of_libc() -> Callable[[int], int]:
    """Return glibc's `malloc_trim`; other allocators give back by themselves."""
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError):
        return lambda _: 0
    return found


_trim = _of_libc()
