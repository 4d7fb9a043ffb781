"""Applications for the tests: each kind is built once a worker and used again on the next test's fresh database.

Building one takes longer than most tests do. Nothing of a test stays in an application: the database is another one
(under the same name), the configuration is put back, and what was kept in memory is emptied. A test that adds routes of
its own is marked `own_app` and gets an application that nobody else has.
"""

from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from app import create_app
from app.db import db
from app.web import limiter
from app.web.front import KEPT
from tests.databases import SECRET

DEFAULTS = {
    "WIJ_SECRET_KEY": SECRET,
    "TESTING": True,
    "WTF_CSRF_ENABLED": False,
    "RATELIMIT_ENABLED": False,
    "WIJ_MAIL_URL": "log:",  # no test reaches a real mail server
}


class Apps:
    """The applications of one test worker."""

    def __init__(self, compiled: FileSystemBytecodeCache) -> None:
        self._compiled = compiled  # templates, compiled once for all of them
        self._idle: dict[str, Flask] = {}
        self._config: dict[int, dict[str, Any]] = {}
        self._keys: dict[int, str] = {}

    def build(self, database: str, overrides: dict[str, Any], extra_plugins: dict[str, Any] | None = None) -> Flask:
        """An application that nobody else has."""
        app = create_app({"WIJ_DATABASE_URL": database} | DEFAULTS | overrides, extra_plugins=extra_plugins)
        app.jinja_env.bytecode_cache = self._compiled
        return app

    def borrow(self, database: str, overrides: dict[str, Any]) -> Flask:
        """An application that was used before, or a new one; give it back with `end`."""
        key = repr((database, sorted(overrides.items())))
        app = self._idle.pop(key, None) or self.build(database, overrides)
        self._keys[id(app)] = key
        self._config.setdefault(id(app), dict(app.config))
        limiter.enabled = app.config["RATELIMIT_ENABLED"]  # one limiter for all: the app that was built last set it
        return app

    def end(self, app: Flask) -> None:
        """Let go of its database; keep it for the next test if it was borrowed."""
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        key = self._keys.pop(id(app), None)
        if key is not None:
            app.config.clear()
            app.config.update(self._config[id(app)])
            app.extensions[KEPT].clear()
            self._idle[key] = app
