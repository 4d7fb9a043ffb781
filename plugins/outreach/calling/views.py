"""Pages of the phone team: the list of today in numbers, the one who is called now, and what to say."""

from datetime import datetime, timedelta

from flask import Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import now
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from app.web.flash import say
from app.web.forms import given
from app.web.front import phone_link
from plugins.outreach.calling import keeping
from plugins.outreach.calling.forms import NOBODY, OFF, TOLD, LaterForm, NeitherForm, SaidForm
from plugins.outreach.calling.reading import held_by, notes_for, own_call, standing
from plugins.outreach.partners.models import COORDINATOR
from plugins.outreach.partners.rights import has_part, today
from plugins.outreach.place import the_house
from plugins.outreach.rounds.models import PHONES, Round
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.rounds.rights import require_sees
from plugins.outreach.talks.models import Stage, Talk
from plugins.outreach.views import outreach


@outreach.get("/rounds/<key>/calls")
@who(Who.PART)
def calls(key: str) -> str:
    """How many are to be called today; for coordinators who gets a note."""
    actor, one = current_actor(), round_with(key)
    found = standing(actor, one)
    notes = notes_for(one) if has_part(actor, COORDINATOR) else ()
    return render_template("outreach/calling/list.html", round=one, standing=found, notes=notes, **_words(one))


@outreach.post("/rounds/<key>/calls")
@who(Who.PART)
def next_call(key: str) -> ResponseReturnValue:
    """Get the next one."""
    return _next(key)


@outreach.get("/rounds/<key>/calls/words")
@who(Who.PART)
def call_words(key: str) -> str:
    """What to say, on paper."""
    one = round_with(key)
    require_sees(current_actor(), one)
    return render_template("outreach/calling/paper.html", round=one, **_words(one))


@outreach.get("/rounds/<key>/calls/now")
@who(Who.PART)
def call_now(key: str) -> ResponseReturnValue:
    """The one who is called now. To load it again is no second look."""
    one = round_with(key)
    talk = held_by(current_actor(), one)
    if talk is None:
        return redirect(url_for(".calls", key=key), 303)
    return _page(one, talk, _said_form(talk), NeitherForm(), LaterForm(day=today() + timedelta(days=1)))


@outreach.post("/rounds/<key>/calls/<talk>/said")
@who(Who.PART)
def said_by_phone(key: str, talk: str) -> ResponseReturnValue:
    """One tap for what came of it; the next one comes by itself."""
    one = round_with(key)
    own = own_call(current_actor(), one, talk)
    if own is None:
        return _no_longer(key)
    form = _said_form(own)
    if attempt(form, lambda: _tell(key, talk, str(form.said.data))) is None:
        return _page(one, own, form, NeitherForm(formdata=None), _later_form()), 422
    return _next(key)


@outreach.post("/rounds/<key>/calls/<talk>/neither")
@who(Who.PART)
def neither_suits(key: str, talk: str) -> ResponseReturnValue:
    """Other moments are needed."""
    one, form = round_with(key), NeitherForm()
    own = own_call(current_actor(), one, talk)
    if own is None:
        return _no_longer(key)
    if attempt(form, lambda: keeping.neither(current_actor(), talk, form.moment.data or "")) is None:
        return _page(one, own, _said_form(own), form, _later_form()), 422
    return _next(key)


@outreach.post("/rounds/<key>/calls/<talk>/later")
@who(Who.PART)
def call_later(key: str, talk: str) -> ResponseReturnValue:
    """Another day."""
    one, form = round_with(key), LaterForm()
    own = own_call(current_actor(), one, talk)
    if own is None:
        return _no_longer(key)
    if attempt(form, lambda: keeping.later(current_actor(), talk, given(form.day.data))) is None:
        return _page(one, own, _said_form(own), NeitherForm(formdata=None), form), 422
    return _next(key)


@outreach.post("/rounds/<key>/calls/stop")
@who(Who.PART)
def stop_calling(key: str) -> ResponseReturnValue:
    """That was it for now: whom one has is for others."""
    keeping.stop(current_actor(), key)
    say_done(_("Thank you for calling. Others call whoever was next."))
    return redirect(url_for(".calls", key=key), 303)


@outreach.post("/rounds/<key>/calls/<talk>/note")
@who(Who.PART)
def note_sent(key: str, talk: str) -> ResponseReturnValue:
    """A note is on its way."""
    keeping.note_sent(current_actor(), talk)
    say_done(_("Written down. Nobody calls them about this any more."))
    return redirect(url_for(".calls", key=key), 303)


def _tell(key: str, talk: str, said: str) -> None:
    actor = current_actor()
    if said == TOLD:
        keeping.told(actor, talk)
    elif said == NOBODY:
        keeping.unanswered(actor, talk)
    elif said == OFF:
        keeping.no_talk(actor, key, talk)
    else:
        keeping.chose(actor, talk, datetime.fromisoformat(said))


def _next(key: str) -> ResponseReturnValue:
    if keeping.take_next(current_actor(), key):
        return redirect(url_for(".call_now", key=key), 303)
    say_done(_("There is nobody else to call now. Thank you."))
    return redirect(url_for(".calls", key=key), 303)


def _no_longer(key: str) -> ResponseReturnValue:
    say(keeping.OTHERS)
    return redirect(url_for(".calls", key=key), 303)


def _said_form(talk: Talk) -> SaidForm:
    form = SaidForm()
    form.offer([one for one in talk.offered if one > now()], talk.stage is Stage.AGREED)
    return form


def _later_form() -> LaterForm:
    return LaterForm(formdata=None, data={"day": today() + timedelta(days=1)})


def _words(one: Round) -> dict[str, object]:
    return {"organisations": [partner.name for partner in one.partners(PHONES)]}


def _page(one: Round, talk: Talk, said: SaidForm, neither: NeitherForm, later: LaterForm) -> Response:
    """Kept by no browser."""
    house = the_house()
    page = make_response(
        render_template(
            "outreach/calling/now.html",
            round=one,
            talk=talk,
            agreed=talk.stage is Stage.AGREED,
            moments=[moment for moment in talk.offered if moment > now()],
            said=said,
            neither=neither,
            later=later,
            zone=house.zone,
            call_url=phone_link(talk.reply.phone, house.holiday_country),
            **_words(one),
        )
    )
    page.headers["Cache-Control"] = "no-store"
    return page
