"""Own data out, forget me, retention, the log of who did what for whom. Above all other areas: it knows them all."""

from flask import Flask

from app.privacy import verbs, views

__all__ = ["init_app"]


def init_app(app: Flask) -> None:
    """Add the pages of privacy, and the words of the core's own verbs."""
    verbs.register_all()
    app.register_blueprint(views.blueprint)
