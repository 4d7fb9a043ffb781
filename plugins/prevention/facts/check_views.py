"""Pages of who checks facts in a house: what is to be done, sign off, write, take off. Hosts see the list too."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.people import roles
from app.places.models import House
from app.places.views.pages import house_of
from app.refusals import NotAllowed
from app.web import Who, current_actor, say_done, use_house, who
from app.web.attempts import attempt
from app.web.languages import current_language
from plugins.prevention.facts import checking, reading, writing
from plugins.prevention.facts.forms import CheckForm, NewAddressForm, WordsForm, form_for
from plugins.prevention.facts.numbers import ships
from plugins.prevention.facts.reading import Fact
from plugins.prevention.facts.rights import CHECKER, may_check, may_read_along, require_checker
from plugins.prevention.facts.rows import own_of
from plugins.prevention.facts.sorting import sort_out
from plugins.prevention.views import prevention


@prevention.get("/check/<house_slug>")
@who(Who.SIGNED_IN)
def to_check(house_slug: str) -> str:
    """Everything, with what is to be looked at first."""
    house = _house_of(house_slug)
    if not may_read_along(current_actor(), house.id):
        raise NotAllowed(_("This page is for hosts, and for who checks facts in this house."))
    return render_template(
        "prevention/facts/to_check.html",
        house=house,
        sorted_out=sort_out(reading.all_facts(house)),
        checks=may_check(current_actor(), house.id),
        somebody_checks=bool(roles.people_with(house.id, CHECKER)),
    )


@prevention.get("/check/<house_slug>/new")
@who(Who.SIGNED_IN)
def new_address(house_slug: str) -> ResponseReturnValue:
    """An address that is not on the list yet."""
    house = _checked_by_me(house_slug)
    return _new_page(house, NewAddressForm())


@prevention.post("/check/<house_slug>/new")
@who(Who.SIGNED_IN)
def add_address(house_slug: str) -> ResponseReturnValue:
    """Put it on the list."""
    house = _checked_by_me(house_slug)
    form = NewAddressForm()
    done = attempt(
        form,
        lambda: writing.add_address(current_actor(), house.id, form.kind.data or "", form.values(), current_language()),
    )
    if done is None:
        return _new_page(house, form)
    say_done(_("It is on the list. Nobody has checked it yet."))
    return redirect(url_for(".check_fact", house_slug=house.slug, key=done.value), 303)


@prevention.get("/check/<house_slug>/<key>")
@who(Who.SIGNED_IN)
def check_fact(house_slug: str, key: str) -> ResponseReturnValue:
    """Read the source, and sign it off."""
    house = _checked_by_me(house_slug)
    fact = reading.fact_with(house, key)
    return _check_page(house, fact, CheckForm(data={"digest": fact.digest}))


@prevention.post("/check/<house_slug>/<key>")
@who(Who.SIGNED_IN)
def sign_off(house_slug: str, key: str) -> ResponseReturnValue:
    """Say that the source says this."""
    house = _checked_by_me(house_slug)
    form = CheckForm()

    def act() -> str:
        has_read, show_name = bool(form.has_read.data), bool(form.show_name.data)
        return checking.sign_off(
            current_actor(), house.id, key, form.digest.data or "", has_read=has_read, show_name=show_name
        )

    if attempt(form, act) is None:
        return _check_page(house, reading.fact_with(house, key), form)
    say_done(_("Signed off. Thank you for reading it."))
    return redirect(url_for(".to_check", house_slug=house.slug), 303)


@prevention.get("/check/<house_slug>/<key>/words")
@who(Who.SIGNED_IN)
def fact_words(house_slug: str, key: str) -> ResponseReturnValue:
    """Write it in the house's own words."""
    house = _checked_by_me(house_slug)
    fact = reading.fact_with(house, key)
    return _words_page(house, fact, form_for(fact))


@prevention.post("/check/<house_slug>/<key>/words")
@who(Who.SIGNED_IN)
def write_fact(house_slug: str, key: str) -> ResponseReturnValue:
    """Let these words stand; what stood there stays readable."""
    house = _checked_by_me(house_slug)
    fact = reading.fact_with(house, key)
    form = form_for(fact)
    if attempt(form, lambda: writing.write(current_actor(), house.id, key, form.values(), current_language())) is None:
        return _words_page(house, reading.fact_with(house, key), form)
    say_done(_("Changed. Nobody has checked the new text yet."))
    return redirect(url_for(".check_fact", house_slug=house.slug, key=key), 303)


@prevention.post("/check/<house_slug>/<key>/off")
@who(Who.SIGNED_IN)
def take_fact_off(house_slug: str, key: str) -> ResponseReturnValue:
    """The house's own text no longer stands."""
    house = _checked_by_me(house_slug)
    writing.take_off(current_actor(), house.id, key)
    say_done(_("Your text no longer stands here."), url_for(".put_fact_back", house_slug=house.slug, key=key))
    return redirect(url_for(".to_check", house_slug=house.slug), 303)


@prevention.post("/check/<house_slug>/<key>/back")
@who(Who.SIGNED_IN)
def put_fact_back(house_slug: str, key: str) -> ResponseReturnValue:
    """It stands again."""
    house = _checked_by_me(house_slug)
    writing.put_back(current_actor(), house.id, key)
    say_done(_("Your text stands here again."))
    return redirect(url_for(".check_fact", house_slug=house.slug, key=key), 303)


@prevention.post("/facts/checks/<public_id>/nameless")
@who(Who.SIGNED_IN)
def take_name_away(public_id: str) -> ResponseReturnValue:
    """Let the role stand where one's name stood."""
    key = checking.take_name_away(current_actor(), public_id)
    say_done(_("Your name is gone from there."))
    return redirect(url_for(".fact", key=key), 303)


def _house_of(slug: str) -> House:
    house = house_of(slug)
    use_house(house)
    return house


def _checked_by_me(slug: str) -> House:
    house = _house_of(slug)
    require_checker(current_actor(), house.id)
    return house


def _check_page(house: House, fact: Fact, form: CheckForm) -> ResponseReturnValue:
    form.digest.data = fact.digest
    own = own_of(house.id, fact.key) is not None
    page = render_template(
        "prevention/facts/check.html", house=house, fact=fact, form=form, own=own, ships=ships(fact.key)
    )
    return page, 422 if form.problems() else 200


def _words_page(house: House, fact: Fact, form: WordsForm) -> ResponseReturnValue:
    page = render_template("prevention/facts/words.html", house=house, fact=fact, form=form)
    return page, 422 if form.problems() else 200


def _new_page(house: House, form: NewAddressForm) -> ResponseReturnValue:
    page = render_template("prevention/facts/new.html", house=house, form=form)
    return page, 422 if form.problems() else 200
