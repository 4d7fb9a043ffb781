"""The demo of any day: the letters of Klaverveld went out, and eight visitors go in pairs."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from app import clock, demo
from plugins.outreach.figures.reading import told_rounds
from plugins.outreach.visitors.reading import visitors
from plugins.outreach.wheel.reading import districts, proposal, the_wheel
from tests.factories import at


@pytest.mark.parametrize("day", [date(2027, 1, 5), date(2027, 4, 12), date(2028, 2, 29), date(2027, 11, 30)])
def test_demo_of_any_day_has_sent_the_letters_of_its_first_district(make_app: Callable[..., Flask], day: date) -> None:
    app = make_app(WIJ_PLUGINS="outreach", WIJ_DEMO=True)
    with clock.at(at(day, "12:00")), app.app_context():
        demo.load(day)
        wheel = the_wheel()
        assert wheel is not None
        assert {one.name: one.sent_since(wheel.first) for one in districts() if one.sent_since(wheel.first)} == {
            "Klaverveld": 64
        }
        found = proposal(wheel)
        assert (found.is_kept, found.shortage, found.without_month) == (True, None, ())
        assert [len(line.partners) for line in visitors()] == [1] * 8
        assert [line.person.name for line in visitors() if line.lacking] == ["Ria Klokman"]
        assert [
            (one.round.district.name, one.table.letters, one.table.yes, one.table.talks) for one in told_rounds()
        ] == [
            ("Zandkamp", 47, None, 15),
            ("Oude Lint", 138, 44, 32),
            ("Klaverveld", 64, None, 19),
        ]
