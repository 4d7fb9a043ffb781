"""Signing in as one of the personas. In the demo only: elsewhere there is no such page."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.access import presence
from app.db import db
from app.people.models import Person
from app.web import Who, who
from app.web.redirects import safe_next

demo = Blueprint("access_demo", __name__)


@demo.post("/demo/sign-in")
@who(Who.DEMO)
def sign_in() -> ResponseReturnValue:
    """Be one of the personas."""
    public_id = request.form.get("persona", "")
    if public_id not in {persona["public_id"] for persona in personas()}:
        abort(404)
    person_id = db.session.scalar(select(Person.id).where(Person.public_id == public_id, Person.forgotten_at.is_(None)))
    if person_id is None:
        abort(404)
    presence.sign_in(person_id, "demo")
    return redirect(safe_next(request.form.get("next"), "/me"), 303)


def personas() -> list[dict[str, Any]]:
    """Whom one may be in the demo: public_id, name and label of each; nobody outside it."""
    return list(current_app.config.get("DEMO_PERSONAS", ())) if current_app.config["DEMO"] else []
