"""What one browser hands the other to be reached: descriptions and candidates, and their shape.

The other browser reads them with a parser as old as telephony. So what is no description of sound
and video is passed on to nobody.
"""

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from fair.contract.base import Message
from fair.contract.text_types import Wire

MOST_MEDIA = 4
_LINE = re.compile(r"[a-z]=[\x20-\x7e]*\Z")
_ICE_CANDIDATE = re.compile(r"(?:candidate:[\x20-\x7e]+)?\Z")
_MEDIA = ("m=audio ", "m=video ")


class Description(Message):
    type: Literal["offer", "answer"]
    sdp: Annotated[str, Wire(30_000)]

    @field_validator("sdp")
    @classmethod
    def of_sound_and_video(cls, sdp: str) -> str:
        """Refuse what is no description, or one of anything but sound and video."""
        lines = sdp.replace("\r\n", "\n").removesuffix("\n").split("\n")
        media = [line for line in lines if line.startswith("m=")]
        good = lines[0] == "v=0" and all(map(_LINE.match, lines))
        if not good or not 0 < len(media) <= MOST_MEDIA:
            raise PydanticCustomError("description", "no description")
        if not all(line.startswith(_MEDIA) for line in media):
            raise PydanticCustomError("description", "neither sound nor video")
        return sdp


class IceCandidate(Message):
    candidate: Annotated[str, Wire(1000)]
    sdpMid: Annotated[str, Wire(100)] | None = None  # noqa: N815 - WebRTC's own names
    sdpMLineIndex: Annotated[int, Field(ge=0, lt=MOST_MEDIA)] | None = None  # noqa: N815
    usernameFragment: Annotated[str, Wire(300)] | None = None  # noqa: N815

    @field_validator("candidate")
    @classmethod
    def one_line(cls, ice_candidate: str) -> str:
        """Refuse what is no candidate; the last one of all says nothing."""
        if not _ICE_CANDIDATE.match(ice_candidate):
            raise PydanticCustomError("candidate", "no candidate")
        return ice_candidate
