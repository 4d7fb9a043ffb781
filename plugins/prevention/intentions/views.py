"""Pages of what one means to do: one's own list, a new one with its reminder or on paper only, the slip."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.calendar.themes import THEMES, Theme
from app.people.models import Person
from app.web import Who, current_actor, current_person, current_person_id, say_done, who
from app.web.attempts import attempt
from plugins.prevention.intentions import keeping
from plugins.prevention.intentions.forms import PART_WORDS, IntentionForm
from plugins.prevention.intentions.keeping import IntentionValues
from plugins.prevention.intentions.models import Intention
from plugins.prevention.intentions.moments import part_of
from plugins.prevention.intentions.sentences import SENTENCES
from plugins.prevention.views import house_here, prevention, theme_at


@prevention.get("/intentions")
@who(Who.EVERYONE)
def intentions() -> str:
    """What I mean to do; and the themes, for something new. At the desk only what the code on a slip opens."""
    return render_template(
        "prevention/intentions/index.html", own=_shown(), themes=THEMES, sentences=SENTENCES, code=_code()
    )


@prevention.get("/intentions/new/<theme>")
@who(Who.EVERYONE)
def new_intention(theme: str) -> str:
    """Two ready sentences, or one's own words; and when to be reminded."""
    found = theme_at(theme)
    return _new_page(IntentionForm(found), found)


@prevention.post("/intentions/new/<theme>")
@who(Who.EVERYONE)
def intend(theme: str) -> ResponseReturnValue:
    """Keep it with its reminder; or make a slip of it, and keep nothing."""
    found, house = theme_at(theme), house_here()
    form = IntentionForm(found)
    if request.form.get("way") == "paper":
        if done := attempt(form, lambda: keeping.checked(form.values())):
            return _paper(done.value, found)
        return _new_page(form, found), 422
    if kept := attempt(form, lambda: keeping.intend(current_actor(), house.id, form.values())):
        say_done(_("It stands there. You get one reminder, and only you see this."), url_for(".let_go", key=kept.value))
        return redirect(_after(kept.value), 303)
    return _new_page(form, found), 422


@prevention.get("/intentions/<key>/change")
@who(Who.SIGNED_IN)
def edit_intention(key: str) -> str:
    """Say it otherwise, or be reminded at another moment."""
    row = keeping.intention_of(current_actor(), key)
    return _change_page(IntentionForm(row.theme_of, row), row)


@prevention.post("/intentions/<key>/change")
@who(Who.SIGNED_IN)
def change_intention(key: str) -> ResponseReturnValue:
    """Keep the change."""
    row = keeping.intention_of(current_actor(), key)
    form = IntentionForm(row.theme_of)
    if attempt(form, lambda: keeping.change(current_actor(), key, form.values())):
        say_done(_("Changed."))
        return redirect(_after(key), 303)
    return _change_page(form, keeping.intention_of(current_actor(), key)), 422


@prevention.post("/intentions/<key>/done")
@who(Who.SIGNED_IN)
def intention_done(key: str) -> ResponseReturnValue:
    """It is done; then it need not be kept."""
    keeping.let_go(current_actor(), key)
    say_done(_("Well done. In a quarter of an hour nothing of it is kept."), url_for(".bring_back", key=key))
    return redirect(url_for(".intentions"), 303)


@prevention.post("/intentions/<key>/away")
@who(Who.SIGNED_IN)
def let_go(key: str) -> ResponseReturnValue:
    """Not after all. That is fine, and needs no reason."""
    keeping.let_go(current_actor(), key)
    say_done(
        _("That is fine. No reminder comes, and in a quarter of an hour nothing of it is kept."),
        url_for(".bring_back", key=key),
    )
    return redirect(url_for(".intentions"), 303)


@prevention.post("/intentions/<key>/back")
@who(Who.SIGNED_IN)
def bring_back(key: str) -> ResponseReturnValue:
    """Keep it after all."""
    keeping.bring_back(current_actor(), key)
    say_done(_("It is back."))
    return redirect(_after(key), 303)


@prevention.get("/intentions/<key>/slip")
@who(Who.SIGNED_IN)
def intention_slip(key: str) -> str:
    """The slip of what is kept, with the code that opens it at the desk."""
    row = keeping.intention_of(current_actor(), key)
    zone = row.house.zone
    part = part_of(row.remind_at, zone) if row.remind_at else ""
    return render_template(
        "prevention/intentions/slip.html",
        theme=row.theme_of,
        said=row.said,
        when=row.remind_at,
        zone=zone,
        part=dict(PART_WORDS).get(part, ""),
        code=row.key,
        house=row.house,
    )


def _paper(values: IntentionValues, theme: Theme) -> str:
    """A slip of what is kept nowhere."""
    return render_template(
        "prevention/intentions/slip.html",
        theme=theme,
        said=SENTENCES.get(values.sentence, values.words),
        when=values.day,
        zone=None,
        part=dict(PART_WORDS)[values.part] if values.day else "",
        code="",
        house=house_here(),
    )


def _new_page(form: IntentionForm, theme: Theme) -> str:
    return render_template(
        "prevention/intentions/new.html", form=form, theme=theme, reached=_reached(current_person()), others=THEMES
    )


def _change_page(form: IntentionForm, row: Intention) -> str:
    reached = _reached(current_person())
    return render_template("prevention/intentions/change.html", form=form, intention=row, reached=reached)


def _shown() -> list[Intention]:
    """One's own. Who acts for somebody at the desk sees none of theirs, but the one whose code stands on their slip."""
    own = keeping.own(current_person_id())
    return [one for one in own if one.key == _code()] if current_actor().on_behalf else own


def _code() -> str:
    return "".join(sign for sign in request.args.get("code", "").lower() if sign.isalnum())[:8]


def _after(key: str) -> str:
    """The list; but the slip where it is printed on the spot: at the desk, and for who has no mail."""
    person = current_person()
    on_paper = current_actor().on_behalf or (person is not None and not person.email)
    return url_for(".intention_slip", key=key) if on_paper else url_for(".intentions")


def _reached(person: Person | None) -> str:
    """How the reminder comes, as a sentence."""
    if person is None:
        return ""
    if person.email:
        return _("The reminder comes by mail.")
    if person.phone:
        return _("The reminder comes by phone: somebody of the desk calls.")
    return _("The reminder lies ready on paper, at the desk.")
