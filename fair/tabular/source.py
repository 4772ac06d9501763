"""What a table is read from: bytes in memory, or a file on disk of which no copy is made."""

import io
import mmap
from typing import IO, Any, Self


class OnDisk(mmap.mmap):
    """A file that is read as bytes are, piece by piece: memory holds what is looked at."""

    def __new__(cls, file: IO[bytes]) -> Self:
        """Return what is in an open file, which may be closed then; it may not be empty."""
        return super().__new__(cls, file.fileno(), 0, access=mmap.ACCESS_READ)

    def __init__(self, file: IO[bytes]) -> None:
        """Take the file that `__new__` has opened."""

    def __contains__(self, wanted: object) -> bool:
        """Tell whether these bytes stand anywhere in it."""
        return isinstance(wanted, bytes) and self.find(wanted, 0) >= 0

    def startswith(self, wanted: bytes | tuple[bytes, ...]) -> bool:
        """Tell whether it begins with these bytes, or with one of several."""
        return self[:64].startswith(wanted)

    def count(self, wanted: bytes) -> int:
        """Return how often these bytes stand in it."""
        found, at = 0, self.find(wanted, 0)
        while at >= 0:
            found, at = found + 1, self.find(wanted, at + len(wanted))
        return found

    def split(self, at: bytes) -> list[bytes]:
        """Return the pieces between these bytes."""
        return self[:].split(at)

    def decode(self, encoding: str) -> str:
        """Return its text; raises UnicodeError."""
        return self[:].decode(encoding)


Data = bytes | OnDisk


class _Raw(io.RawIOBase):
    def __init__(self, data: Data) -> None:
        self._data, self._at = data, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        piece = self._data[self._at : self._at + len(into)]
        into[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._data)}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at


def reader(data: Data) -> io.BufferedReader:
    """Return the bytes as a file that is open for reading."""
    return io.BufferedReader(_Raw(data), 65_536)
