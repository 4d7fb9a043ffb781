"""A group's own challenge: only the sum, only by its people, seen while they want, and gone afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import clock
from app.actors import Actor
from app.db import Base, db
from app.journal import LogLine
from app.people.models import Group
from app.pointing import deciding
from app.privacy import retention
from app.refs import Ref
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.prevention.challenges import steering
from plugins.prevention.challenges.distance import read_km
from plugins.prevention.challenges.models import Challenge, Distance
from plugins.prevention.challenges.reading import challenge_for, total_of
from plugins.prevention.challenges.steering import ChallengeValues
from tests.factories import Make, at

both = pytest.mark.both
TODAY = "2027-03-08"
PARIS = ChallengeValues(
    title="Samen naar Parijs lopen", start="Breda", goal="Parijs", km=390, ends_on=date(2027, 6, 1), everyone=True
)


@dataclass
class Walkers:
    """A house with a group: Lieke and Ria are in it, Toos is a host and is not."""

    app: Flask
    house: int
    group: str
    lieke: int
    ria: int
    toos: int

    def start(self, values: ChallengeValues = PARIS, who: int | None = None) -> str:
        return str(self.do(steering.start, self.group, self.house, values, who=who))

    def do(self, verb: Callable[..., Any], *args: Any, who: int | None = None, day: str = TODAY) -> Any:
        with self.app.app_context(), clock.at(at(day, "12:00")):
            return verb(Actor.self(who or self.lieke), *args)

    def total(self, key: str) -> int:
        with self.app.app_context():
            return total_of(db.session.scalars(sa.select(Challenge).where(Challenge.key == key)).one())


@pytest.fixture
def walkers(app: Flask, make: Make) -> Walkers:
    house = make.house("De Linde", slug="de-linde")
    lieke, ria, toos = (make.person(name) for name in ("Lieke Morgenster", "Ria Klokman", "Toos Kestelaar"))
    make.role(toos, house, "host")
    group_id = make.group("De Stapvoets", contacts=[lieke], members=[ria])
    with app.app_context():
        slug = db.session.get_one(Group, group_id).slug
    return Walkers(app, house, slug, lieke, ria, toos)


@both
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(min_value=1, max_value=10_000), st.booleans()), max_size=6), st.randoms())
def test_total_is_the_sum_of_what_stands_whatever_the_order(
    walkers: Walkers, added: list[tuple[int, bool]], chance: Any
) -> None:
    key = walkers.start()
    rows = [
        (walkers.do(steering.add, key, f"{tenths // 10},{tenths % 10}", None, who=walkers.ria), back)
        for tenths, back in added
    ]
    chance.shuffle(rows)
    for row, back in rows:
        if back:
            walkers.do(steering.take_back, key, row)
    assert walkers.total(key) == sum(tenths for tenths, back in added if not back)
    walkers.do(steering.stop, key)


@both
def test_row_of_a_distance_and_the_log_know_no_person(walkers: Walkers) -> None:
    key = walkers.start()
    walkers.do(steering.add, key, "23", None, who=walkers.ria)
    with walkers.app.app_context():
        (row,) = db.session.execute(sa.select(Distance.__table__)).mappings()
        assert dict(row) == {"key": row["key"], "challenge_id": 1, "day": date(2027, 3, 8), "tenths": 230}
        lines = db.session.scalars(sa.select(LogLine).order_by(LogLine.id)).all()
        assert [(one.verb.rpartition(".")[2], one.typist_id, one.subject_id) for one in lines] == [
            ("started", walkers.lieke, walkers.lieke),
            ("added", None, None),
        ]
        tables = [table for name, table in Base.metadata.tables.items() if name.startswith("prevention_challenge")]
        assert {column.info["holds"] for table in tables for column in table.columns} == {"none"}


@both
def test_two_weeks_after_it_ended_or_was_stopped_nothing_is_left(walkers: Walkers) -> None:
    key, stopped = walkers.start(), walkers.start(replace(PARIS, title="Rond de plas"))
    for one in (key, stopped):
        walkers.do(steering.add, one, "5", None)
    walkers.do(steering.stop, stopped, day="2027-03-10")
    for day, left in (("2027-03-24", 2), ("2027-03-26", 1), ("2027-06-15", 1), ("2027-06-17", 0)):
        with walkers.app.app_context(), clock.at(at(day, "04:00")):
            retention.run()
            counts = [db.session.scalar(sa.select(sa.func.count()).select_from(one)) for one in (Challenge, Distance)]
        assert counts == [left, left]


def test_only_the_people_of_the_group_start_add_show_and_stop(walkers: Walkers) -> None:
    key = walkers.start()
    for verb, args in (
        (steering.start, (walkers.group, walkers.house, PARIS)),
        (steering.add, (key, "5", None)),
        (steering.show, (key,)),
        (steering.hide, (key,)),
        (steering.stop, (key,)),
        (steering.go_on, (key,)),
    ):
        with pytest.raises(NotAllowed):
            walkers.do(verb, *args, who=walkers.toos)
    walkers.do(steering.hide, key, who=walkers.ria)
    with pytest.raises(NotFound):
        walkers.do(steering.stop, key, who=walkers.toos)


def test_others_see_it_only_while_the_group_wants(walkers: Walkers) -> None:
    key = walkers.start()

    def seen(person_id: int | None, day: str = TODAY) -> bool:
        with walkers.app.app_context(), clock.at(at(day, "12:00")):
            try:
                return challenge_for(person_id, key).title == PARIS.title
            except NotFound:
                return False

    assert (seen(None), seen(walkers.toos), seen(walkers.ria)) == (True, True, True)
    walkers.do(steering.hide, key)
    assert (seen(None), seen(walkers.toos), seen(walkers.ria)) == (False, False, True)
    walkers.do(steering.show, key)
    walkers.do(steering.stop, key)
    assert (seen(None), seen(walkers.toos), seen(walkers.ria)) == (False, False, True)
    walkers.do(steering.go_on, key)
    assert (seen(None, "2027-06-15"), seen(None, "2027-06-16"), seen(walkers.ria, "2027-06-16")) == (True, False, True)


@pytest.mark.parametrize(
    ("km", "day", "field"),
    [
        ("-5", None, "km"),
        ("0", None, "km"),
        ("1000,1", None, "km"),
        ("999999999", None, "km"),
        ("veel", None, "km"),
        ("1e3", None, "km"),
        ("5", date(2027, 3, 9), "day"),
        ("5", date(2027, 3, 7), "day"),
    ],
)
def test_distance_that_cannot_be_is_refused_beside_its_field(
    walkers: Walkers, km: str, day: date | None, field: str
) -> None:
    key = walkers.start()
    with pytest.raises(Refusal) as refusal:
        walkers.do(steering.add, key, km, day)
    assert (refusal.value.field, walkers.total(key)) == (field, 0)


def test_over_is_over_and_four_are_too_many(walkers: Walkers) -> None:
    keys = [walkers.start() for _time in range(steering.MOST)]
    with pytest.raises(Refusal):
        walkers.start()
    with pytest.raises(Refusal):
        walkers.do(steering.add, keys[0], "5", None, day="2027-06-02")
    for change in ({"ends_on": date(2027, 3, 8)}, {"ends_on": date(2028, 6, 1)}, {"km": 50_000}):
        with pytest.raises(Refusal):
            walkers.start(replace(PARIS, **change))


@given(st.integers(min_value=-10_000, max_value=10_000), st.sampled_from(["{}", "{} km", "{}KM ", " {}"]))
def test_kilometres_are_read_as_people_type_them(tenths: int, around: str) -> None:
    sign, (whole, part) = "-" if tenths < 0 else "", divmod(abs(tenths), 10)
    for point in (",", "."):
        assert read_km(around.format(f"{sign}{whole}{point}{part}")) == (tenths or 0)
    assert read_km(around.format(f"{sign}{whole}")) == (whole * 10 if not sign else -whole * 10)


def page(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.data, "html.parser")


def test_page_tells_the_sum_in_words_and_a_picture_and_takes_back_only_what_this_browser_added(
    walkers: Walkers, as_person: Callable[[int], FlaskClient]
) -> None:
    key = walkers.start()
    path = f"/prevention/challenges/{key}"
    with clock.at(at(TODAY, "12:00")):
        lieke, ria = as_person(walkers.lieke), as_person(walkers.ria)
        assert lieke.post(f"{path}/add", data={"km": "23,5", "day": ""}).status_code == 303
        wrong = lieke.post(f"{path}/add", data={"km": "-3", "day": ""})
        assert (wrong.status_code, 'value="-3"' in wrong.text) == (422, True)
        seen = page(lieke, path)
        (picture,) = seen.select("main svg[role=img]")
        assert picture["aria-label"] == "Samen 23,5 km van de 390 km."
        backs = [form["action"] for form in seen.select("main form") if "/back/" in str(form["action"])]
        assert len(backs) == 1
        assert [form for form in page(ria, path).select("main form") if "/back/" in str(form["action"])] == []
        assert ria.post(str(backs[0])).status_code == 404
        assert walkers.total(key) == 235
        assert lieke.post(str(backs[0])).status_code == 303
        assert walkers.total(key) == 0


def test_lists_tell_names_and_never_how_far(
    walkers: Walkers, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    far = walkers.start()
    walkers.start(replace(PARIS, title="Alleen wij", everyone=False))
    walkers.start(replace(PARIS, title="Naar zee"))
    walkers.do(steering.add, far, "77", None)
    with clock.at(at(TODAY, "12:00")):
        for path in ("/prevention/challenges", "/prevention/bewegen", f"/groups/{walkers.group}"):
            main = page(client, path).select_one("main")
            assert main is not None
            links = [link.get_text() for link in main.select('a[href^="/prevention/challenges/"]')]
            assert links == ["Naar zee", "Samen naar Parijs lopen"]
            assert "77" not in main.get_text()
        own = [link.get_text() for link in page(as_person(walkers.ria), f"/groups/{walkers.group}").select("main a")]
        assert {"Alleen wij", "Begin er een met je groep"} <= set(own)
        assert page(client, "/prevention/eten").select("#challenges") == []


@both
def test_what_a_host_hides_is_gone_for_others_with_the_reason_and_stays_with_the_group(
    walkers: Walkers, client: FlaskClient, make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    key, own = walkers.start(), walkers.start(replace(PARIS, title="Alleen wij", everyone=False))
    make.role(walkers.ria, walkers.house, "host")
    path = f"/prevention/challenges/{key}"
    thing = Ref("prevention", "challenge", key)
    with clock.at(at(TODAY, "12:00")):
        (link,) = page(client, path).select('main a[href*="/point/"], main a[rel=nofollow]')
        assert client.get(str(link["href"])).status_code == 200
        assert client.get(str(link["href"]).replace(key, own)).status_code == 404
        with pytest.raises(NotAllowed):
            walkers.do(deciding.hide, thing, "Reclame", "nl", who=walkers.ria)
        walkers.do(deciding.hide, thing, "Dit is reclame", "nl", who=walkers.toos)
        gone = client.get(path)
        assert (gone.status_code, "Dit is reclame" in gone.text, PARIS.title in gone.text) == (404, True, False)
        for listed in ("/prevention/challenges", "/prevention/bewegen", f"/groups/{walkers.group}"):
            assert page(client, listed).select(f'main a[href$="{key}"]') == []
        kept = as_person(walkers.lieke).get(path)
        assert (kept.status_code, "Dit is reclame" in kept.text, PARIS.title in kept.text) == (200, True, True)
