"""How-to cards: a small beginning in a few steps, in own words; for everybody the same, and no advice to anybody."""

from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class HowTo:
    """One card: its name in addresses, the key of its theme, its title and its steps."""

    slug: str
    theme: str
    title: object
    steps: tuple[object, ...]


CARDS: Final = (
    HowTo(
        "begin-to-walk",
        "bewegen",
        _("Begin to walk"),
        (
            _("Choose a short round, such as round the block."),
            _("Put on shoes that sit firmly."),
            _("Take a fixed moment, such as after the coffee."),
            _("Walk so that talking is still easy."),
            _("Does it go well? Then go one street further next time."),
        ),
    ),
    HowTo(
        "walk-along-once",
        "bewegen",
        _("Walk along with a group once"),
        (
            _("Look in the agenda which group walks, and when."),
            _("Ask at the desk or by phone how far and how fast they go."),
            _("Come five minutes early and say that it is the first time."),
            _("Walk as far as it is pleasant. Turning back is always fine."),
        ),
    ),
    HowTo(
        "get-up-more-often",
        "bewegen",
        _("Get up more often"),
        (
            _("Put something that is used often a few steps away."),
            _("Get up at every phone call."),
            _("Bring each cup to the kitchen, not all of them at once."),
            _("Walk to the window and back, and see who goes by."),
        ),
    ),
    HowTo(
        "back-on-the-bicycle",
        "bewegen",
        _("Back on the bicycle"),
        (
            _("Have tyres, brakes and lights looked at."),
            _("Set the saddle so that both feet can touch the ground."),
            _("Practise on a quiet path first."),
            _("Go together with somebody the first time."),
        ),
    ),
    HowTo(
        "join-a-meal-once",
        "eten",
        _("Join a meal once"),
        (
            _("Look in the agenda when there is a table."),
            _("Sign up on the page, at the desk or by phone."),
            _("Ask what there will be to eat, and what it costs."),
            _("Come a quarter of an hour early: helping to lay the table is the easiest way to begin."),
        ),
    ),
    HowTo(
        "cook-as-two",
        "eten",
        _("Cook as two"),
        (
            _("Choose one dish together, with few steps."),
            _("One does the shopping, the other gets the pans ready."),
            _("Cook a bit more, and share what is left in boxes."),
            _("Was it nice? Then agree on the next time at once."),
        ),
    ),
    HowTo(
        "share-a-recipe",
        "eten",
        _("Share a recipe from home"),
        (
            _("Choose something that was often on the table at home."),
            _("Write down for how many, what goes in, and in which order."),
            _("Cook it once in the kitchen of the house, together with others."),
            _("Put the recipe up on the wall."),
        ),
    ),
    HowTo(
        "something-in-the-house",
        "eten",
        _("Something in the house for a busy day"),
        (
            _("Keep some food that lasts, such as tins of beans, fish or tomatoes."),
            _("Freeze a portion when there is more. Write the date on it."),
            _("Keep a list with the shopping bag of what runs out."),
        ),
    ),
    HowTo(
        "a-lamp-by-the-bed",
        "wonen",
        _("A lamp by the bed"),
        (
            _("Sit on the edge of the bed. Can the switch be reached?"),
            _("Put a lamp there, or one that goes on by itself."),
            _("Lead the cords along the wall."),
            _("Walk to the toilet in the evening. Where is it still dark?"),
            _("No handyman? Ask at the house who hangs up a lamp."),
        ),
    ),
    HowTo(
        "a-free-way",
        "wonen",
        _("A free way through the room"),
        (
            _("Walk the ways that are used most: bed, toilet, kitchen, front door."),
            _("Take away what lies loose: bags, cords, small rugs."),
            _("Does a rug stay? Put something under it that does not slide."),
            _("Move what is heavy together with somebody."),
        ),
    ),
    HowTo(
        "a-smoke-alarm",
        "wonen",
        _("A smoke alarm that works"),
        (
            _("Press the test button. No sound? Then a new battery or a new alarm is needed."),
            _("Have one on each floor, on the ceiling."),
            _("Test it on a fixed day each month."),
            _("Ask somebody with a good ladder to hang it up."),
        ),
    ),
    HowTo(
        "ask-for-a-small-job",
        "wonen",
        _("Ask somebody for a small job"),
        (
            _("Write down what has to be done, and in which room."),
            _("Call the house or come by: they know who likes to help."),
            _("Agree on a time, with time for coffee."),
            _("Doing something in return is nice, and never a must."),
        ),
    ),
    HowTo(
        "get-to-know-a-group",
        "ontmoeten",
        _("Get to know a group"),
        (
            _("Choose something that looks nice, not something useful."),
            _("Call or write beforehand: “On Wednesday I come for the first time.”"),
            _("Go together with somebody, if that is easier."),
            _("Have a question ready, such as “How long have you been coming here?”"),
            _("No fun? Then try another group. Not every group fits."),
        ),
    ),
    HowTo(
        "ask-a-neighbour-for-coffee",
        "ontmoeten",
        _("Ask a neighbour for coffee"),
        (
            _("Keep it small: one cup, half an hour."),
            _("Name a day and a time. That is easier to answer."),
            _("No is fine too. Ask again later, or ask somebody else."),
        ),
    ),
    HowTo(
        "take-a-small-role",
        "ontmoeten",
        _("Take a small role"),
        (
            _("Look at the tasks for one that is small enough to begin with."),
            _("Do it once together with somebody who knows it."),
            _("Say so when it does not suit. Somebody else takes over."),
        ),
    ),
    HowTo(
        "call-each-other",
        "ontmoeten",
        _("Call each other"),
        (
            _("Agree with somebody on a fixed moment. Short is enough."),
            _("Take turns in calling."),
            _("Agree beforehand what to do when nobody answers."),
        ),
    ),
)
"""In the order in which they are shown."""

BY_SLUG: Final = {card.slug: card for card in CARDS}


def of_theme(key: str) -> list[HowTo]:
    """The cards of a theme, in order."""
    return [card for card in CARDS if card.theme == key]
