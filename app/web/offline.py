"""A page that opens without a network: what a browser keeps of it, and the script that answers with it.

The page, and its files, are kept as nobody in particular gets them: no name and nothing of anybody is in them.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from flask import Response, render_template

from app.web.static_files import asset

SHARED: Final = (
    "bootstrap.min.css",
    "theme.css",
    "fonts/signika-regular.woff2",
    "fonts/signika-bold.woff2",
    "icons.svg",
    "favicon.svg",
    "wij.js",
)
"""What every page links to; a page has its own script beside these. A test of each page reads it off the page."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The address of a page, of what stands in for it without a network, and of its files.

    `ours` begins the name of each version that a browser kept of it, `name` ends it: it follows the files.
    """

    ours: str
    page: str
    stand_in: str
    files: list[str]
    name: str


def kept(ours: str, page: str, stand_in: str, script: str) -> Kept:
    """What is kept of `page`, whose own script is the static file `script`.

    `stand_in` is the address of the same page for who is not signed in. Raises KeyError for a file that is not there.
    """
    files = [asset(name) for name in (*SHARED, script)]
    digest = hashlib.sha256("\n".join([page, stand_in, *files]).encode()).hexdigest()
    return Kept(f"wij-{ours}-", page, stand_in, files, digest[:10])


def worker(found: Kept) -> Response:
    """The script that answers with what is kept. It may do so for this one page, says its header."""
    answer = Response(render_template("web/worker.js", kept=found), mimetype="text/javascript")
    answer.headers["Service-Worker-Allowed"] = found.page
    answer.headers["Cache-Control"] = "no-cache"
    return answer
