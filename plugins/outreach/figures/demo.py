"""Two rounds of the turn of the wheel before this one, told as they were written down when they were over."""

from datetime import date, timedelta
from typing import Any

from app.db import db, transactional
from app.refs import new_public_id
from plugins.outreach.figures.models import Count
from plugins.outreach.rounds.models import Round
from plugins.outreach.wheel.models import District
from plugins.outreach.wheel.months import first_of

YEARS = timedelta(days=3 * 365)


@transactional
def load(demo: Any, large: District, small: District) -> None:
    """One with talks enough to tell how they were held, and one that tells only how many there were."""
    begun = first_of(demo.today - YEARS)
    talks = {"home": 23, "walk": 4, "house": 3, "phone": 2}
    wishes = {"activity": 11, "information": 5, "contact": 4, "none": 14}
    _over(large, begun, {"sent": 138, "yes": 44, "no": 60}, {"talk": talks, "followup": wishes})
    talks = {"home": 12, "walk": 1, "house": 2, "phone": 0}
    _over(small, first_of(begun + timedelta(days=95)), {"sent": 47, "yes": 16, "no": 20}, {"talk": talks})


def _over(district: District, month: date, answers: dict[str, int], counts: dict[str, dict[str, int]]) -> None:
    one = Round(public_id=new_public_id(), district_id=district.id, month=month, phone="076-000 00 01", letter_nl="")
    one.opened, one.closed = month, month + timedelta(days=160)
    one.sent, one.yes, one.no = answers["sent"], answers["yes"], answers["no"]
    db.session.add(one)
    db.session.flush()
    db.session.add_all(
        Count(round_id=one.id, what=what, kind=kind, number=number)
        for what, kinds in counts.items()
        for kind, number in kinds.items()
    )
