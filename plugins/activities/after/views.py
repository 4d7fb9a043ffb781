"""Pages after a date: the two buttons, the sheet to hang up, and what who organises it reads.

These pages keep nothing of who comes to them: no note of the house they looked at, and against pressing twenty times
only a number beside a keyed hash of the address, in memory, for an hour.
"""

import hmac

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address

from app.clock import now
from app.refusals import NotAllowed, NotFound, Refusal
from app.web import Who, current_actor, current_language, limiter, say_done, who
from app.web.forms import Form, refuse
from app.web.qr import qr_of
from app.web.visitor import keep_no_house
from plugins.activities.after import reading, saying
from plugins.activities.after.forms import PaperForm, SayForm
from plugins.activities.after.publishing import smallest
from plugins.activities.models import Activity, Occurrence
from plugins.activities.rights import may_change
from plugins.activities.views import activities, activity_at, occurrence_at
from plugins.activities.views.organising import own_activity

OFTEN = "8 per minute;60 per hour"
"""Answers from one address: a room full of people behind one connection, and nobody who keeps pressing."""
TICKS = 30
"""Boxes in each column of the sheet."""


def nobody() -> str:
    """An address that cannot be read back: a hash with our secret, another one every day."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"{now():%Y-%m-%d} {get_remote_address()}".encode(), "sha256").hexdigest()


@activities.get("/<slug>/after")
@who(Who.EVERYONE)
def after(slug: str) -> ResponseReturnValue:
    """Where the code on the wall leads: the date that is on, or was last."""
    activity = _activity(slug)
    asked = reading.asked_now(activity)
    if not asked:
        return render_template("activities/after/nothing.html", activity=activity)
    return redirect(url_for(".after_date", slug=slug, key=asked[0].public_id), 303)


@activities.get("/<slug>/dates/<key>/after")
@who(Who.EVERYONE)
def after_date(slug: str, key: str) -> str:
    """How was it? Two buttons, and room for a word."""
    return _page(_occurrence(slug, key), SayForm())


@activities.post("/<slug>/dates/<key>/after")
@who(Who.EVERYONE)
@limiter.limit(OFTEN, key_func=nobody)
def say_after(slug: str, key: str) -> ResponseReturnValue:
    """Say it."""
    occurrence, form = _occurrence(slug, key), SayForm()
    if form.validate():
        try:
            saying.say(occurrence.id, request.form.get("answer", ""), form.words.data or "", current_language())
        except NotFound:
            raise
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return redirect(url_for(".after_thanks", slug=slug, key=key), 303)
    return _page(_occurrence(slug, key), form), 422


@activities.get("/<slug>/dates/<key>/after/thanks")
@who(Who.EVERYONE)
def after_thanks(slug: str, key: str) -> str:
    """Thank you."""
    occurrence = _occurrence(slug, key)
    return render_template("activities/after/thanks.html", activity=occurrence.activity)


@activities.get("/<slug>/dates/<key>/after/sheet")
@who(Who.EVERYONE)
def after_sheet(slug: str, key: str) -> str:
    """A sheet for the room: two columns to tick, and a code for who would rather use a phone."""
    occurrence = _occurrence(slug, key)
    activity = occurrence.activity
    return render_template(
        "activities/after/sheet.html",
        activity=activity,
        occurrence=occurrence,
        zone=activity.zone,
        ticks=TICKS,
        qr=qr_of(url_for(".after", slug=activity.slug, _external=True)),
    )


@activities.get("/<slug>/dates/<key>/after/count")
@who(Who.SIGNED_IN)
def after_count(slug: str, key: str) -> str:
    """What was said, and the ticks on paper: for who organises it."""
    occurrence = _own(slug, key)
    tally = reading.tally_of(occurrence)
    filled = {"fine": tally.paper_fine, "better": tally.paper_better} if tally is not None else {}
    return _count_page(occurrence, PaperForm(data=filled))


@activities.post("/<slug>/dates/<key>/after/count")
@who(Who.SIGNED_IN)
def count_after(slug: str, key: str) -> ResponseReturnValue:
    """Put in the ticks."""
    occurrence, form = _own(slug, key), PaperForm()
    if form.validate():
        try:
            saying.count_paper(current_actor(), occurrence.id, form.fine.data or 0, form.better.data or 0)
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            say_done(_("Counted. You can throw the paper away."))
            return redirect(url_for(".after_count", slug=slug, key=key), 303)
    return _count_page(_own(slug, key), form), 422


def _activity(slug: str) -> Activity:
    activity = activity_at(slug)
    keep_no_house()
    return activity


def _occurrence(slug: str, key: str) -> Occurrence:
    occurrence = occurrence_at(slug, key)
    keep_no_house()
    return occurrence


def _own(slug: str, key: str) -> Occurrence:
    own_activity(slug)
    return occurrence_at(slug, key)


def _page(occurrence: Occurrence, form: Form) -> str:
    activity = occurrence.activity
    return render_template(
        "activities/after/say.html",
        activity=activity,
        occurrence=occurrence,
        zone=activity.zone,
        form=form,
        asked=saying.is_asked(occurrence),
        early=occurrence.starts > now(),
        too_early=saying.TOO_EARLY,
        too_late=saying.TOO_LATE,
        least=smallest(sensitive=activity.sensitive),
        may_change=may_change(current_actor(), activity),
    )


def _count_page(occurrence: Occurrence, form: PaperForm) -> str:
    activity = occurrence.activity
    return render_template(
        "activities/after/count.html",
        activity=activity,
        occurrence=occurrence,
        zone=activity.zone,
        form=form,
        asked=saying.is_asked(occurrence),
        told=reading.told_of(occurrence),
        too_many=reading.are_too_many(occurrence),
        readable=reading.is_readable(occurrence),
        remarks=reading.remarks_of(occurrence),
    )
