"""Put an activity in the agenda: what, when, where, all in one step. Anybody who is signed in may; nobody approves."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _

from app.actors import Actor
from app.calendar.repeats import Occurrence as Planned
from app.calendar.themes import BY_KEY
from app.clock import now
from app.db import db, transactional
from app.events import ActivityPublished, say
from app.journal import note
from app.people.groups import speaks_for
from app.people.models import Person
from app.places.models import House, Space
from app.plugins import current_hooks
from app.refs import new_public_id, new_uid
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.activities.holding import hold_all, spaces_of
from plugins.activities.ideas.becoming import take_up
from plugins.activities.labels.saying import Said, free_or_costs, say_labels
from plugins.activities.models import Activity, Occurrence, Organiser, Series
from plugins.activities.online.writing import put as put_online
from plugins.activities.planning import When, Where, Words, check_soon
from plugins.activities.slugs import free_slug
from plugins.activities.words import PUBLISHED, SIGN_IN_FIRST, UNKNOWN_HOUSE

MOST_PLACES = 1000


@transactional
def publish(
    actor: Actor,
    house_id: int,
    words: Words,
    when: When,
    where: Where,
    *,
    group_id: int | None = None,
    organiser_ids: Iterable[int] = (),
    skip: Iterable[date] = (),
    elsewhere: Mapping[date, int] | None = None,
    idea: str = "",
) -> int:
    """Put an activity in the agenda, with its rooms, for oneself or for a group one speaks for. Answers its id.

    `organiser_ids` are persons who organise it too; `skip` are days on which it is not held;
    `elsewhere` gives single days another space; `idea` is the public id of the idea that it makes true.
    Raises Clashes with every date whose room cannot be had, or another Refusal with its field; then nothing was made.
    """
    if actor.subject is None:
        raise NotAllowed(SIGN_IN_FIRST)
    if group_id is not None and not speaks_for(actor.subject, group_id):
        raise NotAllowed(_("Only contacts of the group can do this in its name."), field="group")
    house = db.session.get(House, house_id)
    if house is None:
        raise NotFound(UNKNOWN_HOUSE)
    spaces = spaces_of(actor, where, house_id)
    planned = without(when.dates(house.zone), skip)
    check_soon(planned[0].span, now())
    activity = Activity(
        public_id=new_public_id(),
        slug=free_slug(words.title),
        house_id=house_id,
        zone_name=house.zone_name,
        group_id=group_id,
        created_by_id=actor.subject,
        published_at=now(),
        changed_at=now(),
    )
    db.session.add(activity)
    put_words(activity, words, actor)
    _add_organisers(activity, [actor.subject, *organiser_ids])
    series = add_series(activity, planned, when, where, spaces) if when.repeat and len(planned) > 1 else None
    made = add_occurrences(activity, series, planned, where, spaces)
    put_elsewhere(actor, activity, made, elsewhere or {})
    hold_all(actor, activity, made)
    if where.online is not None:
        put_online(actor, activity, where.online)
    say(ActivityPublished(ref=activity.ref, house_id=house_id, person_id=actor.subject))
    take_up(actor, idea, activity)
    note(actor, PUBLISHED, activity.ref, log_label(activity))
    return activity.id


def without(planned: Sequence[Planned], skip: Iterable[date]) -> list[Planned]:
    """The dates that are not skipped. Raises Refusal when none is left."""
    skipped = set(skip)
    left = [one for one in planned if one.original_start.date() not in skipped]
    if not left:
        raise Refusal(_("Then no date is left. Choose another time, or another room."), field="day")
    return left


def put_words(activity: Activity, words: Words, actor: Actor) -> None:
    """Write the words into `activity`. Raises Refusal, with its field, for what cannot be."""
    title = " ".join(words.title.split())
    if not any(sign.isalnum() for sign in title):
        raise Refusal(_("What is it called? A few words are enough."), field="title")
    if len(title) > 100:
        raise Refusal(_("That title is too long. Use at most 100 characters."), field="title")
    if len(words.costs) > 100:
        raise Refusal(_("Say the costs in at most 100 characters."), field="costs")
    if words.places is not None and not 1 <= words.places <= MOST_PLACES:
        raise Refusal(_("Give a number of places from 1 to %(most)s.", most=MOST_PLACES), field="places")
    tags = current_hooks().tags()
    if not set(words.themes) <= set(BY_KEY) or not set(words.tags) <= {*tags, *activity_tags(activity)}:
        raise Refusal(_("Choose one of these."), field="themes")
    about = words.about.strip()
    if about != activity.about:  # who changes something else does not become the writer of these words
        activity.about, activity.words_by_id = about, None if activity.group_id else actor.subject
    activity.title = title
    activity.themes = ",".join(key for key in BY_KEY if key in words.themes)
    activity.tags = ",".join(sorted(set(words.tags)))
    labels, activity.costs = free_or_costs(words.labels, words.costs)
    activity.places = words.places
    activity.sensitive = words.sensitive
    activity.with_paid_staff = words.with_paid_staff
    db.session.flush()
    say_labels(activity.id, Said(labels, words.pace))


def activity_tags(activity: Activity) -> tuple[str, ...]:
    """Its tags so far: one whose plugin is off now may stay."""
    return activity.tag_keys if activity.tags else ()


def add_series(
    activity: Activity, planned: Sequence[Planned], when: When, where: Where, spaces: Sequence[Space]
) -> Series:
    """A series that gives `planned` (some of its dates may be left out). Call it in a transaction."""
    assert when.repeat is not None  # noqa: S101  # who calls, knows
    series = Series(
        activity_id=activity.id,
        uid=new_uid(),
        rule=when.repeat.rule,
        first=planned[0].original_start,
        last=planned[-1].original_start,
        end_clock=when.end,
        place=where.place,
        sequence=0,
        created_at=now(),
        changed_at=now(),
        spaces=list(spaces),
    )
    db.session.add(series)
    db.session.flush()
    return series


def add_occurrences(
    activity: Activity, series: Series | None, planned: Iterable[Planned], where: Where, spaces: Sequence[Space]
) -> list[Occurrence]:
    """A row for each date, of `series` or standing alone. Call it in a transaction, then hold their spaces."""
    made = [
        Occurrence(
            public_id=new_public_id(),
            activity_id=activity.id,
            activity=activity,
            series_id=series.id if series else None,
            uid=new_uid(),
            original_start=one.original_start,
            starts=one.span.start,
            ends=one.span.end,
            place=where.place,
            sequence=0,
            created_at=now(),
            changed_at=now(),
            spaces=list(spaces),
        )
        for one in planned
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def put_elsewhere(actor: Actor, activity: Activity, made: Iterable[Occurrence], elsewhere: Mapping[date, int]) -> None:
    """Give single days another space, before any is held. Raises Refusal for one that this house has not."""
    for one in made:
        space_id = elsewhere.get(one.original_start.date())
        if space_id is not None:
            one.spaces = spaces_of(actor, Where(space_ids=(space_id,)), activity.house_id)


def log_label(activity: Activity) -> str:
    """What stands in the log. A sensitive activity is not named there."""
    return "" if activity.sensitive else activity.title


def _add_organisers(activity: Activity, person_ids: Iterable[int]) -> None:
    for person_id in dict.fromkeys(person_ids):
        somebody = db.session.get(Person, person_id)
        if somebody is None or somebody.forgotten_at is not None:
            raise NotFound(_("We don't know this person."))
        db.session.add(Organiser(activity_id=activity.id, person_id=person_id))
