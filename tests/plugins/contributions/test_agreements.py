"""Agreements: proposed by either, a yes of both, versions kept, looked back on, renewed with one tap."""

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask

from app import places
from app.actors import Actor, Channel
from app.clock import at as clock_at
from app.db import db, transaction
from app.notices.models import Notice, State
from app.people.models import Group
from app.places import HoldRequest, hold
from app.places.rules import decide
from app.refs import Ref
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions.agreements import reading, reminding, service
from plugins.contributions.agreements.models import Version
from plugins.contributions.agreements.rules import KEY
from plugins.contributions.agreements.standing import season_that_counts, season_to_look_back_on, seasons_to_agree
from plugins.contributions.seasons import Season
from tests.factories import Make, at, span
from tests.plugins.contributions.conftest import People, Shed

CHAIRS = "Wij zetten de stoelen klaar."
FEAST = "Wij zingen bij het feest."
NOW = at("2027-03-18", "12:00")
SEASON = "2026-2027"
NEXT = "2027-2028"


@pytest.fixture(autouse=True)
def spring() -> object:
    with clock_at(NOW):
        yield


@pytest.fixture
def choir(people: People, make: Make) -> int:
    """A choir of half a year old: Lieke speaks for it, Ria sings along."""
    with clock_at(at("2026-10-01", "12:00")):
        return make.group("Buurtkoor", contacts=[people.lieke], members=[people.ria])


def words(choir: int, house: int, season: str = SEASON) -> tuple[str | None, str | None]:
    """What holds, and what waits for a yes."""
    found = reading.standing_of(choir, house, Season.parse(season))
    return (found.agreed.words if found.agreed else None, found.waiting.words if found.waiting else None)


def told() -> list[tuple[int | None, str]]:
    """Whom the house is about to tell what."""
    waiting = sa.select(Notice).where(Notice.state == State.WAITING).order_by(Notice.id)
    return [(one.person_id, one.kind) for one in db.session.scalars(waiting)]


@pytest.mark.sweep
def test_words_hold_once_the_other_side_said_yes_and_earlier_ones_are_kept(
    app: Flask, people: People, choir: int
) -> None:
    lieke, toos, house = Actor.self(people.lieke), Actor.self(people.toos), people.house
    with app.app_context():
        service.propose(lieke, choir, house, SEASON, CHAIRS)
        assert words(choir, house) == (None, CHAIRS)
        assert told() == [(people.toos, "agreement.proposed")]
        service.say_yes(toos, choir, house, SEASON)
        assert words(choir, house) == (CHAIRS, None)
        assert told() == [(people.lieke, "agreement.agreed")]
        service.propose(toos, choir, house, SEASON, FEAST)
        assert words(choir, house) == (CHAIRS, FEAST)
        service.say_yes(lieke, choir, house, SEASON)
        found = reading.standing_of(choir, house, Season.parse(SEASON))
        assert words(choir, house) == (FEAST, None)
        assert [one.words for one in found.earlier] == [CHAIRS]


def test_nobody_says_yes_for_both_sides(app: Flask, people: People, choir: int, make: Make) -> None:
    make.role(people.lieke, people.house, "host")
    lieke, toos = Actor.self(people.lieke), Actor.self(people.toos)
    with app.app_context():
        service.propose(lieke, choir, people.house, SEASON, CHAIRS)
        for actor in (lieke, Actor(people.lieke, people.toos, Channel.DESK)):
            with pytest.raises(NotAllowed):
                service.say_yes(actor, choir, people.house, SEASON)
        assert words(choir, people.house) == (None, CHAIRS)
        service.say_yes(toos, choir, people.house, SEASON)
        assert words(choir, people.house) == (CHAIRS, None)


def test_proposal_makes_way_for_another_and_can_be_taken_back(app: Flask, people: People, choir: int) -> None:
    lieke, toos, house = Actor.self(people.lieke), Actor.self(people.toos), people.house
    with app.app_context():
        service.propose(lieke, choir, house, SEASON, CHAIRS)
        service.propose(toos, choir, house, SEASON, FEAST)
        assert words(choir, house) == (None, FEAST)
        assert told() == [(people.lieke, "agreement.proposed")]
        with pytest.raises(Refusal):
            service.take_back(lieke, choir, house, SEASON)
        service.take_back(toos, choir, house, SEASON)
        assert words(choir, house) == (None, None)
        assert told() == []
        with pytest.raises(Refusal):
            service.say_yes(lieke, choir, house, SEASON)


