"""What there is to do, and one activity: readable for everybody, without signing in."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actors import Channel
from app.calendar.choosing import plain_words
from app.calendar.labels import FREE
from app.calendar.outward import telling
from app.calendar.outward.telling import Told
from app.calendar.saving import to_save
from app.calendar.tagged import tag_lines
from app.calendar.themes import BY_KEY, THEMES
from app.plugins import current_hooks
from app.web import Who, current_actor, current_person_id, kept_page, use_house, who
from plugins.activities import entries, reading, rights, slugs
from plugins.activities.deadline.setting import closing_of
from plugins.activities.feeds import of_who_does_it
from plugins.activities.following import reading as following
from plugins.activities.forms import SignUpForm
from plugins.activities.ideas.reading import key_behind
from plugins.activities.labels.facts import access_keys, page_facts
from plugins.activities.labels.saying import NOTHING_SAID, Said, said_of
from plugins.activities.marks import marks_of
from plugins.activities.models import Activity
from plugins.activities.online.reading import conference_of
from plugins.activities.reading import Line
from plugins.activities.roles.forms import MOMENTS
from plugins.activities.sections import sections
from plugins.activities.views import activities, activity_at, hidden_page
from plugins.activities.views.roles import plain_roles
from plugins.activities.waiting.line import own_wait

SHOWN = 8
"""Dates in sight; the rest unfolds."""


@activities.get("/")
@who(Who.EVERYONE)
@kept_page
def index() -> str:
    """What there is to do: the next date of everything, by theme or by words."""
    theme, words = request.args.get("theme", ""), plain_words(request.args.get("words", ""))
    if theme and theme not in BY_KEY:
        abort(404)
    found, followed = reading.upcoming(theme or None, words), following.upcoming(theme or None, words, SHOWN)
    return render_template(
        "activities/index.html",
        lines=reading.lines(found, current_person_id()),
        labels={key: said.chosen for key, said in said_of(one.activity_id for one in found).items()},
        marks=marks_of(found, followed),
        followed=followed,
        themes=THEMES,
        theme=BY_KEY.get(theme),
        words=words,
    )


@activities.get("/<slug>")
@who(Who.EVERYONE)
def show(slug: str) -> ResponseReturnValue:
    """One activity, with the card to sign up for its next date, or for `?date=`."""
    found = slugs.find(slug)
    if found is None:
        abort(404)
    activity, moved_to = found
    if moved_to is not None:
        return redirect(url_for(".show", slug=moved_to), 301)
    if activity.hidden and not rights.may_change(current_actor(), activity):
        use_house(activity.house)
        return hidden_page(activity.ref, activity.zone, url_for(".index"), _("All activities"))
    return page(activity, SignUpForm(), request.args.get("date"))


@activities.get("/<slug>/paper")
@who(Who.EVERYONE)
def paper(slug: str) -> str:
    """Every date on one sheet, in large letters."""
    activity = activity_at(slug)
    lines = reading.dates_of(activity, None)
    return render_template("activities/paper.html", activity=activity, lines=lines, zone=activity.zone)


def page(activity: Activity, form: SignUpForm, date_key: str | None) -> str:
    """An activity's page; `date_key` is the public id of the date that the card is about, None for the next."""
    use_house(activity.house)
    person_id = current_person_id()
    lines = reading.dates_of(activity, person_id)
    chosen = _chosen(lines, date_key)
    lead, _gap, rest = activity.about.partition("\n\n")
    thing = chosen.occurrence.ref if chosen else activity.ref
    said = said_of([activity.id]).get(activity.id, NOTHING_SAID)
    may_change = rights.may_change(current_actor(), activity)
    return render_template(
        "activities/show.html",
        activity=activity,
        told=_told(activity),
        zone=activity.zone,
        lead=lead,
        rest=rest,
        lines=lines,
        shown=SHOWN,
        chosen=chosen,
        form=form,
        closing=closing_of(chosen.occurrence) if chosen else None,
        wait=own_wait(chosen.occurrence.id, person_id) if chosen else None,
        facts=_facts(chosen or (lines[0] if lines else None), said),
        free=FREE.key in said.chosen,
        organisers=reading.names_shown(activity),
        idea=key_behind(activity.id),
        may_change=may_change,
        conference=conference_of(chosen.occurrence) if chosen else None,
        plain_roles=plain_roles(activity, chosen.occurrence if chosen else None),
        moments=MOMENTS,
        tags=tag_lines(activity.tag_keys, current_hooks().tags().values(), chosen.occurrence.span if chosen else None),
        pieces=current_hooks().slot("activity.side", thing, person_id),
        sections=sections(activity),
        signed_in=person_id is not None,
        at_desk=current_actor().channel in (Channel.DESK, Channel.PHONE),
        feed=url_for("calendar_files.public", kind="activity", slug=activity.slug),
        followed=of_who_does_it(activity),
        event=chosen and to_save(entries.entry_of(chosen.occurrence)),
    )


def _told(activity: Activity) -> Told | None:
    """For search engines and previews of links, which are never signed in: nobody else waits for it."""
    if current_actor().typist is not None:
        return None
    words = entries.description_of(activity)
    return telling.about_thing(activity.ref, activity.house, entries.page_of(activity), activity.title, words)


def _chosen(lines: list[Line], key: str | None) -> Line | None:
    """The date that was asked for; else the next one that is on."""
    asked = next((line for line in lines if line.occurrence.public_id == key), None)
    return asked or next((line for line in lines if not line.occurrence.is_cancelled), None)


def _facts(line: Line | None, said: Said) -> list[tuple[str, str]]:
    """When, where, how one gets in, what it is like: each with its icon."""
    if line is None:
        return page_facts(said, ())
    one = line.occurrence
    facts = [("clock", reading.when_words(one))]
    if one.place_words:
        facts.append(("geo-alt", one.place_words))
    return facts + page_facts(said, access_keys(one.spaces))
