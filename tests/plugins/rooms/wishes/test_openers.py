"""Wishes about who opens the house."""

import pytest

from app.actors import Actor
from plugins.rooms.models import ref_of
from plugins.rooms.opening import turns
from plugins.rooms.opening.models import OPEN
from tests.plugins.rooms.conftest import Scene
from tests.plugins.rooms.test_opening import EVENING, coming, staffed, take, told


@pytest.mark.sweep
def test_one_button_tells_everyone_concerned_that_i_cannot_make_it(staffed: Scene) -> None:
    """tapir#354: one button to tell everyone concerned; tapir#282: no mark stays, and the way back is open."""
    wim = staffed.make.person("Wim Schaafsel", email="wim@example.org")
    staffed.make.role(wim, staffed.house, "opener")
    key = staffed.book(EVENING)
    turn = take(staffed, key, OPEN, staffed.noor)
    with staffed.app.app_context():
        turns.cannot(Actor.self(staffed.noor), turn)
    concerned = sorted([staffed.lieke, staffed.toos])
    assert told(staffed) == [("opening.cannot", one, "waiting") for one in concerned]
    assert coming(staffed)[0] == (OPEN, False)
    assert staffed.all("SELECT ref FROM rooms_turn") == []
    take(staffed, key, OPEN, staffed.noor)
    assert told(staffed) == [("opening.cannot", one, "withdrawn") for one in concerned]
    assert staffed.all("SELECT ref, agreed FROM rooms_turn")[0][0] == str(ref_of(key))


__all__ = ["staffed"]
