"""The demo house's season: 26 of 30 tasks picked up, whatever the day it is."""

from collections.abc import Callable
from datetime import date, time

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import at, from_wall
from app.db import db
from app.demo import load
from app.notices.models import Notice, State
from app.places.models import House
from plugins.contributions.agreements.models import Agreement
from plugins.contributions.agreements.reading import agreements_of, current_season
from plugins.contributions.agreements.standing import agreed
from plugins.contributions.asking import open_tasks
from plugins.contributions.receiving import Meter, public_thanks, this_season
from tests.factories import AMSTERDAM

DAYS = ["2026-03-23", "2026-09-01"]
EDGES = ["2026-08-31", "2026-09-02", "2026-11-01"]


@pytest.mark.parametrize("day", [*DAYS, *(pytest.param(day, marks=pytest.mark.slow) for day in EDGES)])
def test_demo_house_is_in_the_middle_of_its_season(make_app: Callable[..., Flask], day: str) -> None:
    app = make_app(WIJ_PLUGINS="contributions")
    today = date.fromisoformat(day)
    with app.app_context():
        load(today)
        with at(from_wall(today, time(8), AMSTERDAM)):
            house = db.session.scalars(sa.select(House).where(House.slug == "de-kleine-dommelaar")).one()
            assert this_season(house) == Meter(asked=30, picked_up=26)
            assert [(one.taken, one.places) for one in open_tasks(house.id)][-1] == (0, 1)
            assert sorted((one.taken, one.places) for one in open_tasks(house.id)) == [
                (0, 1),
                (1, 2),
                *[(2, 3)] * 3,  # one task, and two dates of what comes back
                (2, 4),
            ]
            assert len(public_thanks(house.id, current_season(house).span(house.zone))) == 3
            groups = db.session.scalars(sa.select(Agreement.group_id)).all()
            assert len(set(groups)) == len(groups) == 12
            standing = [agreed(agreements_of(group)[0].versions) for group in groups]
            assert [one is None for one in standing].count(True) == 1  # the last one waits for the house's yes
            waiting = sa.select(Notice).where(Notice.state == State.WAITING)
            assert db.session.scalars(waiting).all() == []
