"""Pages of going along: for who arranges it, for who is asked, and on the own page of the person."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.db import db
from app.people import search
from app.people.models import Person
from app.people.roles_forms import FindForm
from app.plugins import Card
from app.web import Who, current_actor, current_person_id, limiter, say_done, who
from app.web.attempts import attempt
from app.web.forms import Form, given
from plugins.outreach.after.models import Followup
from plugins.outreach.after.rights import coordinates, has_taken
from plugins.outreach.handover import answering, choosing
from plugins.outreach.handover.answering import goes_on_day, has_begun, own_along
from plugins.outreach.handover.choosing import to_arrange
from plugins.outreach.handover.forms import CompanionForm, DateForm, OtherForm
from plugins.outreach.handover.leaving import along_of
from plugins.outreach.handover.models import Again, Along
from plugins.outreach.handover.things import date_of, dates_to_come
from plugins.outreach.partners.models import Part
from plugins.outreach.partners.rights import today
from plugins.outreach.replies.views import GUESSES
from plugins.outreach.rounds.codes import plain
from plugins.outreach.rounds.models import Round
from plugins.outreach.views import outreach

WITH_ME = 24
"""The card's place on one's own page."""

outreach.add_app_template_global(along_of, "along_of")


@outreach.app_template_global()
def page_of(along: Along) -> str:
    """Where the activity stands; "" where it does nowhere."""
    entry = date_of(along.ref) if along.ref else None
    return (entry.url or "") if entry else ""


@outreach.get("/asked/<key>/along")
@who(Who.PART)
def arrange(key: str) -> str:
    """Choose an activity, and ask somebody."""
    return _page(to_arrange(current_actor(), key))


@outreach.post("/asked/<key>/along/date")
@who(Who.PART)
def choose_date(key: str) -> ResponseReturnValue:
    """A date of the agenda."""
    form = DateForm()
    return _step(key, form, lambda: choosing.choose(current_actor(), key, form.ref.data or ""), _("Chosen."))


@outreach.post("/asked/<key>/along/other")
@who(Who.PART)
def choose_other(key: str) -> ResponseReturnValue:
    """Something else."""
    form = OtherForm()

    def choose() -> None:
        choosing.choose_other(current_actor(), key, form.title.data or "", given(form.day.data))

    return _step(key, form, choose, _("Chosen."))


@outreach.post("/asked/<key>/along/who")
@who(Who.PART)
def ask_along(key: str) -> ResponseReturnValue:
    """Ask somebody to go along."""
    form = CompanionForm()
    said = _("Asked. They hear to what, not with whom.")
    return _step(key, form, lambda: choosing.ask(current_actor(), key, form.who.data or ""), said)


@outreach.post("/asked/<key>/along/agree")
@who(Who.PART)
def agree_for(key: str) -> ResponseReturnValue:
    """What the person said of the companion, by phone."""
    answering.agree_for(current_actor(), key, request.form.get("answer") == "yes")
    say_done(_("Written down."))
    return redirect(url_for(".arrange", key=key), 303)


@outreach.post("/mine/<code>/along/<key>")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def agree_own(code: str, key: str) -> ResponseReturnValue:
    """What the person says of the companion."""
    answering.agree_own(code, key, request.form.get("answer") == "yes")
    say_done(_("Thank you. We pass it on."))
    return redirect(url_for(".mine", code=plain(code)), 303)


@outreach.get("/along")
@who(Who.SIGNED_IN)
def alongs() -> str:
    """What one is asked to go along to, and whether somebody came a second time."""
    found, later = own(current_person_id() or 0)
    return render_template("outreach/handover/list.html", alongs=found, agains=later)


@outreach.get("/along/<key>")
@who(Who.SIGNED_IN)
def along(key: str) -> str:
    """One of them."""
    return _own_page(own_along(current_actor(), key))


@outreach.post("/along/<key>")
@who(Who.SIGNED_IN)
def answer_along(key: str) -> ResponseReturnValue:
    """Yes, or no."""
    yes = request.form.get("answer") == "yes"
    answering.answer(current_actor(), key, yes)
    if yes:
        say_done(_("Lovely. You hear it when they say yes too."))
        return redirect(url_for(".along", key=key), 303)
    say_done(_("That is fine. You don’t have to say why."))
    return redirect(url_for(".alongs"), 303)


@outreach.get("/along/<key>/who")
@who(Who.SIGNED_IN)
def along_again(key: str) -> ResponseReturnValue:
    """Somebody loads the page of a look again: each look is asked for."""
    return redirect(url_for(".along", key=key), 303)


@outreach.post("/along/<key>/who")
@who(Who.SIGNED_IN)
def look_along(key: str) -> str:
    """With whom. They see who looked."""
    found = answering.look(current_actor(), key)
    return render_template("outreach/handover/who.html", along=found, reply=found.followup.talk.reply)


@outreach.post("/along/<key>/been")
@who(Who.SIGNED_IN)
def been(key: str) -> ResponseReturnValue:
    """Went together, or did not."""
    if request.form.get("answer") == "no":
        answering.not_been(current_actor(), key)
        say_done(_("That is fine. Who arranges it looks for another day."))
    else:
        answering.been(current_actor(), key)
        say_done(_("Thank you for going along. Their name is gone for you."))
    return redirect(url_for(".alongs"), 303)


@outreach.post("/along/<key>/again")
@who(Who.SIGNED_IN)
def came_again(key: str) -> ResponseReturnValue:
    """Did they come a second time."""
    answering.again(current_actor(), key, request.form.get("answer") == "yes")
    say_done(_("Thank you. It is asked no more."))
    return redirect(url_for(".alongs"), 303)


def own(person_id: int) -> tuple[list[Along], list[Again]]:
    """What somebody is asked to go along to, and what they may still tell of."""
    rows = select(Along).where(Along.companion_id == person_id).order_by(Along.day, Along.public_id)
    found = [one for one in db.session.scalars(rows) if one.followup.talk.reply.round.closed is None]
    later = select(Again).join(Round).where(Again.person_id == person_id, Round.closed.is_(None))
    return found, list(db.session.scalars(later.order_by(Again.until, Again.id)))


def cards(place: str, person_id: int | None) -> list[Card]:
    """On one's own page: what one goes along to, where there is something."""
    if place != "me" or person_id is None:
        return []
    found, later = own(person_id)
    if not (found or later):
        return []
    html = render_template("outreach/handover/card.html", alongs=found, agains=later)
    return [Card(place=place, order=WITH_ME, html=html)]


