"""What a browser keeps of "my week", so that the page opens without a network too: that page and its files, no more."""

import hashlib
from dataclasses import dataclass
from typing import Final

from flask import url_for

from app.web.static_files import asset

FILES: Final = (
    "bootstrap.min.css",
    "theme.css",
    "fonts/signika-regular.woff2",
    "fonts/signika-bold.woff2",
    "icons.svg",
    "favicon.svg",
    "wij.js",
    "prevention/week.js",
)
"""All that the page links to: a test reads it off the page."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The address of the page, of what stands in for it without a network, and of its files; `name` follows these."""

    page: str
    stand_in: str
    files: list[str]
    name: str


def kept(language: str) -> Kept:
    """What is kept for who reads `language`. The stand-in is the same page for everybody: nobody is signed in on it."""
    page, stand_in = url_for("prevention.own_week"), url_for("prevention.own_week_kept", language=language)
    files = [asset(name) for name in FILES]
    digest = hashlib.sha256("\n".join([page, stand_in, *files]).encode()).hexdigest()
    return Kept(page, stand_in, files, digest[:10])
