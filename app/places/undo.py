"""Undo of what was taken away: all that is needed to put it back travels in the address of the undo button, signed."""

from datetime import date, datetime
from typing import Any, Final

from flask import current_app
from flask_babel import lazy_gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.clock import Span
from app.places.closures import Removed
from app.refusals import NotFound

HOURS: Final = 24


def token_of(removed: Removed) -> str:
    """A signed text that tells which closure was taken away."""
    return _serializer().dumps(
        {
            "id": removed.public_id,
            "house": removed.house_id,
            "space": removed.space_id,
            "from": removed.span.start.isoformat(),
            "to": removed.span.end.isoformat(),
            "why": removed.reason,
            "holiday": removed.holiday.isoformat() if removed.holiday else None,
        }
    )


def read(token: str) -> Removed:
    """The closure that a token tells of. Raises NotFound for one that is not ours or older than a day."""
    try:
        told: dict[str, Any] = _serializer().loads(token, max_age=HOURS * 3600)
    except BadSignature:
        raise NotFound(_("This can no longer be undone.")) from None
    return Removed(
        public_id=told["id"],
        house_id=told["house"],
        space_id=told["space"],
        span=Span(datetime.fromisoformat(told["from"]), datetime.fromisoformat(told["to"])),
        reason=told["why"],
        holiday=date.fromisoformat(told["holiday"]) if told["holiday"] else None,
    )


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="places.undo")
