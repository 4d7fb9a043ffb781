"""Every hook of the house. `docs/hooks.md` is made from this page (`make docs`), and a test holds the two together.

A hook implementation asks for the arguments that it needs, by name, and for no others.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask

from app.clock import Span
from app.events import Event
from app.plugins.collect import Fails
from app.plugins.marks import spec
from app.plugins.values import (
    CalendarKind,
    Card,
    Description,
    Figure,
    Job,
    NavItem,
    Need,
    Objection,
    Piece,
    RuleSpec,
    Suggestion,
    TagSpec,
    Welcomer,
)
from app.refs import Ref

if TYPE_CHECKING:
    from app.calendar.entry import Entry, EntryQuery
    from app.places.requests import HoldRequest


@spec(Fails.START)
def wij_register_blueprints(app: Flask) -> list[Blueprint]:
    """Give the routes and command-line groups of a plugin. Called once, at the start.

    :param app: the application that is starting; its config is complete.
    :return: blueprints, with their own url_prefix, templates and static files.

    Example: `return [views.rooms]`. Used by rooms, activities and contributions.
    """
    raise NotImplementedError


@spec(Fails.START)
def wij_register_navigation(app: Flask) -> list[NavItem]:
    """Give places in the main menu. Called once, at the start.

    :param app: the application that is starting.
    :return: items; the core sorts them by `order`, then label, and shows at most four ("Meer" holds the rest).

    Example: `[NavItem(label=_("Rooms"), endpoint="rooms.index", icon="door-open", order=20)]`. Used by all three.
    """
    raise NotImplementedError


@spec(Fails.START)
def wij_register_rules(app: Flask) -> list[RuleSpec]:
    """Give house rules that residents may set, each with its plain words and its default. Called once, at the start.

    :param app: the application that is starting.
    :return: rules; a key is `<plugin>.<name>` and nobody else's.

    Example: `RuleSpec(key="rooms.longest_hours", kind=int, default=8, …)`. Used by rooms.
    """
    raise NotImplementedError


@spec(Fails.START)
def wij_register_calendars(app: Flask) -> list[CalendarKind]:
    """Give the kinds of feed that a plugin knows: `/calendar/<kind>/<slug>.ics`. Called once, at the start.

    One that is not public is read through links that are one person's own; its `offers` tells who may read what.

    :param app: the application that is starting.
    :return: kinds; two plugins with the same kind stop the start.

    Example: `CalendarKind(kind="room", public=True, find=feeds.room)`. Used by all four.
    """
    raise NotImplementedError


@spec(Fails.START)
def wij_register_tags(app: Flask) -> list[TagSpec]:
    """Give tags that things of other plugins may carry; forms offer them only while this plugin is on. Called once.

    :param app: the application that is starting.
    :return: tags; a key is nobody else's.

    Example: `TagSpec(key="needs-hands", label=_("helping hands welcome"))`. Used by contributions and prevention.
    """
    raise NotImplementedError


@spec(Fails.START)
def wij_register_jobs(app: Flask) -> list[Job]:
    """Give periodic work. Called once, when the worker starts.

    :param app: the application that is starting.
    :return: jobs; `run` may be called twice for one period (after a crash), so it must not mind.

    Example: `Job(name="rooms.remind", every=timedelta(hours=1), run=reminders.send)`. Used by activities.
    """
    raise NotImplementedError


@spec(Fails.START)
def wij_load_demo(demo: Any) -> None:
    """Fill a plugin's part of the demo house, through its own services. Called once, into an empty database.

    :param demo: `app.demo.Demo`: the houses, spaces and persons by name, the day it is, and a seeded `random.Random`.
    :return: nothing.

    Example: `demo_house.load(demo)`. Used by rooms, activities and contributions.
    """
    raise NotImplementedError


@spec(Fails.WHOLE)
def wij_list_entries(query: "EntryQuery") -> list["Entry"]:
    """Give what stands in the agenda, for pages and feeds. Called once a page or feed.

    :param query: which house, space, person, group, theme or thing, in which window (UTC, half-open). With
        `whole_series` every occurrence of a series that touches the window is asked for, since a feed holds it whole.
    :return: entries, complete; the core, not the plugin, decides what an audience gets to see of them.

    Example: `return [entry_of(row) for row in bookings_in(query)]`. Used by rooms and activities.
    """
    raise NotImplementedError


@spec(Fails.MAY)
def wij_mark_entries(entries: Sequence["Entry"]) -> Mapping[Ref, str]:
    """Put a few words beside entries of the agenda, of whichever plugin. Called once for a page that lists entries.

    :param entries: as everybody may see them.
    :return: plain words for the entries that you mark, by their `ref`; what several plugins say stands side by side.

    Example: `{entry.ref: _("theme week %(title)s", …) for entry in entries if …}`. Used by prevention.
    """
    raise NotImplementedError


@spec(Fails.MUST)
def wij_list_objections(request: "HoldRequest") -> list[Objection]:
    """Say why spaces may not be held: by a booking, an activity or a visit alike. Called inside each hold.

    :param request: who, for which group, which spaces, which spans (UTC), for which thing.
    :return: objections, worst first; none means that there is nothing against it.

    Example: `[Objection(message=_("…at most 8 hours"), rule=rules.link(…))]`. Used by rooms.
    """
    raise NotImplementedError


@spec(Fails.MAY)
def wij_list_needs(house_id: int, window: Span) -> list[Need]:
    """Give small roles and tasks that a plugin's things need done. Called for the list of tasks and after a booking.

    :param house_id: the house.
    :param window: from when to when (UTC, half-open).
    :return: needs; contributions owns the promises and points back by `Need.ref`.

    Example: `Need(ref=booking.ref, title="Stoelen terugzetten", minutes=10, places=2, at=end)`. Used by rooms and
    activities.
    """
    raise NotImplementedError


@spec(Fails.MAY)
def wij_list_cards(place: str, house_id: int | None, person_id: int | None) -> list[Card]:
    """Give cards for the home page, the house page, a person's own page, the desk or the settings. Called once a page.

    :param place: `home`, `house`, `me`, `desk` or `settings` (of a house, for its hosts).
    :param house_id: the house of the page, None where there is none.
    :param person_id: for whom the page is (not who typed), None for a visitor.
    :return: cards; the core sorts them by `order`. On the home page and the house's a card of place `choice` is an
        `<li>` made by the macro `choice`: the first two such are the big choices at the top.

    Example: `[Card(place="house", order=10, html=render_template(…))]`. Used by contributions and rooms.
    """
    raise NotImplementedError


@spec(Fails.MAY)
def wij_fill_slot(slot: str, ref: Ref, person_id: int | None) -> list[Piece]:
    """Fill a named place on another's page. Called once a slot.

    :param slot: `booking.after`, `booking.side`, `activity.side`, `activity.roles` (for its organisers), `group.side`,
        `closure.side`, `prevention.home` (a house that is looked over).
    :param ref: the thing that the page is about.
    :param person_id: for whom the page is, None for a visitor.
    :return: pieces; the core sorts them by `order`.

    Example: `[Piece(order=10, html=render_template(…))]`. Used by contributions.
    """
    raise NotImplementedError


@spec(Fails.MAY)
def wij_list_suggestions(theme: str, house_id: int, window: Span) -> list[Suggestion]:
    """Give things to do for a theme. Called by the theme's page.

    :param theme: `bewegen`, `eten`, `wonen` or `ontmoeten`.
    :param house_id: the house.
    :param window: from when to when (UTC, half-open).
    :return: suggestions, soonest first.

    Example: `[Suggestion(theme="eten", title=…, url=…, span=…)]`. Used by activities.
    """
    raise NotImplementedError


@spec(Fails.MAY)
def wij_list_welcomers(ref: Ref) -> list[Welcomer]:
    """Tell who may be asked to receive somebody who comes for the first time. Called when somebody asks for company.

    :param ref: the date that they would like to come to, of any owner; answer nothing for what is not yours.
    :return: who took it on to welcome newcomers, then who organises it. Nobody else is ever told who these are.

    Example: `[Welcomer(person_id=12, promised=True)]`. Used by activities.
    """
    raise NotImplementedError


@spec(Fails.MAY)
def wij_describe(refs: Sequence[Ref], person_id: int | None) -> Mapping[Ref, Description]:
    """Tell what references point at, in one go. Called with all of a page's references.

    :param refs: references, of any owner; leave out those that are not yours.
    :param person_id: who will read it, None for a visitor; never tell what that person may not know.
    :return: a description for each reference that is yours and that the reader may know of; `decides` where they may
        change the thing, so that another plugin can ask them about it.

    Example: `{ref: Description(title="Zaal A, do 18 maart", url=…)}`. Used by rooms, activities and contributions.
    """
    raise NotImplementedError


@spec(Fails.REDELIVERED)
def wij_hear_event(event: Event) -> None:
    """Hear what happened, after it was committed. Called by the worker, until it returns without an error.

    :param event: one of `app.events`; more may come, so ignore what you do not know.
    :return: nothing. It may be called twice for one event: the second time must change nothing.

    Example: `if isinstance(event, BookingCancelled): promises.let_go(event.ref)`. Used by contributions.
    """
    raise NotImplementedError


@spec(Fails.MUST)
def wij_export_person(person_id: int) -> Mapping[str, Any]:
    """Give all that a plugin keeps of a person, for the person. Called by "my data".

    :param person_id: whose data.
    :return: plain JSON values under telling English keys; times as ISO 8601 in UTC.

    Example: `{"bookings": [{"title": …, "starts": …}]}`. Used by rooms, activities and contributions.
    """
    raise NotImplementedError


@spec(Fails.REDELIVERED)
def wij_expire_data() -> None:
    """Let go of data whose time is over. Called every night, by the worker; once more if it failed.

    :return: nothing.

    Example: `signups.forget_guests_after(days=7)`. Used by activities.
    """
    raise NotImplementedError


@spec(Fails.WHOLE)
def wij_list_figures(house_id: int, window: Span) -> list[Figure]:
    """Give counts for the scoreboard, each with its definition. Called by the page that shows what the house received.

    :param house_id: the house.
    :param window: from when to when (UTC, half-open).
    :return: figures about the house as a whole: never per person, never groups side by side.

    Example: `Figure(key="contributions.done", label=…, definition=…, value=26)`. Used by contributions and activities.
    """
    raise NotImplementedError
