"""A backup holds everything, comes back whole, and moves a house from one database to the other."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app import create_app
from app.calendar.models import FeedBytes
from app.cli import backup
from app.clock import now
from app.db import Base, db, transaction
from app.people.models import Person
from app.places.models import House
from tests.databases import SECRET, PostgreSQL, SQLite
from tests.factories import Make, span


def fill(app: Flask) -> None:
    make = Make(app)
    house = make.house("Huis ‘Linde’ 🌳", about="Regel 1\nRegel 2; met , en \\")
    room = make.space(house, buffer=15)
    make.closure(house, span("2027-03-28", "09:00-12:00"), space_id=room)
    lieke = make.person("Lieke", email="lieke@example.org")
    make.group("Koor", contacts=[lieke])
    make.role(lieke, house)
    with app.app_context(), transaction() as session:
        session.add(FeedBytes(key="house/linde", made_at=now(), size=2, pieces=b"", body=b"hi"))


def everything(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    with app.app_context():
        tables = [table for table in Base.metadata.sorted_tables if not table.info.get("made_again")]
        found = {t.name: sorted((tuple(row) for row in db.session.execute(sa.select(t))), key=repr) for t in tables}
        db.session.rollback()
        return found


@pytest.mark.both
def test_restore_brings_back_every_row_and_keeps_what_was_there_in_a_file(
    app: Flask, make: Make, tmp_path: Path
) -> None:
    fill(app)
    before = everything(app)
    with app.app_context():
        backup.write(tmp_path / "house.zip")
    make.person("Iemand van later")
    with app.app_context():
        assert backup.read(tmp_path / "house.zip", tmp_path / "rescue.zip") == 0
    assert everything(app) == before
    assert "calendar_bytes.jsonl" not in zipfile.ZipFile(tmp_path / "house.zip").namelist()
    with app.app_context():
        assert db.session.scalars(sa.select(FeedBytes)).all() == []
    assert "Iemand van later" in zipfile.ZipFile(tmp_path / "rescue.zip").read("person.jsonl").decode()
    assert make.person("Een nieuwe") not in [row[0] for row in before["person"]]


@pytest.mark.slow
def test_house_moves_from_sqlite_to_postgresql_and_back(
    app: Flask, postgresql: PostgreSQL, sqlite: SQLite, tmp_path: Path
) -> None:
    fill(app)
    before = everything(app)
    with app.app_context():
        backup.write(tmp_path / "one.zip")
    for url, server, out, into in (
        (postgresql.fresh(), postgresql, "two.zip", "one.zip"),
        (sqlite.fresh(), sqlite, "three.zip", "two.zip"),
    ):
        other = create_app({"WIJ_DATABASE_URL": url, "WIJ_SECRET_KEY": SECRET, "TESTING": True})
        with other.app_context():
            backup.read(tmp_path / into, tmp_path / "rescue.zip")
            backup.write(tmp_path / out)
            assert db.session.scalars(sa.select(House.name)).one() == "Huis ‘Linde’ 🌳"
            db.session.remove()
        assert everything(other) == before
        with other.app_context():
            db.engine.dispose()
        server.drop(url)


@pytest.mark.parametrize("damage", ["no zip", "no manifest", "a row less", "from the future"])
def test_restore_of_a_bad_file_is_refused_and_changes_nothing(
    app: Flask, make: Make, tmp_path: Path, damage: str
) -> None:
    make.person("Blijft")
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    with app.app_context():
        backup.write(good)
    spoil(good, bad, damage)
    with app.app_context():
        with pytest.raises(backup.BadBackup):
            backup.read(bad, tmp_path / "rescue.zip")
        assert db.session.scalars(sa.select(Person.name)).all() == ["Blijft"]


def spoil(good: Path, bad: Path, damage: str) -> None:
    if damage == "no zip":
        bad.write_bytes(b"PK nothing")
        return
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == backup.MANIFEST:
                if damage == "no manifest":
                    continue
                if damage == "from the future":
                    content = json.dumps(json.loads(content) | {"revision": "29990101_01"}).encode()
            if damage == "a row less" and name == "person.jsonl":
                content = b""
            target.writestr(name, content)


def test_backup_command_says_what_it_wrote(
    app: Flask, make: Make, make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    make.person("Lieke")
    said = app.test_cli_runner().invoke(backup.backup, [str(tmp_path / "house.zip")])
    assert said.exit_code == 0
    assert (tmp_path / "house.zip").exists()
    assert "rows of" in said.output
    assert zipfile.ZipFile(tmp_path / "house.zip").read("person.jsonl").count(b"\n") == 1
