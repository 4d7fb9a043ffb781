"""Who is here, and in which house: what app/access put on `flask.g`, read in one place.

`g.wij_actor` (Actor), `g.wij_person` (the subject as a Person), `g.wij_typist` (the one who typed, as a Person) and
`g.wij_behalf` (None, or for whom and how long still) are set before a view runs; without them the visitor is a guest.
"""

from typing import TYPE_CHECKING, Any, Final, Protocol

from flask import Flask, Response, current_app, g, request

from app.actors import Actor

if TYPE_CHECKING:
    from app.people.models import Person
    from app.places.models import House
    from app.web.front import Front

HOUSE_COOKIE: Final = "wij_house"
YEAR: Final = 365 * 24 * 3600
ROLES: Final = "wij_roles"
"""Where app/access puts `roles_of(person_id) -> set[(house_id, kind)]`: roles that hold today."""
HOUSES: Final = "wij_houses"
"""Where app/places puts its `Houses`."""


class Houses(Protocol):
    """What pages ask app/places about houses; this floor lies below it, so it is told, and does not import."""

    def with_slug(self, slug: str) -> "House | None":
        """The house of an address."""
        ...

    def first(self) -> "House | None":
        """The house of a visitor who did not say which."""
        ...

    def front_of(self, house: "House") -> "Front":
        """What the frame of a page tells of a house."""
        ...


class Behalf(Protocol):
    """For whom somebody at the desk acts, and for how many minutes still."""

    @property
    def name(self) -> str:
        """Of the one it is for."""
        ...

    @property
    def minutes_left(self) -> int:
        """Until it ends by itself."""
        ...


def current_actor() -> Actor:
    """Who acts, for whom: a guest when nobody signed in; acting for somebody is already in it."""
    actor: Actor | None = g.get("wij_actor")
    return actor or Actor.guest()


def current_person_id() -> int | None:
    """For whom the page is: the subject, not who typed."""
    return current_actor().subject


def current_person() -> "Person | None":
    """For whom the page is, as a Person."""
    person: Person | None = g.get("wij_person")
    return person


def current_typist() -> "Person | None":
    """Who typed, as a Person."""
    person: Person | None = g.get("wij_typist")
    return person


def current_behalf() -> Behalf | None:
    """For whom somebody at the desk acts now, or None."""
    behalf: Behalf | None = g.get("wij_behalf")
    return behalf


def roles_of(person_id: int) -> set[tuple[int, str]]:
    """The roles that a person has today, as (house_id, kind). Asked once a request."""
    known: dict[int, set[tuple[int, str]]] = g.setdefault("wij_known_roles", {})
    if person_id not in known:
        ask: Any = current_app.extensions.get(ROLES)
        known[person_id] = set(ask(person_id)) if ask else set()
    return known[person_id]


def current_house() -> "House | None":
    """The house that the page is about: the one in its address, else where the visitor was last, else the first."""
    if "wij_house" not in g:
        g.wij_house = _house_in_address() or _house_with_slug(request.cookies.get(HOUSE_COOKIE)) or _first_house()
    house: House | None = g.wij_house
    return house


def known_houses() -> Houses | None:
    """What answers questions about houses, once app/places is set up."""
    houses: Houses | None = current_app.extensions.get(HOUSES)
    return houses


def use_house(house: "House") -> None:
    """Make `house` the house of this page (and of the visitor's next ones): the house of a room, of an activity."""
    g.wij_house = house
    g.wij_house_to_keep = house.slug


def keep_no_house() -> None:
    """Leave no note with the visitor of which house this page was about: for pages that keep nothing of who comes."""
    g.pop("wij_house_to_keep", None)


def init_app(app: Flask) -> None:
    """Remember the house that somebody visited."""
    app.after_request(_keep_house)


def _house_in_address() -> "House | None":
    given = request.view_args or {}
    about_house = request.url_rule is not None and request.url_rule.rule.startswith("/house/")
    house = _house_with_slug(given.get("house_slug") or (given.get("slug") if about_house else None))
    if house is not None:
        g.wij_house_to_keep = house.slug
    return house


def _house_with_slug(slug: str | None) -> "House | None":
    houses = known_houses()
    return houses.with_slug(slug) if houses and slug and slug.isprintable() else None


def _first_house() -> "House | None":
    houses = known_houses()
    return houses.first() if houses else None


def _keep_house(response: Response) -> Response:
    slug: str | None = g.get("wij_house_to_keep")
    if slug and request.cookies.get(HOUSE_COOKIE) != slug:
        response.set_cookie(HOUSE_COOKIE, slug, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return response
