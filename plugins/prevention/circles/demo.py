"""Circles of the demo: one that is alive, with two organisations, and one that just began. All of it is made up."""

from datetime import time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.clock import at, from_wall
from plugins.prevention.circles.having import CircleValues, start
from plugins.prevention.circles.joining import join
from plugins.prevention.circles.putting import MaterialValues, OrganisationValues, put_material, put_organisation

HOME: Final = "de-kleine-dommelaar"
ZONE: Final = ZoneInfo("Europe/Amsterdam")


def load(demo: Any) -> None:
    """Fill them."""
    with at(from_wall(demo.today - timedelta(days=60), time(20), ZONE)):
        _moving(demo)
    with at(from_wall(demo.today - timedelta(days=9), time(11), ZONE)):
        _living(demo)


def _moving(demo: Any) -> None:
    chantal = demo.actor("Chantal Veerdonk")
    values = CircleValues(
        theme="bewegen",
        name="Klaverveld beweegt",
        about="We willen dat iedereen in de wijk iets vindt dat past: stevig, rustig, binnen of buiten. "
        "We stemmen onze dagen op elkaar af.",
    )
    slug = start(chantal, demo.house(HOME), values, show_name=True)
    for name, show_name in (("Wout Tegelveld", True), ("Lieke Morgenster", False), ("Hennie Kalkoven", False)):
        join(demo.actor(name), slug, show_name=show_name)
    put_organisation(
        chantal,
        slug,
        OrganisationValues(
            name="Wandelvereniging De Losse Veter",
            does="Elke week een wandeling van een uur. Aanhaken mag altijd.",
            link="https://losse-veter.example",
        ),
    )
    put_organisation(
        demo.actor("Wout Tegelveld"),
        slug,
        OrganisationValues(
            name="Fysiotherapie Het Soepele Hoekje",
            does="Komt twee keer per jaar vertellen over balans. Gratis, in de huiskamer.",
            phone="076-000 00 41",
            email="hallo@soepele-hoekje.example",
        ),
    )
    route = MaterialValues(
        title="Rondje Klaverveld, 3 kilometer",
        text="Start bij het huis. Langs de molen en het water terug. Onderweg staan vier banken.",
    )
    put_material(demo.actor("Wout Tegelveld"), slug, route)


def _living(demo: Any) -> None:
    piotr = demo.actor("Piotr Lindeboomski")
    values = CircleValues(
        theme="wonen",
        name="Prettig thuis",
        about="Buren die handig zijn, en mensen die weten wat er kan. Zo blijft een huis fijn om in te wonen.",
    )
    slug = start(piotr, demo.house(HOME), values, show_name=True)
    join(demo.actor("Cor van der Linden-Mos"), slug, show_name=False)
    put_organisation(
        piotr,
        slug,
        OrganisationValues(
            name="Klusgroep Klaverveld",
            does="Hangt lampen en grepen op. Je betaalt alleen het materiaal.",
            phone="076-000 00 42",
        ),
    )
