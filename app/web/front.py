"""What the frame of every page tells of the house: its name, its phone, who answers, when it is open.

It is a plain value, and the last one is kept, so that the page which says "the database does not answer" can still say
whom to call.
"""

import re
from dataclasses import dataclass
from datetime import time
from typing import Final

from flask import Flask, current_app, g, request

from app.web.visitor import HOUSE_COOKIE, current_house, known_houses

KEPT: Final = "wij_fronts"
CALLING_CODES: Final = {"NL": "+31", "BE": "+32", "DE": "+49"}


@dataclass(frozen=True, slots=True)
class Front:
    """The face of a house. `hours` are (weekday, opens, closes) in wall time, 0 is Monday."""

    slug: str
    kind: str
    name: str
    language: str
    country: str
    phone: str
    phone_hours: str
    contact_names: str
    address: str
    hours: tuple[tuple[int, time, time], ...]

    @property
    def title(self) -> str:
        """The whole name: "Buurthuis De Kleine Dommelaar"."""
        return f"{self.kind} {self.name}".strip()

    @property
    def phone_link(self) -> str:
        """The phone as a `tel:` address."""
        return phone_link(self.phone, self.country)

    @property
    def contact_count(self) -> int:
        """Whether one or more persons answer, for the grammar: `contact_names` is text of the house."""
        return 2 if re.search(r",|&| en | and ", self.contact_names) else 1


def current_front() -> Front | None:
    """The face of the current house; when the database is broken, the last one that was seen."""
    if g.get("wij_broken"):
        return last_front()
    house, houses = current_house(), known_houses()
    if house is None or houses is None:
        return None
    front: Front | None = g.get("wij_front")
    if front is None or front.slug != house.slug:
        front = g.wij_front = houses.front_of(house)
        _kept()[front.slug] = front
    return front


def last_front() -> Front | None:
    """The face that was shown last, of the visitor's own house where we have it. No query."""
    fronts = _kept()
    return fronts.get(request.cookies.get(HOUSE_COOKIE, "")) or next(iter(fronts.values()), None)


def phone_link(phone: str, country: str = "NL") -> str:
    """A number as people write it, as a `tel:` address: "076-000 00 01" -> "tel:+31760000001"; "" stays ""."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    if not digits:
        return ""
    if phone.strip().startswith("+"):
        return f"tel:+{digits}"
    code = CALLING_CODES.get(country)
    return f"tel:{code}{digits[1:]}" if code and digits.startswith("0") else f"tel:{digits}"


def init_app(app: Flask) -> None:
    """Make room for the faces that were shown."""
    app.extensions[KEPT] = {}


def _kept() -> dict[str, Front]:
    fronts: dict[str, Front] = current_app.extensions[KEPT]
    return fronts
