"""The rules for kinds of use and rooms: to read for everybody, to decide on for hosts."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import now, wall
from app.people import roles
from app.places.models import House
from app.places.rights import HOST, require
from app.places.spaces import space_in, spaces_of
from app.places.views.pages import house_of
from app.web import Who, current_actor, say_done, use_house, who
from app.web.attempts import attempt
from plugins.rooms.kinds import deciding
from plugins.rooms.kinds.forms import KindRuleForm
from plugins.rooms.kinds.models import KindRule
from plugins.rooms.kinds.reading import decided, value_of
from plugins.rooms.kinds.words import sentence
from plugins.rooms.views.blueprint import rooms


@rooms.get("/agreed/<slug>")
@who(Who.EVERYONE)
def kind_rules(slug: str) -> str:
    """What we agreed about kinds of use and rooms, since when and why; and what it was before."""
    house = house_of(slug)
    use_house(house)
    hosts = roles.may(current_actor(), house.id, "host")
    rows = [one for one in decided(house.id) if hosts or one.space is None or not one.space.is_hidden]
    today = wall(now(), house.zone).date()
    return render_template(
        "rooms/kinds/rules.html",
        house=house,
        standing=[one for one in rows if one.ended_on is None or one.ended_on > today],
        ended=[one for one in rows if one.ended_on is not None and one.ended_on <= today],
        says=rule_words,
        today=today,
        hosts=hosts,
    )


@rooms.get("/agreed/<slug>/new")
@who(Who.HOST)
def decide_page(slug: str) -> ResponseReturnValue:
    """Write down a rule."""
    house = _house(slug)
    return _page(house, _form(house))


@rooms.post("/agreed/<slug>/new")
@who(Who.HOST)
def decide_rule(slug: str) -> ResponseReturnValue:
    """Write down a rule."""
    house = _house(slug)
    form = _form(house)
    if not attempt(form, lambda: deciding.decide(current_actor(), house.id, _values(house, form))):
        return _page(house, form)
    say_done(_("Written down. It holds from that day on."))
    return redirect(url_for(".kind_rules", slug=slug), 303)


@rooms.post("/agreed/<slug>/<key>/end")
@who(Who.HOST)
def end_rule(slug: str, key: str) -> ResponseReturnValue:
    """Let a rule end."""
    _house(slug)
    deciding.end(current_actor(), key)
    say_done(_("It does not hold any more. It can still be read."))
    return redirect(url_for(".kind_rules", slug=slug), 303)


def rule_words(row: KindRule) -> str:
    """A row in one sentence."""
    return sentence(value_of(row), row.space.name if row.space else "")


def _house(slug: str) -> House:
    house = house_of(slug)
    require(current_actor(), house.id, HOST)
    use_house(house)
    return house


def _form(house: House) -> KindRuleForm:
    form = KindRuleForm(data={"since": wall(now(), house.zone).date()})
    form.offer_rooms([one for one in spaces_of(house.id) if one.bookable])
    return form


def _values(house: House, form: KindRuleForm) -> deciding.RuleValues:
    space = space_in(house.id, form.space.data) if form.space.data else None
    return deciding.RuleValues(
        what=form.what.data,
        value=form.value.data if form.value.data is not None else -1,
        since=form.since.data or wall(now(), house.zone).date(),
        why=form.why.data or "",
        kind=form.kind.data or "",
        space_id=space.id if space else None,
        per=form.per.data or "",
    )


def _page(house: House, form: KindRuleForm) -> ResponseReturnValue:
    return render_template("rooms/kinds/new.html", house=house, form=form), 422 if form.problems() else 200
