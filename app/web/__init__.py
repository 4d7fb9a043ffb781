"""Layout, macros, static files, errors, security headers, who may use what. Pages of all areas stand on this floor."""

from flask import Flask
from flask_compress import Compress
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from app.web import (
    dates,
    entries,
    errors,
    flash,
    forms,
    frame,
    front,
    guard,
    headers,
    kept,
    languages,
    limits,
    markdown,
    pages,
    static_files,
    visitor,
)
from app.web.flash import say_done
from app.web.guard import Who, who
from app.web.kept import kept_page
from app.web.languages import current_language, language_of
from app.web.limits import limiter
from app.web.visitor import (
    current_actor,
    current_behalf,
    current_house,
    current_person,
    current_person_id,
    current_typist,
    use_house,
)

__all__ = [
    "Who",
    "current_actor",
    "current_behalf",
    "current_house",
    "current_language",
    "current_person",
    "current_person_id",
    "current_typist",
    "init_app",
    "kept_page",
    "language_of",
    "limiter",
    "say_done",
    "use_house",
    "who",
]

PARTS = (languages, front, kept, frame, dates, entries, markdown, flash, forms, headers, visitor, guard, limits, errors)


def init_app(app: Flask) -> None:
    """Set up all that pages share. Raises Misconfigured when the static files were not made."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.config["COMPRESS_MIMETYPES"] = ["text/html", "application/json"]  # a calendar is left alone
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]

    static_files.init_app(app)
    if proxies := app.config["WIJ_PROXY_COUNT"]:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # how WSGI middleware is added, says Flask
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    Compress(app)  # first, so that it sees what the others left
    for part in PARTS:
        part.init_app(app)
    CSRFProtect(app)  # after the guard: a route that says nothing is refused whatever it is sent
    app.register_blueprint(pages.web)
