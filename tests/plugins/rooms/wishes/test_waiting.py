"""Wishes about waiting lists."""

from app.actors import Actor
from plugins.rooms.waiting.wishing import take, wish_for
from tests.factories import Make, span
from tests.plugins.rooms.asking import booking, do
from tests.plugins.rooms.conftest import THURSDAY, Scene

SLOT = span(THURSDAY, "14:00-16:00")


def test_what_is_booked_is_exactly_what_was_waited_for(scene: Scene, make: Make) -> None:
    """bookingactivities#70, #226: the waiting list should book the exact thing that you waited for."""
    key = scene.book(SLOT)
    group = make.group(contacts=[scene.noor])
    told = scene.use(purpose="together", people=9, title="Kaarten maken", visibility="busy", group_id=group)
    with scene.app.app_context():
        wish = wish_for(Actor.self(scene.noor), scene.hall, [SLOT], told, any_room=False)[0]
    scene.cancel(key)
    taken = booking(scene, do(scene, take, scene.noor, wish))
    assert (taken.space_id, taken.span, taken.person_id) == (scene.hall, SLOT, scene.noor)
    assert (taken.purpose, taken.people, taken.title, taken.visibility, taken.group_id) == (
        "together",
        9,
        "Kaarten maken",
        "busy",
        group,
    )
