"""What the forms of this area have in common: answer with what was typed, and know the network and the house."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.access.attempts import TooOften, network_of
from app.refusals import Refusal
from app.web import current_house
from app.web.forms import Form, refuse


def here() -> tuple[str, int | None]:
    """The reader's network, and the id of the house that the page is about."""
    house = current_house()
    return network_of(request.remote_addr), house.id if house else None


def again(template: str, form: Form, refusal: Refusal | None = None, **more: Any) -> ResponseReturnValue:
    """The page with its form once more: what was typed is kept, what is wrong stands beside it."""
    if refusal is not None:
        refuse(form, refusal)
    return render_template(template, form=form, **more), 429 if isinstance(refusal, TooOften) else 422
