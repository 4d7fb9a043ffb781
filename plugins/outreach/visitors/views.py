"""Pages of visitors: the list and the papers for coordinators, one's own page for who visits."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.web import Who, current_actor, current_person_id, say_done, who
from app.web.attempts import attempt
from plugins.outreach.partners.models import COORDINATOR, VISITOR
from plugins.outreach.partners.rights import require
from plugins.outreach.views import outreach
from plugins.outreach.visitors import keeping
from plugins.outreach.visitors.forms import PairForm, PapersForm, WishesForm
from plugins.outreach.visitors.reading import Line, languages_of, own_line, visitor_with
from plugins.outreach.visitors.reading import visitors as all_visitors
from plugins.outreach.wheel.reading import districts

outreach.add_app_template_global(languages_of, "languages_of")


@outreach.get("/visitors")
@who(Who.PART)
def visitors() -> str:
    """Who visits, and what is still lacking."""
    require(current_actor(), COORDINATOR)
    return render_template("outreach/visitors/list.html", lines=all_visitors())


@outreach.get("/visitors/<key>")
@who(Who.PART)
def visitor(key: str) -> str:
    """A visitor: the papers, what they like, and whom they go with."""
    require(current_actor(), COORDINATOR)
    line = visitor_with(key)
    return _page(line, PapersForm(obj=line.visitor), _pair_form(line))


@outreach.post("/visitors/<key>")
@who(Who.PART)
def tell_papers(key: str) -> ResponseReturnValue:
    """Write down what was seen."""
    require(current_actor(), COORDINATOR)
    line, form = visitor_with(key), PapersForm()
    if attempt(form, lambda: keeping.tell_papers(current_actor(), key, form.values())) is None:
        return _page(line, form, _pair_form(line)), 422
    say_done(_("Written down. They see it too."))
    return redirect(url_for(".visitors"), 303)


@outreach.post("/visitors/<key>/pairs")
@who(Who.PART)
def pair(key: str) -> ResponseReturnValue:
    """Let two be a pair."""
    require(current_actor(), COORDINATOR)
    line = visitor_with(key)
    form = _pair_form(line)
    if attempt(form, lambda: keeping.pair(current_actor(), key, form.other.data or "")) is None:
        return _page(line, PapersForm(formdata=None, obj=line.visitor), form), 422
    say_done(_("They are a pair now."), undo_url=url_for(".part_ways", key=key, other=form.other.data))
    return redirect(url_for(".visitor", key=key), 303)


@outreach.post("/visitors/<key>/pairs/<other>/end")
@who(Who.PART)
def part_ways(key: str, other: str) -> ResponseReturnValue:
    """They are no pair any more."""
    keeping.part_ways(current_actor(), key, other)
    say_done(_("They are no pair any more."))
    return redirect(url_for(".visitor", key=key), 303)


@outreach.get("/visiting")
@who(Who.PART)
def visiting() -> str:
    """One's own page: what was seen, and how one likes to visit."""
    require(current_actor(), VISITOR)
    line, form = own_line(current_person_id() or 0), _wishes_form()
    form.show(line.visitor)
    return render_template("outreach/visitors/own.html", line=line, form=form)


@outreach.post("/visiting")
@who(Who.PART)
def tell_wishes() -> ResponseReturnValue:
    """Say how one likes to visit."""
    require(current_actor(), VISITOR)
    form = _wishes_form()
    if attempt(form, lambda: keeping.tell_wishes(current_actor(), form.values())) is None:
        return render_template("outreach/visitors/own.html", line=own_line(current_person_id() or 0), form=form), 422
    say_done(_("Kept. You can change it whenever you like."))
    return redirect(url_for(".visiting"), 303)


def _wishes_form() -> WishesForm:
    form = WishesForm()
    form.offer_districts(districts())
    return form


def _pair_form(line: Line) -> PairForm:
    form = PairForm()
    taken = {line.person.id, *(one.id for one in line.partners)}
    form.offer(one.person for one in all_visitors() if one.person.id not in taken)
    return form


def _page(line: Line, form: PapersForm, pair_form: PairForm) -> str:
    return render_template("outreach/visitors/one.html", line=line, form=form, pair_form=pair_form)
