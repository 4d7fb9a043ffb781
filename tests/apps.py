"""Applications for the tests: each kind is built once a worker and used again on the next test's fresh database.

Building one takes longer than most tests do. Nothing of a test stays in an application: the database is another one
(under the same name), the configuration is put back, what was kept in memory is emptied, and a small plugin of the test
gives its state to the one of the same class that the application knows. A test that adds routes of its own, or whose
plugin says other things at the start each time, is marked `own_app` and gets an application that nobody else has.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from app import create_app
from app.db import db
from app.jobs import EXTENSION as JOBS
from app.web import limiter
from app.web.front import KEPT
from app.web.kept import PAGES
from tests.databases import SECRET

MOST_IDLE: Final = 12
DEFAULTS: Final = {
    "WIJ_SECRET_KEY": SECRET,
    "TESTING": True,
    "WTF_CSRF_ENABLED": False,
    "RATELIMIT_ENABLED": False,
    "WIJ_MAIL_URL": "log:",  # no test reaches a real mail server
}
MAIL: Final = "WIJ_MAIL_URL"
"""Read anew for each mail, so another mail server does not make it another application."""


@dataclass(frozen=True, slots=True)
class _Borrowed:
    """What is known of an application that will be used again."""

    key: str
    config: dict[str, Any]
    plugins: Mapping[str, Any]


class Apps:
    """The applications of one test worker."""

    def __init__(self, compiled: FileSystemBytecodeCache) -> None:
        self._templates = compiled  # compiled once for all of them, as are the statements
        self._statements: dict[Any, Any] = {}
        self._known: dict[int, _Borrowed] = {}
        self._idle: OrderedDict[str, Flask] = OrderedDict()

    def build(self, database: str, overrides: Mapping[str, Any], plugins: Mapping[str, Any]) -> Flask:
        """An application that nobody else has."""
        engine = {"SQLALCHEMY_ENGINE_OPTIONS": {"execution_options": {"compiled_cache": self._statements}}}
        app = create_app({"WIJ_DATABASE_URL": database, **DEFAULTS, **engine, **overrides}, extra_plugins=plugins)
        app.jinja_env.bytecode_cache = self._templates
        return app

    def borrow(self, database: str, overrides: Mapping[str, Any], plugins: Mapping[str, Any]) -> Flask:
        """An application that was used before, or a new one; give it back with `end`."""
        kinds = sorted((name, id(_kind(plugin))) for name, plugin in plugins.items())
        made_with = sorted((name, value) for name, value in overrides.items() if name != MAIL)
        key = repr((database, made_with, kinds))
        app = self._idle.pop(key, None)
        if app is None:
            app = self.build(database, overrides, plugins)
            self._known[id(app)] = _Borrowed(key, dict(app.config), plugins)
        for name, registered in self._known[id(app)].plugins.items():
            if registered is not plugins[name]:
                object.__setattr__(registered, "__dict__", plugins[name].__dict__)
        app.config[MAIL] = overrides.get(MAIL, DEFAULTS[MAIL])
        limiter.enabled = app.config["RATELIMIT_ENABLED"]  # one limiter for all: the app that was built last set it
        return app

    def end(self, app: Flask) -> None:
        """Let go of its database; keep it for a next test if it was borrowed."""
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        borrowed = self._known.get(id(app))
        if borrowed is None:
            return
        if app.config["TESTING"]:
            app.extensions[JOBS].queue.flush()  # it is in memory
        app.config.clear()
        app.config.update(borrowed.config)
        app.extensions[KEPT].clear()
        app.extensions[PAGES].clear()
        self._idle[borrowed.key] = app
        if len(self._idle) > MOST_IDLE:
            _key, oldest = self._idle.popitem(last=False)
            del self._known[id(oldest)]


def remember_routes(patch: pytest.MonkeyPatch) -> None:
    """Compile each route once a worker: werkzeug writes a small program for each, and that is most of a build.

    The program is made of the route's rule and its defaults, and of nothing of the application.
    """
    write, written = Rule._compile_builder, dict[tuple[Any, ...], Any]()

    def once(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, repr(rule.defaults), rule.merge_slashes, append_unknown)
        if key not in written:
            written[key] = write(rule, append_unknown)
        return written[key]

    patch.setattr(Rule, "_compile_builder", once)


def _kind(plugin: Any) -> Any:
    """What two plugins have in common when one can stand for the other: their class; a module is only itself."""
    return plugin if isinstance(plugin, ModuleType) else type(plugin)
