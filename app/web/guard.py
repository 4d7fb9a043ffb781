"""Who may use what. Each route says it, right under its route decorator; one that does not say it answers nobody.

    @bp.get("/desk")
    @who(Who.HOST)
    def desk() -> str: ...

A declaration is about the door only. Whether this person may do this to that thing, the service decides.
"""

import functools
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final, ParamSpec, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from app.refusals import NotAllowed
from app.web.redirects import way_back
from app.web.visitor import current_actor, roles_of

P = ParamSpec("P")
R = TypeVar("R")

DECLARED: Final = "wij_who"
SIGN_IN: Final = "access.sign_in"
DESK: Final = "/desk"


class Who(StrEnum):
    """Who may open a page."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed_in"
    HOST = "host"
    """Host or administrator of some house."""
    ADMIN = "admin"
    """Administrator of some house."""
    PART = "part"
    """Whoever was given a part in what the page is about: the plugin of the page says who, through `open_for`."""
    SECRET = "secret"  # noqa: S105  # a kind of door, no password
    """Whoever has the address: it holds a secret that the view checks."""
    DEMO = "demo"
    """Everyone, and only in the demo."""


ENOUGH: Final = {Who.HOST: frozenset({"host", "administrator"}), Who.ADMIN: frozenset({"administrator"})}
"""Roles that open a page: one of them, in any house."""


PARTS: Final = "wij_parts"
"""In `app.extensions`: for each blueprint with such pages, who has a part in it."""


class RouteUndeclared(RuntimeError):
    """A route does not say who may use it."""


def who(visitors: Who) -> Callable[[Callable[P, R]], Callable[P, R | ResponseReturnValue]]:
    """Declare who may use a route, and let nobody else through to it.

    The check is made when the view is called, so after everything that tells who is there.
    """

    def declare(view: Callable[P, R]) -> Callable[P, R | ResponseReturnValue]:
        @functools.wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | ResponseReturnValue:
            refused = _refuse(visitors)
            return view(*args, **kwargs) if refused is None else refused

        setattr(guarded, DECLARED, visitors)
        return guarded

    return declare


def declared(view: Callable[..., Any] | None) -> Who | None:
    """Who may use a view, or None where it was forgotten."""
    return getattr(view, DECLARED, None)


def may_open(visitors: Who) -> bool:
    """Whether who is here now may open a page declared for `visitors` (SECRET: that is for the view to say)."""
    if visitors is Who.DEMO:
        return bool(current_app.config["DEMO"])
    if visitors is Who.SIGNED_IN:
        return current_actor().subject is not None
    if visitors is Who.PART:
        return _has_part(current_actor().typist) and not _turned_to_somebody_else()
    if visitors in ENOUGH:
        return has_any_role(ENOUGH[visitors]) and not _turned_to_somebody_else()
    return True


def has_any_role(kinds: frozenset[str]) -> bool:
    """Whether the one who typed has one of these roles somewhere: rights at the door are the login's own."""
    typist = current_actor().typist
    return typist is not None and any(kind in kinds for _house_id, kind in roles_of(typist))


def open_for(app: Flask, blueprint: str, has_part: Callable[[int], bool]) -> None:
    """Let pages of `blueprint` that are for who has a part open for those persons (ids) of whom `has_part` says so."""
    app.extensions.setdefault(PARTS, {})[blueprint] = has_part


def _has_part(person_id: int | None) -> bool:
    asked: Callable[[int], bool] | None = current_app.extensions.get(PARTS, {}).get(request.blueprint)
    return person_id is not None and asked is not None and asked(person_id)


def init_app(app: Flask) -> None:
    """Refuse every route that does not say who may use it, and addresses that nothing can have."""
    app.before_request(_refuse_nul)
    app.before_request(_refuse_undeclared)


def _refuse_nul() -> None:
    """Nothing of ours has a NUL in its address, and PostgreSQL cannot even be asked about one."""
    if "\0" in request.path or b"%00" in request.query_string:
        abort(400)


def _refuse_undeclared() -> None:
    if request.endpoint is not None and declared(current_app.view_functions.get(request.endpoint)) is None:
        raise RouteUndeclared(f"the route {request.url_rule} ({request.endpoint}) has no @who(...)")


def _refuse(visitors: Who) -> ResponseReturnValue | None:
    if may_open(visitors):
        return None
    if visitors is Who.DEMO:
        abort(404)
    if current_actor().typist is None:
        return redirect(url_for(SIGN_IN, next=way_back()), 303)
    if visitors in ENOUGH and has_any_role(ENOUGH[visitors]):
        raise NotAllowed(_("You are doing this for somebody else. Press “Done, stop” first."))
    raise NotAllowed(_("This page is for people with a role in the house."))


def _turned_to_somebody_else() -> bool:
    """While somebody is helped the screen shows nothing of others; only the desk itself stays open."""
    at_desk = request.path == DESK or request.path.startswith(DESK + "/")
    return current_actor().on_behalf and not at_desk
