"""The command line: `wij`, which is Flask's own group with the house built in (`app.__main__`)."""

from flask import Flask
from flask_migrate import Migrate

from app.config import ROOT
from app.db import db

migrate = Migrate(directory=str(ROOT / "migrations"), render_as_batch=True)


def init_app(app: Flask) -> None:
    """Add the house's commands, and `db` for migrations."""
    migrate.init_app(app, db)
