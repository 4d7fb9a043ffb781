"""Tasks on paper: cards with a code for the desk, and a list for the wall."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.actors import Actor
from app.clock import now
from app.db import db
from app.people.models import Person
from plugins.contributions import promising, tasks
from plugins.contributions.models import Task
from plugins.contributions.paper.codes import codes_of, read_code
from plugins.contributions.paper.reading import tasks_with_code
from tests.plugins.contributions.conftest import CHAIRS, People, Shed


def test_codes_are_short_and_longer_where_two_begin_alike() -> None:
    assert codes_of(["k3f9ab2c", "k3f9xb2c", "m2p4ab2c"]) == {
        "k3f9ab2c": "K3F9A",
        "k3f9xb2c": "K3F9X",
        "m2p4ab2c": "M2P4",
    }


@pytest.mark.parametrize(
    ("typed", "code"),
    [("K3F9", "k3f9"), (" k3 f9-a ", "k3f9a"), ("k3f", None), ("", None), ("k3f9%", None), ("k3f9\0", None)],
)
def test_code_is_read_as_people_type_it(typed: str, code: str | None) -> None:
    assert read_code(typed) == code


@pytest.mark.sweep
def test_code_finds_open_tasks_of_the_house_and_no_others(app: Flask, people: People) -> None:
    fence, soup, over = (
        people.task(),
        people.task("Soep koken"),
        people.task("Voorbij", starts=now() + timedelta(hours=1)),
    )
    with app.app_context():
        for number, key in enumerate((fence, soup, over)):
            task = db.session.scalars(sa.select(Task).where(Task.public_id == key)).one()
            task.public_id = f"k3f9abc{number}"
        db.session.commit()
        found = [[one.title for one in tasks_with_code(people.house, code)] for code in ("K3F9", "k3f9 abc1", "____")]
        assert found == [["Tuinhek verven", "Soep koken", "Voorbij"], ["Soep koken"], []]
        assert tasks_with_code(people.house + 1, "K3F9") == []
        tasks.close_task(Actor.self(people.toos), "k3f9abc0")
        assert [one.title for one in tasks_with_code(people.house, "K3F9")] == ["Soep koken", "Voorbij"]


def test_cards_are_four_on_a_sheet_with_code_and_square(people: People) -> None:
    keys = [people.task(f"Klus {number}") for number in range(5)]
    toos = people.browser(people.toos)
    page = toos.get("/contributions/paper/cards").get_data(as_text=True)
    assert (page.count('class="wij-cards"'), page.count('class="wij-taskcard"')) == (2, 5)
    assert [key[:4].upper() in page for key in keys] == [True] * 5
    chosen = toos.get(f"/contributions/paper/cards?task={keys[2]}&task=nietbest").get_data(as_text=True)
    assert chosen.count('class="wij-taskcard"') == 1
    assert "<h2>Klus 2</h2>" in chosen


def test_wall_list_has_a_line_for_each_free_place_and_no_names(people: People, shed: Shed) -> None:
    task = people.task(places=3)
    with people.app.app_context():
        promising.promise_task(Actor.self(people.lieke), task)
    shed.need(after=timedelta(days=1))
    page = people.browser(people.toos).get("/contributions/paper/wall").get_data(as_text=True)
    assert [page.count(one) for one in ("<span></span><span></span>", CHAIRS, "Lieke")] == [2, 1, 0]


def test_paper_is_for_hosts(people: People) -> None:
    lieke = people.browser(people.lieke)
    assert [lieke.get(f"/contributions/paper/{page}").status_code for page in ("cards", "wall")] == [403, 403]


def test_code_takes_a_neighbour_to_the_task_and_to_nobody_else(people: People) -> None:
    task = people.task()
    lieke = people.browser(people.lieke)
    answer = lieke.get(f"/contributions/paper/code?code={task[:4]}&q=Ria")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/contributions/{task}")
    assert "Klokman" not in lieke.get("/contributions/paper/code?code=zzzz&q=Ria").get_data(as_text=True)


def test_desk_types_a_code_chooses_a_person_and_promises_for_them(people: People) -> None:
    task = people.task(places=2)
    toos = people.browser(people.toos)
    assert 'name="code"' in toos.get("/desk").get_data(as_text=True)
    page = toos.get(f"/contributions/paper/code?code={task[:4].upper()}&q=Klok").get_data(as_text=True)
    assert "<b>Ria Klokman</b>" in page
    assert "Lieke" not in page
    with people.app.app_context():
        ria = db.session.get_one(Person, people.ria).public_id
    begun = toos.post("/desk/start", data={"person": ria, "channel": "desk", "then": f"/contributions/{task}"})
    assert begun.headers["Location"] == f"/contributions/{task}"
    toos.post(f"/contributions/{task}/promise")
    (made,) = people.promises()
    assert (made.person, made.channel) == (people.ria, "desk")
    helped = toos.get(f"/contributions/paper/code?code={task[:5]}")
    assert (helped.status_code, helped.headers["Location"]) == (303, f"/contributions/{task}")


def test_unknown_code_says_so_and_shows_no_people(people: People) -> None:
    page = people.browser(people.toos).get("/contributions/paper/code?code=zzzz&q=Ria").get_data(as_text=True)
    assert "We kennen deze code niet" in page
    assert "Klokman" not in page


def test_desk_goes_on_within_the_house_only(people: People) -> None:
    with people.app.app_context():
        ria = db.session.get_one(Person, people.ria).public_id
    toos = people.browser(people.toos)
    answer = toos.post("/desk/start", data={"person": ria, "channel": "desk", "then": "//elders.example"})
    assert answer.headers["Location"] == "/desk/person"
