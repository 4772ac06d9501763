"""What programs ask of a process without signing in: whether it lives, and its clock."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from fair.live import time_here


async def healthz(_request: Request) -> Response:
    """Answer that the process lives."""
    return JSONResponse({"alive": True})


async def clock(_request: Request) -> Response:
    """Answer what time it is here, for pages without a socket."""
    return JSONResponse(time_here(), headers={"Cache-Control": "no-store"})
