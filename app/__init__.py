"""Wij: the software of a neighbourhood house that is run by its neighbours. `create_app()` is the boot story."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

from app import access, calendar, cli, config, content, db, jobs, notices, people, places, pointing, privacy, web
from app.plugins import manager


def create_app(overrides: Mapping[str, Any] | None = None, extra_plugins: Mapping[str, Any] | None = None) -> Flask:
    """The house, ready to serve. `overrides` go over the environment; `extra_plugins` (name to plugin) join the others.

    Raises Misconfigured (PluginError for a plugin) with what to change, when it cannot start.
    """
    app = Flask("app", static_folder=None, template_folder="web/templates")
    app.config.from_mapping(config.load(overrides))

    db.init_app(app)
    content.init_app(app)
    manager.init_app(app, extra_plugins)  # first find the plugins: areas ask them for rules, calendars, menu items
    for area in (web, jobs, places, people, calendar, notices, pointing, access, privacy, cli):
        area.init_app(app)
    for blueprint in manager.hooks_of(app).blueprints():
        app.register_blueprint(blueprint)
    return app
