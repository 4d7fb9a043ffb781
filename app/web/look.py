"""Light or dark: the device decides, unless somebody chose. That is a cookie, written on `<html>` by the server."""

from typing import Final

from flask import request
from werkzeug.wrappers import Response

from app.web.visitor import YEAR

COOKIE: Final = "wij_look"
LOOKS: Final = ("", "light", "dark")
"""As the device says, always light, always dark."""


def current_look() -> str:
    """`light`, `dark`, or "" for what the device says."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LOOKS else ""


def choose(response: Response, look: str) -> None:
    """Remember a look; "" forgets the choice."""
    if look:
        response.set_cookie(COOKIE, look, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    else:
        response.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=request.is_secure)
