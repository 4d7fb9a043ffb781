"""Groups: one's own, and the page of each. Who is in a group, only its contacts see."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people import grouping
from app.people.forms import GroupForm
from app.people.grouping import group_ref
from app.people.groups import group_with_slug, groups_of, groups_spoken_for, members_of, speaks_for
from app.people.models import Group
from app.people.service import person_with_public_id
from app.people.words import CONTACTS_ONLY, UNKNOWN_GROUP
from app.plugins import current_hooks
from app.refusals import NotAllowed, NotFound
from app.web import Who, current_actor, current_house, current_person_id, say_done, who
from app.web.attempts import attempt

groups = Blueprint("groups", __name__, template_folder="templates")


@groups.get("/me/groups")
@who(Who.SIGNED_IN)
def mine() -> str:
    """The groups that I belong to."""
    person_id = current_person_id() or 0
    spoken_for = {group.id for group in groups_spoken_for(person_id)}
    return render_template("people/groups.html", groups=groups_of(person_id), spoken_for=spoken_for)


@groups.get("/groups/new")
@who(Who.SIGNED_IN)
def new() -> str:
    """Ask what the group is called."""
    return render_template("people/new_group.html", form=GroupForm())


@groups.post("/groups/new")
@who(Who.SIGNED_IN)
def start() -> ResponseReturnValue:
    """Start a group."""
    form, house = GroupForm(), current_house()
    started = attempt(
        form,
        lambda: grouping.start_group(
            current_actor(),
            name=form.name.data or "",
            about=form.about.data or "",
            house_id=house.id if house else None,
        ),
    )
    if started is None:
        return render_template("people/new_group.html", form=form), 422
    say_done(_("The group is there. Who would you like to tell?"))
    return redirect(url_for(".group", slug=started.value), 303)


@groups.get("/groups/<slug>")
@who(Who.EVERYONE)
def group(slug: str) -> str:
    """What a group is called and does; for who is in it, more."""
    found, person_id = _group(slug), current_person_id()
    contact = speaks_for(person_id, found.id)
    members = members_of(found.id) if person_id is not None else []
    return render_template(
        "people/group.html",
        group=found,
        pieces=current_hooks().slot("group.side", group_ref(found), person_id),
        member=any(person.id == person_id for person, _is_contact in members),
        contact=contact,
        members=members if contact else [],
    )


@groups.post("/groups/<slug>/join")
@who(Who.SIGNED_IN)
def join(slug: str) -> ResponseReturnValue:
    """Join a group."""
    grouping.join_group(current_actor(), _group(slug).id)
    say_done(_("You are in the group now."), undo_url=url_for(".leave", slug=slug))
    return redirect(url_for(".group", slug=slug), 303)


@groups.post("/groups/<slug>/leave")
@who(Who.SIGNED_IN)
def leave(slug: str) -> ResponseReturnValue:
    """Leave a group."""
    grouping.leave_group(current_actor(), _group(slug).id)
    say_done(_("You left the group."), undo_url=url_for(".join", slug=slug))
    return redirect(url_for(".mine"), 303)


@groups.get("/groups/<slug>/change")
@who(Who.SIGNED_IN)
def edit(slug: str) -> str:
    """For contacts: what the group is called and says of itself."""
    found = _spoken_for(slug)
    return render_template("people/change_group.html", form=GroupForm(name=found.name, about=found.about), group=found)


@groups.post("/groups/<slug>/change")
@who(Who.SIGNED_IN)
def change(slug: str) -> ResponseReturnValue:
    """Keep it."""
    found, form = _spoken_for(slug), GroupForm()
    actor, name, about = current_actor(), form.name.data or "", form.about.data or ""
    if attempt(form, lambda: grouping.change_group(actor, found.id, name=name, about=about)) is None:
        return render_template("people/change_group.html", form=form, group=found), 422
    say_done(_("The group's page was changed."))
    return redirect(url_for(".group", slug=slug), 303)


@groups.post("/groups/<slug>/contacts")
@who(Who.SIGNED_IN)
def make_contact(slug: str) -> ResponseReturnValue:
    """Let a member speak for the group."""
    person = person_with_public_id(request.form.get("person", ""))
    grouping.make_contact(current_actor(), _group(slug).id, person.id)
    say_done(_("%(name)s is contact of the group now.", name=person.name))
    return redirect(url_for(".group", slug=slug), 303)


@groups.post("/groups/<slug>/contacts/end")
@who(Who.SIGNED_IN)
def end_contact(slug: str) -> ResponseReturnValue:
    """A contact becomes a member like others."""
    person = person_with_public_id(request.form.get("person", ""))
    grouping.end_contact(current_actor(), _group(slug).id, person.id)
    say_done(_("%(name)s is no longer contact of the group.", name=person.name))
    return redirect(url_for(".group", slug=slug), 303)


def _spoken_for(slug: str) -> Group:
    """The group at `slug`, for its contacts. Raises NotFound, NotAllowed."""
    found = _group(slug)
    if not speaks_for(current_person_id(), found.id):
        raise NotAllowed(CONTACTS_ONLY)
    return found


def _group(slug: str) -> Group:
    found = group_with_slug(slug)
    if found is None:
        raise NotFound(UNKNOWN_GROUP)
    return found
