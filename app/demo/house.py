"""Fill an empty database with the demo house: the core first, then each plugin its part."""

import random
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from dateutil.easter import easter

from app.actors import Actor
from app.clock import Span, at, from_wall
from app.db import db, transaction
from app.demo.houses import HOUSES, SPACES, DemoHouse, DemoSpace
from app.demo.people import GROUPS, PERSONAS, ROLES, SHOW_NAME, WITH_MAIL, WITHOUT_MAIL
from app.people.models import Group, Membership, Person, Role
from app.places.models import Closure, House, Neighbourhood, OpeningHours, Space
from app.plugins import current_hooks
from app.refs import drawn_from, new_public_id

SEED = 2015
"""The year of the founding paper."""

SCHOOL_HOLIDAYS_SOUTH = (
    (date(2025, 12, 20), date(2026, 1, 4), "kerstvakantie"),
    (date(2026, 2, 14), date(2026, 2, 22), "voorjaarsvakantie"),
    (date(2026, 4, 25), date(2026, 5, 3), "meivakantie"),
    (date(2026, 7, 11), date(2026, 8, 23), "zomervakantie"),
    (date(2026, 10, 17), date(2026, 10, 25), "herfstvakantie"),
    (date(2026, 12, 19), date(2027, 1, 3), "kerstvakantie"),
    (date(2027, 2, 13), date(2027, 2, 21), "voorjaarsvakantie"),
    (date(2027, 4, 24), date(2027, 5, 2), "meivakantie"),
)
"""First and last day, region Zuid: for the demo's school gym. A real house types its own."""


class Demo:
    """What plugins may use to fill their part: the day it is, chance that is the same every time, and ids by name."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.random = random.Random(SEED)  # noqa: S311  # a made-up house, not a secret
        self.people: list[str] = [*WITH_MAIL, *WITHOUT_MAIL]
        self.groups: list[str] = [name for name, *_rest in GROUPS]
        self.started = today - timedelta(weeks=60)

    def house(self, slug: str) -> int:
        """The id of a house."""
        return db.session.scalars(sa.select(House.id).where(House.slug == slug)).one()

    def space(self, slug: str) -> int:
        """The id of a space."""
        return db.session.scalars(sa.select(Space.id).where(Space.slug == slug)).one()

    def person(self, name: str) -> int:
        """The id of a person."""
        return db.session.scalars(sa.select(Person.id).where(Person.name == name)).one()

    def group(self, name: str) -> int:
        """The id of a group."""
        return db.session.scalars(sa.select(Group.id).where(Group.name == name)).one()

    def actor(self, name: str) -> Actor:
        """That person, acting for themselves."""
        return Actor.self(self.person(name))


def load(today: date) -> None:
    """Fill the (migrated, empty) database as of `today`. The same day gives the same rows."""
    demo = Demo(today)
    with drawn_from(demo.random):
        zone_of_demo = House(zone_name="Europe/Amsterdam").zone
        with at(from_wall(today, time(8), zone_of_demo)):
            with transaction():
                _load_places(demo)
                _load_people(demo)
            current_hooks().load_demo(demo)


def _load_places(demo: Demo) -> None:
    then = datetime.combine(demo.started, time(9), tzinfo=House(zone_name="Europe/Amsterdam").zone)
    quarter = Neighbourhood(slug="klaverveld", name="Klaverveld")
    db.session.add_all(
        [
            quarter,
            *(
                Neighbourhood(slug=slug, name=name)
                for slug, name in (
                    ("molenrand", "Molenrand"),
                    ("vinkenbroek", "Vinkenbroek"),
                    ("oude-lint", "Oude Lint"),
                    ("zandkamp", "Zandkamp"),
                )
            ),
        ]
    )
    db.session.flush()
    houses = {one.slug: _add_house(one, quarter.id, then) for one in HOUSES}
    spaces: dict[str, Space] = {}
    for position, one in enumerate(SPACES):
        spaces[one.slug] = _add_space(one, houses[one.house], position, then, [spaces[part] for part in one.parts])
    for closure in _closures(demo.today, houses, spaces):
        db.session.add(closure)


def _add_house(one: DemoHouse, neighbourhood_id: int, then: datetime) -> House:
    house = House(
        slug=one.slug,
        neighbourhood_id=neighbourhood_id,
        name=one.name,
        kind=one.kind,
        address=one.address,
        about=one.about,
        phone=one.phone,
        phone_hours=one.phone_hours,
        contact_names=one.contact_names,
        is_partner=one.is_partner,
        created_at=then,
        changed_at=then,
    )
    db.session.add(house)
    db.session.flush()
    for weekdays, hours in one.hours.items():
        db.session.add_all(_hours(house.id, None, weekdays, hours))
    return house


def _hours(house_id: int, space_id: int | None, weekdays: Iterable[int], hours: str) -> list[OpeningHours]:
    opens, _dash, closes = hours.partition("-")
    return [
        OpeningHours(
            house_id=house_id,
            space_id=space_id,
            weekday=weekday,
            opens=time.fromisoformat(opens),
            closes=time.fromisoformat(closes),
        )
        for weekday in weekdays
    ]


def _add_space(one: DemoSpace, house: House, position: int, then: datetime, parts: list[Space]) -> Space:
    space = Space(
        house_id=house.id,
        slug=one.slug,
        name=one.name,
        about=one.about,
        condition=one.condition,
        seated=one.seated,
        standing=one.standing,
        facts=one.facts,
        buffer_minutes=one.buffer_minutes,
        private=one.private,
        position=position,
        parts=parts,
        changed_at=then,
    )
    db.session.add(space)
    db.session.flush()
    for hours in one.hours:
        db.session.add_all(_hours(house.id, space.id, range(7), hours))
    return space


def _closures(today: date, houses: dict[str, House], spaces: dict[str, Space]) -> list[Closure]:
    """Carnival, King's Day, New Year; the garden in winter; the gym in school holidays, for two years around today."""
    home, gym = houses["de-kleine-dommelaar"], houses["gymzaal-regenboogvis"]
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        sunday = easter(year)
        kings_day = date(year, 4, 27) if date(year, 4, 27).weekday() != 6 else date(year, 4, 26)
        found += [
            _closure(home, sunday - timedelta(days=50), sunday - timedelta(days=47), "carnaval"),
            _closure(home, kings_day, kings_day, "Koningsdag", holiday=kings_day),
            _closure(home, date(year, 12, 25), date(year, 12, 26), "kerst", holiday=date(year, 12, 25)),
            _closure(home, date(year, 1, 1), date(year, 1, 1), "nieuwjaarsdag", holiday=date(year, 1, 1)),
            _closure(home, date(year, 11, 1), date(year + 1, 3, 31), "winterrust in de tuin", space=spaces["tuin"]),
        ]
    found += [_closure(gym, first, last, reason) for first, last, reason in SCHOOL_HOLIDAYS_SOUTH]
    return found


