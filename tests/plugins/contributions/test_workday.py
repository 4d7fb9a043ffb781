"""A work day: one page with all its jobs, each with its own places; copied, printed, moved and called off."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar.entry import EntryQuery
from app.clock import Span, at, now, wall
from app.db import db
from app.notices.models import Notice
from app.refusals import NotAllowed
from plugins.contributions import mine, promising, receiving
from plugins.contributions.asking import open_tasks
from plugins.contributions.models import Task
from plugins.contributions.tasks import TaskValues
from plugins.contributions.workday import planning
from plugins.contributions.workday.planning import DayValues
from tests.factories import AMSTERDAM, span
from tests.plugins.contributions.conftest import People

pytestmark = pytest.mark.sweep
TITLE = "Grote schoonmaak"


def saturday() -> Span:
    """Ten to four, in two weeks."""
    return span((now() + timedelta(days=14)).date(), "10:00-16:00")


def plan(people: People, when: Span | None = None, like: str = "") -> str:
    hours = when or saturday()
    with people.app.app_context():
        values = DayValues(title=TITLE, starts=hours.start, ends=hours.end)
        return planning.plan_day(Actor.self(people.toos), people.house, values, like)


def job(people: People, day: str, title: str, **more: object) -> str:
    values = TaskValues(**{"title": title, "minutes": 60, **more})  # type: ignore[arg-type]  # values of several kinds by name
    with people.app.app_context():
        return planning.add_job(Actor.self(people.toos), day, values)


@pytest.fixture
def day(people: People) -> str:
    """A work day with two jobs: windows for four, soup for one."""
    key = plan(people)
    job(people, key, "Ramen lappen", places=4, takes=("high",))
    job(people, key, "Soep koken")
    return key


def jobs(app: Flask) -> dict[str, str]:
    """Public ids of the jobs by title; of two with one title, the newest."""
    with app.app_context():
        rows = db.session.execute(sa.select(Task.title, Task.public_id).order_by(Task.id))
        return {title: key for title, key in rows}  # noqa: C416  # rows


def notices(app: Flask) -> list[tuple[int | None, str, str]]:
    with app.app_context():
        rows = db.session.scalars(sa.select(Notice).order_by(Notice.id))
        return [(one.person_id, one.kind, one.state) for one in rows]


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def promise_both(people: People) -> None:
    for title in ("Ramen lappen", "Soep koken"):
        with people.app.app_context():
            promising.promise_task(Actor.self(people.lieke), jobs(people.app)[title])


def test_page_shows_every_job_with_its_places_and_one_takes_more_than_one(people: People, day: str) -> None:
    lieke = people.browser(people.lieke)
    for key in jobs(people.app).values():
        answer = lieke.post(f"/contributions/{key}/promise")
        assert (answer.status_code, answer.location) == (303, f"/contributions/days/{day}")
    page = text(people.app.test_client(), f"/contributions/days/{day}")
    assert "1 van de 4 plekken bezet" in page
    assert "1 van de 1 plekken bezet" in page
    assert "Lieke" not in page
    assert text(lieke, f"/contributions/days/{day}").count("Toch niet") == 2


def test_list_of_tasks_has_one_line_for_the_day_and_none_for_its_jobs(people: People, day: str) -> None:
    page = text(people.app.test_client(), "/contributions/")
    assert TITLE in page
    assert "2 klussen" in page
    assert "0 van de 5 plekken bezet" in page
    assert "Ramen lappen" not in page
    with people.app.app_context():
        assert open_tasks(people.house) == []
    assert TITLE in text(people.app.test_client(), "/house/de-linde")
    assert TITLE not in text(people.app.test_client(), "/contributions/?show=seated")


def test_job_is_in_ones_own_calendar_for_the_hours_of_the_day(people: People, day: str) -> None:
    promise_both(people)
    with people.app.app_context():
        query = EntryQuery(window=Span(now(), now() + timedelta(days=30)), person_id=people.lieke)
        assert [(one.title, one.span) for one in mine.entries(query)] == [
            ("Ramen lappen", saturday()),
            ("Soep koken", saturday()),
        ]


def test_list_of_last_time_is_copied_without_its_promises(people: People, day: str) -> None:
    promise_both(people)
    first = jobs(people.app)
    later = saturday().start + timedelta(days=28)
    again = plan(people, Span(later, later + timedelta(hours=3)), like=day)
    page = text(people.app.test_client(), f"/contributions/days/{again}")
    assert "0 van de 4 plekken bezet" in page
    assert "op een ladder" in page
    assert set(jobs(people.app)) == set(first)
    assert set(jobs(people.app).values()).isdisjoint(first.values())


def test_day_that_moves_takes_its_jobs_along_and_tells_each_once(people: People, day: str) -> None:
    promise_both(people)
    with people.app.app_context():
        promising.promise_for_guest(Actor.self(people.toos), jobs(people.app)["Ramen lappen"], "Bep", "076-000 00 99")
    later = saturday().start + timedelta(days=7)
    with people.app.app_context():
        values = DayValues(title=TITLE, starts=later, ends=later + timedelta(hours=4))
        planning.change_day(Actor.self(people.toos), day, values)
        assert {(one.starts, one.ends) for one in db.session.scalars(sa.select(Task))} == {
            (later, later + timedelta(hours=4))
        }
    assert notices(people.app) == [
        (people.lieke, "workday.moved", "waiting"),
        (None, "workday.moved", "waiting"),
    ]


def test_day_that_is_off_ends_its_promises_and_undo_brings_them_back(people: People, day: str) -> None:
    promise_both(people)
    gone = job(people, day, "Kelder opruimen")
    toos = people.browser(people.toos)
    toos.post(f"/contributions/manage/{gone}/close")
    with at(now() + timedelta(minutes=1)):
        assert toos.post(f"/contributions/days/{day}/off").status_code == 303
    assert [one.withdrawn for one in people.promises()] == [True, True]
    assert notices(people.app) == [(people.lieke, "workday.off", "waiting")]
    assert TITLE not in text(people.app.test_client(), "/contributions/")
    assert toos.post(f"/contributions/days/{day}/on").status_code == 303
    assert [one.withdrawn for one in people.promises()] == [False, False]
    assert notices(people.app) == [(people.lieke, "workday.off", "withdrawn")]
    page = text(people.app.test_client(), f"/contributions/days/{day}")
    assert "Kelder opruimen" not in page  # it was off the list before the day was


def test_job_can_be_taken_on_the_day_itself_until_it_ends(people: People, day: str) -> None:
    with at(saturday().end - timedelta(minutes=30)):
        people.browser(people.lieke).post(f"/contributions/{jobs(people.app)['Soep koken']}/promise")
    assert [one.title for one in people.promises()] == ["Soep koken"]
    with at(saturday().end):
        page = text(people.app.test_client(), f"/contributions/days/{day}")
        assert "Ik help mee" not in page


def test_host_plans_a_day_adds_changes_and_prints_its_jobs(people: People) -> None:
    toos = people.browser(people.toos)
    when = saturday()
    form = {
        "title": TITLE,
        "day": wall(when.start, AMSTERDAM).strftime("%d-%m-%Y"),
        "start": "10:00",
        "end": "16:00",
        "like": "",
    }
    assert toos.post("/contributions/days/add", data={**form, "end": "9:00"}).status_code == 422
    answer = toos.post("/contributions/days/add", data=form)
    assert answer.status_code == 303
    page = answer.location
    assert toos.post(f"{page}/jobs", data={"title": "", "minutes": "30", "places": "2"}).status_code == 422
    assert toos.post(f"{page}/jobs", data={"title": "Ramen lappen", "minutes": "30", "places": "2"}).status_code == 303
    key = jobs(people.app)["Ramen lappen"]
    assert toos.get(f"/contributions/manage/{key}").location == f"{page}/jobs/{key}"
    changed = {"title": "Ramen wassen", "minutes": "45", "places": "3"}
    assert toos.post(f"{page}/jobs/{key}", data=changed).status_code == 303
    people.browser(people.lieke).post(f"/contributions/{key}/promise")
    paper = text(toos, f"{page}/paper")
    assert "Ramen wassen" in paper
    assert "1 buur komt al" in paper
    assert paper.count("border-dark") == 2
    assert "Lieke" not in paper
    assert "Lieke Morgenster" in text(toos, "/contributions/manage")
    assert toos.get(f"/contributions/days/nothere/jobs/{key}").status_code == 404
    later = plan(people, Span(when.start + timedelta(days=30), when.end + timedelta(days=30)))
    chosen = re.compile(r'<option selected value="(\w*)"')
    for like, first in ((page.rpartition("/")[2], page.rpartition("/")[2]), ("nothere", later), ("", later)):
        html = toos.get("/contributions/days/add", query_string={"like": like}).get_data(as_text=True)
        assert chosen.findall(html) == [first]


def test_only_hosts_plan_and_nobody_reads_names(people: People, day: str) -> None:
    lieke = people.browser(people.lieke)
    with people.app.app_context():
        hours = saturday()
        with pytest.raises(NotAllowed):
            planning.plan_day(
                Actor.self(people.lieke), people.house, DayValues(title="x", starts=hours.start, ends=hours.end)
            )
    for page in ("paper", "change"):
        assert lieke.get(f"/contributions/days/{day}/{page}").status_code == 403
    assert lieke.post(f"/contributions/days/{day}/off").status_code == 403


def test_jobs_are_in_the_meter_from_their_day_on(people: People, day: str) -> None:
    season = Span(now() - timedelta(days=1), now() + timedelta(days=60))
    with people.app.app_context():
        assert receiving.meter(people.house, season).asked == 0
        with at(saturday().end):
            assert receiving.meter(people.house, season).asked == 2


def test_day_in_the_past_or_far_away_is_refused_beside_its_field(people: People) -> None:
    toos = people.browser(people.toos)
    for day in (date(2020, 1, 1), (now() + timedelta(days=900)).date(), date(9999, 12, 31)):
        form = {"title": TITLE, "day": f"{day:%d-%m-%Y}", "start": "10:00", "end": "16:00", "like": ""}
        assert toos.post("/contributions/days/add", data=form).status_code == 422


def test_visitor_is_led_to_the_page_where_a_first_name_is_enough(people: People, day: str) -> None:
    page = text(people.app.test_client(), f"/contributions/days/{day}")
    key = jobs(people.app)["Soep koken"]
    assert f'class="btn btn-sm" href="/contributions/{key}"' in page
    assert f"/contributions/{key}/promise" not in page
    assert "voornaam" in text(people.app.test_client(), f"/contributions/{key}")
