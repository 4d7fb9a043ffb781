"""Pages of a round, for coordinators; callers read in counts how it stands."""

from typing import TypeVar

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from app.web.forms import given
from plugins.outreach.figures.reading import table_of
from plugins.outreach.partners.keeping import partners
from plugins.outreach.partners.models import CALLER, COORDINATOR
from plugins.outreach.partners.rights import has_part, require, today
from plugins.outreach.rounds import keeping
from plugins.outreach.rounds.forms import ROLE_WORDS, BeginRoundForm, CountsForm, LetterForm, RemindedForm, SettingsForm
from plugins.outreach.rounds.letter import first_letter
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.reading import batches_of, counts_of, may_begin, round_with, rounds
from plugins.outreach.rounds.rights import sees
from plugins.outreach.views import outreach
from plugins.outreach.wheel.months import first_of

F = TypeVar("F", bound=SettingsForm)


@outreach.get("/rounds")
@who(Who.PART)
def all_rounds() -> str:
    """The rounds, and which district may begin one."""
    actor = current_actor()
    require(actor, COORDINATOR, CALLER)
    coordinates = has_part(actor, COORDINATOR)
    return render_template(
        "outreach/rounds/list.html",
        rounds=rounds(),
        coordinates=coordinates,
        may_begin=may_begin() if coordinates else (),
    )


@outreach.get("/rounds/new")
@who(Who.PART)
def new_round() -> str:
    """Ask for which district, and who does what."""
    require(current_actor(), COORDINATOR)
    return _begin_page(_with_partners(BeginRoundForm()))


@outreach.post("/rounds/new")
@who(Who.PART)
def begin_round() -> ResponseReturnValue:
    """Begin it."""
    require(current_actor(), COORDINATOR)
    form = _with_partners(BeginRoundForm())
    form.offer_districts(may_begin())
    done = attempt(form, lambda: keeping.begin_round(current_actor(), form.district.data, form.values()))
    if done is None:
        return _begin_page(form), 422
    say_done(_("The round has begun. Read the letter first."))
    return redirect(url_for(".one_round", key=done.value), 303)


@outreach.get("/rounds/<key>")
@who(Who.PART)
def one_round(key: str) -> str:
    """How it stands, in counts, and the ways on."""
    actor, one = current_actor(), round_with(key)
    require(actor, COORDINATOR, CALLER)
    return render_template(
        "outreach/rounds/one.html",
        round=one,
        counts=counts_of(one),
        told=table_of(one) if one.closed else None,
        batches=[] if one.closed else batches_of(one),
        this_month=first_of(today()),
        roles=ROLE_WORDS,
        coordinates=has_part(actor, COORDINATOR),
        sees=sees(actor, one),
    )


@outreach.get("/rounds/<key>/settings")
@who(Who.PART)
def round_settings(key: str) -> str:
    """Who does what."""
    require(current_actor(), COORDINATOR)
    one, form = round_with(key), _with_partners(SettingsForm())
    form.show(one)
    return render_template("outreach/rounds/settings.html", round=one, form=form)


@outreach.post("/rounds/<key>/settings")
@who(Who.PART)
def change_round(key: str) -> ResponseReturnValue:
    """Change it."""
    require(current_actor(), COORDINATOR)
    one, form = round_with(key), _with_partners(SettingsForm())
    if attempt(form, lambda: keeping.change_round(current_actor(), key, form.values())) is None:
        return render_template("outreach/rounds/settings.html", round=one, form=form), 422
    return _done(key, _("Changed."))


@outreach.get("/rounds/<key>/letter")
@who(Who.PART)
def letter(key: str) -> str:
    """The letter, to write."""
    require(current_actor(), COORDINATOR)
    one = round_with(key)
    return _letter_page(one, LetterForm(dutch=one.letter_nl, english=one.letter_en))


@outreach.post("/rounds/<key>/letter")
@who(Who.PART)
def write_letter(key: str) -> ResponseReturnValue:
    """Keep it."""
    require(current_actor(), COORDINATOR)
    one, form = round_with(key), LetterForm()
    dutch, english = form.dutch.data or "", form.english.data or ""
    if attempt(form, lambda: keeping.write_letter(current_actor(), key, dutch, english)) is None:
        return _letter_page(one, form), 422
    return _done(key, _("The letter is kept."))


@outreach.get("/rounds/<key>/counts")
@who(Who.PART)
def round_counts(key: str) -> str:
    """Ask what came back."""
    require(current_actor(), COORDINATOR)
    one = round_with(key)
    form = _counts_form(one)
    form.process(data={"undeliverable": one.undeliverable, "reminded": one.reminded})
    return render_template("outreach/rounds/counts.html", round=one, form=form)


@outreach.post("/rounds/<key>/counts")
@who(Who.PART)
def tell_counts(key: str) -> ResponseReturnValue:
    """Write it down."""
    require(current_actor(), COORDINATOR)
    one = round_with(key)
    form = _counts_form(one)

    def tell() -> None:
        reminded = given(form.reminded.data) if isinstance(form, RemindedForm) else 0
        keeping.tell_counts(current_actor(), key, given(form.undeliverable.data), reminded)

    if attempt(form, tell) is None:
        return render_template("outreach/rounds/counts.html", round=one, form=form), 422
    return _done(key, _("Written down."))


def _begin_page(form: BeginRoundForm) -> str:
    found = may_begin()
    form.offer_districts(found)
    return render_template("outreach/rounds/begin.html", form=form, may_begin=found)


def _with_partners(form: F) -> F:
    form.offer_partners(partners())
    return form


def _counts_form(one: Round) -> CountsForm:
    return RemindedForm() if one.reminds else CountsForm()


def _letter_page(one: Round, form: LetterForm) -> str:
    return render_template("outreach/rounds/letter.html", round=one, form=form, english=first_letter("en"))


def _done(key: str, words: str) -> ResponseReturnValue:
    say_done(words)
    return redirect(url_for(".one_round", key=key), 303)
