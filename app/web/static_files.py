"""Static files: made by `make assets`, named after their content, served by WhiteNoise and kept a year by browsers."""

import json
import re
from pathlib import Path
from typing import Final
from wsgiref.headers import Headers

from flask import Flask, current_app
from whitenoise import WhiteNoise

from app.config import Misconfigured
from app.web.headers import POLICY

BUILT: Final = Path(__file__).parent / "static" / "built"
MANIFEST: Final = "manifest.json"
PREFIX: Final = "/static/"
YEAR: Final = 365 * 24 * 3600
_HASHED: Final = re.compile(r"\.[0-9a-f]{10}\.\w+$")


class YearLong(WhiteNoise):  # type: ignore[misc]  # WhiteNoise has no types
    """WhiteNoise that keeps hashed names a year, as long as the standard advises (its own is ten)."""

    FOREVER = YEAR


def asset(name: str) -> str:
    """The address of a static file, with the hash of its content: `asset("theme.css")`, `asset("rooms/week.js")`.

    A plugin's files stand under the plugin's name. Raises KeyError for a file that `make assets` did not see.
    """
    names: dict[str, str] = current_app.extensions["wij_assets"]
    if name not in names:
        raise KeyError(f"no static file {name!r}; is it new? then run: make assets")
    return PREFIX + names[name]


def init_app(app: Flask) -> None:
    """Serve what `make assets` made. Raises Misconfigured where it did not run yet."""
    manifest = BUILT / MANIFEST
    if not manifest.exists():
        raise Misconfigured("The static files are not made yet. Make them with: make assets")
    names: dict[str, str] = json.loads(manifest.read_text())
    app.extensions["wij_assets"] = names
    served = YearLong(
        app.wsgi_app,
        allow_all_origins=False,
        immutable_file_test=lambda _path, url: bool(_HASHED.search(url)),
        add_headers_function=_harden,
    )
    for name, hashed in names.items():
        served.add_file_to_dictionary(PREFIX + hashed, str(BUILT / name))
    app.wsgi_app = served  # type: ignore[method-assign]  # how WSGI middleware is added, says Flask
    app.add_template_global(asset)


def _harden(headers: Headers, _path: str, _url: str) -> None:
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
