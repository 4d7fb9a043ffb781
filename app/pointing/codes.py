"""The secret in the address where a writer answers: signed, so it is kept nowhere."""

from typing import Final

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from app.pointing.models import Ruling

_SALT: Final = "wij.pointing.answer"


def code_for(ruling: Ruling) -> str:
    """The code with which one may answer to a decision."""
    return str(_signer().dumps(ruling.public_id))


def read_code(code: str) -> str | None:
    """The public id of the decision that a code is for; None for a code that we did not give."""
    try:
        return str(_signer().loads(code))
    except BadSignature:
        return None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=_SALT)
