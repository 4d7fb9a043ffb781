"""The page of a rota, and what a neighbour says to it: always, ask me, I can't, let us change."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.people import roles
from app.web import Who, current_actor, current_person_id, say_done, use_house, who
from app.web.flash import say_wrong
from plugins.contributions.promising import promise_for
from plugins.contributions.rota import answering, swapping
from plugins.contributions.rota.models import Cover, Rota, Swap
from plugins.contributions.rota.planning import rota_with
from plugins.contributions.rota.reading import fixed_names, how_often, outlook, stand_in_names
from plugins.contributions.rota.showing import rota_of
from plugins.contributions.takes import BY_KEY
from plugins.contributions.views import contributions
from plugins.contributions.words import about_words

contributions.add_app_template_filter(how_often, "rota_how")


@contributions.app_template_filter()
def rota_facts(rota: Rota) -> list[tuple[str, str]]:
    """How often, how long and what it takes, each with its icon."""
    facts = [("calendar-event", how_often(rota)), ("clock", about_words(rota.minutes))]
    return facts + [("info-circle-fill", str(BY_KEY[key].label)) for key in rota.take_keys]


@contributions.get("/rota/<key>")
@who(Who.EVERYONE)
def rota(key: str) -> str:
    """A task that comes back: its dates, and the ways to help."""
    found = rota_with(key)
    use_house(found.house)
    hosts = roles.may(current_actor(), found.house_id, "host")
    return render_template(
        "contributions/rota/rota.html",
        rota=found,
        seen=outlook(found, current_person_id()),
        zone=found.house.zone,
        hosts=hosts,
        fixed=fixed_names(found) if hosts else (),
        stand_ins=stand_in_names(found) if hosts else (),
    )


@contributions.post("/rota/<key>/always")
@who(Who.SIGNED_IN)
def keep_place(key: str) -> ResponseReturnValue:
    """Be there each time."""
    count = answering.keep_place(current_actor(), key)
    words = ngettext(
        "Thank you! You are on the list for %(num)s date.", "Thank you! You are on the list for %(num)s dates.", count
    )
    say_done(words, undo_url=url_for(".leave_place", key=key))
    return _to(rota_with(key))


@contributions.post("/rota/<key>/not-always")
@who(Who.SIGNED_IN)
def leave_place(key: str) -> ResponseReturnValue:
    """Not each time any more."""
    answering.leave_place(current_actor(), key)
    say_done(_("That is fine. Your dates are free again."), undo_url=url_for(".keep_place", key=key))
    return _to(rota_with(key))


@contributions.post("/rota/<key>/ask-me")
@who(Who.SIGNED_IN)
def stand_in(key: str) -> ResponseReturnValue:
    """May be asked when somebody cannot come."""
    answering.stand_in(current_actor(), key)
    say_done(_("Thank you! We ask you when somebody cannot come. You can always say no."))
    return _to(rota_with(key))


@contributions.post("/rota/<key>/do-not-ask-me")
@who(Who.SIGNED_IN)
def stop_standing_in(key: str) -> ResponseReturnValue:
    """Not be asked any more."""
    answering.stop_standing_in(current_actor(), key)
    say_done(_("That is fine. We do not ask you any more."))
    return _to(rota_with(key))


@contributions.get("/cover/<key>")
@who(Who.SIGNED_IN)
def cover(key: str) -> str:
    """The question whether one can come instead."""
    found = answering.cover_for(current_person_id(), key)
    use_house(found.task.house)
    return render_template("contributions/rota/cover.html", cover=found, zone=found.task.house.zone)


@contributions.post("/cover/<key>")
@who(Who.SIGNED_IN)
def answer_cover(key: str) -> ResponseReturnValue:
    """Yes or no."""
    found = answering.cover_for(current_person_id(), key)
    if request.form.get("answer") == "yes":
        made = answering.say_yes(current_actor(), key)
        undo = url_for(".withdraw", key=made)
        say_done(_("Thank you! You are helping with: %(title)s.", title=found.task.title), undo_url=undo)
    elif request.form.get("answer") == "no":
        answering.say_no(current_actor(), key)
        say_done(_("That is fine. We ask somebody else."))
    else:
        say_wrong(_("Choose yes or no."))
        return redirect(url_for(".cover", key=key), 303)
    return _to_cover(found)


@contributions.post("/promises/<key>/swap")
@who(Who.SIGNED_IN)
def ask_swap(key: str) -> ResponseReturnValue:
    """Ask whoever is there on another date to change."""
    promise = promise_for(current_actor(), key)
    swapping.propose(current_actor(), key, request.form.get("task", ""))
    say_done(_("We asked. Until there is a yes you keep your own date."))
    found = rota_of(promise.task_id or 0)
    return _to(found) if found else redirect(url_for(".index"), 303)


@contributions.get("/swap/<key>")
@who(Who.SIGNED_IN)
def swap(key: str) -> str:
    """The question whether one wants to change dates."""
    found = swapping.swap_for(current_person_id(), key)
    use_house(found.wanted.house)
    return render_template("contributions/rota/swap.html", swap=found, zone=found.wanted.house.zone)


@contributions.post("/swap/<key>")
@who(Who.SIGNED_IN)
def answer_swap(key: str) -> ResponseReturnValue:
    """Yes or no."""
    found = swapping.swap_for(current_person_id(), key)
    if request.form.get("answer") == "yes":
        swapping.accept(current_actor(), key)
        say_done(_("Changed. Thank you both!"))
    elif request.form.get("answer") == "no":
        swapping.decline(current_actor(), key)
        say_done(_("That is fine. Everybody keeps their own date."))
    else:
        say_wrong(_("Choose yes or no."))
        return redirect(url_for(".swap", key=key), 303)
    return _to_swap(found)


def _to(found: Rota) -> ResponseReturnValue:
    return redirect(url_for(".rota", key=found.public_id), 303)


def _to_cover(found: Cover) -> ResponseReturnValue:
    return redirect(url_for(".task", key=found.task.public_id), 303)


def _to_swap(found: Swap) -> ResponseReturnValue:
    date = rota_of(found.wanted.task_id or 0)
    return _to(date) if date else redirect(url_for(".index"), 303)
