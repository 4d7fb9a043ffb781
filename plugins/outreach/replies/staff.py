"""Pages for coordinators and callers of a round: answers that came by card or phone, and who would like a talk."""

from dataclasses import replace
from typing import Final, cast

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actors import Actor, Channel
from app.refusals import NotFound
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from plugins.outreach.after.lasting import going_from
from plugins.outreach.partners.models import COORDINATOR
from plugins.outreach.partners.rights import require
from plugins.outreach.replies import answering, expiring, keeping
from plugins.outreach.replies.answering import Count
from plugins.outreach.replies.forms import FORM_WORDS, EnterForm, EnterYesForm, WishForm
from plugins.outreach.rounds.codes import OWN, plain, shown
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.reading import counts_of, round_with
from plugins.outreach.rounds.rights import require_sees
from plugins.outreach.views import outreach

WAYS: Final = {"card": Channel.CARD, "phone": Channel.PHONE}


@outreach.get("/rounds/<key>/enter/<way>")
@who(Who.PART)
def enter(key: str, way: str) -> str:
    """Ask what the card says, or who calls."""
    return _enter_page(_entering(key, way), way, EnterForm())


@outreach.post("/rounds/<key>/enter/<way>")
@who(Who.PART)
def entered(key: str, way: str) -> ResponseReturnValue:
    """Count it; after a yes there is more to ask."""
    one, form, said = _entering(key, way), EnterForm(), request.form.get("answer", "")
    if not form.validate():
        return _enter_page(one, way, form), 422
    code = form.code.data or ""
    if said not in ("no", "later"):
        return redirect(url_for(".enter_yes" if said == "yes" else ".enter", key=key, way=way, code=code or None), 303)
    if attempt(form, lambda: answering.enter(_actor(way), key, code, cast(Count, said))) is None:
        return _enter_page(one, way, form), 422
    say_done(_("Counted. Nothing else is kept of it."))
    return redirect(url_for(".enter", key=key, way=way), 303)


@outreach.get("/rounds/<key>/enter/<way>/yes")
@who(Who.PART)
def enter_yes(key: str, way: str) -> str:
    """Ask what a talk needs."""
    code = request.args.get("code", "")[:30]
    return _yes_page(_entering(key, way), way, EnterYesForm(code=code))


@outreach.post("/rounds/<key>/enter/<way>/yes")
@who(Who.PART)
def entered_yes(key: str, way: str) -> ResponseReturnValue:
    """Write it down, and give them a code."""
    one, form = _entering(key, way), EnterYesForm()
    done = attempt(form, lambda: answering.enter_yes(_actor(way), key, form.code.data or "", form.wish()))
    if done is None:
        return _yes_page(one, way, form), 422
    return redirect(url_for(".slip", key=key, code=done.value), 303)


@outreach.get("/rounds/<key>/slip/<code>")
@who(Who.PART)
def slip(key: str, code: str) -> str:
    """The code of somebody who answered by card or phone, to read out or to send along."""
    one = round_with(key)
    require_sees(current_actor(), one)
    if len(plain(code)) != OWN:
        raise NotFound(keeping.GONE)
    return render_template("outreach/replies/slip.html", round=one, shown=shown(plain(code)))


@outreach.get("/rounds/<key>/replies")
@who(Who.PART)
def replies(key: str) -> str:
    """Who would like a talk: names, no addresses."""
    one = round_with(key)
    found = keeping.replies_to(current_actor(), one)
    return render_template("outreach/replies/list.html", round=one, replies=found, words=FORM_WORDS)


@outreach.get("/rounds/<key>/replies/<reply>")
@who(Who.PART)
def reply_again(key: str, reply: str) -> ResponseReturnValue:
    """Somebody loads the page of somebody again: back to the list, since each look is asked for."""
    return redirect(url_for(".replies", key=key), 303)


@outreach.post("/rounds/<key>/replies/<reply>")
@who(Who.PART)
def look(key: str, reply: str) -> str:
    """What somebody told. They see who looked."""
    found, form = keeping.look(current_actor(), key, reply), WishForm()
    form.process(data={name: getattr(found, name) for name in form.data if hasattr(found, name)})
    return _reply_page(found.round, reply, form)


@outreach.post("/rounds/<key>/replies/<reply>/change")
@who(Who.PART)
def change_reply(key: str, reply: str) -> ResponseReturnValue:
    """Change it for them."""
    one, form = round_with(key), WishForm()
    require_sees(current_actor(), one)
    if attempt(form, lambda: keeping.change(current_actor(), key, reply, form.wish())) is None:
        return _reply_page(one, reply, form), 422
    say_done(_("Changed."))
    return redirect(url_for(".replies", key=key), 303)


@outreach.post("/rounds/<key>/replies/<reply>/code")
@who(Who.PART)
def give_code(key: str, reply: str) -> ResponseReturnValue:
    """A new code for who lost theirs."""
    return redirect(url_for(".slip", key=key, code=keeping.give_code(current_actor(), key, reply)), 303)


@outreach.post("/rounds/<key>/replies/<reply>/off")
@who(Who.PART)
def let_go(key: str, reply: str) -> ResponseReturnValue:
    """Not after all."""
    keeping.let_go(current_actor(), key, reply)
    say_done(_("Gone. Nothing of them is here any more."))
    return redirect(url_for(".replies", key=key), 303)


@outreach.get("/rounds/<key>/goes")
@who(Who.PART)
def what_goes(key: str) -> str:
    """What goes when: counts and days, no names."""
    require(current_actor(), COORDINATOR)
    one = round_with(key)
    return render_template("outreach/replies/goes.html", round=one, going=going_from(one), counts=counts_of(one))


@outreach.get("/rounds/<key>/close")
@who(Who.PART)
def closing(key: str) -> str:
    """Say what will be gone, and ask once."""
    require(current_actor(), COORDINATOR)
    one = round_with(key)
    return render_template(
        "outreach/replies/close.html", round=one, counts=counts_of(one), replies=expiring.replies_of(one)
    )


@outreach.post("/rounds/<key>/close")
@who(Who.PART)
def close_round(key: str) -> ResponseReturnValue:
    """Close it."""
    expiring.close_round(current_actor(), key)
    say_done(_("Closed. Only the counts are left."))
    return redirect(url_for(".one_round", key=key), 303)


def _entering(key: str, way: str) -> Round:
    one = round_with(key)
    require_sees(current_actor(), one)
    if way not in WAYS:
        raise NotFound(_("This page is not there."))
    return one


def _actor(way: str) -> Actor:
    return replace(current_actor(), channel=WAYS[way])


def _enter_page(one: Round, way: str, form: EnterForm) -> str:
    return render_template("outreach/replies/enter.html", round=one, way=way, form=form)


def _yes_page(one: Round, way: str, form: EnterYesForm) -> str:
    return render_template("outreach/replies/enter_yes.html", round=one, way=way, form=form)


def _reply_page(one: Round, reply: str, form: WishForm) -> str:
    return render_template("outreach/replies/one.html", round=one, key=reply, form=form)
