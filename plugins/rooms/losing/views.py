"""For hosts: which bookings lost their room. For who booked, what is possible stands on the booking's own page."""

import sqlalchemy as sa
from flask import abort, render_template

from app.db import db
from app.places.models import House
from app.places.rights import HOST, require
from app.web import Who, current_actor, use_house, who
from plugins.rooms.losing.hits import instead_for, lost_in
from plugins.rooms.views.blueprint import rooms


@rooms.get("/lost/<slug>")
@who(Who.HOST)
def lost(slug: str) -> str:
    """The bookings to come of a house that cannot go on as they are, with what is possible instead of each."""
    if not slug.replace("-", "").isalnum():
        abort(404)
    house = db.session.scalar(sa.select(House).where(House.slug == slug))
    if house is None:
        abort(404)
    use_house(require(current_actor(), house.id, HOST))
    hits = lost_in(house.id)
    return render_template("rooms/losing/list.html", house=house, hits=hits, instead=instead_for(hits))
