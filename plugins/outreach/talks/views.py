"""Pages of who plans: who is to be planned, and each talk. Names, as in the list of who would like one; no address."""

from collections.abc import Callable
from datetime import date
from itertools import groupby

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from app.web.forms import Form
from plugins.outreach.partners.models import COORDINATOR
from plugins.outreach.partners.rights import has_part
from plugins.outreach.place import the_house
from plugins.outreach.replies.forms import FORM_WORDS
from plugins.outreach.replies.models import Reply
from plugins.outreach.rounds.models import VISITS, Round
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.rounds.rights import require_sees
from plugins.outreach.talks import moments, planning, room
from plugins.outreach.talks.forms import ChoiceForm, NeitherForm, OfferForm, PairForm, RoomForm, WeekForm, last_day
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.reading import lines_for, talk_of, talk_with, talks_in, to_confirm, to_plan, weeks_ahead
from plugins.outreach.talks.words import WAYS, fit_for, language_words, stage_words, week_words
from plugins.outreach.views import outreach

outreach.add_app_template_filter(week_words, "talk_week")
outreach.add_app_template_filter(stage_words, "talk_stage")
outreach.add_app_template_filter(language_words, "talk_language")
outreach.add_app_template_filter(last_day, "talk_last_day")
outreach.add_app_template_global(room.room_of, "talk_room")
outreach.add_app_template_global(lambda form: WAYS[form], "talk_way")


@outreach.get("/rounds/<key>/talks")
@who(Who.PART)
def talks(key: str) -> str:
    """Who is to be planned, and what is planned a week."""
    one = round_with(key)
    require_sees(current_actor(), one)
    weeks = groupby(talks_in(one), key=lambda talk: talk.week)
    return render_template(
        "outreach/talks/list.html",
        round=one,
        waiting=to_plan(one),
        weeks=[(week, list(found)) for week, found in weeks],
        untold=len(to_confirm(one)),
        words=FORM_WORDS,
        zone=the_house().zone,
    )


@outreach.get("/rounds/<key>/plan/<reply>")
@who(Who.PART)
def plan_talk(key: str, reply: str) -> str:
    """A week, and two who could go."""
    found = _reply(key, reply)
    looking = WeekForm(request.args)
    looking.offer_weeks(_weeks(found))
    form = PairForm(formdata=None, week=looking.monday().isoformat())
    return _plan_page(found, form, looking.monday())


@outreach.post("/rounds/<key>/plan/<reply>")
@who(Who.PART)
def plan_with(key: str, reply: str) -> ResponseReturnValue:
    """These two, in that week."""
    found, form = _reply(key, reply), PairForm()
    form.offer_weeks(_weeks(found))
    form.offer_people(())

    def plan() -> str:
        return planning.plan(current_actor(), key, reply, form.monday(), form.visitors())

    done = attempt(form, plan)
    if done is None:
        return _plan_page(found, form, form.monday()), 422
    return _done(_("Planned. They hear it, and offer two moments."), done.value)


@outreach.get("/talks/<key>")
@who(Who.PART)
def talk(key: str) -> str:
    """A talk: how far it is, and what its next step is."""
    return _page(_planned(key))


@outreach.post("/talks/<key>/offer")
@who(Who.PART)
def offer_for(key: str) -> ResponseReturnValue:
    """The two who visit said when they can."""
    form, zone = OfferForm(), the_house().zone
    return _step(key, form, lambda: moments.offer(current_actor(), key, *form.moments(zone)), _("Offered."))


@outreach.post("/talks/<key>/choose")
@who(Who.PART)
def choose_for(key: str) -> ResponseReturnValue:
    """They chose by phone."""
    form = ChoiceForm()
    return _step(key, form, lambda: moments.choose_for(current_actor(), key, form.chosen()), _("Agreed."))


@outreach.post("/talks/<key>/neither")
@who(Who.PART)
def neither_for(key: str) -> ResponseReturnValue:
    """Neither suits, they say by phone."""
    form = NeitherForm()
    said = _("Written down. The visitors offer two other moments.")
    return _step(key, form, lambda: moments.neither_for(current_actor(), key, form.words.data or ""), said)


@outreach.post("/talks/<key>/room")
@who(Who.PART)
def choose_room(key: str) -> ResponseReturnValue:
    """In which room of the house."""
    form = RoomForm()
    form.offer(room.rooms())
    said = _("Chosen. The room is kept, under no name.")
    return _step(key, form, lambda: room.choose_room(current_actor(), key, form.room.data or ""), said)


@outreach.post("/talks/<key>/off")
@who(Who.PART)
def unplan(key: str) -> ResponseReturnValue:
    """Off the plan."""
    one = _planned(key).reply.round.public_id
    planning.unplan(current_actor(), key)
    say_done(_("Off the plan. They are among who is to be planned again."))
    return redirect(url_for(".talks", key=one), 303)


def _reply(key: str, reply: str) -> Reply:
    one = round_with(key)
    require_sees(current_actor(), one)
    return planning.reply_in(one, reply)


def _planned(key: str) -> Talk:
    found = talk_with(key)
    require_sees(current_actor(), found.reply.round)
    return found


def _weeks(reply: Reply) -> list[date]:
    """Those ahead; that of the talk comes first, where it is planned already."""
    planned = talk_of(reply)
    return ([planned.week] if planned else []) + [one for one in weeks_ahead() if not planned or one != planned.week]


def _plan_page(reply: Reply, form: PairForm, week: date) -> str:
    planned = talk_of(reply)
    fit = fit_for(reply, week, planned)
    looking = WeekForm(formdata=None, week=week.isoformat())
    looking.offer_weeks(_weeks(reply))
    form.offer_people(fit.choices)
    return render_template(
        "outreach/talks/plan.html",
        round=reply.round,
        reply=reply,
        talk=planned,
        fit=fit,
        week=week,
        looking=looking,
        form=form,
        why_nobody=_why_nobody(reply.round),
        coordinates=has_part(current_actor(), COORDINATOR),
    )


def _why_nobody(one: Round) -> str:
    """Where nobody could be chosen at all: what is needed first."""
    if not one.partners(VISITS):
        return _("No organisation visits in this round yet. Choose one first.")
    return "" if lines_for(one) else _("Nobody visits for an organisation of this round yet. Give somebody that part.")


def _step(key: str, form: Form, act: Callable[[], object], said: str) -> ResponseReturnValue:
    found = _planned(key)
    if attempt(form, act) is None:
        return _page(found, form), 422
    return _done(said, key)


def _page(found: Talk, wrong: Form | None = None) -> str:
    zone = the_house().zone
    offering = wrong if isinstance(wrong, OfferForm) else OfferForm(formdata=None)
    if offering is not wrong:
        offering.show(found, zone)
    in_room = room.room_of(found)
    choosing_room = wrong if isinstance(wrong, RoomForm) else RoomForm(formdata=None, room=in_room and in_room.slug)
    choosing_room.offer(room.rooms())
    return render_template(
        "outreach/talks/one.html",
        room=in_room,
        choosing_room=choosing_room,
        talk=found,
        reply=found.reply,
        zone=zone,
        offering=offering,
        choosing=wrong if isinstance(wrong, ChoiceForm) else ChoiceForm(formdata=None),
        neither=wrong if isinstance(wrong, NeitherForm) else NeitherForm(formdata=None),
    )


def _done(words: str, key: str) -> ResponseReturnValue:
    say_done(words)
    return redirect(url_for(".talk", key=key), 303)
