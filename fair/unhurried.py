"""How Python itself runs in a server: no loop stands still for long, no thread waits for long."""

import gc
import sys

SWITCH_S = 0.0005


def begin() -> None:
    """Set it, once everything that lives as long as the server is there."""
    # What lives as long as the server is looked at no more; and little at a time, for the loop
    # stands still meanwhile: 50,000 new things at once took it 100 ms in a flood.
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 50, 50)
    # Threads that compute hand over soon: the loop and the writer wait for each of them so long
    # whenever they come back from the socket or the disk.
    sys.setswitchinterval(SWITCH_S)
