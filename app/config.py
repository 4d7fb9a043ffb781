"""Settings, all from the environment, all named WIJ_….  docs/running-a-house.md explains each (a test)."""

import os
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).parent.parent

SETTINGS: Mapping[str, str] = {
    "WIJ_DATABASE_URL": "sqlite:///" + str(ROOT / "instance" / "wij.sqlite"),
    "WIJ_SECRET_KEY": "",
    "WIJ_PLUGINS": "",
    "WIJ_BASE_URL": "http://127.0.0.1:5000",
    "WIJ_MAIL_URL": "log:",
    "WIJ_REDIS_URL": "",
    "WIJ_TRUSTED_HOSTS": "",
    "WIJ_PROXY_COUNT": "0",
    "WIJ_FETCH_INSIDE": "",
    "WIJ_FRAMED_BY": "",
}
"""The settings and their defaults."""

_ORIGIN: Final = re.compile(r"https://(\*\.)?[a-z0-9][a-z0-9.-]*(:\d+)?|http://(localhost|127\.0\.0\.1)(:\d+)?|\*")


class Misconfigured(Exception):
    """The house cannot start like this; the message says what to change."""


def load(overrides: Mapping[str, Any] | None = None, environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The Flask configuration from `environ`, with `overrides` on top (tests, the demo).

    Raises Misconfigured when no secret key is set or a number is not a number.
    """
    given: dict[str, Any] = {name: environ.get(name) or default for name, default in SETTINGS.items()}
    given |= {"DEMO": False, "TESTING": False, **(overrides or {})}
    if not given["WIJ_SECRET_KEY"]:
        raise Misconfigured(
            "WIJ_SECRET_KEY is not set. Make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )
    try:
        proxies = int(given["WIJ_PROXY_COUNT"])
    except ValueError:
        raise Misconfigured(f"WIJ_PROXY_COUNT is not a number: {given['WIJ_PROXY_COUNT']}") from None
    https = str(given["WIJ_BASE_URL"]).startswith("https://")
    return given | {
        "SECRET_KEY": given["WIJ_SECRET_KEY"],
        "SQLALCHEMY_DATABASE_URI": database_url(given["WIJ_DATABASE_URL"]),
        "TRUSTED_HOSTS": [host.strip() for host in given["WIJ_TRUSTED_HOSTS"].split(",") if host.strip()] or None,
        "WIJ_PROXY_COUNT": proxies,
        "WIJ_FRAMED_BY": origins(given["WIJ_FRAMED_BY"]),
        "MAX_CONTENT_LENGTH": 8 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 500_000,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": https,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=90),
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: slow readers are not thrown out
        "BABEL_DEFAULT_LOCALE": "nl",
        "BABEL_DEFAULT_TIMEZONE": "UTC",
    }


def origins(text: str) -> tuple[str, ...]:
    """The sites that may show the agenda in a frame, `*` for every one. Raises Misconfigured: it is for a header."""
    found = tuple(site.strip() for site in text.split(",") if site.strip())
    if wrong := [site for site in found if not _ORIGIN.fullmatch(site)]:
        raise Misconfigured(f"WIJ_FRAMED_BY takes sites as https://krant.example.org, or *; not {', '.join(wrong)}")
    return found


def database_url(url: str) -> str:
    """The SQLAlchemy form of a database address: psycopg 3 for PostgreSQL."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
