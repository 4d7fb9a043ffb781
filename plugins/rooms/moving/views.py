"""Pages of moving in and out, for hosts of that house."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from app.calendar.importing.fetching import fetch
from app.calendar.importing.reaching import reach_here
from app.places.models import House
from app.places.rights import HOST, require
from app.places.spaces import space_in, spaces_of
from app.places.views.pages import house_of
from app.refusals import NotFound, Refusal
from app.web import Who, current_actor, say_done, use_house, who
from app.web.attempts import attempt
from app.web.flash import say_wrong
from plugins.rooms.moving import exporting, moving
from plugins.rooms.moving.checking import FINE, SKIPPED
from plugins.rooms.moving.forms import BringForm
from plugins.rooms.views.blueprint import rooms

STATES = {
    FINE: lazy_gettext("can be booked"),
    "known": lazy_gettext("is here already"),
    "past": lazy_gettext("is over"),
    "taken": lazy_gettext("the room is taken then"),
    "closed": lazy_gettext("the room is closed then"),
    "twice": lazy_gettext("another row has the room then"),
    "room": lazy_gettext("which room? We do not know this one"),
    "small": lazy_gettext("more people than fit"),
    "day": lazy_gettext("we cannot read the day"),
    "time": lazy_gettext("we cannot read the time"),
    "people": lazy_gettext("we cannot read how many people"),
}
EXAMPLE = "ruimte;dag;van;tot;wat;mensen\r\nZaal A;18-03-2027;14:00;16:00;Overleg;12\r\n"
FORMS = {
    "csv": (exporting.as_csv, "text/csv"),
    "json": (exporting.as_json, "application/json"),
    "ics": (exporting.as_calendar, "text/calendar"),
}


@rooms.get("/moving/<slug>")
@who(Who.HOST)
def moving_page(slug: str) -> ResponseReturnValue:
    """Bring a file, or take everything along."""
    house = _house(slug)
    return _page(house, _form(house))


@rooms.post("/moving/<slug>")
@who(Who.HOST)
def bring(slug: str) -> ResponseReturnValue:
    """Bring a file; the next page shows what would be taken."""
    house = _house(slug)
    form = _form(house)
    if brought := attempt(form, lambda: _bring(house, form)):
        return redirect(url_for(".look_at_move", slug=slug, key=brought.value), 303)
    return _page(house, form)


@rooms.get("/moving/<slug>/example.csv")
@who(Who.HOST)
def move_example(slug: str) -> Response:
    """A list as we read it."""
    _house(slug)
    return _file(("\ufeff" + EXAMPLE).encode(), "text/csv", "voorbeeld.csv")


@rooms.get("/moving/<slug>/bookings.<form>")
@who(Who.HOST)
def export_bookings(slug: str, form: str) -> Response:
    """Everything that was booked, as a file."""
    house = _house(slug)
    if form not in FORMS:
        raise NotFound(_("We do not have this kind of file."))
    make, kind = FORMS[form]
    return _file(make(house), kind, f"{house.slug}.{form}")


@rooms.get("/moving/<slug>/<key>")
@who(Who.HOST)
def look_at_move(slug: str, key: str) -> str:
    """Row by row what would become of it. Nothing is booked yet."""
    house = _house(slug)
    rows = moving.looked_at(moving.brought_with(current_actor(), key))
    return render_template(
        "rooms/moving/look.html",
        house=house,
        key=key,
        rows=rows,
        states=STATES,
        fine=FINE,
        skipped=SKIPPED,
        count=sum(one.state == FINE for one in rows),
        zone=house.zone,
    )


@rooms.post("/moving/<slug>/<key>")
@who(Who.HOST)
def take_move(slug: str, key: str) -> ResponseReturnValue:
    """Take all that is not left out, or nothing."""
    _house(slug)
    left_out = {int(one) for one in request.form.getlist("leave") if one.isascii() and one.isdigit() and len(one) < 6}
    try:
        count = moving.take(current_actor(), key, left_out)
    except NotFound:
        raise
    except Refusal as refusal:
        say_wrong(refusal.message)
        return redirect(url_for(".look_at_move", slug=slug, key=key), 303)
    say_done(ngettext("%(num)s booking is in the agenda.", "%(num)s bookings are in the agenda.", count))
    return redirect(url_for(".moving_page", slug=slug), 303)


def _bring(house: House, form: BringForm) -> str:
    sent, url = form.file.data, (form.url.data or "").strip()
    if bool(sent and sent.filename) is bool(url):
        raise Refusal(_("Choose a file, or type an address. One of both."), field="file")
    content = sent.read(moving.MOST_BYTES + 1) if sent and sent.filename else _fetched(url)
    space = space_in(house.id, form.space.data) if form.space.data else None
    try:
        return moving.bring(current_actor(), house.id, content, space.id if space else None)
    except Refusal as refusal:
        if url and refusal.field == "file":
            raise Refusal(refusal.message, field="url") from refusal
        raise


def _fetched(url: str) -> bytes:
    """What stands at an address; no marks were sent along, so it is never "the same as before"."""
    return fetch(url, reach_here()).body or b""


def _house(slug: str) -> House:
    house = house_of(slug)
    require(current_actor(), house.id, HOST)
    use_house(house)
    return house


def _form(house: House) -> BringForm:
    form = BringForm()
    form.offer_rooms([one for one in spaces_of(house.id) if one.bookable])
    return form


def _page(house: House, form: BringForm) -> ResponseReturnValue:
    page = render_template("rooms/moving/moving.html", house=house, form=form, forms=FORMS)
    return page, 422 if form.problems() else 200


def _file(body: bytes, kind: str, name: str) -> Response:
    response = Response(body, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
