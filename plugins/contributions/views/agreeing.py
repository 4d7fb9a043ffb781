"""What a group does in return this season."""

from flask import abort, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db import db
from app.people.groups import group_with_slug
from app.people.models import Group
from app.places.models import House
from app.refusals import NotAllowed, Refusal
from app.web import Who, current_actor, say_done, who
from plugins.contributions import agreements
from plugins.contributions.forms import AgreementForm
from plugins.contributions.views import contributions, on_form
from plugins.contributions.views.browsing import here


@contributions.get("/agreements/<slug>")
@who(Who.SIGNED_IN)
def agreement(slug: str) -> str:
    """Write down what a group does."""
    group, house = _group_and_house(slug)
    season = agreements.current_season(house).key
    known = [one for one in agreements.agreements_of(group.id) if one.house_id == house.id]
    form = AgreementForm(data={"words": known[0].words if known else ""})
    return render_template("contributions/agreement.html", form=form, group=group, season=season)


@contributions.post("/agreements/<slug>")
@who(Who.SIGNED_IN)
def agree(slug: str) -> ResponseReturnValue:
    """Write down what a group does."""
    group, house = _group_and_house(slug)
    form = AgreementForm()
    if form.validate_on_submit():
        try:
            agreements.agree(current_actor(), group.id, house.id, form.words.data or "")
        except Refusal as refusal:
            on_form(form, refusal)
        else:
            say_done(_("Agreed. Thank you, all of you!"))
            return redirect(f"/groups/{group.slug}", 303)
    season = agreements.current_season(house).key
    return render_template("contributions/agreement.html", form=form, group=group, season=season), 422


def _group_and_house(slug: str) -> tuple[Group, House]:
    """The group and where it is at home; a refusal for who does not speak for it."""
    group = group_with_slug(slug)
    if group is None:
        abort(404)
    house = db.session.get(House, group.house_id) if group.house_id else here()
    if house is None or not agreements.may_agree(current_actor(), group.id, house.id):
        raise NotAllowed(_("Only the group's contacts and the hosts of the house can do this."))
    return group, house
