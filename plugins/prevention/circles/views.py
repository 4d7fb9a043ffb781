"""Pages of circles: everybody reads; who is signed in starts one or joins; who takes part changes it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app import pointing
from app.calendar.themes import BY_KEY, THEMES
from app.db import db
from app.people.models import Group
from app.refusals import NotAllowed, NotFound
from app.web import Who, current_actor, current_person_id, kept_page, say_done, use_house, who
from app.web.attempts import attempt
from plugins.prevention.circles import agenda, having, joining, reading
from plugins.prevention.circles import words as said
from plugins.prevention.circles.forms import CircleForm, NewCircleForm, form_of
from plugins.prevention.circles.models import Circle
from plugins.prevention.themeweeks.reading import coming
from plugins.prevention.views import house_here, prevention, theme_at


@prevention.get("/circles")
@who(Who.EVERYONE)
@kept_page
def circles() -> str:
    """Every circle, or those of one theme."""
    key = request.args.get("theme") or ""
    chosen = theme_at(key) if key else None
    found = reading.listed(chosen.key if chosen else None)
    return render_template(
        "prevention/circles/list.html",
        chosen=chosen,
        themes=THEMES,
        by_key=BY_KEY,
        circles=found,
        house=house_here(),
        weeks=coming(key or None),
    )


@prevention.get("/circles/new")
@who(Who.SIGNED_IN)
def circle_form() -> str:
    """The form for a new circle; `?theme=` chooses the theme."""
    key = request.args.get("theme", "")
    return _new_page(NewCircleForm(data={"theme": key} if key in BY_KEY else None))


@prevention.post("/circles/new")
@who(Who.SIGNED_IN)
def start_circle() -> ResponseReturnValue:
    """Start it."""
    form = NewCircleForm()
    form.fill_groups(_groups())
    show_name = bool(form.show_name.data)
    done = attempt(form, lambda: having.start(current_actor(), house_here().id, form.values(), show_name=show_name))
    if done is None:
        return _new_page(form), 422
    say_done(
        _("The circle is there. Everybody can find it and join."), undo_url=url_for(".stop_circle", slug=done.value)
    )
    return redirect(url_for(".circle", slug=done.value), 303)


@prevention.get("/circles/<slug>")
@who(Who.EVERYONE)
def circle(slug: str) -> ResponseReturnValue:
    """One circle: who, what is on, what there is to read, where to ask."""
    found, actor = circle_at(slug), current_actor()
    shown = reading.shown(found, actor)
    if found.hidden and shown.member is None:
        return render_template("prevention/circles/hidden.html", circle=found), 404
    return render_template(
        "prevention/circles/one.html",
        circle=found,
        shown=shown,
        theme=BY_KEY[found.theme],
        weeks=coming(circle_id=found.id),
        agenda=agenda.coming(found),
        feed=url_for("calendar_files.public", kind=agenda.KIND, slug=found.slug),
        signed_in=actor.subject is not None,
        house=found.house,
        writes=current_person_id(),
    )


@prevention.get("/circles/<slug>/join")
@who(Who.SIGNED_IN)
def join_circle_form(slug: str) -> ResponseReturnValue:
    """Where somebody comes who had to sign in first: back to the circle."""
    return redirect(url_for(".circle", slug=circle_at(slug).slug, _anchor="join"), 303)


@prevention.post("/circles/<slug>/join")
@who(Who.SIGNED_IN)
def join_circle(slug: str) -> ResponseReturnValue:
    """Take part; or say again whether one's first name stands there."""
    found = circle_at(slug)
    new = found.member(current_person_id()) is None
    joining.join(current_actor(), slug, show_name="show_name" in request.form)
    if new:
        say_done(_("You take part. Welcome!"), undo_url=url_for(".leave_circle", slug=slug))
    else:
        say_done(_("Changed."))
    return redirect(url_for(".circle", slug=slug), 303)


