"""What goes to the printer: the letter as a template, letters with a code each, and the codes as a list, said once."""

import csv
from io import StringIO
from typing import Final

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.refusals import NotFound, Refusal
from app.web import Who, current_actor, say_done, who
from app.web.attempts import attempt
from app.web.forms import given
from app.web.languages import language_of
from app.web.qr import qr_of
from plugins.outreach.partners.models import CALLER, COORDINATOR
from plugins.outreach.partners.rights import require
from plugins.outreach.rounds import keeping
from plugins.outreach.rounds.codes import shown
from plugins.outreach.rounds.forms import CodesForm
from plugins.outreach.rounds.models import Round
from plugins.outreach.rounds.reading import counts_of, round_with
from plugins.outreach.views import outreach

AT_ONCE: Final = 100
"""Letters on one page: more would make a printer, or a browser, sigh."""


@outreach.get("/rounds/<key>/print/<language>")
@who(Who.PART)
def print_letter(key: str, language: str) -> str:
    """The letter as a template, with places for an address and a code, and its reply card."""
    require(current_actor(), COORDINATOR, CALLER)
    return _sheets(round_with(key), language, [None])


@outreach.get("/rounds/<key>/codes")
@who(Who.PART)
def codes(key: str) -> str:
    """Ask how many codes, and in what shape."""
    require(current_actor(), COORDINATOR)
    one = round_with(key)
    return _page(one, CodesForm(number=max(1, one.district.letters - counts_of(one).codes)))


@outreach.post("/rounds/<key>/codes")
@who(Who.PART)
def make_codes(key: str) -> ResponseReturnValue:
    """Make them: as a list for a mail-merge elsewhere, or as letters to print here, with the address left blank."""
    require(current_actor(), COORDINATOR)
    one, form, language = round_with(key), CodesForm(), request.form.get("letters")
    if language and language not in one.languages:
        raise NotFound(_("The letter is not there in this language."))

    def make() -> list[str]:
        number = given(form.number.data)
        if language and number > AT_ONCE:
            raise Refusal(_("Print at most %(most)s letters at once.", most=AT_ONCE), field="number")
        return keeping.make_codes(current_actor(), key, number)

    done = attempt(form, make)
    if done is None:
        return _page(one, form), 422
    return _sheets(one, language, done.value) if language else _as_list(one, done.value)


@outreach.post("/rounds/<key>/codes/drop")
@who(Who.PART)
def drop_codes(key: str) -> ResponseReturnValue:
    """Let go of those that nobody used."""
    keeping.drop_codes(current_actor(), key)
    say_done(_("Nobody can answer with those codes any more."))
    return redirect(url_for(".codes", key=key), 303)


def _page(one: Round, form: CodesForm) -> str:
    return render_template("outreach/rounds/codes.html", round=one, form=form, counts=counts_of(one), most=AT_ONCE)


def _sheets(one: Round, language: str, codes: list[str] | list[None]) -> str:
    if language not in one.languages:
        raise NotFound(_("The letter is not there in this language."))
    with language_of(language):
        letters = render_template(
            "outreach/rounds/letters.html",
            round=one,
            language=language,
            text=one.letter_en if language == "en" else one.letter_nl,
            answer_url=url_for(".answer", _external=True),
            codes=[(shown(code), qr_of(_address(code))) if code else None for code in codes],
        )
    return render_template("outreach/rounds/sheets.html", round=one, letters=letters, has_codes=codes[0] is not None)


def _as_list(one: Round, codes: list[str]) -> Response:
    out = StringIO()
    table = csv.writer(out)
    table.writerow(["code", "adres"])
    table.writerows((shown(code), _address(code)) for code in codes)
    name = f"codes-{one.public_id}.csv"
    answer = Response("\ufeff" + out.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _address(code: str) -> str:
    return url_for(".answering", code=code, _external=True)
