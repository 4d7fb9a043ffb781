"""Three rounds of the turn of the wheel before this one, told as they were written down when they were over."""

from datetime import date, timedelta
from typing import Any

from app.db import db, transactional
from app.refs import new_public_id
from plugins.outreach.figures.models import Count
from plugins.outreach.rounds.models import Round
from plugins.outreach.wheel.models import District
from plugins.outreach.wheel.months import first_of

TURN = timedelta(days=5 * 365)
YEARS = timedelta(days=3 * 365)


@transactional
def load(demo: Any, first: District, large: District, small: District) -> None:
    """The first district's, five years ago; one with talks enough to tell how they were held; and a small one."""
    talks = {"home": 14, "walk": 2, "house": 2, "phone": 1}
    wishes = {"activity": 6, "information": 2, "contact": 2, "none": 9}
    answers = {"sent": 64, "yes": 21, "no": 26, "undeliverable": 3}
    _over(first, first_of(demo.today - TURN), answers, {"talk": talks, "followup": wishes})
    begun = first_of(demo.today - YEARS)
    talks = {"home": 23, "walk": 4, "house": 3, "phone": 2}
    wishes = {"activity": 11, "information": 5, "contact": 4, "none": 14}
    _over(large, begun, {"sent": 138, "yes": 44, "no": 60}, {"talk": talks, "followup": wishes})
    talks = {"home": 12, "walk": 1, "house": 2, "phone": 0}
    _over(small, first_of(begun + timedelta(days=95)), {"sent": 47, "yes": 16, "no": 20}, {"talk": talks})


def _over(district: District, month: date, answers: dict[str, int], counts: dict[str, dict[str, int]]) -> None:
    one = Round(public_id=new_public_id(), district_id=district.id, month=month, phone="076-000 00 01", letter_nl="")
    one.opened, one.closed = month, month + timedelta(days=160)
    for name, number in answers.items():
        setattr(one, name, number)
    db.session.add(one)
    db.session.flush()
    db.session.add_all(
        Count(round_id=one.id, what=what, kind=kind, number=number)
        for what, kinds in counts.items()
        for kind, number in kinds.items()
    )
