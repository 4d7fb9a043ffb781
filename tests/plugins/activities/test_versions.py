"""Every change of an activity's words is kept with who and when; any of them is put back with one press, and undone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app import clock
from app.actors import Actor, Channel
from app.clock import now
from app.db import db
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.activities import changing
from plugins.activities.models import Activity
from plugins.activities.planning import Words
from plugins.activities.versions import keeping, restoring, showing
from plugins.activities.versions.models import Wording
from plugins.activities.versions.packing import NAMES, changed, lines_changed, pack, unpack
from tests.factories import Make
from tests.plugins.activities.conftest import Scene

Browse = Callable[[int], FlaskClient]
FIRST: dict[str, Any] = {
    "about": "Samen koken.\n\nNeem een schort mee.",
    "costs": "wat je kunt missen",
    "themes": ("eten",),
    "labels": ("beginners",),
    "places": 8,
}
PAGE = "/activities/eettafel"


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def change(scene: Scene, activity: int, actor: Actor | None = None, **words: Any) -> str:
    with scene.app.app_context():
        said = Words(**{"title": "Eettafel", **FIRST, **words})
        return changing.change_words(actor or Actor.self(scene.organiser), activity, said)


def restore(scene: Scene, activity: int, key: str, actor: Actor | None = None) -> str:
    with scene.app.app_context():
        return restoring.restore(actor or Actor.self(scene.organiser), activity, key)


def words_now(scene: Scene, activity: int) -> Words:
    with scene.app.app_context():
        return keeping.words_of(db.session.get_one(Activity, activity))


def kept(scene: Scene, activity: int) -> list[Words]:
    """What every version says, newest first."""
    with scene.app.app_context():
        return [keeping.words_in(one) for one in keeping.versions_of(activity)]


@pytest.mark.sweep
def test_every_change_is_kept_and_any_of_them_is_put_back_whole(scene: Scene) -> None:
    activity = scene.publish(**FIRST)
    began = words_now(scene, activity)
    first = change(scene, activity, about="Samen eten.", costs="2 euro", themes=("ontmoeten", "eten"), places=None)
    second = change(
        scene,
        activity,
        title="Soeptafel",
        about="Soep.",
        labels=("rustig", "taal-tr"),
        pace="zo het komt",
        sensitive=True,
        with_paid_staff=True,
    )
    last = words_now(scene, activity)
    assert (last.title, last.sensitive, last.with_paid_staff) == ("Soeptafel", True, True)
    undo = restore(scene, activity, first)
    assert words_now(scene, activity) == began
    restore(scene, activity, undo)
    assert words_now(scene, activity) == last
    restore(scene, activity, second)
    assert words_now(scene, activity).costs == "2 euro"
    said = kept(scene, activity)
    assert said[::-1] == [began, said[4], last, began, last, said[4]]


def test_nothing_is_kept_of_a_change_that_changes_nothing(scene: Scene) -> None:
    activity = scene.publish(**FIRST)
    with clock.at(now() + timedelta(hours=1)):
        assert change(scene, activity) == ""
    assert kept(scene, activity) == []
    assert scene.activity(activity).changed_at == scene.activity(activity).published_at
    key = change(scene, activity, costs="1 euro")
    restore(scene, activity, key)
    assert restore(scene, activity, key) == ""
    assert len(kept(scene, activity)) == 3


def test_undo_stands_right_after_an_edit_and_undo_of_that_too(scene: Scene, as_person: Browse) -> None:
    activity = scene.publish(**FIRST)
    chantal = as_person(scene.organiser)
    sent = {"title": "Soeptafel", "about": "Soep.", "signing": "no"}
    after = chantal.post(f"{PAGE}/edit", data=sent, follow_redirects=True)
    key = kept_keys(scene, activity)[1]
    assert f'action="/activities/soeptafel/versions/{key}/restore"' in after.text
    back = chantal.post(f"/activities/soeptafel/versions/{key}/restore", follow_redirects=True)
    assert back.request.path == PAGE
    assert "Samen koken." in back.text
    newer = kept_keys(scene, activity)[1]
    assert f'action="{PAGE}/versions/{newer}/restore"' in back.text
    assert "Soep." in chantal.post(f"{PAGE}/versions/{newer}/restore", follow_redirects=True).text
    same = kept_keys(scene, activity)[0]
    again = chantal.post(f"/activities/soeptafel/versions/{same}/restore", follow_redirects=True)
    assert "Dat staat er al." in again.text
    form = {"title": "Soeptafel", "about": "Soep.", "signing": "no"}
    assert "/restore" not in chantal.post("/activities/soeptafel/edit", data=form, follow_redirects=True).text


def kept_keys(scene: Scene, activity: int) -> list[str]:
    with scene.app.app_context():
        return [one.public_id for one in keeping.versions_of(activity)]


def test_who_saves_after_somebody_else_did_hears_it(scene: Scene, make: Make, as_person: Browse) -> None:
    yusuf = make.person("Yusuf Zon")
    activity = scene.publish(**FIRST, organiser_ids=[yusuf])
    forms = [page(as_person(person_id), f"{PAGE}/edit") for person_id in (scene.organiser, yusuf)]
    assert all('name="seen" value=""' in form for form in forms)
    sent = {"title": "Eettafel", "signing": "no", "seen": ""}
    warning = "Iemand anders veranderde het ook"
    assert warning not in as_person(yusuf).post(f"{PAGE}/edit", data=sent, follow_redirects=True).text
    chantal = as_person(scene.organiser)
    late = {**sent, "costs": "1 euro"}
    wrong = chantal.post(f"{PAGE}/edit", data={**late, "title": ""})
    assert 'name="seen" value=""' in wrong.text  # as it was when they began
    assert warning in chantal.post(f"{PAGE}/edit", data=late, follow_redirects=True).text
    fresh = {**late, "costs": "", "seen": kept_keys(scene, activity)[0]}
    assert f'value="{fresh["seen"]}"' in page(chantal, f"{PAGE}/edit")
    assert warning not in chantal.post(f"{PAGE}/edit", data=fresh, follow_redirects=True).text


def test_page_tells_who_changed_what_to_those_who_may_change_it_alone(
    scene: Scene, make: Make, as_person: Browse
) -> None:
    yusuf, contact, lieke = (make.person(name) for name in ("Yusuf Zon", "Nel Boter", "Lieke Ster"))
    group = make.group("Kookclub", contacts=[contact])
    activity = scene.publish(**FIRST, organiser_ids=[yusuf], group_id=None)
    change(
        scene,
        activity,
        Actor.self(yusuf),
        about="Samen koken.\n\nEn samen afwassen.",
        costs="",
        labels=("beginners", "rustig"),
    )
    chantal = as_person(scene.organiser)
    page_of = page(chantal, f"{PAGE}/versions")
    assert f'href="{PAGE}/versions"' in page(chantal, PAGE)
    assert "Veranderd door Yusuf" in page_of
    assert "<del>Neem een schort mee.</del>" in page_of
    assert "<ins>En samen afwassen.</ins>" in page_of
    assert "<del>wat je kunt missen</del>" in page_of
    assert "<del>Samen koken.</del>" not in page_of
    assert "<ins>rustig tempo</ins>" in page_of
    assert "beginners</" not in page_of
    assert page_of.count("Zet deze terug") == 1
    guest = scene.app.test_client()
    for reader in (as_person(lieke), as_person(contact)):
        assert reader.get(f"{PAGE}/versions").status_code == 403
        assert reader.post(f"{PAGE}/versions/{kept_keys(scene, activity)[1]}/restore").status_code == 403
    assert guest.get(f"{PAGE}/versions").status_code == 303
    shown_to_all = page(guest, PAGE)
    assert "Yusuf" not in shown_to_all
    assert "/versions" not in shown_to_all
    assert "schort" not in shown_to_all
    assert group


def test_contacts_of_the_group_and_hosts_put_back_too(scene: Scene, make: Make) -> None:
    nel, toos, lieke = (make.person(name) for name in ("Nel Boter", "Toos Kestelaar", "Lieke Ster"))
    make.role(toos, scene.house)
    group = make.group("Kookclub", contacts=[scene.organiser, nel], members=[lieke])
    activity = scene.publish(**FIRST, group_id=group)
    key = change(scene, activity, Actor.self(nel), about="Anders.")
    restore(scene, activity, key, Actor.self(toos))
    assert words_now(scene, activity).about == FIRST["about"]
    with pytest.raises(NotAllowed):
        restore(scene, activity, key, Actor.self(lieke))
    with scene.app.app_context():
        assert {one.words_by_id for one in keeping.versions_of(activity)} == {None}  # the group speaks
        assert [one.by_id for one in keeping.versions_of(activity)] == [toos, nel, scene.organiser]


def test_no_names_where_it_is_discreet_nor_while_somebody_reads_along(scene: Scene, make: Make) -> None:
    activity = scene.publish(**FIRST)
    change(scene, activity, costs="1 euro")
    with scene.app.app_context():
        found = db.session.get_one(Activity, activity)
        assert [one.who for one in showing.shown(found, Actor.self(scene.organiser))] == ["Chantal", "Chantal"]
        desk = Actor(make.person("Toos Kestelaar"), scene.organiser, Channel.DESK)
        assert [one.who for one in showing.shown(found, desk)] == ["", ""]
    change(scene, activity, sensitive=True)
    with scene.app.app_context():
        found = db.session.get_one(Activity, activity)
        assert {one.who for one in showing.shown(found, Actor.self(scene.organiser))} == {""}


def test_version_of_another_activity_is_not_put_back(scene: Scene, as_person: Browse) -> None:
    activity = scene.publish(**FIRST)
    other = scene.publish("Wandelen", first="2027-03-12")
    key = change(scene, activity, costs="1 euro")
    with pytest.raises(NotFound):
        restore(scene, other, key)
    chantal = as_person(scene.organiser)
    assert chantal.post(f"/activities/wandelen/versions/{key}/restore").status_code == 404
    assert chantal.post("/activities/wandelen/versions/a'b/restore").status_code == 404
    assert "Er is nog niets veranderd." in page(chantal, "/activities/wandelen/versions")


def test_calendars_notice_what_was_put_back(scene: Scene) -> None:
    activity = scene.publish(**FIRST)
    client = scene.app.test_client()

    def event() -> Any:
        feed = Calendar.from_ical(client.get("/calendar/activity/eettafel.ics", follow_redirects=True).data)
        return next(iter(feed.walk("VEVENT")))

    began = event()
    with clock.at(now() + timedelta(hours=1)):
        key = change(scene, activity, title="Soeptafel")
        assert str(event()["SUMMARY"]) == "Soeptafel"
    with clock.at(now() + timedelta(hours=2)):
        restore(scene, activity, key)
        back = event()
    assert (back["UID"], str(back["SUMMARY"])) == (began["UID"], "Eettafel")
    assert back["LAST-MODIFIED"].dt - began["LAST-MODIFIED"].dt == timedelta(hours=2)


@pytest.mark.both
def test_words_of_who_is_forgotten_are_gone_from_every_version_and_the_others_stay(scene: Scene, make: Make) -> None:
    yusuf = make.person("Yusuf Zon")
    activity = scene.publish(**FIRST, organiser_ids=[yusuf])
    change(scene, activity, Actor.self(yusuf), about="Woorden van Yusuf.")
    yusufs = kept_keys(scene, activity)[0]
    change(scene, activity, about="Woorden van Chantal.")
    change(scene, activity, about="Woorden van Chantal.", costs="1 euro")
    restore(scene, activity, yusufs)  # they stay his, whoever puts them back
    with scene.app.app_context():
        exported = keeping.export(yusuf)["activity_versions"]
        assert [(one["words"], one["changed_by_you"]) for one in exported] == [
            ("Woorden van Yusuf.", True),
            ("Woorden van Yusuf.", False),
        ]
        forget(Actor.self(yusuf), yusuf)
        assert db.session.get_one(Activity, activity).about == ""
        said = [one.about for one in keeping.versions_of(activity)]
        assert said == ["", "Woorden van Chantal.", "Woorden van Chantal.", "", FIRST["about"]]


def test_who_changes_only_the_costs_does_not_become_the_writer(scene: Scene, make: Make) -> None:
    yusuf = make.person("Yusuf Zon")
    activity = scene.publish(**FIRST, organiser_ids=[yusuf])
    change(scene, activity, Actor.self(yusuf), costs="1 euro")
    with scene.app.app_context():
        forget(Actor.self(scene.organiser), scene.organiser)
        assert db.session.get_one(Activity, activity).about == ""
        assert [one.about for one in keeping.versions_of(activity)] == ["", ""]


def test_old_versions_go_and_so_does_who_made_them(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    activity = scene.publish(**FIRST)
    monkeypatch.setattr(keeping, "MOST", 3)
    for number in range(5):
        change(scene, activity, costs=f"{number} euro")
    assert [one.costs for one in kept(scene, activity)] == ["4 euro", "3 euro", "2 euro"]
    with scene.app.app_context():
        with clock.at(now() + keeping.WHO + timedelta(days=1)):
            keeping.expire()
        assert db.session.scalars(sa.select(Wording.by_id)).all() == [None] * 3
        with clock.at(now() + keeping.KEPT + timedelta(days=1)):
            keeping.expire()
        assert db.session.scalars(sa.select(Wording)).all() == []


def test_refused_change_keeps_nothing(scene: Scene) -> None:
    activity = scene.publish(**FIRST)
    with pytest.raises(Refusal):
        change(scene, activity, title="?")
    assert kept(scene, activity) == []


def test_tag_of_a_plugin_that_is_off_now_does_not_stand_in_the_way(scene: Scene) -> None:
    activity = scene.publish(**FIRST)
    key = change(scene, activity, costs="1 euro")
    with scene.app.app_context():
        version = db.session.scalars(sa.select(Wording).where(Wording.public_id == key)).one()
        version.rest = pack(Words(title="", tags=("gone",), labels=("gone",), costs="een gulden"))
        db.session.commit()
    restore(scene, activity, key)
    assert (words_now(scene, activity).tags, words_now(scene, activity).costs) == ((), "een gulden")


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
SAID = st.builds(
    Words,
    title=TEXTS,
    about=TEXTS,
    costs=TEXTS,
    themes=st.lists(st.sampled_from(["eten", "bewegen"]), unique=True).map(tuple),
    tags=st.lists(TEXTS).map(tuple),
    labels=st.lists(st.sampled_from(["free", "quiet"]), unique=True).map(tuple),
    pace=TEXTS,
    places=st.none() | st.integers(1, 1000),
    sensitive=st.booleans(),
    with_paid_staff=st.booleans(),
)


@given(SAID, SAID)
def test_what_is_kept_comes_back_the_same_and_differs_where_it_differs(one: Words, other: Words) -> None:
    assert unpack(one.title, one.about, pack(one)) == one
    assert (changed(one, other) == []) == (one == other)
    assert set(changed(one, other)) <= set(NAMES)


def test_version_of_before_a_field_was_there_has_its_default() -> None:
    assert unpack("Soep", "Samen.", '{"costs": "een gulden", "gone": 1}') == Words(
        title="Soep", about="Samen.", costs="een gulden"
    )


def test_only_the_lines_that_differ_are_told() -> None:
    assert lines_changed("een\n\ntwee\ndrie", "een\n\ndrie\nvier") == (["twee"], ["vier"])
