"""Who is here: from the cookie's token to `flask.g`, once a request, before any view runs.

It fills `g.wij_actor`, `g.wij_person` (the subject), `g.wij_typist` and `g.wij_behalf`, which `app.web` reads, and
`g.wij_session_id`. Roles are asked of the database each time; the cookie holds only a random token.
"""

from typing import Any, Final

from flask import Flask, Response, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user, login_user

from app.access import acting, sessions
from app.access.acting import Behalf
from app.access.models import Session
from app.access.words import ENDED_BY_TIME, NOT_DONE
from app.actors import Actor
from app.db import db
from app.people.models import Person
from app.people.roles import roles_of
from app.web import flash
from app.web.visitor import ROLES

SAFE: Final = ("GET", "HEAD", "OPTIONS")
NOBODYS: Final = ("/static/", "/calendar/", "/api/", "/embed/")
NOBODYS_OWN: Final = frozenset({"/healthz", "/agenda.atom", "/sitemap.xml", "/robots.txt"})
"""What is the same for everybody, by how its address begins, and by its whole address."""


class Login:
    """What Flask-Login carries around: a session of ours. Its id is the token in the cookie."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, token: str, row: Session) -> None:
        self.token = token
        self.row = row

    def get_id(self) -> str:
        """For the cookie."""
        return self.token


def sign_in(person_id: int, way: str) -> None:
    """Start a session for somebody, in this browser. What the cookie held before is gone, and that session ended."""
    if "wij_session_id" in g:
        sessions.end(g.wij_session_id)
    token = sessions.start(person_id, way)
    row = sessions.find(token)
    assert row is not None  # noqa: S101  # it was made just now
    forget_browser()
    login_user(Login(token, row))
    session.permanent = sessions.WAYS[way].kept


def forget_browser() -> None:
    """Empty the cookie: no token, no form that still counts, nothing left for the next one at this screen."""
    session.clear()
    g.pop("csrf_token", None)


def renew_forms() -> None:
    """Make forms that are open in other tabs invalid: they were made for another person."""
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)


class _Manager(LoginManager):  # type: ignore[misc]  # Flask-Login has no types
    """Flask-Login without its cookie for being remembered: we have none, and looking for it reads every session."""

    def _update_remember_cookie(self, response: Response) -> Response:
        return response


def init_app(app: Flask) -> None:
    """Start Flask-Login, and find out who is here before each request."""
    manager = _Manager()
    manager.session_protection = None  # the token says it all: a new address or browser version signs nobody out
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(_load)
    app.extensions[ROLES] = roles_of
    app.before_request(_fill)


def _load(token: object) -> Login | None:
    row = sessions.find(token) if isinstance(token, str) else None
    return None if row is None else Login(str(token), row)


def _fill() -> ResponseReturnValue | None:
    if _is_nobodys():
        return None
    if not current_user.is_authenticated:
        return None
    row: Session = current_user.row
    if sessions.is_worth_writing(row):
        sessions.touch(row.id)
    behalf = acting.behalf_of(row)
    if behalf is None and row.behalf_id is not None:
        return _end_acting(row)
    _put(row, behalf)
    return None


def _is_nobodys() -> bool:
    """Feeds, static files and other answers to machines are the same for everybody: the cookie is not even read."""
    return request.path.startswith(NOBODYS) or request.path in NOBODYS_OWN


def _put(row: Session, behalf: Behalf | None) -> None:
    typist = db.session.get_one(Person, row.person_id)
    way: Any = sessions.WAYS[row.way]
    g.wij_session_id = row.id
    g.wij_typist = typist
    g.wij_person = typist if behalf is None else behalf.person
    g.wij_behalf = behalf
    g.wij_actor = (
        Actor.self(typist.id, way.channel) if behalf is None else Actor(typist.id, behalf.person.id, behalf.channel)
    )


def _end_acting(row: Session) -> ResponseReturnValue | None:
    """Acting is over by itself. What was sent in somebody's name is then not done in the host's own."""
    acting.stop(row.id)
    _put(row, None)
    renew_forms()
    if request.method in SAFE:
        flash.say(ENDED_BY_TIME)
        return None
    flash.say_wrong(NOT_DONE)
    return redirect("/desk", 303)
