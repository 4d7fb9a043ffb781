"""Whatever is written to what pages and calendars are made of moves the content version on; nobody has to say so."""

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.actors import Actor
from app.clock import at, now
from app.content import ContentVersion, content_changed, outdates
from app.db import Base, db, transaction
from app.journal import LogLine, note
from app.places.models import House, OpeningHours, Space
from app.plugins.manager import load_models
from app.refs import Ref
from plugins.activities.models import Activity
from plugins.activities.planning import When, Where, Words
from plugins.activities.publishing import publish
from tests.factories import AMSTERDAM, Make
from tests.factories import at as moment

Write = Callable[[Session, int], Any]


def version(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(sa.select(ContentVersion.version)).one()


@pytest.fixture
def house(make: Make) -> int:
    return make.house("De Linde", slug="de-linde")


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app(WIJ_PLUGINS="activities")


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with at(moment("2027-03-08", "09:00", AMSTERDAM)):
        yield


def _rename(session: Session, house: int) -> None:
    session.get_one(House, house).name = "De Els"


WRITES: dict[str, Write] = {
    "an object": _rename,
    "a new row": lambda session, house: session.add(Space(house_id=house, slug="zaal", name="Zaal", changed_at=now())),
    "a statement": lambda session, house: session.execute(
        sa.update(House).where(House.id == house).values(name="De Els")
    ),
    "a deletion": lambda session, house: session.execute(sa.delete(OpeningHours).where(OpeningHours.house_id == house)),
    "a table": lambda session, house: session.execute(sa.update(Base.metadata.tables["house"]).values(about="x")),
    "plain SQL": lambda session, _house: session.execute(sa.text("UPDATE house SET name = 'De Els'")),
    "its connection": lambda session, _house: session.connection().exec_driver_sql("DELETE FROM opening_hours"),
    "what is no table": lambda _session, _house: content_changed(),
}


@pytest.mark.both
def test_every_way_of_writing_moves_the_version_on_once(app: Flask, house: int) -> None:
    for name, write in WRITES.items():
        before = version(app)
        with app.app_context():
            write(db.session(), house)
            db.session.commit()
        assert (name, version(app)) == (name, before + 1)


@pytest.mark.both
def test_what_nobody_sees_or_nobody_did_leaves_it_as_it_is(app: Flask, house: int) -> None:
    before = version(app)
    with app.app_context():
        with transaction():
            note(Actor.job(), "test.done", Ref("places", "house", "de-linde"))
        with transaction() as session:
            session.execute(sa.delete(LogLine))
            session.get_one(House, house).name = "De Linde"  # as it is
        _rename(db.session(), house)
        db.session.flush()
        db.session.rollback()
        db.session.commit()
    assert version(app) == before


def test_change_without_a_word_shows_in_the_feed_and_on_the_page(app: Flask, make: Make, house: int) -> None:
    with app.app_context():
        publish(
            Actor.self(make.person("Chantal Veerdonk")),
            house,
            Words(title="Eettafel"),
            When(first=date(2027, 3, 10), start=time(17), end=time(19)),
            Where(place="Het plein"),
        )
    guest, paths = app.test_client(), ("/calendar/house/de-linde.ics", "/agenda")
    assert ["Eettafel" in guest.get(path).text for path in paths] == [True, True]
    with app.app_context():
        db.session.scalars(sa.select(Activity)).one().title = "Soep voor de buurt"
        db.session.commit()
    assert ["Soep voor de buurt" in guest.get(path).text for path in paths] == [True, True]


def test_tables_that_are_seen_by_nobody_are_these() -> None:
    load_models()
    unseen = sorted(name for name, table in Base.metadata.tables.items() if table.info.get("unseen"))
    assert unseen == [
        "access_attempts", "access_card", "access_code", "access_session", "activities_after", "activities_remark",
        "calendar_feed", "content_version", "event", "event_delivery", "feed_token", "job_run", "log_line", "notice",
        "outreach_access", "outreach_again", "outreach_along", "outreach_call", "outreach_code", "outreach_count",
        "outreach_followup", "outreach_held", "outreach_inside", "outreach_look", "outreach_reply",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("SELECT name FROM house", False),
        ("INSERT INTO house (name) VALUES (?)", True),
        ("INSERT OR IGNORE INTO house (name) VALUES (?)", True),
        ('DELETE FROM "house"', True),
        ("DELETE FROM event_delivery WHERE event_id = ? RETURNING event_id", False),
        ("INSERT INTO calendar_bytes (key) VALUES (?)", False),
        ("UPDATE activities_source SET good_at=?, due_at=? WHERE activities_source.id = ?", False),
        ("UPDATE activities_source SET good_at=?, problem=? WHERE activities_source.id = ?", True),
        ("UPDATE activities_source SET good_at=? FROM house WHERE house.name=?", False),
        ("WITH old AS (SELECT 1) DELETE FROM house", True),
        ("WITH old AS (SELECT 1) SELECT * FROM old FOR UPDATE", False),
        ("UPDATE a_table_of_others SET x = 1", True),
        ("SAVEPOINT sa_savepoint_1", False),
    ],
)
def test_statement_is_known_by_what_it_writes(statement: str, expected: bool) -> None:
    load_models()
    assert outdates(statement) is expected
