"""The routes of the API. They read, for everybody, and know nobody."""

import inspect
from typing import Final

import sqlalchemy as sa
from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, HTTPException, NotFound

from app.calendar import labels
from app.calendar.asking import Question, question_of, what_is_on
from app.calendar.choosing import LONGEST_WORDS, Choice
from app.calendar.entry import EntryQuery
from app.calendar.gathering import gather
from app.calendar.outward import answers
from app.calendar.outward.api import making, openapi, values
from app.calendar.outward.api.told import CONTENT_TYPE, TOLD, Asked, Parameter, as_json, told
from app.calendar.outward.telling import base_url, houses_by_id
from app.calendar.projection import Audience
from app.calendar.stretches import Stretch, read_day
from app.calendar.themes import BY_KEY
from app.clock import now
from app.db import db
from app.places.models import Space
from app.refusals import Unavailable
from app.web import Who, who
from app.web.errors import RETRY_AFTER

PREFIX: Final = "/api/v1"
api = Blueprint("api_v1", __name__, url_prefix=PREFIX)

USUAL_DAYS: Final = 28
MOST_DAYS: Final = 92
DAY: Final = {"type": "string", "format": "date"}
FIRST = Parameter("first", "The first day; today where it is left out.", DAY)
LAST = Parameter("last", f"The last day; {USUAL_DAYS} days in all where it is left out, {MOST_DAYS} at most.", DAY)
HOUSE = Parameter("house", "The slug of a house: only what is there.", {"type": "string"})
THEME = Parameter("theme", "Only what has this theme.", {"type": "string", "enum": list(BY_KEY)})
LABEL = Parameter(
    "label",
    "Only what has these labels, with commas between: of tempo, level, language and age one of them, of others each. "
    "Tags that plugins of the house bring are known too.",
    {"type": "string", "examples": ["gratis,taal-en", *labels.BY_KEY]},
)
WORDS = Parameter(
    "words",
    "Only where each of these words stands in title, description or place, whatever its case and accents.",
    {"type": "string", "maxLength": LONGEST_WORDS},
)
WEEKDAY = Parameter(
    "weekday", "Only what begins on these days of the week, 1 (Monday) to 7, with commas between.", {"type": "string"}
)


@api.get("/houses")
@who(Who.EVERYONE)
@told(values.Houses)
def houses() -> Asked:
    """Every house."""
    return Asked((), lambda: values.Houses(houses=tuple(making.house(one) for one in houses_by_id().values())))


@api.get("/agenda")
@who(Who.EVERYONE)
@told(values.Agenda, FIRST, LAST, HOUSE, THEME, LABEL, WORDS, WEEKDAY)
def agenda() -> Asked:
    """What is on, for everybody."""
    question = question_of(request.args)
    days = _days(question)

    def make() -> values.Agenda:
        slugs = {house.id: house.slug for house in houses_by_id().values()}
        entries = tuple(making.thing(entry, slugs) for entry in what_is_on(question, days))
        return values.Agenda(first=days.first, last=days.last, entries=entries)

    return Asked((*question.key, str(days.first), str(days.last)), make)


@api.get("/rooms")
@who(Who.EVERYONE)
@told(values.Rooms, HOUSE)
def rooms() -> Asked:
    """The rooms that everybody may know."""
    question = question_of(request.args)

    def make() -> values.Rooms:
        query = sa.select(Space).order_by(Space.house_id, Space.position, Space.name, Space.id)
        if question.house is not None:
            query = query.where(Space.house_id == question.house.id)
        return values.Rooms(rooms=tuple(making.room(one) for one in db.session.scalars(query) if not one.is_hidden))

    return Asked(question.key, make)


@api.get("/rooms/<slug>/taken")
@who(Who.EVERYONE)
@told(values.RoomTaken, FIRST, LAST)
def taken(slug: str) -> Asked:
    """When a room is taken; what for only where that is public."""
    space = db.session.scalar(sa.select(Space).where(Space.slug == slug))
    if space is None or space.is_hidden:
        raise NotFound("There is no such room.")
    house = space.house
    days = _days(Question(Choice(), house, house))

    def make() -> values.RoomTaken:
        entries = gather(EntryQuery(window=days.span(house.zone), space_id=space.id), Audience.SPACE)
        stretches = tuple(making.taken(entry) for entry in entries)
        return values.RoomTaken(room=space.slug, first=days.first, last=days.last, taken=stretches)

    return Asked((space.slug, str(days.first), str(days.last)), make)


@api.get("/openapi.json")
@who(Who.EVERYONE)
def description() -> ResponseReturnValue:
    """The API described, for programs that read OpenAPI."""
    return answers.public(as_json(openapi.document("Wij", base_url() + PREFIX, _routes())), CONTENT_TYPE)


@api.errorhandler(HTTPException)
def problem(error: HTTPException) -> Response:
    """An error in the words of a program."""
    response = _problem(error.description or error.name, error.code or 500)
    if error.code in RETRY_AFTER:
        response.retry_after = RETRY_AFTER[error.code]
    return response


@api.errorhandler(Unavailable)
def unavailable(_error: Unavailable) -> Response:
    """What cannot be whole is not answered at all: nobody should think that the rest is not there."""
    response = _problem("The answer cannot be whole just now. Try again later.", 503)
    response.retry_after = answers.RETRY_SECONDS
    return response


def _problem(words: str, status: int) -> Response:
    response = Response(as_json({"error": words}), status, content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _days(question: Question) -> Stretch:
    """The days that were asked for."""
    zone, given = question.speaker.zone, request.args
    first = read_day(given["first"], now(), zone) if "first" in given else question.today
    if first is None:
        raise BadRequest("first is a day within three years, as 2027-03-18.")
    if "last" not in given:
        return Stretch(first, USUAL_DAYS)
    last = read_day(given["last"], now(), zone)
    if last is None or not 0 <= (last - first).days < MOST_DAYS:
        raise BadRequest(f"last is a day on or after first, as 2027-03-18; {MOST_DAYS} days in all at most.")
    return Stretch(first, (last - first).days + 1)


def _routes() -> list[openapi.Route]:
    views = current_app.view_functions
    return [
        openapi.Route(
            path=rule.rule.removeprefix(PREFIX).replace("<", "{").replace(">", "}"),
            name=rule.endpoint.removeprefix(f"{api.name}."),
            words=inspect.getdoc(views[rule.endpoint]) or "",
            told=getattr(views[rule.endpoint], TOLD),
        )
        for rule in current_app.url_map.iter_rules()
        if rule.endpoint.startswith(f"{api.name}.") and hasattr(views[rule.endpoint], TOLD)
    ]
