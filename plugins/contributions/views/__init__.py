"""Pages of contributions, at /contributions/, and the filters that its templates use."""

from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext as _

from app.clock import now
from app.db import db
from app.places.models import House
from app.refs import Ref
from app.web import current_person_id, dates
from plugins.contributions import words
from plugins.contributions.asked import Asked, asked_by_task
from plugins.contributions.models import Promise, Thanks

contributions = Blueprint("contributions", __name__, url_prefix="/contributions", template_folder="../templates")
contributions.add_app_template_filter(words.how_words, "task_how")
contributions.add_app_template_filter(words.job_words, "job_how")
contributions.add_app_template_filter(words.offer_words, "task_offer")
contributions.add_app_template_filter(words.icon_of, "task_icon")


GUESTS: Final = "20 per minute;200 per day"
"""Guests (or codes) from one address: a whole open day behind one connection, and no machine."""


@contributions.before_request
def refuse_zero_bytes() -> None:
    """PostgreSQL cannot be asked for a key with a zero byte in it; nothing of ours has one."""
    sent = [
        *(request.view_args or {}).values(),
        *request.values.getlist("for"),
        *request.values.getlist("contribution"),
    ]
    if any("\0" in str(one) for one in sent):
        abort(404)


@contributions.app_template_filter()
def task_open(asked: Asked) -> bool:
    """Whether somebody can still help with it."""
    return asked.open(now())


@contributions.app_template_filter()
def task_facts(asked: Asked, zone: ZoneInfo) -> list[tuple[str, str]]:
    """When, how long and what it takes, each with its icon."""
    facts = [("calendar-event", words.when_words(asked, zone)), ("clock", words.about_words(asked.minutes))]
    return facts + [("info-circle-fill", take) for take in words.take_words(asked)]


@contributions.app_template_filter()
def task_how_that_day(asked: Asked, zone: ZoneInfo) -> str:
    """The line below a task where the day is said already."""
    when = [_("at %(time)s", time=dates.clock(asked.starts, zone))] if asked.starts else []
    return " · ".join([*when, words.about_words(asked.minutes), *words.take_words(asked)])


@contributions.app_template_filter()
def promise_when(promise: Promise, formal: bool = False) -> str:
    """When somebody does what they promised."""
    if promise.task is not None and promise.task.starts is not None:
        return words.when_words(asked_by_task(promise.task, taken=0), promise.house.zone)
    return _("whenever it suits you") if formal else _("whenever you like")


@contributions.app_template_filter()
def thanks_title(thanks: Thanks) -> str:
    """What a public thank-you is for: a task's title; somebody's own words stay theirs."""
    return thanks.promise.task.title if thanks.promise.task else str(_("something of their own"))


@contributions.app_template_global()
def is_guest() -> bool:
    """Whether nobody is signed in: then a task's own page asks for a first name."""
    return current_person_id() is None


@contributions.app_template_global()
def offer_url(ref: Ref) -> str:
    """The question after the booking `ref`."""
    return f"{url_for('contributions.offer')}?{urlencode({'for': str(ref)})}"


@contributions.app_template_global()
def own_url(ref: Ref) -> str:
    """Something else, after the booking `ref`."""
    return f"{url_for('contributions.own')}?{urlencode({'for': str(ref)})}"


@contributions.app_template_global()
def task_url(asked: Asked) -> str:
    """The page of a task, or of a need that nobody took up yet."""
    if asked.public_id is not None:
        return url_for("contributions.task", key=asked.public_id)
    if asked.ref is None:
        raise ValueError("neither a task nor a thing's need")
    return url_for(
        "contributions.need",
        house_slug=db.session.get_one(House, asked.house_id).slug,
        owner=asked.ref.owner,
        kind=asked.ref.kind,
        thing=asked.ref.key,
        mark=asked.mark,
    )
