"""What one may look at in a house, room by room. Each line is something to do, so that a tick says "this I want"."""

from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Room:
    """A room, with what one may do about it. `key` is its name on the device."""

    key: str
    name: object
    lines: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A longer check that others made."""

    name: str
    url: str


ROOMS: Final = (
    Room(
        "door",
        _("Front door and outside"),
        (
            _("A lamp at the door that goes on by itself"),
            _("A path without loose tiles, leaves or moss"),
            _("Something to hold on to beside the step"),
            _("A threshold lower, or easy to see"),
        ),
    ),
    Room(
        "hall",
        _("Hall and stairs"),
        (
            _("A clear way: no shoes, bags or cables"),
            _("A light switch at both ends"),
            _("A second banister, so that both hands can hold on"),
            _("Steps that are not slippery, with edges that you see"),
            _("Nothing lying on the stairs"),
        ),
    ),
    Room(
        "living",
        _("Living room"),
        (
            _("Loose rugs away, or stuck to the floor"),
            _("Cables along the wall"),
            _("A chair that is high enough to get up from easily"),
            _("Room to walk between chair, table and door"),
            _("The phone within reach of the chair"),
        ),
    ),
    Room(
        "kitchen",
        _("Kitchen"),
        (
            _("What you use each day within reach, without climbing"),
            _("A steady step with something to hold on to"),
            _("A floor that is not slippery, also when it is wet"),
        ),
    ),
    Room(
        "bedroom",
        _("Bedroom"),
        (
            _("A lamp that you can reach from your bed"),
            _("Light on the way to the toilet, such as a lamp that goes on by itself"),
            _("A bed that is high enough to get up from easily"),
            _("The phone within reach of the bed"),
        ),
    ),
    Room(
        "bath",
        _("Bathroom and toilet"),
        (
            _("A grip beside the toilet"),
            _("A grip at the shower or the bath"),
            _("A floor or mat on which you do not slip"),
            _("A seat in the shower"),
            _("A higher toilet"),
            _("A toilet on the floor where you sleep"),
        ),
    ),
    Room(
        "whole",
        _("The whole house"),
        (
            _("A smoke alarm on each floor, tried now and then"),
            _("Important numbers in large letters beside the phone"),
        ),
    ),
)

NORMS: Final = ("home-safe", "home-smoke-alarm")
"""Keys of the facts that this list rests on, with their source and who read it."""

ELSEWHERE: Final = (
    Elsewhere("Huistest", "https://www.mijnhuisoporde.nl/"),
    Elsewhere("Senioren Thuistest", "https://www.opplussen.nl/"),
    Elsewhere("Woonscan", "https://www.zilverwonen.nl/"),
)
"""Longer tests of others, as links only."""
