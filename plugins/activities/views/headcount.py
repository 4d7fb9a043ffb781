"""For those who organise, and the desk: how many were there, in two taps."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.refusals import NotAllowed, NotFound, Refusal
from app.web import Who, current_actor, say_done, who
from app.web.forms import Form, refuse
from plugins.activities.headcount import counting
from plugins.activities.headcount.models import MOST
from plugins.activities.views import activities, occurrence_at
from plugins.activities.views.organising import own_activity


class CountForm(Form):
    """How many were there."""

    people = IntegerField(lazy_gettext("Or type the number"), [InputRequired(), NumberRange(0, MOST)])


@activities.get("/<slug>/dates/<key>/count")
@who(Who.SIGNED_IN)
def headcount(slug: str, key: str) -> str:
    """Numbers to tap."""
    return _page(slug, key, CountForm(formdata=None))


@activities.post("/<slug>/dates/<key>/count")
@who(Who.SIGNED_IN)
def count(slug: str, key: str) -> ResponseReturnValue:
    """So many."""
    own_activity(slug)
    occurrence, form = occurrence_at(slug, key), CountForm()
    if not form.validate():
        return _page(slug, key, form), 422
    people = form.people.data or 0
    try:
        counting.count(current_actor(), occurrence.id, people)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        refuse(form, refusal)
        return _page(slug, key, form), 422
    undo = url_for(".uncount", slug=slug, key=key)
    say_done(_("Written down: about %(people)s. No names are kept.", people=people), undo_url=undo)
    return redirect(url_for(".date", slug=slug, key=key), 303)


@activities.post("/<slug>/dates/<key>/uncount")
@who(Who.SIGNED_IN)
def uncount(slug: str, key: str) -> ResponseReturnValue:
    """Not counted after all."""
    own_activity(slug)
    counting.uncount(current_actor(), occurrence_at(slug, key).id)
    say_done(_("Taken back."))
    return redirect(url_for(".headcount", slug=slug, key=key), 303)


def _page(slug: str, key: str, form: CountForm) -> str:
    activity, occurrence = own_activity(slug), occurrence_at(slug, key)
    return render_template(
        "activities/headcount/count.html",
        activity=activity,
        occurrence=occurrence,
        zone=activity.zone,
        people=counting.counted([occurrence.id]).get(occurrence.id),
        about=counting.ABOUT,
        can_count=counting.can_count(occurrence),
        form=form,
    )
