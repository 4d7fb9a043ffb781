"""`wij house add`, `wij person add`, `wij plugin list`: a new house's first steps. The rest is done in the browser."""

from datetime import timedelta

import click
import sqlalchemy as sa
from flask.cli import AppGroup

from app.actors import Actor
from app.db import db, transactional
from app.people.models import KINDS, Person
from app.people.roles_giving import give_role, today_in
from app.people.service import add_person
from app.places.houses import add_house
from app.places.models import House
from app.plugins import current_hooks
from app.refusals import Refusal

house = AppGroup("house", help="Houses.")
person = AppGroup("person", help="Persons.")
plugin = AppGroup("plugin", help="Plugins.")


@house.command("add")
@click.argument("name")
@click.option("--slug", default="", help="The short name in addresses.  [default: made from the name]")
@click.option("--neighbourhood", default="Onze buurt", show_default=True, help="The neighbourhood it stands in.")
@click.option("--phone", default="", help="The phone at the desk.")
def house_add(name: str, slug: str, neighbourhood: str, phone: str) -> None:
    """Add a house called NAME, open on weekdays from 9 to 22 until it says otherwise."""
    try:
        house_id = add_house(Actor.job(), name=name, slug=slug, neighbourhood=neighbourhood, phone=phone)
    except Refusal as refusal:
        raise click.ClickException(refusal.message) from None
    made = db.session.get_one(House, house_id)
    click.echo(f"{name} is there: /house/{made.slug}\nNow: wij person add NAME --email ADDRESS --role administrator")


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
def create_person(name: str, email: str | None, phone: str, role: str | None, house_slug: str | None) -> None:
    """Make a person, with a role in a house. Raises Refusal for an address that is known, or an unclear house."""
    person_id = add_person(Actor.job(), name=name, email=email, phone=phone)
    if role:
        houses = list(db.session.scalars(sa.select(House).where(*([House.slug == house_slug] if house_slug else []))))
        if len(houses) != 1:
            slugs = ", ".join(db.session.scalars(sa.select(House.slug).order_by(House.slug)))
            raise Refusal(f"Say which house with --house. There are: {slugs or 'none yet (wij house add)'}")
        public_id = db.session.get_one(Person, person_id).public_id
        give_role(Actor.job(), houses[0].id, public_id, role, today_in(houses[0]) + timedelta(days=365))


@plugin.command("list")
def list_plugins() -> None:
    """Say which plugins are on, and what they are for."""
    for row in current_hooks().about():
        click.echo(f"{row['name']} {row['version']}: {row['purpose']}")
        click.echo(f"    {', '.join(row['hooks'])}")
