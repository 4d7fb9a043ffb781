"""The front page: what a talk at home is, and which district is when. For everybody, without numbers."""

from flask import render_template

from app.web import Who, current_actor, who
from plugins.outreach.partners.keeping import partners
from plugins.outreach.partners.rights import is_administrator, parts_of
from plugins.outreach.rounds.reading import any_closed, any_open
from plugins.outreach.views import outreach
from plugins.outreach.wheel.reading import the_wheel, years_of


@outreach.get("/")
@who(Who.EVERYONE)
def index() -> str:
    """What it is, who does it together, which districts come in which year; and the ways on for who has a part."""
    wheel, actor = the_wheel(), current_actor()
    return render_template(
        "outreach/index.html",
        years=years_of(wheel) if wheel else (),
        partners=partners(),
        parts=parts_of(actor.subject),
        organises=is_administrator(actor),
        may_answer=any_open(),
        has_figures=any_closed(),
    )
