"""Wishes about lending and about what an event needs around it (research/peers.md, section 2: 7 and 13)."""

import pytest

from app.refusals import Refusal
from plugins.rooms.preparing.pieces import needs as needs_before
from tests.factories import span
from tests.plugins.rooms.conftest import THURSDAY, Scene
from tests.plugins.rooms.test_preparing import lent, prepare, setup, thing


@pytest.mark.both
def test_thing_is_never_lent_twice_at_once(scene: Scene) -> None:
    """Wish 7, wielebenwir/commonsbooking PR 2102 (1864): the same cargo bike was promised to two."""
    bike = thing(scene, "Bakfiets")
    first = scene.book(span(THURSDAY, "10:00-12:00"))
    second = scene.book(span(THURSDAY, "11:00-13:00"), space=scene.den)
    prepare(scene, first, {bike: 1})
    with pytest.raises(Refusal):
        prepare(scene, second, {bike: 1})
    assert lent(scene) == [(first, 1)]


def test_event_says_its_set_up_and_asks_for_hands_before_and_after(scene: Scene) -> None:
    """Wish 13, gather 1044: structured events with setup, roles and clean-up."""
    key = scene.book(span(THURSDAY, "14:00-16:00"), people=12)
    prepare(scene, key, {}, setup(scene, "theater", 20))
    with scene.app.app_context():
        hooks = scene.app.extensions["wij_plugins"]
        asked = hooks.needs(scene.house, span(THURSDAY, "08:00-23:00"))
        titles = sorted(str(one.title) for one in asked if one.ref.key == key)
        assert len(needs_before(scene.house, span(THURSDAY, "08:00-23:00"))) == 1
    assert titles == ["Stoelen terugzetten in Zaal A", "Zaal A klaarzetten: theater"]
