"""Pages of the buddy call: the buttons at the door, and what a buddy sees."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField
from wtforms.validators import InputRequired

from app.web import Who, current_actor, current_person_id, say_done, who
from app.web.attempts import attempt
from app.web.forms import Form, as_choices
from plugins.outreach.buddies import keeping
from plugins.outreach.buddies.reading import buddy_of, inside_of, may_be_buddy, row_of, talks_for
from plugins.outreach.place import the_house
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.reading import talk_with
from plugins.outreach.talks.rights import visits
from plugins.outreach.talks.visiting import own_page
from plugins.outreach.views import outreach

outreach.add_app_template_global(inside_of, "inside_of")
outreach.add_app_template_global(buddy_of, "buddy_of")
outreach.add_app_template_global(keeping.is_time, "is_time_to_go_in")


class BuddyForm(Form):
    """Who is the buddy."""

    buddy = SelectField(lazy_gettext("Who is your buddy?"), [InputRequired()])

    def offer(self, talk: Talk) -> None:
        """Everybody with a part."""
        self.buddy.choices = as_choices((one.public_id, one.name) for one in may_be_buddy(talk))


@outreach.app_template_global()
def buddy_call(talk: Talk) -> dict[str, Any]:
    """The buddy of a talk, and whether they are inside."""
    return {"row": row_of(talk), "buddy": buddy_of(talk)}


@outreach.app_template_global()
def buddy_form_of(talk: Talk) -> BuddyForm:
    """The form for another buddy, with the one that there is."""
    form, found = BuddyForm(formdata=None), buddy_of(talk)
    form.offer(talk)
    form.buddy.data = found.public_id if found else None
    return form


@outreach.app_template_global()
def is_buddy_soon() -> bool:
    """Whether who is here is the buddy of a talk of today or tomorrow."""
    return bool(talks_for(current_person_id()))


@outreach.get("/buddy")
@who(Who.PART)
def buddy() -> str:
    """The talks of today and tomorrow of which one is the buddy: who, when, and whether they are inside."""
    found = [(talk, row_of(talk)) for talk in talks_for(current_person_id())]
    return render_template("outreach/buddies/list.html", talks=found, zone=the_house().zone)


@outreach.post("/visiting/<key>/buddy")
@who(Who.PART)
def choose_buddy(key: str) -> ResponseReturnValue:
    """Somebody else."""
    form = BuddyForm()
    form.offer(talk_with(key))
    if attempt(form, lambda: keeping.choose(current_actor(), key, form.buddy.data or "")) is None:
        return own_page(key, buddy_form=form), 422
    say_done(_("Chosen. Tell them that you go."))
    return redirect(url_for(".own_talk", key=key), 303)


@outreach.post("/inside/<key>/in")
@who(Who.PART)
def go_in(key: str) -> ResponseReturnValue:
    """We go inside."""
    keeping.go_in(current_actor(), key)
    return _back(key, _("Your buddy sees it. Have a good talk."))


@outreach.post("/inside/<key>/longer")
@who(Who.PART)
def stay(key: str) -> ResponseReturnValue:
    """It takes longer."""
    keeping.stay(current_actor(), key)
    return _back(key, _("Half an hour longer. Your buddy sees it."))


@outreach.post("/inside/<key>/out")
@who(Who.PART)
def go_out(key: str) -> ResponseReturnValue:
    """We are outside again."""
    keeping.go_out(current_actor(), key)
    return _back(key, _("Good. Your buddy sees it."))


def _back(key: str, words: str) -> ResponseReturnValue:
    say_done(words)
    found = talk_with(key)
    if visits(current_actor(), found):
        return redirect(url_for(".own_talk", key=key), 303)
    if keeping.is_buddy(current_actor(), found):
        return redirect(url_for(".buddy"), 303)
    return redirect(url_for(".talks", key=found.reply.round.public_id), 303)
