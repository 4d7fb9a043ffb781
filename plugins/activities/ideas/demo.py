"""The idea box of the demo house: wishes large and small, some that wait, one that happened. All of it is made up."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app import notices
from app.actors import Actor, Channel
from app.clock import at, from_wall
from app.db import db
from plugins.activities.demo_programme import HOME
from plugins.activities.ideas.having import IdeaValues, share
from plugins.activities.ideas.joining import ORGANISES, WANTS, join
from plugins.activities.ideas.models import Idea
from plugins.activities.planning import When, Where, Words
from plugins.activities.publishing import publish

ZONE: Final = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An idea, `days` ago. Of those who join in, the ones in `named` let their first name stand with it."""

    title: str
    by: str
    days: int
    about: str = ""
    wants: tuple[str, ...] = ()
    organises: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


WISHES: Final = (
    Wish(
        title="Een bankje in de tuin, in de zon", by="Bep Tuinhek", days=390,
        about="Dan kun je even zitten na het wieden.",
    ),
    Wish(
        title="Schaken voor wie het wil leren", by="Cor van der Linden-Mos", days=41,
        about="Ik heb twee borden. Ik ken de regels, de rest leren we samen.",
    ),
    Wish(
        title="Kledingruil", by="Marit Vlinderdal", days=33, named=("Marit Vlinderdal",),
        about="Breng mee wat te klein is. Neem mee wat past.",
        wants=("Rachida Maanlicht", "Quirine Merelveld"), organises=("Marit Vlinderdal",),
    ),
    Wish(
        title="Op maandag samen soep eten", by="Ria Klokman", days=20,
        about="Niet groot. Een pan soep, brood erbij, en om één uur weer naar huis.",
        wants=(
            "Bep Tuinhek", "Anneke Zilverberk", "Sjef Bruggeman-Vos", "Kofi Regenwold", "Joris Pannenkoek",
            "Esmée Rozenpad", "Tomasz Zandweg",
        ),
        named=("Anneke Zilverberk", "Kofi Regenwold"),
    ),
    Wish(
        title="Ruilbeurs voor speelgoed", by="Fenna Duifhout", days=9,
        about="Op een zaterdagmorgen, in de Grote zaal. Kinderen verkopen niets: ze ruilen.",
        wants=("Senna Brouwhoek", "Rachida Maanlicht", "Omar Hazelnoot"),
        organises=("Fenna Duifhout", "Petra Windekind"), named=("Fenna Duifhout",),
    ),
    Wish(title="Een film kijken met popcorn", by="Omar Hazelnoot", days=3, wants=("Daan Waterlelie",)),
)  # fmt: skip


def load(demo: Any) -> None:
    """Fill the box; the clothes swap happens."""
    keys = {wish.title: _write(demo, wish) for wish in WISHES}
    _happen(demo, keys["Kledingruil"])
    for idea in db.session.scalars(sa.select(Idea)).all():  # they heard it a while ago: nothing waits to go out
        for thing in (idea.thing, *(voice.thing for voice in idea.voices)):
            notices.withdraw(thing)


def _write(demo: Any, wish: Wish) -> str:
    with at(from_wall(demo.today - timedelta(days=wish.days), time(11), ZONE)):
        named, organises = wish.by in wish.named, wish.by in wish.organises
        values = IdeaValues(title=wish.title, about=wish.about, named=named, organises=organises)
        key = share(_actor(demo, wish.by), demo.house(HOME), values)
        for part, people in ((WANTS, wish.wants), (ORGANISES, wish.organises)):
            for name in people:
                if name != wish.by:
                    join(_actor(demo, name), key, part, named=name in wish.named)
    return key


def _actor(demo: Any, name: str) -> Actor:
    """Ria has no e-mail: Toos writes it down for her, at the desk."""
    if name == "Ria Klokman":
        return Actor(demo.person("Toos Kestelaar"), demo.person(name), Channel.DESK)
    actor: Actor = demo.actor(name)
    return actor


def _happen(demo: Any, key: str) -> None:
    day: date = demo.today + timedelta(days=12)
    words = Words(title="Kledingruil", about="Breng mee wat te klein is. Neem mee wat past.")
    when = When(first=day, start=time(14), end=time(16))
    with at(from_wall(demo.today - timedelta(days=2), time(20), ZONE)):
        publish(demo.actor("Marit Vlinderdal"), demo.house(HOME), words, when, Where(place="In de hal"), idea=key)
