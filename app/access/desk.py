"""The desk: find or make somebody, begin and end helping them, and what is on in the house today."""

from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app import pointing
from app.access import acting, presence
from app.access.answers import again
from app.access.forms import NewPersonForm
from app.access.words import HOSTS_ONLY
from app.actors import Actor, Channel
from app.calendar.entry import Entry, EntryQuery
from app.calendar.gathering import gather
from app.calendar.projection import Audience
from app.clock import Span, now, wall
from app.db import db
from app.notices import at_the_desk
from app.people import search
from app.people.models import Person
from app.people.roles import houses_with_role
from app.people.service import add_person
from app.places.models import House, Space
from app.plugins import current_hooks
from app.refusals import NotAllowed, Refusal
from app.web import Who, current_actor, current_house, say_done, use_house, who
from app.web.redirects import safe_next

desk = Blueprint("desk", __name__, url_prefix="/desk", template_folder="templates")


@desk.get("")
@who(Who.HOST)
def index() -> ResponseReturnValue:
    """The desk; while somebody is helped, their page, since the screen is turned to them."""
    house = house_of_desk()
    if current_actor().on_behalf:
        return redirect(url_for(".person"), 303)
    today = Span.day(wall(now(), house.zone).date(), house.zone)
    return render_template(
        "access/desk.html",
        house=house,
        zone=house.zone,
        entries=gather(EntryQuery(window=today, house_id=house.id), Audience.SPACE),
        waiting=at_the_desk(house.id),
        pointed=pointing.waiting_in(house.id),
        cards=current_hooks().cards("desk", house.id, None),
    )


@desk.get("/day")
@who(Who.HOST)
def day_list() -> ResponseReturnValue:
    """What is on today in each room, for the printer. It lies about at the desk: numbers of people, and no names."""
    house = house_of_desk()
    if current_actor().on_behalf:
        return redirect(url_for(".person"), 303)
    today = wall(now(), house.zone).date()
    query = EntryQuery(window=Span.day(today, house.zone), house_id=house.id)
    names = select(Space.id, Space.name).where(Space.house_id == house.id).order_by(Space.position, Space.id)
    called: dict[int, str] = dict(db.session.execute(names).all())
    rooms: dict[str, list[Entry]] = {name: [] for name in called.values()}
    for entry in gather(query, Audience.HOST):
        where = [called[space_id] for space_id in entry.space_ids if space_id in called] or [entry.place]
        for room in where:
            rooms.setdefault(room, []).append(entry)
    return render_template("access/day_list.html", house=house, zone=house.zone, today=today, rooms=rooms)


@desk.get("/people")
@who(Who.HOST)
def people() -> ResponseReturnValue:
    """Find somebody. Never a list of everybody."""
    house_of_desk()
    if current_actor().on_behalf:
        return redirect(url_for(".person"), 303)
    text = request.args.get("q", "").strip()[:100]
    found, more = search.find(text)
    return render_template(
        "access/people.html",
        text=text,
        enough=search.is_enough(text),
        found=found,
        more=more,
        form=NewPersonForm(formdata=None, name=_as_name(text)),
    )


@desk.post("/people")
@who(Who.HOST)
def add() -> ResponseReturnValue:
    """Make somebody, and begin to help them."""
    house, form = house_of_desk(), NewPersonForm()
    if current_actor().on_behalf:
        return redirect(url_for(".person"), 303)
    more: dict[str, Any] = {"text": "", "enough": True, "found": [], "more": False}
    if not form.validate():
        return again("access/people.html", form, **more)
    typist = Actor(current_actor().typist, None, Channel.DESK)
    try:
        person_id = add_person(
            typist,
            name=form.name.data or "",
            phone=form.phone.data or "",
            email=form.email.data or "",
            language=house.language,
        )
    except Refusal as refusal:
        return again("access/people.html", form, refusal, **more)
    person = db.session.get_one(Person, person_id)
    say_done(_("%(name)s is known to the house now.", name=person.name))
    return _begin(person.public_id, house, Channel.DESK)


@desk.post("/start")
@who(Who.HOST)
def start() -> ResponseReturnValue:
    """Begin to help somebody, at the desk or on the phone; then on to their page, or to what they came for."""
    channel = Channel.PHONE if request.form.get("channel") == Channel.PHONE else Channel.DESK
    begun = _begin(request.form.get("person", ""), house_of_desk(), channel)
    then = safe_next(request.form.get("then"), otherwise="")
    return redirect(then, 303) if then else begun


@desk.post("/stop")
@who(Who.HOST)
def stop() -> ResponseReturnValue:
    """Done."""
    acting.stop(g.wij_session_id)
    presence.renew_forms()
    return redirect(url_for(".index"), 303)


def house_of_desk() -> House:
    """The house whose desk this is: the current one, or else the first one where the typist is host."""
    here, mine = current_house(), houses_with_role(current_actor().typist or 0, "host")
    if here is None or here.id not in mine:
        here = db.session.scalar(select(House).where(House.id.in_(mine)).order_by(House.is_partner, House.id))
    if here is None:
        raise NotAllowed(HOSTS_ONLY)
    use_house(here)
    return here


def _begin(public_id: str, house: House, channel: Channel) -> ResponseReturnValue:
    acting.start(current_actor(), g.wij_session_id, public_id, house.id, channel)
    presence.renew_forms()
    return redirect(url_for(".person"), 303)


def _as_name(text: str) -> str:
    """What was looked for, if it can be a name."""
    return "" if any(sign.isdigit() for sign in text) else text
