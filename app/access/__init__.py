"""Signing in without a password, house cards, acting for somebody, the desk."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to set up yet."""
