"""Who comes for the first time is met: who took the role to welcome hears it, or else the organisers."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from app import clock
from app.actors import Actor
from app.clock import Span, now
from app.db import db
from app.notices.models import Notice
from app.notices.wording import mail_words, reader_of
from app.plugins import current_hooks
from app.plugins.delivery import deliver
from plugins.activities import coming, wij_expire_data
from plugins.activities.models import Occurrence
from plugins.activities.roles import asking
from plugins.activities.roles.asking import RoleValues
from plugins.activities.welcoming.models import Welcomer
from plugins.contributions import promising
from tests.factories import Make
from tests.plugins.activities.conftest import Scene

pytestmark = pytest.mark.sweep
WELCOME = RoleValues(title="Gasten ontvangen", minutes=30, places=2, welcomes=True)
COFFEE = RoleValues(title="Koffie zetten", minutes=20)


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The house with activities, and contributions to promise with."""
    return make_app(WIJ_PLUGINS="activities,contributions")


def promises(scene: Scene, person_id: int, title: str) -> str:
    """Somebody promises the first need with this title."""
    with scene.app.app_context():
        needs = current_hooks().needs(scene.house, Span(now(), now().replace(year=2028)))
        wanted = next(one for one in needs if one.title == title)
        promise = promising.promise_need(Actor.self(person_id), scene.house, wanted.ref, wanted.mark)
        deliver()
        return promise


def told(scene: Scene) -> list[tuple[int | None, str]]:
    """Who heard, or will hear, that somebody comes for the first time; and how the mail begins."""
    with scene.app.app_context():
        wanted = sa.select(Notice).where(Notice.kind == "activity.newcomer", Notice.state == "waiting")
        found = db.session.scalars(wanted.order_by(Notice.id)).all()
        words = [mail_words(one, reader_of(one)) for one in found]
        return [(one.person_id, text.subject if text else "") for one, text in zip(found, words, strict=True)]


def first(scene: Scene, **more: object) -> Occurrence:
    return scene.dates(scene.weekly(places=10, **more))[0]  # type: ignore[arg-type]  # values of several kinds by name


def test_organisers_hear_it_while_nobody_welcomes(scene: Scene, make: Make) -> None:
    date = first(scene)
    code = scene.guest(date.id, "Bep", first_time=True)
    scene.guest(date.id, "Cor")
    assert told(scene) == [(scene.organiser, "Er komt iemand voor het eerst: Eettafel")]
    with scene.app.app_context():
        coming.sign_off(Actor.guest(), code)
    assert told(scene) == []


def test_who_promised_to_welcome_hears_it_instead_also_of_who_signed_up_before(scene: Scene, make: Make) -> None:
    date = first(scene)
    for role in (COFFEE, WELCOME):
        scene.do(asking.add_role, date.activity_id, role)
    cook, host, new = (make.person(name, email=f"{name}@example.org") for name in ("kok", "gast", "nieuw"))
    scene.guest(date.id, "Bep", first_time=True)
    promises(scene, cook, "Koffie zetten")
    promise = promises(scene, host, "Gasten ontvangen")
    assert [who for who, _words in told(scene)] == [scene.organiser, host]
    scene.comes(new, date.id, first_time=True)
    assert [who for who, _words in told(scene)] == [scene.organiser, host, host]
    with scene.app.app_context():
        deliver()
        promising.withdraw(Actor.self(host), promise)
        deliver()
        assert db.session.scalars(sa.select(Welcomer)).all() == []
    scene.guest(date.id, "Els", first_time=True)
    assert told(scene)[-1][0] == scene.organiser


def test_name_is_told_when_it_goes_out_and_of_what_is_sensitive_never(scene: Scene, make: Make) -> None:
    lieke = make.person("Zwaluwina Buur", email="lieke@example.org")
    for sensitive, title, times in ((False, "Eettafel", "17:00-18:00"), (True, "Rouwgroep", "19:00-20:00")):
        date = scene.dates(scene.weekly(title, places=9, sensitive=sensitive, times=times))[0]
        scene.comes(lieke, date.id, first_time=True)
    with scene.app.app_context():
        wanted = sa.select(Notice).where(Notice.kind == "activity.newcomer").order_by(Notice.id)
        found = db.session.scalars(wanted).all()
        named, unnamed = (mail_words(one, reader_of(one)) for one in found)
        stored = "".join(one.params for one in found)
    assert named is not None
    assert unnamed is not None
    assert ("Zwaluwina komt voor het eerst" in named.text, "Buur" in named.text) == (True, False)
    said = unnamed.text + unnamed.subject + stored
    assert ("Zwaluwina" in said, "Rouwgroep" in said) == (False, False)


def test_who_welcomes_is_in_their_own_data_and_goes_when_the_date_is_over(scene: Scene, make: Make) -> None:
    date = first(scene)
    scene.do(asking.add_role, date.activity_id, WELCOME)
    host = make.person("Gast")
    promises(scene, host, "Gasten ontvangen")
    with scene.app.app_context():
        own = scene.app.extensions["wij_plugins"].export_person(host)["activities"]
        assert own["welcomes"] == [date.starts.isoformat()]
        with clock.at(date.ends):
            wij_expire_data()
            assert db.session.scalars(sa.select(Welcomer)).all() == []