@prevention.post("/circles/<slug>/leave")
@who(Who.SIGNED_IN)
def leave_circle(slug: str) -> ResponseReturnValue:
    """Leave it."""
    joining.leave(current_actor(), slug)
    say_done(_("You left the circle. That is fine, you can always come back."))
    return redirect(url_for(".circle", slug=slug), 303)


@prevention.get("/circles/<slug>/edit")
@who(Who.SIGNED_IN)
def edit_circle(slug: str) -> str:
    """What it says, to change."""
    found = circle_of_mine(slug)
    return _edit_page(form_of(found), found)


@prevention.post("/circles/<slug>/edit")
@who(Who.SIGNED_IN)
def change_circle(slug: str) -> ResponseReturnValue:
    """Change it."""
    found, form = circle_of_mine(slug), CircleForm().fill_groups(_groups())
    done = attempt(form, lambda: having.change(current_actor(), slug, form.values()))
    if done is None:
        return _edit_page(form, found), 422
    _say_changed(slug, done.value)
    return redirect(url_for(".circle", slug=slug), 303)


@prevention.get("/circles/<slug>/versions")
@who(Who.SIGNED_IN)
def circle_versions(slug: str) -> str:
    """What it said before, and what was taken off, for who takes part."""
    found = circle_of_mine(slug)
    names = {group.id: group.name for group in _groups()}
    return render_template(
        "prevention/circles/versions.html",
        circle=found,
        versions=reading.versions_of(found),
        taken_off=reading.taken_off(found),
        groups=names,
        themes=BY_KEY,
        zone=found.house.zone,
    )


@prevention.post("/circles/<slug>/versions/<key>")
@who(Who.SIGNED_IN)
def restore_circle(slug: str, key: str) -> ResponseReturnValue:
    """Put an earlier version back."""
    _say_changed(slug, having.restore(current_actor(), circle_of_mine(slug).slug, key))
    return redirect(url_for(".circle", slug=slug), 303)


@prevention.post("/circles/<slug>/stop")
@who(Who.SIGNED_IN)
def stop_circle(slug: str) -> ResponseReturnValue:
    """Let it rest."""
    having.stop(current_actor(), circle_of_mine(slug).slug)
    say_done(_("The circle rests. It is out of the lists."), undo_url=url_for(".wake_circle", slug=slug))
    return redirect(url_for(".circle", slug=slug), 303)


@prevention.post("/circles/<slug>/wake")
@who(Who.SIGNED_IN)
def wake_circle(slug: str) -> ResponseReturnValue:
    """Let it go on."""
    having.wake(current_actor(), circle_at(slug).slug)
    say_done(_("The circle goes on."))
    return redirect(url_for(".circle", slug=slug), 303)


def circle_at(slug: str) -> Circle:
    """The circle at a slug, on a page of its house. Raises NotFound, with the reason where a host hid it."""
    found = reading.circle_at(slug)
    use_house(found.house)
    return found


def circle_of_mine(slug: str) -> Circle:
    """The circle, for who takes part. Raises NotAllowed, NotFound."""
    found = circle_at(slug)
    if found.member(current_person_id()) is None:
        if found.hidden:
            ruling = pointing.ruling_of(found.thing)
            raise NotFound(_("A host hid this page: “%(reason)s”", reason=ruling.reason if ruling else ""))
        raise NotAllowed(said.MEMBERS_ONLY)
    return found


def _say_changed(slug: str, before: str) -> None:
    undo = url_for(".restore_circle", slug=slug, key=before) if before else None
    say_done(_("Changed. Everybody sees the new words.") if before else _("Nothing was changed."), undo_url=undo)


def _groups() -> list[Group]:
    return list(db.session.scalars(select(Group).order_by(Group.name, Group.id)))


def _new_page(form: NewCircleForm) -> str:
    form.fill_groups(_groups())
    return render_template("prevention/circles/new.html", form=form, house=house_here())


def _edit_page(form: CircleForm, found: Circle) -> str:
    return render_template("prevention/circles/edit.html", form=form.fill_groups(_groups()), circle=found)
