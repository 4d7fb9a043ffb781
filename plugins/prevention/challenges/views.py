"""Pages of challenges: what there is, one of them with its picture, and what its group does with it."""

from typing import Final

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people.groups import groups_of
from app.people.models import Group
from app.refusals import NotFound
from app.web import Who, current_actor, current_person_id, say_done, who
from app.web.attempts import attempt
from app.web.forms import given
from plugins.prevention.challenges import steering
from plugins.prevention.challenges.forms import ChallengeForm, DistanceForm
from plugins.prevention.challenges.models import Challenge
from plugins.prevention.challenges.reading import (
    by_day,
    challenge_for,
    hidden_one,
    is_member,
    just_added,
    of_groups,
    public_ones,
    stands,
    today_of,
    total_of,
)
from plugins.prevention.challenges.words import conclusion, km_words, picture
from plugins.prevention.views import house_here, prevention

ADDED: Final = "wij_challenge_added"
"""In the cookie: keys of distances that this browser added, so that they can be taken back."""
KEPT: Final = 12

prevention.add_app_template_filter(km_words, "km_words")


@prevention.get("/challenges")
@who(Who.EVERYONE)
def challenges() -> str:
    """Those of my groups, and those that everybody may see. By name: never by how far."""
    person_id = current_person_id()
    groups = groups_of(person_id) if person_id is not None else []
    mine = of_groups([group.id for group in groups])
    others = [one for one in public_ones() if one not in mine]
    return render_template("prevention/challenges/index.html", groups=groups, mine=mine, others=others)


@prevention.get("/challenges/new/<slug>")
@who(Who.SIGNED_IN)
def new_challenge(slug: str) -> str:
    """Set a group that I am in a challenge."""
    return _new_page(ChallengeForm(), steering.member_group(current_actor(), slug))


@prevention.post("/challenges/new/<slug>")
@who(Who.SIGNED_IN)
def start_challenge(slug: str) -> ResponseReturnValue:
    """Start it."""
    group, house, form = steering.member_group(current_actor(), slug), house_here(), ChallengeForm()
    if done := attempt(form, lambda: steering.start(current_actor(), slug, house.id, form.values())):
        say_done(_("Off you go, together."), url_for(".stop_challenge", key=done.value))
        return redirect(url_for(".challenge", key=done.value), 303)
    return _new_page(form, group), 422


@prevention.get("/challenges/<key>")
@who(Who.EVERYONE)
def challenge(key: str) -> ResponseReturnValue:
    """How far they came together; for the group also what they can do. Where a host hid it: why."""
    hidden, person_id = hidden_one(key), current_person_id()
    if hidden is not None and not is_member(person_id, hidden.group_id):
        return render_template("prevention/challenges/hidden.html", challenge=hidden), 404
    return _page(challenge_for(person_id, key), DistanceForm())


@prevention.post("/challenges/<key>/add")
@who(Who.SIGNED_IN)
def add_distance(key: str) -> ResponseReturnValue:
    """Add what they covered together."""
    found, form = steering.of_members(current_actor(), key), DistanceForm()
    if done := attempt(form, lambda: steering.add(current_actor(), key, given(form.km.data), form.day.data)):
        session[ADDED] = [*session.get(ADDED, ()), done.value][-KEPT:]
        say_done(_("Added."), url_for(".take_distance_back", key=key, distance=done.value))
        return redirect(url_for(".challenge", key=key), 303)
    return _page(found, form), 422


@prevention.post("/challenges/<key>/back/<distance>")
@who(Who.SIGNED_IN)
def take_distance_back(key: str, distance: str) -> ResponseReturnValue:
    """Take back what this browser added."""
    added = session.get(ADDED, [])
    if distance not in added:
        raise NotFound(_("Only who added it can take it back, on the same device."))
    steering.take_back(current_actor(), key, distance)
    session[ADDED] = [one for one in added if one != distance]
    say_done(_("Taken back."))
    return redirect(url_for(".challenge", key=key), 303)


@prevention.post("/challenges/<key>/show")
@who(Who.SIGNED_IN)
def show_challenge(key: str) -> ResponseReturnValue:
    """Let everybody see it."""
    steering.show(current_actor(), key)
    say_done(_("Everybody can see it now."), url_for(".hide_challenge", key=key))
    return redirect(url_for(".challenge", key=key), 303)


@prevention.post("/challenges/<key>/hide")
@who(Who.SIGNED_IN)
def hide_challenge(key: str) -> ResponseReturnValue:
    """Keep it to the group."""
    steering.hide(current_actor(), key)
    say_done(_("Only your group sees it now."), url_for(".show_challenge", key=key))
    return redirect(url_for(".challenge", key=key), 303)


@prevention.post("/challenges/<key>/stop")
@who(Who.SIGNED_IN)
def stop_challenge(key: str) -> ResponseReturnValue:
    """Stop it; that is fine, and needs no reason."""
    steering.stop(current_actor(), key)
    say_done(_("Stopped. That is fine. Only your group sees it still."), url_for(".go_on_with_challenge", key=key))
    return redirect(url_for(".challenge", key=key), 303)


@prevention.post("/challenges/<key>/go-on")
@who(Who.SIGNED_IN)
def go_on_with_challenge(key: str) -> ResponseReturnValue:
    """Not stopped after all."""
    steering.go_on(current_actor(), key)
    say_done(_("You go on."))
    return redirect(url_for(".challenge", key=key), 303)


def _page(found: Challenge, form: DistanceForm) -> str:
    total, member = total_of(found), is_member(current_person_id(), found.group_id)
    return render_template(
        "prevention/challenges/challenge.html",
        challenge=found,
        form=form,
        total=total,
        said=conclusion(found, total),
        places=picture(found, total),
        member=member,
        runs=found.runs(today_of(found)),
        stands=stands(found),
        days=by_day(found) if member else [],
        added=just_added(found, session.get(ADDED, ())) if member else [],
    )


def _new_page(form: ChallengeForm, group: Group) -> str:
    return render_template("prevention/challenges/new.html", form=form, group=group)
