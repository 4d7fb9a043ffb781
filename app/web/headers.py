"""Headers of every answer: nothing from elsewhere, nothing inline, nothing kept of what is somebody's own."""

import functools
from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

from flask import Flask, Response, current_app, g, request

from app.web.visitor import current_actor

P = ParamSpec("P")
R = TypeVar("R")

NO_FRAME: Final = "frame-ancestors 'none'"
POLICY: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; "
    f"connect-src 'self'; form-action 'self'; base-uri 'none'; {NO_FRAME}"
)
"""`data:` is for Bootstrap's own tick and arrow images."""
PERMISSIONS: Final = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
YEAR: Final = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Put them on every answer of the application; `static_files` puts POLICY on its own."""
    app.after_request(_add)


def framed(view: Callable[P, R]) -> Callable[P, R]:
    """Let the sites that the house names (WIJ_FRAMED_BY) show a page in a frame. For pages without forms alone."""

    @functools.wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        g.wij_framed = True
        return view(*args, **kwargs)

    return answer


def _policy() -> str:
    sites = current_app.config["WIJ_FRAMED_BY"] if g.get("wij_framed") else ()
    return POLICY.replace(NO_FRAME, f"frame-ancestors {' '.join(sites)}") if sites else POLICY


def _add(response: Response) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = _policy()
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"  # a secret in an address stays here; our own forms need it
    headers["Permissions-Policy"] = PERMISSIONS
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.is_secure:
        headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    _say_how_long(response)
    return response


def _say_how_long(response: Response) -> None:
    """Nothing of a signed-in person is kept by a browser, and one address speaks two languages."""
    page = response.mimetype == "text/html"
    if page:
        response.vary.add("Cookie")
    if current_actor().typist is not None and (page or "Cache-Control" not in response.headers):
        response.headers["Cache-Control"] = "no-store"
    elif page:
        response.headers.setdefault("Cache-Control", "no-cache")
