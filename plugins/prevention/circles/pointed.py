"""What one can point at in a circle: the circle, an organisation, a material (app/pointing)."""

import sqlalchemy as sa
from flask_babel import gettext as _

from app import pointing
from app.db import db
from app.pointing import Thing
from plugins.prevention.circles.keeping import page_of
from plugins.prevention.circles.models import OWNER, Circle, CircleMaterial, CircleOrganisation


def _circle(key: str) -> Thing | None:
    circle = db.session.scalar(sa.select(Circle).where(Circle.public_id == key))
    if circle is None:
        return None
    return _thing(circle, circle, circle.name, (circle.name, circle.about, circle.contact), circle.about_by_id)


def _hide_circle(key: str, hidden: bool) -> None:
    db.session.scalars(sa.select(Circle).where(Circle.public_id == key)).one().hidden = hidden


def _organisation(key: str) -> Thing | None:
    found = db.session.scalar(sa.select(CircleOrganisation).where(CircleOrganisation.public_id == key))
    if found is None or found.removed_at is not None:
        return None
    circle = db.session.get_one(Circle, found.circle_id)
    words = (found.name, found.does, found.link, found.phone, found.email)
    return _thing(found, circle, _("An organisation in %(name)s", name=circle.name), words, found.put_by_id)


def _hide_organisation(key: str, hidden: bool) -> None:
    wanted = sa.select(CircleOrganisation).where(CircleOrganisation.public_id == key)
    db.session.scalars(wanted).one().hidden = hidden


def _material(key: str) -> Thing | None:
    found = db.session.scalar(sa.select(CircleMaterial).where(CircleMaterial.public_id == key))
    if found is None or found.removed_at is not None:
        return None
    circle = db.session.get_one(Circle, found.circle_id)
    title = _("Something to read in %(name)s", name=circle.name)
    return _thing(found, circle, title, (found.title, found.text, found.link), found.put_by_id)


def _hide_material(key: str, hidden: bool) -> None:
    db.session.scalars(sa.select(CircleMaterial).where(CircleMaterial.public_id == key)).one().hidden = hidden


def _thing(
    found: Circle | CircleOrganisation | CircleMaterial,
    circle: Circle,
    title: str,
    words: tuple[str, ...],
    writer: int | None,
) -> Thing:
    return Thing(
        ref=found.thing,
        house_id=circle.house_id,
        title=title,
        label=title,
        words="\n\n".join(filter(None, words)),
        url=page_of(circle),
        language=circle.house.language,
        writers=() if writer is None else (writer,),
        hidden=found.hidden,
    )


pointing.register(OWNER, "circle", find=_circle, hide=_hide_circle)
pointing.register(OWNER, "organisation", find=_organisation, hide=_hide_organisation)
pointing.register(OWNER, "material", find=_material, hide=_hide_material)
