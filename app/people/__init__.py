"""Persons, groups, and roles with an end date."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to set up yet."""