def _step(key: str, form: Form, act: Callable[[], object], said: str) -> ResponseReturnValue:
    one = to_arrange(current_actor(), key)
    if attempt(form, act) is None:
        return _page(one, form), 422
    say_done(said)
    return redirect(url_for(".arrange", key=key), 303)


def _page(one: Followup, wrong: Form | None = None) -> str:
    looking = FindForm(request.args)
    searches = coordinates(current_actor(), one.talk.reply.round)
    wanted = (looking.q.data or "") if searches and looking.validate() else ""
    people, more = search.find(wanted)
    dates = wrong if isinstance(wrong, DateForm) else DateForm(formdata=None)
    other = wrong if isinstance(wrong, OtherForm) else OtherForm(formdata=None)
    companion = wrong if isinstance(wrong, CompanionForm) else CompanionForm(formdata=None)
    entries = dates_to_come()
    dates.offer(entries)
    companion.offer(people or _with_a_part())
    return render_template(
        "outreach/handover/arrange.html",
        one=one,
        along=along_of(one),
        entries=entries,
        dates=dates,
        other=other,
        companion=companion,
        searches=searches,
        looking=looking,
        nobody=bool(wanted) and not people,
        more=more,
        mine=has_taken(current_actor(), one),
    )


def _with_a_part() -> list[Person]:
    live = select(Part.person_id).where(Part.since <= today(), Part.until >= today())
    rows = select(Person).where(Person.id.in_(live), Person.forgotten_at.is_(None)).order_by(Person.name, Person.id)
    return list(db.session.scalars(rows))


def _own_page(found: Along) -> str:
    return render_template(
        "outreach/handover/one.html", along=found, to_come=goes_on_day(found), begun=has_begun(found)
    )  # fmt: skip
