"""A house's season: one meter, stories with pictures, public thanks, and no names without a yes."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from io import BytesIO

import pytest
import sqlalchemy as sa
from flask import Flask
from PIL import Image

from app.actors import Actor
from app.clock import at, now
from app.db import db
from app.places.models import House
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions import expiring, promising, receiving, thanking, together
from plugins.contributions.models import Thanks
from plugins.contributions.receiving import Meter
from plugins.contributions.seasons import Season
from plugins.contributions.stories.seasonal import look_at, seasons_of
from plugins.contributions.stories.telling import StoryValues, add_story, change_story, remove_story, story_with
from tests.factories import Make
from tests.plugins.contributions.conftest import People

SHELF = "Het plankje van oma Wortelkluis vastgezet"
PAGES = ("/contributions/season", "/contributions/", "/house/de-linde", "/")


def values(**more: object) -> StoryValues:
    today = {"title": "De kas staat weer", "words": "Met z’n allen.", "day": now().date()}
    return StoryValues(**{**today, **more})  # type: ignore[arg-type]  # values of several kinds by name


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (30, 20), "green").save(out, "PNG")
    return out.getvalue()


def did(people: People, person: int, title: str, words: str = "") -> None:
    """Somebody did a task of the house, and was thanked with words that they show."""
    task = people.task(title)
    with people.app.app_context():
        promise = promising.promise_task(Actor.self(person), task)
        promising.mark_done(Actor.self(person), promise)
        if words:
            thanking.thank(Actor.self(people.toos), promise, words)
            key = db.session.scalars(sa.select(Thanks.public_id).order_by(Thanks.id.desc())).first() or ""
            thanking.share(Actor.self(person), key)


@pytest.mark.both
def test_what_a_forgotten_person_did_stays_in_the_collective_meter_and_nowhere_else(app: Flask, people: People) -> None:
    did(people, people.lieke, "Tuinhek verven", "Het hek van Wortelkluis glimt")
    to_come = people.task("Ramen lappen", places=2)
    with app.app_context():
        together.tell_done(Actor.self(people.lieke), people.house, SHELF)
        promising.promise_task(Actor.self(people.lieke), to_come)
        house = db.session.get_one(House, people.house)
        before = receiving.this_season(house)
        forget(Actor.self(people.lieke), people.lieke)
        expiring.expire()
        assert (before, receiving.this_season(house)) == (Meter(3, 2), Meter(3, 2))
        assert look_at(house, Season.of(now().date())).thanks == []
    toos = people.browser(people.toos)
    pages = [toos.get(page).get_data(as_text=True) for page in (*PAGES, "/contributions/manage")]
    assert [word for page in pages for word in ("Lieke", "Wortelkluis") if word in page] == []
    assert "Deze maand gedaan" not in pages[-1]
    assert "0 van de 2 plekken bezet" in toos.get(f"/contributions/{to_come}").get_data(as_text=True)


def test_season_page_tells_what_was_done_and_who_said_yes_and_nobody_else(people: People) -> None:
    did(people, people.lieke, "Tuinhek verven", "Wat een mooi hek")
    did(people, people.ria, "Soep koken")
    people.task("Ramen lappen")
    with people.app.app_context():
        together.tell_done(Actor.self(people.ria), people.house, SHELF)
    page = people.app.test_client().get("/contributions/season").get_data(as_text=True)
    told = ["Tuinhek verven", "Soep koken", "Ramen lappen", "Wat een mooi hek", "Voor Lieke"]
    assert [one for one in told if one not in page] == []
    assert [one for one in ("Ria", "Wortelkluis", "klussen opgepakt", "Toos Kestelaar kreeg") if one in page] == []


def test_meter_is_shown_from_five_on(people: People) -> None:
    for number in range(4):
        did(people, people.ria, f"Klus {number}")
    people.task("Ramen lappen")
    client = people.app.test_client()
    assert "klussen opgepakt" not in client.get("/contributions/season").get_data(as_text=True)
    did(people, people.ria, "Klus 5")
    assert "5 van de 6 klussen opgepakt" in client.get("/contributions/season").get_data(as_text=True)


@pytest.mark.sweep
def test_seasons_go_back_to_the_first_thing_there_is(app: Flask, people: People) -> None:
    with app.app_context():
        house = db.session.get_one(House, people.house)
        this = Season.of(now().date())
        assert seasons_of(house) == [this]
        add_story(Actor.self(people.toos), people.house, values(day=now().date() - timedelta(days=400)))
        assert seasons_of(house)[-1] in (Season(this.year - 1), Season(this.year - 2))
    client = people.app.test_client()
    assert [
        client.get(f"/contributions/season/{key}").status_code for key in (this.key, "1999-2000", "99999-100000")
    ] == [
        200,
        404,
        404,
    ]


@pytest.mark.sweep
def test_story_with_a_photo_needs_words_for_it_and_a_yes(app: Flask, people: People) -> None:
    toos = Actor.self(people.toos)
    with app.app_context():
        wrong: list[tuple[StoryValues, str | None]] = [
            (values(photo=photo(), agreed=True), "description"),
            (values(photo=photo(), description="Een kas"), "agreed"),
            (values(photo=b"no picture", description="Een kas", agreed=True), "photo"),
            (values(title=" "), "title"),
            (values(words="x" * 801), "words"),
            (values(day=now().date() + timedelta(days=2)), "day"),
            (values(day=date.min), "day"),
        ]
        for told, field in wrong:
            with pytest.raises(Refusal) as refused:
                add_story(toos, people.house, told)
            assert refused.value.field == field
        key = add_story(toos, people.house, values(photo=photo(), description="Een kas", agreed=True))
        change_story(toos, key, values(title="De kas is groen", description="Een kas van glas"))
        story = story_with(key)
        assert (story.title, story.description) == ("De kas is groen", "Een kas van glas")
        path = story.picture_path or ""
    client = people.app.test_client()
    picture = client.get(path)
    assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
    assert client.get(path.replace("-", "-0")).status_code == 404
    assert f'src="{path}" alt="Een kas van glas"' in client.get("/contributions/season").get_data(as_text=True)
    with app.app_context():
        remove_story(toos, key)
    assert client.get(path).status_code == 404


def test_stories_are_for_hosts_of_that_very_house(app: Flask, people: People, make: Make) -> None:
    elsewhere = make.person("Wout Tegelveld")
    make.role(elsewhere, make.house("Wilgenhof"), "administrator")
    with app.app_context():
        key = add_story(Actor.self(people.toos), people.house, values())
        for person in (people.lieke, elsewhere):
            acts: list[Callable[[], object]] = [
                partial(add_story, Actor.self(person), people.house, values()),
                partial(change_story, Actor.self(person), key, values()),
                partial(remove_story, Actor.self(person), key),
            ]
            for act in acts:
                with pytest.raises(NotAllowed):
                    act()
        with pytest.raises(NotFound):
            remove_story(Actor.self(people.toos), "nietbest")


def test_host_tells_a_story_in_the_browser(people: People) -> None:
    toos = people.browser(people.toos)
    told = {"title": "De kas staat weer", "words": "", "day": "2020-01-01"}
    assert toos.post("/contributions/stories/add", data=told).status_code == 422
    with at(now()):
        day = now().date().isoformat()
        data = {**told, "day": day, "photo": (BytesIO(photo()), "kas.png"), "agreed": "y", "description": "Een kas"}
        page = toos.post("/contributions/stories/add", data=data, follow_redirects=True)
    assert "Iedereen kan het lezen." in page.get_data(as_text=True)
    assert '<h2 lang="nl">De kas staat weer</h2>' in page.get_data(as_text=True)


def test_text_where_a_photo_is_asked_for_is_no_photo(people: People) -> None:
    data = {"title": "Zonder foto", "words": "", "day": now().date().isoformat(), "photo": "kas.png"}
    assert people.browser(people.toos).post("/contributions/stories/add", data=data).status_code == 303
