"""The houses of the demo and what is in them. All of it is made up: quarter, streets, people, numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoHouse:
    """A house: its hours as {weekdays: "09:00-22:00"}, Monday is 0."""

    slug: str
    name: str
    kind: str
    address: str
    about: str
    hours: dict[tuple[int, ...], str]
    phone: str = ""
    phone_hours: str = ""
    contact_names: str = ""
    is_partner: bool = False


@dataclass(frozen=True, slots=True)
class DemoSpace:
    """A space: `parts` for a combined one, `hours` where it has its own."""

    house: str
    slug: str
    name: str
    about: str
    seated: int
    standing: int = 0
    facts: str = ""
    buffer_minutes: int = 0
    condition: str = ""
    private: bool = False
    parts: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    """For every day of the week."""


WEEK = (0, 1, 2, 3, 4)

HOUSES = (
    DemoHouse(
        slug="de-kleine-dommelaar",
        name="De Kleine Dommelaar",
        kind="Buurthuis",
        address="Voorbeeldplein 1, Breda",
        about="Een huis van en voor de buurt. Buren openen de deur, zetten koffie en bedenken wat er te doen is.",
        hours={WEEK: "09:00-22:00", (5,): "10:00-17:00"},
        phone="076-000 00 01",
        phone_hours="ma–vr 10–12",
        contact_names="Toos Kestelaar en Yusuf Zonnebrink",
    ),
    DemoHouse(
        slug="wilgenhof",
        name="Wilgenhof",
        kind="Huiskamer",
        address="Verzonnenlaan 20, Breda",
        about="Een ruimte in het zorgcentrum, ook voor de buurt. Alcohol schenken we hier niet.",
        hours={(0, 1, 2, 3, 4, 5, 6): "13:30-21:30"},
        phone="076-000 00 02",
        phone_hours="elke dag 14–16",
        contact_names="Mirjam Winterloo",
        is_partner=True,
    ),
    DemoHouse(
        slug="gymzaal-regenboogvis",
        name="De Regenboogvis",
        kind="Gymzaal",
        address="Proefpad 3, Breda",
        about="De gymzaal van de school. Na schooltijd is hij van de buurt. In schoolvakanties is hij dicht.",
        hours={WEEK: "18:00-22:00"},
        phone="076-000 00 03",
        phone_hours="ma–vr 16–17",
        contact_names="Wout Tegelveld",
        is_partner=True,
    ),
)

_DOMMELAAR, _WILGENHOF, _GYM = (house.slug for house in HOUSES)

SPACES = (
    DemoSpace(
        _DOMMELAAR,
        "zaal-a",
        "Zaal A",
        "Ruime zaal met daglicht. Je kunt er tafels schuiven.",
        40,
        60,
        "projector,wheelchair,toilet,hearing_loop",
    ),
    DemoSpace(
        _DOMMELAAR, "zaal-b", "Zaal B", "Zaal aan de straat. Met een kast vol spelletjes.", 40, 60, "wheelchair,screen"
    ),
    DemoSpace(
        _DOMMELAAR,
        "grote-zaal",
        "Grote zaal",
        "Zaal A en Zaal B samen. De wand ertussen gaat open. Met een podium.",
        80,
        120,
        "stage,projector,hearing_loop,wheelchair,toilet",
        parts=("zaal-a", "zaal-b"),
    ),
    DemoSpace(
        _DOMMELAAR,
        "huiskamer",
        "Huiskamer",
        "De voorkamer van het huis, met een koffiehoek en een leestafel.",
        25,
        35,
        "coffee,wheelchair,toilet",
        condition="Tijdens de inloop is de Huiskamer van iedereen.",
    ),
    DemoSpace(
        _DOMMELAAR,
        "keuken",
        "Keuken",
        "Een keuken om met acht mensen in te koken.",
        8,
        8,
        "kitchen,induction",
        30,
        "Lees eerst de kaart over hygiëne. Die hangt naast de koelkast.",
    ),
    DemoSpace(
        _DOMMELAAR,
        "werkplaats",
        "Werkplaats",
        "Werkbanken, gereedschap en afzuiging.",
        10,
        10,
        "tools,step_free,sink",
        condition="Alleen met iemand die uitleg gaf.",
    ),
    DemoSpace(
        _DOMMELAAR,
        "beweegzaal",
        "Beweegzaal",
        "Rustige zaal aan de tuin. Stoelen in een kring.",
        20,
        25,
        "wheelchair,toilet,mats,mirror",
        15,
    ),
    DemoSpace(
        _DOMMELAAR, "spreekkamer", "Spreekkamer", "Een kleine kamer voor een gesprek.", 4, 4, "wheelchair", private=True
    ),
    DemoSpace(
        _DOMMELAAR,
        "tuin",
        "Tuin",
        "Een kas, gieters en bankjes.",
        30,
        60,
        "garden,step_free",
        condition="Van april tot en met oktober.",
    ),
    DemoSpace(
        _WILGENHOF,
        "wilgenhof-restaurant",
        "Restaurant Wilgenhof",
        "Het restaurant van het zorgcentrum, tussen de maaltijden.",
        40,
        50,
        "wheelchair,lift,hearing_loop",
        15,
        hours=("14:00-17:00", "19:00-21:00"),
    ),
    DemoSpace(
        _WILGENHOF,
        "wilgenhof-oefenruimte",
        "Oefenruimte Wilgenhof",
        "Een lichte kamer op de eerste verdieping.",
        12,
        15,
        "lift,wheelchair",
    ),
    DemoSpace(
        _GYM,
        "gymzaal",
        "Gymzaal",
        "Een gymzaal met een houten vloer.",
        30,
        60,
        "sports",
        condition="Alleen met zaalschoenen.",
    ),
)
