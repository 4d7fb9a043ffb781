"""Wishes about saying yes first."""

from app.actors import Actor, Channel
from plugins.rooms.booking import book
from plugins.rooms.requests.answering import approve, refuse
from tests.factories import Make, span
from tests.plugins.rooms.asking import decide, do, mail, refused, statuses
from tests.plugins.rooms.conftest import THURSDAY, Scene

SLOT = span(THURSDAY, "14:00-16:00")


def test_mail_after_approval_lists_exactly_the_dates_that_stand(scene: Scene) -> None:
    """mrbs-code#464: the approval mail confirmed dates that had been skipped for conflict."""
    decide(scene, "rooms.approval", "yes")
    key = scene.weekly(THURSDAY, "14:00-16:00", count=4, skipped=["2027-03-25"])
    keys = [row.public_id for row in scene.rows()]
    do(scene, approve, scene.toos, key, [keys[0], keys[2]])
    text = mail(scene, "booking.approved")
    assert [day in text for day in ("18 March", "25 March", "1 April", "8 April")] == [True, False, False, True]
    do(scene, refuse, scene.toos, key, keys, "Full.")
    text = mail(scene, "booking.refused")
    assert [day in text for day in ("18 March", "25 March", "1 April", "8 April")] == [False, False, True, False]


def test_desk_cannot_book_a_taken_slot_either(scene: Scene) -> None:
    """easyappointments#1783: the back office may put two appointments in one slot, without a warning."""
    scene.book(SLOT)
    desk = Actor(scene.toos, scene.noor, Channel.DESK)
    assert refused(scene, book, desk, scene.hall, SLOT, scene.use()) == "Taken"


def test_nobody_says_yes_to_their_own_request(scene: Scene, make: Make) -> None:
    """LibreBooking#849, GRR#366: group admins skip approval; a manager of another room approves his own request."""
    decide(scene, "rooms.approval", "yes")
    own = scene.book(SLOT, who=scene.toos)
    assert statuses(scene) == ["requested"]
    yusuf = make.person("Yusuf Zonnebrink")
    make.role(yusuf, scene.house, "host")
    elsewhere = make.house("Wilgenhof")
    make.role(scene.noor, elsewhere, "host")
    for_others = Actor(scene.toos, yusuf, Channel.DESK)
    by_others = Actor(yusuf, scene.toos, Channel.DESK)
    for actor in (Actor.self(scene.toos), for_others, by_others):
        assert refused(scene, approve, actor, own, [own]) == "NotAllowed"
    assert refused(scene, approve, Actor.self(scene.noor), own, [own]) == "NotFound"
    group = make.group("Buurtkoor", contacts=[scene.lieke, yusuf])
    choir = scene.book(span(THURSDAY, "19:00-21:00"), group_id=group)
    assert refused(scene, approve, Actor.self(yusuf), choir, [choir]) == "NotAllowed"
    assert do(scene, approve, yusuf, own, [own]) == 1
    assert do(scene, approve, scene.toos, choir, [choir]) == 1


def test_what_changes_after_approval_is_asked_again(scene: Scene) -> None:
    """GRR#77, GRR#446: nothing may change after approval unless it is approved again."""
    decide(scene, "rooms.approval", "yes")
    key = scene.book(SLOT)
    do(scene, approve, scene.toos, key, [key])
    scene.move(key, span(THURSDAY, "14:30-15:30"))
    assert statuses(scene) == ["confirmed"]  # a shorter time inside the old one was said yes to
    scene.move(key, span(THURSDAY, "14:30-16:30"))
    assert statuses(scene) == ["requested"]
    assert [state for (state,) in scene.all("SELECT state FROM occupancy")] == ["requested"]
    do(scene, approve, scene.toos, key, [key])
    scene.move(key, span(THURSDAY, "14:30-16:30"), space=scene.den)
    assert statuses(scene) == ["requested"]
    scene.move(key, span(THURSDAY, "10:00-12:00"), who=scene.toos)
    do(scene, approve, scene.toos, key, [key])
    scene.move(key, span(THURSDAY, "12:00-14:00"), who=scene.toos)
    assert statuses(scene) == ["confirmed"]  # a host who moves it for somebody has said yes


def test_one_answer_covers_all_dates_or_those_that_are_chosen(scene: Scene) -> None:
    """bookanook#170: does one approval cover every date? How to approve one?"""
    decide(scene, "rooms.approval", "yes")
    key = scene.weekly(THURSDAY, "14:00-16:00", count=3)
    keys = [row.public_id for row in scene.rows()]
    assert do(scene, approve, scene.toos, key, keys[1:2]) == 1
    assert statuses(scene) == ["requested", "confirmed", "requested"]
    assert do(scene, approve, scene.toos, key, keys) == 2
    assert statuses(scene) == ["confirmed"] * 3
