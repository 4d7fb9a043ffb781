"""For those who organise, and the desk: who is coming, who waits, and writing somebody down who called."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actors import Actor, Channel
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import Who, current_actor, current_language, say_done, who
from app.web.forms import refuse
from plugins.activities import reading
from plugins.activities.counting import taken
from plugins.activities.forms import SignUpForm
from plugins.activities.models import Activity, Occurrence
from plugins.activities.questions.answering import answers_to
from plugins.activities.views import activities, occurrence_at
from plugins.activities.views.organising import own_activity
from plugins.activities.waiting import line
from plugins.activities.waiting.models import Wait
from plugins.activities.words import SCREEN_IS_TURNED


@activities.get("/<slug>/dates/<key>/people")
@who(Who.SIGNED_IN)
def people(slug: str, key: str) -> str:
    """Who is coming, and who waits: names for the organisers alone, of a sensitive activity only how many."""
    return _page(*_date(slug, key), SignUpForm())


@activities.post("/<slug>/dates/<key>/people")
@who(Who.SIGNED_IN)
def write_down(slug: str, key: str) -> ResponseReturnValue:
    """Somebody called, or stands at the desk: by a first name. Where it is full they wait."""
    (activity, occurrence), form = _date(slug, key), SignUpForm()
    if not form.validate():
        return _page(activity, occurrence, form), 422
    caller = Actor(current_actor().typist, None, Channel.DESK)
    try:
        code = line.wait(caller, occurrence.id, form.coming(current_language()))
    except Refusal as refusal:
        refuse(form, refusal)
        return _page(*_date(slug, key), form), 422
    waits = line.wait_with(code) is not None
    plain = f"{code[:4]} {code[4:]}".upper()
    say_done(
        _("On the waiting list. The code to come back with: %(code)s.", code=plain)
        if waits
        else _("Written down. The code to come back with: %(code)s.", code=plain)
    )
    return redirect(url_for(".people", slug=slug, key=key), 303)


@activities.post("/<slug>/dates/<key>/waiting/<wait_key>/take")
@who(Who.SIGNED_IN)
def take_for(slug: str, key: str, wait_key: str) -> ResponseReturnValue:
    """They called: yes, they come."""
    actor, known = _waiting(slug, key, wait_key)
    line.take(actor, known.code)
    say_done(_("Written down."))
    return redirect(url_for(".people", slug=slug, key=key), 303)


@activities.post("/<slug>/dates/<key>/waiting/<wait_key>/leave")
@who(Who.SIGNED_IN)
def leave_for(slug: str, key: str, wait_key: str) -> ResponseReturnValue:
    """They called: no, or not any more."""
    actor, known = _waiting(slug, key, wait_key)
    line.leave(actor, known.code)
    say_done(_("Taken off the waiting list."))
    return redirect(url_for(".people", slug=slug, key=key), 303)


def _date(slug: str, key: str) -> tuple[Activity, Occurrence]:
    """A date, for who organises it. Who is helped at the desk reads along, so then nothing of others is shown."""
    activity, occurrence = own_activity(slug), occurrence_at(slug, key)
    if current_actor().on_behalf:
        raise NotAllowed(SCREEN_IS_TURNED)
    return activity, occurrence


def _waiting(slug: str, key: str, wait_key: str) -> tuple[Actor, Wait]:
    """Who waits for this date, and the organiser as acting for them. Raises NotFound."""
    _activity, occurrence = _date(slug, key)
    known = line.wait_on(occurrence, wait_key) if wait_key.isalnum() else None
    if known is None:
        raise NotFound(_("Nobody waits with this."))
    return Actor(current_actor().typist, known.person_id, Channel.DESK), known


def _page(activity: Activity, occurrence: Occurrence, form: SignUpForm) -> str:
    hidden = activity.sensitive
    return render_template(
        "activities/people.html",
        activity=activity,
        occurrence=occurrence,
        zone=activity.zone,
        count=taken([occurrence.id]).get(occurrence.id, 0),
        coming=[] if hidden else reading.guests_and_neighbours(occurrence.id),
        answers={} if hidden else answers_to(occurrence.id),
        waiting=[] if hidden else line.named_line(occurrence.id),
        form=form,
    )