@pytest.mark.parametrize(
    ("act", "refused"),
    [
        (lambda who, choir, house: service.propose(who["ria"], choir, house, SEASON, "Wij doen niets."), NotAllowed),
        (lambda who, choir, house: service.propose(who["lieke"], choir, house, SEASON, " "), Refusal),
        (lambda who, choir, house: service.propose(who["lieke"], choir, house, SEASON, "x" * 1001), Refusal),
        (lambda who, choir, house: service.propose(who["lieke"], choir, house, NEXT, CHAIRS), NotFound),
        (lambda who, choir, house: service.propose(who["lieke"], 999, house, SEASON, CHAIRS), NotFound),
        (lambda who, choir, house: service.renew(who["lieke"], choir, house, SEASON), Refusal),
    ],
)
def test_words_that_cannot_be_change_nothing(
    app: Flask, people: People, choir: int, act: Callable[..., None], refused: type[Refusal]
) -> None:
    who = {name: Actor.self(getattr(people, name)) for name in ("lieke", "ria")}
    with app.app_context():
        with pytest.raises(refused):
            act(who, choir, people.house)
        assert db.session.scalars(sa.select(Version)).all() == []


@pytest.mark.parametrize(
    ("today", "to_agree", "look_back"),
    [
        ("2027-03-18", [SEASON], None),
        ("2027-05-31", [SEASON], None),
        ("2027-06-01", [SEASON, NEXT], SEASON),
        ("2027-08-31", [SEASON, NEXT], SEASON),
        ("2027-09-01", [NEXT], SEASON),
        ("2027-11-30", [NEXT], SEASON),
        ("2027-12-01", [NEXT], None),
    ],
)
def test_seasons_to_agree_on_and_to_look_back_on(today: str, to_agree: list[str], look_back: str | None) -> None:
    day = date.fromisoformat(today)
    assert [season.key for season in seasons_to_agree(day)] == to_agree
    over = season_to_look_back_on(day)
    assert (over.key if over else None) == look_back


def test_use_far_ahead_needs_the_last_season_that_one_can_agree_on() -> None:
    assert season_that_counts(date(2027, 10, 1), date(2027, 3, 18)).key == SEASON
    assert season_that_counts(date(2027, 10, 1), date(2027, 6, 1)).key == NEXT


def test_season_is_looked_back_on_and_renewed_with_one_tap(app: Flask, people: People, choir: int) -> None:
    lieke, toos, house = people.browser(people.lieke), people.browser(people.toos), people.house
    slug = _slug(app)
    page = f"/contributions/agreements/{slug}"
    with app.app_context():
        service.propose(Actor.self(people.lieke), choir, house, SEASON, CHAIRS)
        service.say_yes(Actor.self(people.toos), choir, house, SEASON)
    assert "2027-2028" not in lieke.get(page).text
    with clock_at(at("2027-06-15", "12:00")):
        assert lieke.post(f"{page}/look-back", data={"worked": " "}).status_code == 422
        answers = {"worked": "De stoelen stonden altijd klaar.", "did_not": "", "onward": "Ook in de zomer."}
        assert lieke.post(f"{page}/look-back", data=answers).status_code == 303
        seen = toos.get(page).text
        assert "De stoelen stonden altijd klaar." in seen
        assert "Ook in de zomer." in seen
        assert lieke.post(f"{page}/renew", data={"season": NEXT}).status_code == 303
        with app.app_context():
            assert words(choir, house, NEXT) == (None, CHAIRS)
        assert toos.post(f"{page}/yes", data={"season": NEXT}).status_code == 303
        with app.app_context():
            assert words(choir, house, NEXT) == (CHAIRS, None)
            assert words(choir, house, SEASON) == (CHAIRS, None)
    with clock_at(at("2028-02-15", "12:00")):
        assert people.browser(people.lieke).post(f"{page}/look-back", data=answers).status_code == 422


def test_page_says_who_is_to_say_yes_and_shows_it_where_they_look(app: Flask, people: People, choir: int) -> None:
    slug = _slug(app)
    page = f"/contributions/agreements/{slug}"
    lieke, toos, ria = (people.browser(one) for one in (people.lieke, people.toos, people.ria))
    assert lieke.post(page, data={"words": CHAIRS}).status_code == 303
    assert _buttons(lieke.get(page).text) == {"Voorstel terugnemen", "Dit stellen we voor"}
    assert _buttons(toos.get(page).text) == {"Ja, zo doen we het", "Dit stellen we voor"}
    assert ria.get(page).status_code == 403
    assert f'href="{page}?season={SEASON}"' in toos.get("/desk").text
    assert toos.post(f"{page}/yes").status_code == 303
    assert page not in toos.get("/desk").text
    assert CHAIRS in ria.get(f"/groups/{slug}").text
    assert CHAIRS not in people.app.test_client().get("/").text


