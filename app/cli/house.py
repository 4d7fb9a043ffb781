"""`wij house add`, `wij person add`, `wij plugin list`: a new house's first steps. The rest is done in the browser."""

import re
from datetime import time, timedelta

import click
import sqlalchemy as sa
from flask.cli import AppGroup

from app.actors import Actor
from app.clock import now
from app.db import db, transactional
from app.journal import note
from app.people.models import KINDS, Person, Role
from app.people.service import add_person
from app.places.models import House, Neighbourhood, OpeningHours
from app.plugins import current_hooks
from app.refs import Ref
from app.refusals import Refusal

house = AppGroup("house", help="Houses.")
person = AppGroup("person", help="Persons.")
plugin = AppGroup("plugin", help="Plugins.")


@house.command("add")
@click.argument("name")
@click.option("--slug", help="The short name in addresses.  [default: made from the name]")
@click.option("--neighbourhood", default="Onze buurt", show_default=True, help="The neighbourhood it stands in.")
@click.option("--phone", default="", help="The phone at the desk.")
def add_house(name: str, slug: str | None, neighbourhood: str, phone: str) -> None:
    """Add a house called NAME, open on weekdays from 9 to 22 until it says otherwise."""
    wanted = slug or slugify(name)
    if not wanted or slugify(wanted) != wanted:
        raise click.UsageError(f"{wanted!r} cannot be a slug: use small letters, digits and -")
    try:
        create_house(name, wanted, neighbourhood, phone)
    except Refusal as refusal:
        raise click.ClickException(refusal.message) from None
    click.echo(f"{name} is there: /house/{wanted}\nNow: wij person add NAME --email ADDRESS --role administrator")


@transactional
def create_house(name: str, slug: str, neighbourhood: str, phone: str) -> None:
    """Make a house, and its neighbourhood where that is new. Raises Refusal for a slug that is taken."""
    if db.session.scalar(sa.select(House.id).where(House.slug == slug)):
        raise Refusal(f"There is a house {slug!r} already.")
    quarter_slug = slugify(neighbourhood)
    quarter = db.session.scalar(sa.select(Neighbourhood).where(Neighbourhood.slug == quarter_slug))
    if quarter is None:
        quarter = Neighbourhood(slug=quarter_slug, name=neighbourhood)
        db.session.add(quarter)
        db.session.flush()
    made = House(slug=slug, name=name, neighbourhood_id=quarter.id, phone=phone, created_at=now(), changed_at=now())
    db.session.add(made)
    db.session.flush()
    for weekday in range(5):
        db.session.add(OpeningHours(house_id=made.id, weekday=weekday, opens=time(9), closes=time(22)))
    note(Actor.job(), "places.house.added", Ref("places", "house", slug))


@person.command("add")
@click.argument("name")
@click.option("--email", help="Where the sign-in code goes.")
@click.option("--phone", default="", help="A phone number.")
@click.option("--role", type=click.Choice(KINDS), help="A role in the house, for a year.")
@click.option("--house", "house_slug", help="Which house, where there is more than one.")
def person_add(name: str, email: str | None, phone: str, role: str | None, house_slug: str | None) -> None:
    """Add a person called NAME, with a role where asked."""
    try:
        create_person(name, email, phone, role, house_slug)
    except Refusal as refusal:
        raise click.ClickException(refusal.message) from None
    click.echo(f"{name} is there." + (f" {email} can sign in." if email else " Make a house card at the desk."))


@transactional
def create_person(name: str, email: str | None, phone: str, role: str | None, house_slug: str | None) -> int:
    """Make a person, with a role in a house. Raises Refusal for an address that is known, or an unclear house."""
    person_id = add_person(Actor.job(), name=name, email=email, phone=phone)
    if role:
        houses = list(db.session.scalars(sa.select(House).where(*([House.slug == house_slug] if house_slug else []))))
        if len(houses) != 1:
            slugs = ", ".join(db.session.scalars(sa.select(House.slug).order_by(House.slug)))
            raise Refusal(f"Say which house with --house. There are: {slugs or 'none yet (wij house add)'}")
        today = now().date()
        db.session.add(
            Role(person_id=person_id, house_id=houses[0].id, kind=role, since=today, until=today + timedelta(days=365))
        )
        public_id = db.session.scalars(sa.select(Person.public_id).where(Person.id == person_id)).one()
        note(Actor.job(), f"people.role.{role}", Ref("people", "person", public_id), label=houses[0].name)
    return person_id


@plugin.command("list")
def list_plugins() -> None:
    """Say which plugins are on, and what they are for."""
    for row in current_hooks().about():
        click.echo(f"{row['name']} {row['version']}: {row['purpose']}")
        click.echo(f"    {', '.join(row['hooks'])}")


def slugify(text: str) -> str:
    """Small letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]
