"""Find somebody at the desk: by a piece of the name, the phone number, or the code on a slip. Never a list of all."""

from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.db import db
from app.people.contact import digits_of
from app.people.models import Person

FEWEST: Final = 2
"""Letters or digits before we look."""
MOST: Final = 8
"""People shown at a time; who is not there types more."""


def is_enough(text: str) -> bool:
    """Whether there is enough to look for."""
    return sum(sign.isalnum() for sign in text) >= FEWEST


def find(text: str) -> tuple[list[Person], bool]:
    """At most eight people, by name, and whether there are more. Nobody, for less than two letters or digits."""
    if not is_enough(text):
        return [], False
    matches = select(Person).where(Person.forgotten_at.is_(None), or_(*_ways(text))).order_by(Person.name, Person.id)
    found = list(db.session.scalars(matches.limit(MOST + 1)))
    return found[:MOST], len(found) > MOST


def _ways(text: str) -> list[ColumnElement[bool]]:
    ways = [and_(*(_in_name(word) for word in text.split())), Person.public_id == "".join(text.lower().split())]
    digits = digits_of(text)
    if len(digits) >= FEWEST and not any(sign.isalpha() for sign in text):
        ways.append(_phone_digits().contains(digits, autoescape=True))
    return ways


def _in_name(word: str) -> ColumnElement[bool]:
    """SQLite knows capitals of plain letters only, so “öz” is looked for as “Öz” too."""
    forms = {word, word.lower(), word.capitalize()}
    return or_(*(Person.name.icontains(form, autoescape=True) for form in sorted(forms)))


def _phone_digits() -> ColumnElement[str]:
    """The number as it is dialled: what people write between the digits left out."""
    number: ColumnElement[str] = func.lower(Person.phone)
    for sign in " -()./+":
        number = func.replace(number, sign, "")
    return number
