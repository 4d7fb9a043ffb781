"""One use case, one transaction."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask import Flask

from app.db import after_commit, db, transaction, transactional
from app.places.models import Neighbourhood

pytestmark = pytest.mark.both


def add(slug: str) -> None:
    db.session.add(Neighbourhood(slug=slug, name=slug))
    db.session.flush()


class Broken(Exception):
    """Something goes wrong in a use case."""


@transactional
def add_and_break(slug: str, tell: Callable[[], None] | None = None) -> None:
    add(slug)
    if tell:
        after_commit(tell)
    raise Broken


def slugs(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(sa.select(Neighbourhood.slug).order_by(Neighbourhood.slug)))


def test_transaction_commits_once_at_its_end(app: Flask) -> None:
    with app.app_context(), transaction():
        add("a")
        assert slugs_seen_by_another(app) == []
    assert slugs(app) == ["a"]


def slugs_seen_by_another(app: Flask) -> list[str]:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(slugs, app).result()


def test_transaction_that_fails_leaves_nothing(app: Flask) -> None:
    with app.app_context(), pytest.raises(Broken):
        add_and_break("a")
    assert slugs(app) == []


def test_transaction_inside_another_joins_it_and_rolls_back_with_it(app: Flask) -> None:
    @transactional
    def inner() -> None:
        add("inner")

    @transactional
    def outer() -> None:
        add("outer")
        inner()
        with transaction():
            add("block")
        raise Broken

    with app.app_context(), pytest.raises(Broken):
        outer()
    assert slugs(app) == []


def test_transaction_can_be_opened_again_after_one_failed(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(Broken):
            add_and_break("a")
        with transaction():
            add("b")
    assert slugs(app) == ["b"]


def test_change_made_outside_a_transaction_is_refused_and_not_swept_along(app: Flask) -> None:
    with app.app_context():
        db.session.add(Neighbourhood(slug="loose", name="loose"))
        with pytest.raises(RuntimeError, match="outside"), transaction():
            add("a")
        db.session.rollback()
    assert slugs(app) == []


def test_read_before_a_transaction_is_loaded_afresh_in_it(app: Flask) -> None:
    with app.app_context():
        with transaction():
            add("a")
        seen = db.session.scalars(sa.select(Neighbourhood)).one()
        assert seen.name == "a"
        with ThreadPoolExecutor(1) as pool:
            pool.submit(rename, app, "changed").result()
        with transaction():
            assert db.session.scalars(sa.select(Neighbourhood)).one().name == "changed"


def rename(app: Flask, name: str) -> None:
    with app.app_context(), transaction() as session:
        session.execute(sa.update(Neighbourhood).values(name=name))


def test_after_commit_runs_once_and_only_after_a_commit(app: Flask) -> None:
    told: list[str] = []

    def tell() -> None:
        told.append("done")

    with app.app_context():
        with pytest.raises(Broken):
            add_and_break("a", tell)
        assert told == []
        with transaction():
            add("a")
            after_commit(tell)
            after_commit(tell)
            assert told == []
    assert told == ["done"]


def test_deadlock_is_broken_by_trying_again(app: Flask) -> None:
    """Two use cases take the same two rows in opposite order. PostgreSQL ends one of them; it runs again."""
    with app.app_context(), transaction():
        add("a")
        add("b")
        waits_for_locks = db.engine.dialect.name == "postgresql"
    meet = threading.Barrier(2, timeout=10)
    runs: list[str] = []

    def use_case(first: str, second: str) -> None:
        @transactional
        def change() -> None:
            runs.append(first)
            lengthen(first)
            if waits_for_locks and runs.count(first) == 1:
                meet.wait()
            lengthen(second)

        with app.app_context():
            change()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(use_case, "a", "b"), pool.submit(use_case, "b", "a")]:
            done.result()
    with app.app_context():
        assert list(db.session.scalars(sa.select(Neighbourhood.name).order_by(Neighbourhood.slug))) == ["a++", "b++"]
    assert len(runs) == (3 if waits_for_locks else 2)


def lengthen(slug: str) -> None:
    db.session.execute(sa.update(Neighbourhood).where(Neighbourhood.slug == slug).values(name=Neighbourhood.name + "+"))


def test_write_waits_for_another_write_instead_of_failing(app: Flask) -> None:
    """On SQLite a stale read cannot be upgraded; BEGIN IMMEDIATE makes writers queue."""

    def write(number: int) -> None:
        with app.app_context():
            db.session.scalar(sa.select(sa.func.count()).select_from(Neighbourhood))  # a read first, as in a request
            with transaction():
                add(f"s{number}")

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(write, number) for number in range(24)]:
            done.result()
    assert len(slugs(app)) == 24
