"""Pages of facts that everybody reads: the norms, the addresses, and one fact with everything it said before."""

from flask import render_template

from app.calendar.themes import BY_KEY, THEMES
from app.refusals import NotFound
from app.web import Who, current_actor, current_person_id, who
from app.web.kept import kept_page
from plugins.prevention.facts import dated, reading
from plugins.prevention.facts.history import history
from plugins.prevention.facts.rights import may_check, may_read_along
from plugins.prevention.facts.rows import UNKNOWN
from plugins.prevention.facts.words import EMERGENCY, NORM
from plugins.prevention.views import house_here, prevention

prevention.add_app_template_filter(dated.tell, "source_day")


@prevention.get("/norms")
@who(Who.EVERYONE)
@kept_page
def norms() -> str:
    """What is generally advised, theme by theme."""
    house = house_here()
    found = reading.norms(house)
    themes = [(theme, [one for one in found if one.theme == theme.key]) for theme in THEMES]
    return render_template(
        "prevention/facts/norms.html",
        house=house,
        themes=[(theme, facts) for theme, facts in themes if facts],
        reads_along=may_read_along(current_actor(), house.id),
    )


@prevention.get("/addresses")
@who(Who.EVERYONE)
@kept_page
def addresses() -> str:
    """Numbers for when it cannot wait, and addresses, theme by theme."""
    house = house_here()
    found = reading.addresses(house)
    groups = [(theme.label, [one for one in found if one.theme == theme.key]) for theme in THEMES]
    return render_template(
        "prevention/facts/addresses.html",
        house=house,
        urgent=reading.addresses(house, kind=EMERGENCY),
        groups=[(None, [one for one in found if not one.theme]), *groups],
        reads_along=may_read_along(current_actor(), house.id),
    )


@prevention.get("/facts/<key>")
@who(Who.EVERYONE)
@kept_page
def fact(key: str) -> str:
    """One fact: its source, who checked it, and every text that stood here before."""
    house = house_here()
    editions = history(house, key)
    if not editions:
        raise NotFound(UNKNOWN)
    found = reading.fact_if_any(house, key)
    return render_template(
        "prevention/facts/fact.html",
        house=house,
        key=key,
        fact=found,
        editions=editions,
        theme=BY_KEY.get(found.theme) if found else None,
        is_norm=found is None or found.kind == NORM,
        checks=may_check(current_actor(), house.id),
        me=current_person_id(),
    )
