"""Other people's things: what somebody does not meet on a walk of their own, they do not get by typing its address."""

from collections.abc import Iterable

import pytest
from flask.testing import FlaskClient

from app.web import Who
from app.web.guard import declared
from tests.contracts.bad_crawl import Page, crawl, forms, links, match
from tests.contracts.bad_house import OWN, TODAY
from tests.contracts.bad_walks import Walked

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
"""Everybody walks first; the quick look at who may use what is test_routes.py."""
FOR_ANYBODY = {
    "activities.invited",  # whoever was sent the address is asked along
    "activities.accept",
    "activities.join_idea_form",  # where somebody comes who had to sign in first
    "activities.leave_idea",  # who said nothing of it takes nothing back
    "contributions.keep_place",  # who is signed in can help with what comes back
    "contributions.leave_place",
    "contributions.stand_in",
    "contributions.stop_standing_in",
    "groups.join",
    "prevention.ask_together",  # who is signed in may ask for company to any date
    "prevention.ask_for_company",
    "prevention.join_circle",  # a circle is open to all who are signed in, and who is not in it leaves nothing
    "prevention.join_circle_form",
    "prevention.leave_circle",
    "prevention.wake_circle",
    "groups.leave",
    "rooms.join",  # what is open, is open to all who are signed in
    "rooms.leave",
    "rooms.handover",  # whoever was sent the address
    "rooms.take_over",
    "rooms.take_now",  # who is signed in can use any room that is not private
}
"""Nobody is a stranger here."""
MANY = 12
"""Pages of one kind that a stranger looks at: they should meet all that they may."""
Address = tuple[str, str]


def met(walked: Walked, pages: Iterable[Page]) -> set[Address]:
    """What pages lead to, as (method, path): their own address, their links and their forms."""
    found = set()
    for page in pages:
        found |= {("GET", link.partition("?")[0]) for link in [page.url, *links(page)]}
        found |= {("POST", form.action.partition("?")[0]) for form in forms(walked.app, page)}
    return found


def closed(walked: Walked, address: Address) -> bool:
    """Whether an address names a thing, and is not for everybody."""
    endpoint, named = match(walked.app, address[1], address[0])
    door = declared(walked.app.view_functions.get(endpoint))
    return bool(named) and door in (Who.SIGNED_IN, Who.HOST, Who.ADMIN) and endpoint not in FOR_ANYBODY


def own_addresses(walked: Walked) -> list[Address]:
    """Every closed address that anybody met in the filled house."""
    pages = [page for visitor in walked.visitors.values() for page in visitor.pages]
    return sorted(address for address in met(walked, pages) if closed(walked, address))


def wrong_answers(walked: Walked, stranger: FlaskClient, tried: Iterable[Address]) -> list[str]:
    """What is not refused, what leaks, and what is changed."""
    wrong = []
    for method, path in tried:
        answer = stranger.open(path, method=method)
        if answer.status_code not in (403, 404):
            wrong.append(f"{method} {path} answered {answer.status_code}")
        wrong += [f"{method} {path} tells of {title}" for title in OWN.values() if title in answer.text]
        if walked.watch.changed():
            wrong.append(f"{method} {path} changed {walked.watch.changed()}")
            walked.watch.restore()
    return wrong


@pytest.mark.parametrize("name", ["neighbour", "administrator elsewhere"])
def test_stranger_gets_nothing_that_they_do_not_meet(walked: Walked, name: str) -> None:
    stranger = walked.visitors[name].client
    own = met(walked, crawl(stranger, ["/", f"/agenda/week/{TODAY}"], most=MANY))
    walked.watch.restore()
    tried = [address for address in own_addresses(walked) if address not in own]
    assert len(tried) > 50
    assert wrong_answers(walked, stranger, tried) == []


def test_guest_is_asked_to_sign_in_at_everything_that_is_not_for_everybody(walked: Walked) -> None:
    guest = walked.app.test_client()
    open_doors = []
    for method, path in own_addresses(walked):
        answer = guest.open(path, method=method)
        if answer.status_code != 303 or not answer.headers["Location"].startswith("/sign-in"):
            open_doors.append((method, path, answer.status_code))
    assert open_doors == []
    assert walked.watch.changed() == []
