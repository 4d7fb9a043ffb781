"""Booking a room on the guided path, as several walks do."""

from datetime import date

from tests.journeys.walking import Walker

ROOM = "Werkplaats"
"""Holds ten people, and has no programme of its own on Wednesdays."""
SLUG = "werkplaats"


def book(
    walker: Walker, day: date, start: str, end: str, title: str, *, group: str = "", purpose: str = "Have a meeting"
) -> None:
    """From the home page along all four steps, up to the page that says that it is done."""
    choose_up_to_the_agenda(walker, day, start, end, group=group, purpose=purpose)
    tell_the_agenda(walker, title)


def choose_up_to_the_agenda(
    walker: Walker, day: date, start: str, end: str, *, group: str = "", purpose: str = "Have a meeting"
) -> None:
    """The first three steps: what for, when, which room."""
    walker.go("/")
    walker.choose("Use a room")
    walker.is_at("What do you need a room for?")
    walker.fill("How many people come?", "9")
    if group:
        walker.mark(group)
    walker.choose(purpose)

    walker.is_at("When would you like to come?")
    walker.fill("Or choose another day", day.isoformat())
    walker.select("From", start)
    walker.select("Until", end)
    walker.press("Continue")

    walker.is_at("Which room suits you?")
    walker.take(ROOM)


def tell_the_agenda(walker: Walker, title: str) -> None:
    """The last step: everybody may read what it is."""
    walker.is_at("What shall we put in the agenda?")
    walker.tick("What it is")
    walker.fill("What is it?", title)
    walker.press("Book %(room)s", room=ROOM)
