"""The activities of the demo house: a programme that has been going on for a while, with all its small exceptions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app import notices
from app.actors import Actor, Channel
from app.calendar.repeats import Frequency, Repeat
from app.clock import at, from_wall, wall
from app.db import db
from app.plugins import current_hooks
from plugins.activities import dates, demo_when
from plugins.activities.after import demo as after
from plugins.activities.changing import change_words
from plugins.activities.coming import Coming, sign_up, with_code
from plugins.activities.counting import taken
from plugins.activities.demo_programme import HOME, REGULARS, Regular
from plugins.activities.demo_specials import Special, specials
from plugins.activities.following import demo as following
from plugins.activities.holding import Clashes
from plugins.activities.ideas.demo import load as load_ideas
from plugins.activities.models import Activity, Occurrence, Organiser, SignUp
from plugins.activities.openly import demo as openly
from plugins.activities.planning import OneDate, When, Where, Words
from plugins.activities.publishing import publish
from plugins.activities.roles.asking import RoleValues, add_role
from plugins.activities.roles.moments import AFTER, BEFORE, DURING
from plugins.activities.versions.keeping import words_of
from plugins.activities.versions.restoring import restore
from plugins.activities.waiting import demo as waiting

ZONE: Final = ZoneInfo("Europe/Amsterdam")
GOING_ON: Final = 14
"""Weeks that the programme has been going on."""
AHEAD: Final = 26
"""Weeks that it goes on still."""
SIGN_UPS: Final = timedelta(days=16)
"""So far ahead people have signed up."""
PERSONAS: Final = ("Lieke Morgenster", "Ria Klokman")
GUESTS: Final = ("Bep", "Jamal", "Corrie", "Ineke", "Stefan", "Aisha", "Henk", "Tonny")


def load(demo: Any) -> None:
    """Publish the programme, then let people come."""
    regulars = {one.title: _regular(demo, one) for one in REGULARS}
    for special in specials(demo.today):
        _special(demo, special)
    demo_when.load(demo)
    _roles(demo, regulars["Eettafel ‘Schuif aan’"])
    after.load(demo, regulars["Eettafel ‘Schuif aan’"])
    openly.load(demo, regulars["Eettafel ‘Schuif aan’"], regulars["Dansavond"])
    _exceptions(demo, regulars["Eettafel ‘Schuif aan’"])
    load_ideas(demo)
    _versions(demo, regulars["Eettafel ‘Schuif aan’"])
    _sign_ups(demo, full=regulars["Stoelgym voor iedereen"], table=regulars["Eettafel ‘Schuif aan’"])
    following.load(demo)


def _roles(demo: Any, table: int) -> None:
    """What the table needs hands for, each time."""
    for title, minutes, places, moment in (("Tafels dekken", 30, 2, BEFORE), ("Afwassen en afdrogen", 30, 3, AFTER)):
        values = RoleValues(title=title, minutes=minutes, places=places, moment=moment)
        add_role(demo.actor("Chantal Veerdonk"), table, values)
    welcome = RoleValues(title="Nieuwe gasten ontvangen", minutes=30, moment=DURING, welcomes=True)
    add_role(demo.actor("Chantal Veerdonk"), table, welcome)


def _versions(demo: Any, table: int) -> None:
    """Yusuf put a price on the table; a day later Chantal put back how it was."""
    words = words_of(db.session.get_one(Activity, table))
    with at(from_wall(demo.today - timedelta(days=9), time(21), ZONE)):
        kept = change_words(demo.actor("Yusuf Zonnebrink"), table, replace(words, costs="3 euro"))
    with at(from_wall(demo.today - timedelta(days=8), time(10), ZONE)):
        restore(demo.actor("Chantal Veerdonk"), table, kept)


def _regular(demo: Any, one: Regular) -> int:
    first, last = _season(demo.today, one)
    first += timedelta(days=(one.days[0] - first.weekday()) % 7)
    if one.weeks is not None:
        first = demo.today - timedelta(weeks=2)
        first += timedelta(days=(one.days[0] - first.weekday()) % 7)
        last = first + timedelta(weeks=one.weeks - 1)
    freq = Frequency.MONTHLY if one.nth else Frequency.WEEKLY
    repeat = Repeat(freq=freq, weekdays=one.days, interval=one.interval, nth=one.nth, until=last)
    words = Words(
        title=one.title,
        about=one.about,
        costs=one.costs,
        themes=one.themes,
        labels=one.labels,
        pace=one.pace,
        tags=tuple(tag for tag in one.tags if tag in current_hooks().tags()),
        places=one.places,
        sensitive=one.sensitive,
        with_paid_staff=one.paid,
    )
    where = Where(space_ids=tuple(demo.space(slug) for slug in one.spaces), place=one.place)
    group = demo.group(one.group) if one.group else None
    return _publish(demo, one.by, one.house, words, (first, one.times, repeat), where, group, one.along)


def _season(today: date, one: Regular) -> tuple[date, date]:
    """From when to when it is held: around today, or in its months of this year (or the next, when these are over)."""
    if one.months is None:
        return today - timedelta(weeks=GOING_ON), today + timedelta(weeks=AHEAD)
    first_month, last_month = one.months
    year = today.year if today.month <= last_month else today.year + 1
    return date(year, first_month, 1), date(year, last_month, 28)


def _special(demo: Any, one: Special) -> None:
    words = Words(title=one.title, about=one.about, themes=one.themes, places=one.places)
    where = Where(space_ids=(demo.space(one.space),) if one.space else (), place=one.place)
    try:
        _publish(demo, one.by, HOME, words, (one.day, one.times, None), where)
    except Clashes:  # something of every week has the room that day: on the square, then
        _publish(demo, one.by, HOME, words, (one.day, one.times, None), Where(place=one.place or "Voorbeeldplein"))


def _publish(
    demo: Any,
    by: str,
    house: str,
    words: Words,
    plan: tuple[date, str, Repeat | None],
    where: Where,
    group: int | None = None,
    along: Sequence[str] = (),
) -> int:
    """Publish through the service, a few days before it first was; days on which the house is closed are skipped."""
    first, times, repeat = plan
    start, end = (time.fromisoformat(clock) for clock in times.split("-"))
    when = When(first=first, start=start, end=end, repeat=repeat)
    skip: set[date] = set()
    before = min(first - timedelta(days=5), demo.today - timedelta(days=3))
    with at(from_wall(before, time(11), ZONE)):
        for _attempt in range(2):
            try:
                return publish(
                    demo.actor(by),
                    demo.house(house),
                    words,
                    when,
                    where,
                    group_id=group,
                    organiser_ids=[demo.person(name) for name in along],
                    skip=skip,
                )
            except Clashes as clashes:
                if repeat is None:
                    raise
                skip = {wall(clash.span.start, ZONE).date() for clash in clashes.clashes}
        raise RuntimeError(f"{words.title} finds no room")


def _coming_dates(demo: Any, activity_id: int, most: int) -> list[Occurrence]:
    tomorrow = from_wall(demo.today + timedelta(days=1), time(0), ZONE)
    return list(
        db.session.scalars(
            sa.select(Occurrence)
            .where(Occurrence.activity_id == activity_id, Occurrence.starts >= tomorrow)
            .order_by(Occurrence.starts)
            .limit(most)
        )
    )


def _exceptions(demo: Any, table: int) -> None:
    """The eating table has a dish for each date; one is called off, one is at another time."""
    special = next(one.special for one in REGULARS if one.title.startswith("Eettafel"))
    actor = demo.actor("Chantal Veerdonk")
    for number, (one, title) in enumerate(zip(_coming_dates(demo, table, len(special)), special, strict=False)):
        if not title:
            dates.cancel_date(actor, one.id, "De keuken wordt geschilderd.")
            continue
        times = (time(16, 30), time(19)) if number == 3 else (time(17), time(19, 30))
        where = Where(space_ids=tuple(space.id for space in one.spaces), place=one.place)
        day = wall(one.starts, ZONE).date()
        dates.change_date(actor, one.id, OneDate(day=day, start=times[0], end=times[1], where=where, title=title))


def _sign_ups(demo: Any, full: int, table: int) -> None:
    """Neighbours and guests come to what is on in the next weeks; one date is full; Ria came by the desk."""
    soon = datetime.combine(demo.today, time(23, 59), tzinfo=ZONE) + SIGN_UPS
    found = db.session.scalars(
        sa.select(Occurrence)
        .where(Occurrence.starts > from_wall(demo.today, time(8), ZONE), Occurrence.starts < soon)
        .order_by(Occurrence.starts, Occurrence.id)
    ).all()
    for one in found:
        places = one.activity.places
        if places is None or one.is_cancelled:
            continue
        wanted = demo.random.randint(places // 3, places * 3 // 4)
        _come(demo, one, wanted)
    next_full = _coming_dates(demo, full, 1)[0]
    desk = Actor(demo.person("Toos Kestelaar"), demo.person("Ria Klokman"), Channel.DESK)
    _heard(sign_up(desk, _coming_dates(demo, full, 2)[1].id, Coming()))
    _come(demo, next_full, 20)
    waiting.load(demo, next_full)
    _heard(sign_up(demo.actor("Lieke Morgenster"), _coming_dates(demo, table, 1)[0].id, Coming(party=2)))


def _come(demo: Any, occurrence: Occurrence, people: int) -> None:
    """Let neighbours come until `people` do, every sixth a guest; the personas of the demo decide themselves."""
    activity_id, occurrence_id = occurrence.activity_id, occurrence.id
    known = set(db.session.scalars(sa.select(SignUp.person_id).where(SignUp.occurrence_id == occurrence_id)))
    known |= set(db.session.scalars(sa.select(Organiser.person_id).where(Organiser.activity_id == activity_id)))
    known |= {demo.person(name) for name in PERSONAS}
    neighbours = [person_id for person_id in map(demo.person, demo.people) if person_id not in known]
    demo.random.shuffle(neighbours)
    for number in range(people - taken([occurrence_id]).get(occurrence_id, 0)):
        first_time = demo.random.random() < 0.1
        if number % 6 == 5:
            guest = Coming(name=demo.random.choice(GUESTS), first_time=first_time)
            _heard(sign_up(Actor.guest(), occurrence_id, guest))
        else:
            _heard(sign_up(Actor.self(neighbours.pop()), occurrence_id, Coming(first_time=first_time)))


def _heard(code: str) -> None:
    """They had their confirmation a while ago: nothing is waiting to go out."""
    notices.withdraw(with_code(code).ref)
