"""Pages of partners and parts, for coordinators; an administrator of a house names the first one, and sees no more."""

from datetime import date, timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people import search
from app.people.roles_forms import FindForm
from app.people.service import person_with_public_id
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from plugins.outreach.partners import keeping
from plugins.outreach.partners.forms import PART_WORDS, BeginForm, PartForm, PartnerForm
from plugins.outreach.partners.models import COORDINATOR, Partner
from plugins.outreach.partners.rights import require, today
from plugins.outreach.views import outreach

YEAR = timedelta(days=365)


@outreach.get("/begin")
@who(Who.ADMIN)
def begin() -> str:
    """Ask which organisation coordinates, and who for it."""
    return _begin_page(BeginForm())


@outreach.post("/begin")
@who(Who.ADMIN)
def name_coordinator() -> ResponseReturnValue:
    """Let them begin."""
    form = BeginForm()
    if attempt(form, lambda: keeping.begin(current_actor(), form.name.data or "", form.who.data or "")) is None:
        return _begin_page(form), 422
    say_done(_("They can begin. Tell them: it stands in their log too."))
    return redirect(url_for(".index"), 303)


@outreach.get("/partners")
@who(Who.PART)
def partners() -> str:
    """The organisations, and the form for a new one."""
    require(current_actor(), COORDINATOR)
    return _list(PartnerForm())


@outreach.post("/partners")
@who(Who.PART)
def add_partner() -> ResponseReturnValue:
    """Let one more take part."""
    require(current_actor(), COORDINATOR)
    form = PartnerForm()
    done = attempt(form, lambda: keeping.add_partner(current_actor(), form.name.data or "", form.phone.data or ""))
    if done is None:
        return _list(form), 422
    say_done(_("The organisation takes part. Who does what?"))
    return redirect(url_for(".partner", key=done.value), 303)


@outreach.get("/partners/<key>")
@who(Who.PART)
def partner(key: str) -> str:
    """An organisation: who does what for it, the search for somebody, and its name."""
    require(current_actor(), COORDINATOR)
    found = keeping.partner_with(key)
    return _page(found, PartnerForm(data={"name": found.name, "phone": found.phone}))


@outreach.post("/partners/<key>")
@who(Who.PART)
def change_partner(key: str) -> ResponseReturnValue:
    """Change its name or phone number."""
    require(current_actor(), COORDINATOR)
    found, form = keeping.partner_with(key), PartnerForm()
    name, phone = form.name.data or "", form.phone.data or ""
    if attempt(form, lambda: keeping.change_partner(current_actor(), key, name, phone)) is None:
        return _page(found, form), 422
    say_done(_("Changed."))
    return redirect(url_for(".partner", key=key), 303)


@outreach.post("/partners/<key>/end")
@who(Who.PART)
def end_partner(key: str) -> ResponseReturnValue:
    """It takes part no longer."""
    keeping.end_partner(current_actor(), key)
    say_done(_("The organisation takes part no longer."))
    return redirect(url_for(".partners"), 303)


@outreach.get("/partners/<key>/people/<person>")
@who(Who.PART)
def part_form(key: str, person: str) -> str:
    """A part for somebody."""
    require(current_actor(), COORDINATOR)
    return _part_page(keeping.partner_with(key), person, PartForm(until=today() + YEAR))


@outreach.post("/partners/<key>/people/<person>")
@who(Who.PART)
def give_part(key: str, person: str) -> ResponseReturnValue:
    """Give it."""
    require(current_actor(), COORDINATOR)
    found, form = keeping.partner_with(key), PartForm()
    kind, until = form.kind, form.until
    done = attempt(
        form, lambda: keeping.give_part(current_actor(), key, person, str(kind.data), until.data or date.min)
    )
    if done is None:
        return _part_page(found, person, form), 422
    say_done(_("Done. It stands in their log."))
    return redirect(url_for(".partner", key=key), 303)


@outreach.post("/parts/<key>/end")
@who(Who.PART)
def end_part(key: str) -> ResponseReturnValue:
    """It ends now."""
    partner_key = keeping.end_part(current_actor(), key)
    say_done(_("That part has ended."))
    return redirect(url_for(".partner", key=partner_key), 303)


def _begin_page(form: BeginForm) -> str:
    begun = keeping.somebody_coordinates()
    return render_template("outreach/partners/begin.html", form=form, begun=begun)


def _list(form: PartnerForm) -> str:
    return render_template("outreach/partners/list.html", partners=keeping.partners(), form=form)


def _page(found: Partner, form: PartnerForm) -> str:
    looking = FindForm(request.args)
    wanted = (looking.q.data or "") if looking.validate() else ""
    people, more = search.find(wanted)
    return render_template(
        "outreach/partners/one.html",
        partner=found,
        parts=keeping.parts_in(found),
        words=PART_WORDS,
        form=form,
        looking=looking,
        wanted=wanted,
        people=people,
        more=more,
    )


def _part_page(found: Partner, person: str, form: PartForm) -> str:
    somebody = person_with_public_id(person)
    return render_template("outreach/partners/part.html", partner=found, person=somebody, form=form)
