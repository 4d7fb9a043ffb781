"""Addresses of houses and rooms: the old ones are remembered."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.db import transaction
from app.places import slugs
from app.places.models import House, Space
from app.refusals import Refusal
from tests.factories import Make

both = pytest.mark.both
NO_SLUGS = ["", "Zaal", "zaal a", "-zaal", "zaal--a", "zaal/a", "zaäl", "x" * 61, "find", "../etc"]


def rename(app: Flask, space_id: int, slug: str) -> None:
    with app.app_context(), transaction() as session:
        slugs.rename(session.get_one(Space, space_id), slug)


def found(app: Flask, slug: str) -> int | str | None:
    with app.app_context():
        thing = slugs.find_space(slug)
        return thing.id if isinstance(thing, Space) else thing


@both
def test_space_is_found_by_its_slug_and_an_old_one_leads_to_the_new(app: Flask, make: Make) -> None:
    room = make.space(make.house(), slug="zaal-a")
    assert found(app, "zaal-a") == room
    assert found(app, "zaal-b") is None
    rename(app, room, "zonzaal")
    rename(app, room, "tuinzaal")
    assert found(app, "tuinzaal") == room
    assert found(app, "zaal-a") == found(app, "zonzaal") == "tuinzaal"


@both
def test_space_may_be_called_what_it_was_called_before(app: Flask, make: Make) -> None:
    room = make.space(make.house(), slug="zaal-a")
    rename(app, room, "zonzaal")
    rename(app, room, "zaal-a")
    assert found(app, "zaal-a") == room
    assert found(app, "zonzaal") == "zaal-a"


@both
def test_slug_that_another_has_or_had_is_refused(app: Flask, make: Make) -> None:
    house = make.house()
    room, other = make.space(house, slug="zaal-a"), make.space(house, slug="zaal-b")
    rename(app, room, "zonzaal")
    for taken in ("zonzaal", "zaal-a"):
        with pytest.raises(Refusal) as refusal:
            rename(app, other, taken)
        assert refusal.value.field == "slug"
    assert found(app, "zaal-b") == other


@both
def test_house_and_space_may_share_a_slug(app: Flask, make: Make) -> None:
    house = make.house(slug="linde")
    room = make.space(house, slug="zaal")
    rename(app, room, "linde")
    with app.app_context():
        assert isinstance(slugs.find_house("linde"), House)
        assert isinstance(slugs.find_space("linde"), Space)
        assert slugs.find_house("zaal") is None


@pytest.mark.parametrize("slug", NO_SLUGS)
@both
def test_slug_that_is_none_is_refused(app: Flask, make: Make, slug: str) -> None:
    room = make.space(make.house(), slug="zaal-a")
    with pytest.raises(Refusal):
        rename(app, room, slug)
    assert found(app, "zaal-a") == room


@both
def test_free_slug_gets_a_number_when_the_name_is_taken_now_or_before(app: Flask, make: Make) -> None:
    house = make.house()
    room = make.space(house, slug="zaal-a")
    make.space(house, slug="zaal-a-2")
    rename(app, room, "zonzaal")
    with app.app_context():
        assert slugs.free_slug(Space, "Zaal A") == "zaal-a-3"
        assert slugs.free_slug(Space, "Zaal C (boven)") == "zaal-c-boven"
        assert slugs.free_slug(Space, "日本") == "ruimte"
        assert slugs.free_slug(Space, "Find") == "find-2"


@given(st.text(max_size=80))
def test_slug_of_any_name_fits_an_address(name: str) -> None:
    slug = slugs.slug_of(name)
    assert 1 <= len(slug) <= slugs.LONGEST
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