def test_booking_of_a_group_tells_what_the_group_does_to_the_group_alone(
    app: Flask, people: People, choir: int, shed: Shed
) -> None:
    thing = Ref("shed", "booking", "k3f9")
    shed.book(thing, span("2027-03-25", "19:00-21:00"), people.house, people.lieke)
    shed.group_id = choir
    with app.app_context():
        service.propose(Actor.self(people.lieke), choir, people.house, SEASON, CHAIRS)
        service.say_yes(Actor.self(people.toos), choir, people.house, SEASON)
    with app.test_request_context("/"):
        from_hooks = app.extensions["wij_plugins"].slot("booking.side", thing, people.lieke)
        assert [CHAIRS in piece.html for piece in from_hooks].count(True) == 1
        others = app.extensions["wij_plugins"].slot("booking.side", thing, people.toos)
        assert [CHAIRS in piece.html for piece in others].count(True) == 0


def want(people: People, group_id: int | None, *days: str) -> HoldRequest:
    spans = tuple(span(day, "19:00-21:00") for day in days)
    return HoldRequest(
        actor=Actor.self(people.lieke),
        ref=Ref("shed", "booking", "new"),
        house_id=people.house,
        space_ids=(people.hall,),
        spans=spans,
        group_id=group_id,
    )


def test_house_that_asks_for_an_agreement_refuses_a_series_and_names_the_decision(
    app: Flask, people: People, choir: int, make: Make
) -> None:
    people.hall = make.space(people.house)
    series = ("2027-03-25", "2027-04-01", "2027-09-09")

    def holds(group_id: int | None, *days: str) -> Refusal | None:
        with app.app_context(), transaction():
            try:
                hold(want(people, group_id, *days))
            except Refusal as refusal:
                return refusal
            places.release(Ref("shed", "booking", "new"))
            return None

    assert holds(choir, *series) is None  # by default the house only invites
    with app.app_context():
        decide(Actor.self(people.toos), people.house, KEY, "ask", date(2027, 3, 1), "Besproken op de bewonersavond.")
    refused = holds(choir, *series)
    assert refused is not None
    assert "Buurtkoor" in refused.message
    assert refused.field == "group"
    assert refused.rule is not None
    assert (refused.rule.since, refused.rule.url) == (
        date(2027, 3, 1),
        "/house/de-linde/rules#rule-contributions-agreements",
    )
    assert holds(choir, series[0]) is None
    assert holds(None, *series) is None
    newcomers = make.group("Breiclub", contacts=[people.lieke])
    assert holds(newcomers, *series) is None
    with app.app_context():
        service.propose(Actor.self(people.lieke), choir, people.house, SEASON, CHAIRS)
    assert holds(choir, *series) is not None
    with app.app_context():
        service.say_yes(Actor.self(people.toos), choir, people.house, SEASON)
    assert holds(choir, *series) is None


@pytest.mark.sweep
def test_regular_group_is_reminded_once_a_season_and_only_where_the_house_decided_so(
    app: Flask, people: People, choir: int, shed: Shed, make: Make
) -> None:
    make.group("Kaartclub", contacts=[people.ria])
    for number, day in enumerate(("2027-03-25", "2027-04-01", "2027-04-08", "2027-04-15")):
        shed.book(Ref("shed", "booking", f"k{number}"), span(day, "19:00-21:00"), people.house, people.lieke)
    shed.group_id = choir
    with app.app_context():
        reminding.remind_groups()
        assert told() == []
        decide(Actor.self(people.toos), people.house, KEY, "remind", date(2027, 3, 1), "Zo spraken we het af.")
        for _time in range(2):
            reminding.remind_groups()
        assert told() == [(people.lieke, "agreement.reminded")]


def _slug(app: Flask) -> str:
    with app.app_context():
        return db.session.scalars(sa.select(Group.slug).where(Group.name == "Buurtkoor")).one()


def _buttons(html: str) -> set[str]:
    page = BeautifulSoup(html, "html.parser").find("main")
    assert page is not None
    return {" ".join(button.text.split()) for button in page.find_all("button")}
