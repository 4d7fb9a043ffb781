"""Own data out, forget me, retention, the log of who did what for whom. Above all other areas: it knows them all."""

from datetime import timedelta

from flask import Flask

from app import jobs
from app.plugins import Job
from app.privacy import retention, verbs, views

__all__ = ["init_app"]


def init_app(app: Flask) -> None:
    """Add the pages of privacy, the words of the core's own verbs, and the nightly retention."""
    verbs.register_all()
    app.register_blueprint(views.blueprint)
    jobs.add(app, Job(name="privacy.retention", every=timedelta(days=1), run=retention.run))
