"""The agenda: repeats in wall time, entries from plugins, pages for the eye and feeds for everyone's own calendar."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to set up yet."""