def _closure(
    house: House, first: date, last: date, reason: str, *, space: Space | None = None, holiday: date | None = None
) -> Closure:
    span = Span.day(first, house.zone, days=(last - first).days + 1)
    return Closure(
        public_id=new_public_id(),
        house_id=house.id,
        space_id=space.id if space else None,
        starts=span.start,
        ends=span.end,
        reason=reason,
        holiday=holiday,
    )


def _load_people(demo: Demo) -> None:
    public_ids = {persona.name: persona.public_id for persona in PERSONAS}
    quarters = list(db.session.scalars(sa.select(Neighbourhood.id).order_by(Neighbourhood.id)))
    persons: dict[str, Person] = {}
    for number, name in enumerate(demo.people, start=1):
        joined = demo.started + timedelta(days=demo.random.randrange(300))
        persons[name] = Person(
            public_id=public_ids.get(name) or new_public_id(),
            name=name,
            email=f"{_ascii(name)}@example.org" if name in WITH_MAIL else None,
            phone=f"076-000 00 {number:02d}" if number % 7 else "",
            neighbourhood_id=quarters[0] if number % 5 else demo.random.choice(quarters[1:]),
            show_name=name in SHOW_NAME,
            joined_at=datetime.combine(joined, time(10), tzinfo=House(zone_name="Europe/Amsterdam").zone),
        )
    db.session.add_all(persons.values())
    db.session.flush()
    _load_groups(demo, persons)
    _load_roles(demo, persons)


def _ascii(name: str) -> str:
    return name.lower().replace("é", "e").replace(" ", ".").replace("-", "")


def _load_groups(demo: Demo, persons: dict[str, Person]) -> None:
    home = demo.house("de-kleine-dommelaar")
    for name, about, contact, others in GROUPS:
        group = Group(
            slug=_slug(name),
            name=name,
            about=about,
            house_id=home,
            started_at=datetime.combine(demo.started, time(9), tzinfo=House(zone_name="Europe/Amsterdam").zone),
        )
        db.session.add(group)
        db.session.flush()
        members = demo.random.sample([one for one in demo.people if one != contact], others)
        for member in [contact, *members]:
            db.session.add(
                Membership(
                    group_id=group.id,
                    person_id=persons[member].id,
                    is_contact=member == contact,
                    since=demo.today - timedelta(weeks=demo.random.randrange(4, 50)),
                )
            )


def _slug(name: str) -> str:
    plain = name.lower().replace("é", "e").replace("‘", "").replace("’", "")
    return "-".join(plain.split())


def _load_roles(demo: Demo, persons: dict[str, Person]) -> None:
    home = demo.house("de-kleine-dommelaar")
    wanted = [(home, kind, name) for kind, names in ROLES.items() for name in names]
    wanted += [
        (demo.house("wilgenhof"), "host", "Mirjam Winterloo"),
        (demo.house("wilgenhof"), "administrator", "Ibrahim Duinhart"),
        (demo.house("gymzaal-regenboogvis"), "host", "Wout Tegelveld"),
        (demo.house("gymzaal-regenboogvis"), "administrator", "Ibrahim Duinhart"),
    ]
    since = demo.today - timedelta(weeks=20)
    db.session.add_all(
        Role(person_id=persons[name].id, house_id=house, kind=kind, since=since, until=since + timedelta(days=365))
        for house, kind, name in wanted
    )
