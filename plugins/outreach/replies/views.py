"""Answering with the code in the letter, and one's own page after a yes. For everybody, without an account."""

from typing import Final, cast
from zoneinfo import ZoneInfo

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.refusals import NotFound
from app.web import Who, current_house, limiter, say_done, who
from app.web.attempts import attempt
from app.web.forms import Form, refuse
from plugins.outreach.after.lasting import goes_of
from plugins.outreach.replies import answering as answering_service
from plugins.outreach.replies import keeping
from plugins.outreach.replies.answering import Count, round_of
from plugins.outreach.replies.forms import LetterCodeForm, WishForm
from plugins.outreach.replies.keeping import looks_at, own_reply
from plugins.outreach.rounds.codes import OWN, plain, shown
from plugins.outreach.views import outreach

GUESSES: Final = "30 per minute"
"""Codes from one address: a whole house behind one connection, and no machine."""
COUNTS: Final = ("no", "later")


@outreach.get("/answer")
@who(Who.EVERYONE)
def answer() -> str:
    """Ask for the code."""
    return render_template("outreach/replies/code.html", form=LetterCodeForm())


@outreach.post("/answer")
@who(Who.EVERYONE)
@limiter.limit(GUESSES)
def find_letter() -> ResponseReturnValue:
    """Go on with the code: of the letter, or one's own."""
    form = LetterCodeForm()
    if form.validate():
        code = plain(form.code.data or "")
        own = len(code) == OWN
        try:
            own_reply(code) if own else round_of(code)
        except NotFound as refusal:
            refusal.field = "code"
            refuse(form, refusal)
        else:
            return redirect(url_for(".mine" if own else ".answering", code=code), 303)
    return render_template("outreach/replies/code.html", form=form), 422


@outreach.get("/answer/<code>")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def answering(code: str) -> str:
    """Three answers, alike. To look changes nothing."""
    return render_template("outreach/replies/three.html", round=round_of(code), code=plain(code))


@outreach.post("/answer/<code>")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def give_answer(code: str) -> ResponseReturnValue:
    """No, or later: that is all. Yes: there is something to ask."""
    said = request.form.get("answer", "")
    if said in COUNTS:
        answering_service.say(code, cast(Count, said))
        return redirect(url_for(".answered", said=said), 303)
    return redirect(url_for(".say_yes" if said == "yes" else ".answering", code=plain(code)), 303)


@outreach.get("/answered/<said>")
@who(Who.EVERYONE)
def answered(said: str) -> str:
    """Thank you: the same for both."""
    if said not in (*COUNTS, "gone"):
        raise NotFound(_("This page is not there."))
    return render_template("outreach/replies/answered.html", said=said)


@outreach.get("/answer/<code>/yes")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def say_yes(code: str) -> str:
    """Ask what a talk needs."""
    return render_template("outreach/replies/yes.html", round=round_of(code), code=plain(code), form=WishForm())


@outreach.post("/answer/<code>/yes")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def give_yes(code: str) -> ResponseReturnValue:
    """Write it down."""
    one, form = round_of(code), WishForm()
    done = attempt(form, lambda: answering_service.say_yes(code, form.wish()))
    if done is None:
        return render_template("outreach/replies/yes.html", round=one, code=plain(code), form=form), 422
    return redirect(url_for(".mine", code=done.value), 303)


@outreach.get("/mine/<code>")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def mine(code: str) -> Response:
    """All that is here of somebody, who looked, and until when."""
    return own_page(code)


@outreach.post("/mine/<code>")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def change_mine(code: str) -> ResponseReturnValue:
    """Change it."""
    own_reply(code)
    form = WishForm()
    if attempt(form, lambda: keeping.change_own(code, form.wish())) is None:
        return own_page(code, form), 422
    say_done(_("Changed."))
    return redirect(url_for(".mine", code=plain(code)), 303)


@outreach.post("/mine/<code>/off")
@who(Who.SECRET)
@limiter.limit(GUESSES)
def leave(code: str) -> ResponseReturnValue:
    """Not after all."""
    keeping.leave(code)
    return redirect(url_for(".answered", said="gone"), 303)


def own_page(code: str, wrong: WishForm | None = None, choosing: Form | None = None) -> Response:
    """Their own page, with the form that was not accepted. It is kept by no browser: it may be somebody else's."""
    reply, house, form = own_reply(code), current_house(), wrong or WishForm(formdata=None)
    if wrong is None:
        form.show(reply)
    page = make_response(
        render_template(
            "outreach/replies/mine.html",
            reply=reply,
            code=plain(code),
            shown=shown(plain(code)),
            form=form,
            choosing=choosing,
            looks=looks_at(reply),
            goes=goes_of(reply),
            zone=house.zone if house else ZoneInfo("Europe/Amsterdam"),
        )
    )
    page.headers["Cache-Control"] = "no-store"
    return page
