"""The command line: `wij`, which is Flask's own group with the house built in (`app.__main__`)."""

from flask import Flask
from flask_migrate import Migrate

from app.cli import backup, health, house
from app.config import ROOT
from app.db import db

migrate = Migrate(directory=str(ROOT / "migrations"), render_as_batch=True)


def init_app(app: Flask) -> None:
    """Add the commands that need the house, `db` for migrations, and `/healthz`."""
    migrate.init_app(app, db)
    app.register_blueprint(health.blueprint)
    for command in (house.house, house.person, house.plugin, backup.backup, backup.restore, health.doctor):
        app.cli.add_command(command)
