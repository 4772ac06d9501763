"""A small disk of one's own: a file system in a file, mounted where only our processes see it.

It can be filled up, and be made read-only as the kernel does it when a disk fails: with every file
still open.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MEGABYTES = 32


class Disk:
    """A mounted disk; `before` starts a program that sees it, at `folder`."""

    def __init__(self, folder: Path, holder: int) -> None:
        self.folder = folder
        self.before = ("nsenter", "-t", str(holder), "-m")
        self.seen_from_here = Path(f"/proc/{holder}/root{folder}")

    def fill(self) -> None:
        """Write until not one byte more fits."""
        with (self.seen_from_here / "filler").open("ab", buffering=0) as filler:
            for size in (1_000_000, 4096, 1):
                try:
                    while filler.write(b"\0" * size):
                        pass
                except OSError:
                    continue

    def make_room(self) -> None:
        """Delete what filled the disk."""
        (self.seen_from_here / "filler").unlink()

    def fail(self) -> None:
        """Let the kernel find the disk broken: it is read-only from now on, files open or not."""
        subprocess.run([*self.before, "mount", "-o", "remount,abort", self.folder], check=True)

    def mend(self) -> None:
        """Repair the disk and mount it afresh; nobody may have a file open there."""
        subprocess.run([*self.before, "umount", self.folder], check=True)
        image = self.folder.with_suffix(".image")
        done = subprocess.run(["fsck.ext4", "-fy", image], check=False, capture_output=True)
        assert done.returncode in (0, 1), done.stdout
        subprocess.run([*self.before, "mount", "-o", "loop", image, self.folder], check=True)


@contextmanager
def a_disk(directory: Path) -> Iterator[Disk]:
    """A disk for as long as a test. It needs root, and says so where one is not."""
    if os.geteuid():
        pytest.fail("this test mounts a disk of its own: run it as root (sudo make test-journeys)")
    folder, image = directory / "disk", directory / "disk.image"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(MEGABYTES * 1_000_000)
    subprocess.run(["mkfs.ext4", "-q", "-m", "0", image], check=True)
    mount = f"mount -o loop {image} {folder} && echo mounted && exec cat"
    holder = subprocess.Popen(
        ["unshare", "--mount", "sh", "-c", mount], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdin
    assert holder.stdout
    try:
        assert holder.stdout.readline() == b"mounted\n"
        yield Disk(folder, holder.pid)
    finally:
        holder.stdin.close()
        holder.wait(10)
        holder.stdout.close()
