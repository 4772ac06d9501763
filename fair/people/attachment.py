"""A file that a person adds: a CV, limited in size and kind, given out as an attachment only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fair import typed
from fair.people.refusals import BadFile, TooLarge

# What a kind of file starts with. No pictures: nobody may ask for a photo of a card or certificate.
KINDS: Mapping[str, tuple[str, tuple[bytes, ...]]] = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (b"PK\x03\x04",),
    ),
    ".doc": ("application/msword", (b"\xd0\xcf\x11\xe0",)),
    ".odt": ("application/vnd.oasis.opendocument.text", (b"PK\x03\x04",)),
    ".txt": ("text/plain", ()),
}
MOST_FILES = 3
LONGEST_FILE_NAME = 80
LONGEST_ENDING = 10
_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a person, without its content."""

    id: str
    person_id: str
    file_name: str
    media_type: str
    size: int
    made_at: datetime


def check_file(file_name: str, content: bytes, most_bytes: int) -> tuple[str, str]:
    """Return (a safe file name, its media type) by name and first bytes.

    Refuses with `TooLarge` or `BadFile`; an empty file is a bad one.
    """
    if len(content) > most_bytes:
        raise TooLarge(megabytes=max(1, most_bytes // 1_000_000))
    name = safe_name(file_name)
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending not in KINDS or not content:
        raise BadFile
    media_type, starts = KINDS[ending]
    if starts and not content.startswith(starts):
        raise BadFile
    if ending == ".txt" and b"\x00" in content:
        raise BadFile
    return name, media_type


def safe_name(file_name: str) -> str:
    """Return the file's own name without folders and signs nobody sees, at most 80 letters."""
    last = typed.line(file_name[-_LOOKED_AT:].replace("\\", "/").rpartition("/")[2])
    plain = last.strip(" .\"'")
    if len(plain) <= LONGEST_FILE_NAME:
        return plain or "file"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        return plain[:LONGEST_FILE_NAME]
    return stem[: LONGEST_FILE_NAME - len(ending) - 1] + dot + ending
