"""What goes out of our own scripts and styles: what is run, without what is said about it.

A third of what a first page loads would be comments. Lines stay where they are, so that an error
in a browser names the line of the file. Nothing else is rewritten: what is read there is what runs.
"""

import re
from collections.abc import Iterator

_SHEET_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
# A word to the checker of types in the middle of a line.
_CAST = re.compile(rb"/\*\* @type [^*]*\*/ ?")
_INDENTED = re.compile(rb"^[ \t]+", re.MULTILINE)


def thinned(name: str, body: bytes) -> bytes:
    """Return a file of ours as browsers get it; whatever is not ours, or no text, as it is.

    A text in backquotes has one line: the next would lose what it begins with. A test compares.
    """
    if name.startswith("vendor/"):
        return body
    if name.endswith(".css"):
        return _INDENTED.sub(b"", _SHEET_COMMENT.sub(_its_lines, body))
    if name.endswith(".js"):
        return b"\n".join(_script(body))
    return body


def _its_lines(comment: re.Match[bytes]) -> bytes:
    return b"\n" * comment[0].count(b"\n")


def _script(body: bytes) -> Iterator[bytes]:
    inside = False
    for line in body.split(b"\n"):
        said = line.strip()
        begins = not inside and said.startswith(b"/*")
        if inside or begins:
            rest = said[2:] if begins else said
            _, ends, after = rest.partition(b"*/")
            inside = not ends
            yield _CAST.sub(b"", after.strip())  # what stands behind a comment runs
        elif said.startswith(b"//"):
            yield b""
        else:
            yield _CAST.sub(b"", said)
