"""Going on to another page, and never to another site."""

from urllib.parse import urlsplit

from flask import request


def safe_next(target: str | None, otherwise: str = "/") -> str:
    r"""`target` if it is an address within this site ("/agenda?day=…"), else `otherwise`.

    Browsers read "//elsewhere" and "/\elsewhere" as another site, and drop tabs and line ends before they look.
    """
    if not target or not target.startswith("/") or target[1:2] in ("/", "\\"):
        return otherwise
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in target):
        return otherwise
    return target


def way_back() -> str | None:
    """The address of this page (path and query); of a form that was sent, of the page it was on, if that was ours."""
    if request.method in ("GET", "HEAD"):
        return request.full_path.rstrip("?")
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc != request.host:
        return None
    return safe_next(came_from.path + (f"?{came_from.query}" if came_from.query else ""))
