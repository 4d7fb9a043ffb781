"""Pointing at something that should not stand there: anybody says so, a host decides, whoever wrote it can answer.

A feature that shows what people wrote makes it known with one call, and shows the link:

    pointing.register("activities", "question", find=..., hide=...)
    {% from "pointing/macros.html" import point_at %}  {{ point_at(question.ref) }}
"""

from flask import Flask

from app.pointing.models import Ruling
from app.pointing.reading import ruling_of, waiting_in
from app.pointing.retention import expire
from app.pointing.things import Thing, register
from app.pointing.views import blueprint, code_for

__all__ = ["Ruling", "Thing", "expire", "init_app", "register", "ruling_of", "waiting_in"]


def init_app(app: Flask) -> None:
    """Serve the pages; let templates of others ask what was decided."""
    app.register_blueprint(blueprint)
    app.add_template_global(ruling_of, "ruling_of")
    app.add_template_global(code_for, "ruling_code")
