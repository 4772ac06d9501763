"""Whether a test may make networks of its own here: that takes root, and a kernel that may."""

import os
import shutil
import subprocess
from functools import cache

TUN = "/dev/net/tun"


@cache
def refused(*, tun: bool = False) -> str:
    """Return why not, "" where it does; with `tun`, by devices of user space too."""
    if os.geteuid() != 0:
        return "networks of a test's own take root"
    if shutil.which("ip") is None:
        return "networks of a test's own take iproute2"
    name = f"fair-try-{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", name], check=False, capture_output=True, text=True)
    if made.returncode:
        return f"this machine gives no network namespace: {made.stderr.strip()}"
    subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)
    if tun:
        try:
            os.close(os.open(TUN, os.O_RDWR))
        except OSError as error:
            return f"this machine gives no {TUN}: {error.strerror}"
    return ""
