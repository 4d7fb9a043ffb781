"""After a date: two numbers and loose words, that nobody can join to a person, and nothing published that is small."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.actors import Actor
from app.db import Base, db
from app.journal import LogLine
from app.refusals import NotAllowed, Refusal
from app.web import limiter
from plugins.activities.after import reading, saying
from plugins.activities.after.models import BETTER, FINE, Remark, Tally
from plugins.activities.after.publishing import NEUTRAL, NONE, SENSITIVE, Told, to_publish
from plugins.activities.after.views import nobody
from plugins.activities.headcount.counting import count, uncount
from tests.factories import Make, at
from tests.plugins.activities.conftest import Scene

PAGE = "/activities/eettafel"
WORDS = "Minder zout in de Zwaluwsoep"
START, NEXT_DAY = at("2027-03-10", "17:30"), at("2027-03-11", "09:00")
OVER = at("2027-03-24", "19:30")
"""Two weeks after it ended."""
COUNTS = st.tuples(st.integers(0, 30), st.integers(0, 30))


def held(scene: Scene, **words: object) -> tuple[int, str]:
    """Something that is once, on Wednesday evening: the id of its date, and the address of the question."""
    (date,) = scene.dates(scene.publish("Eettafel", **words))  # type: ignore[arg-type]  # values of several kinds by name
    return date.id, f"{PAGE}/dates/{date.public_id}/after"


def say(scene: Scene, date: int, *answers: str, moment: datetime = START, words: str = "") -> None:
    with scene.app.app_context(), clock.at(moment):
        for answer in answers:
            saying.say(date, answer, words)


def counted(app: Flask) -> list[tuple[int, int]]:
    with app.app_context():
        return [tally.counted for tally in db.session.scalars(sa.select(Tally))]


def text(client: FlaskClient, path: str, moment: datetime = NEXT_DAY) -> str:
    with clock.at(moment):
        found = client.get(path)
    assert found.status_code == 200, (path, found.status)
    return found.get_data(as_text=True)


@given(COUNTS, st.lists(COUNTS, max_size=8), st.sampled_from([NEUTRAL, SENSITIVE]))
def test_what_is_published_is_never_small_and_never_differs_by_few(
    first: tuple[int, int], more: list[tuple[int, int]], least: int
) -> None:
    shown = NONE
    for counts in [first, *more]:
        after = to_publish(shown, counts, least)
        assert after == NONE or sum(after) >= least
        moved = sum(abs(one - other) for one, other in zip(shown, after, strict=True))
        assert moved == 0 or moved >= least or after == NONE
        shown = after


def test_few_of_one_kind_are_told_in_words() -> None:
    told = [Told(fine, better).mostly for fine, better in ((14, 3), (5, 0), (9, 1), (1, 4), (0, 5), (3, 2))]
    assert told == ["", "fine", "fine", "better", "better", ""]


@pytest.mark.sweep
def test_answers_are_counted_and_shown_from_five_on(scene: Scene, client: FlaskClient) -> None:
    date, address = held(scene)
    with clock.at(START):
        sent = client.post(address, data={"answer": "better", "words": WORDS})
        assert (sent.status_code, sent.headers["Location"]) == (303, f"{address}/thanks")
        assert "Dank je wel" in client.get(sent.headers["Location"]).get_data(as_text=True)
    say(scene, date, FINE, FINE, BETTER)
    assert "vonden het fijn" not in text(client, PAGE)
    say(scene, date, FINE)
    assert "10 maart: 3 vonden het fijn, 2 vonden dat het beter kan." in text(client, PAGE)
    say(scene, date, *[FINE] * 4)
    assert "3 vonden het fijn" in text(client, PAGE)  # the next answers are shown five at a time
    say(scene, date, BETTER)
    assert "7 vonden het fijn, 3 vonden" in text(client, PAGE)
    assert WORDS not in text(client, PAGE)


def test_more_answers_than_people_can_have_been_there_are_not_shown(
    scene: Scene, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    date, address = held(scene)
    say(scene, date, *[BETTER] * 10)
    with clock.at(NEXT_DAY):
        scene.do(count, date, 4)  # ten of four, and some who came and went, could be
        assert "vond dat het beter kan" in text(client, PAGE)
        scene.do(count, date, 2)
        assert "beter kan" not in text(client, PAGE)
        assert "Er kwamen meer antwoorden binnen dan er mensen waren" in text(
            as_person(scene.organiser), f"{address}/count"
        )
        scene.do(uncount, date)
        assert "vond dat het beter kan" in text(client, PAGE)


@pytest.mark.sweep
def test_sensitive_date_takes_ten_answers_to_show_any(scene: Scene, client: FlaskClient) -> None:
    date, _address = held(scene, sensitive=True)
    say(scene, date, *[FINE] * 6, *[BETTER] * 3)
    assert "vonden het fijn" not in text(client, PAGE)
    say(scene, date, FINE)
    assert "7 vonden het fijn, 3 vonden" in text(client, PAGE)


@pytest.mark.sweep
def test_nothing_joins_an_answer_to_a_person_or_a_moment(
    scene: Scene, make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    lieke = make.person("Lieke")
    _date, address = held(scene)
    browser = as_person(lieke)
    with clock.at(START), scene.app.app_context():
        browser.get("/me")
        before = everything()
        assert browser.post(address, data={"answer": "fine", "words": WORDS}).status_code == 303
        assert browser.get(f"{address}/thanks").status_code == 200
        after = everything()
    changed = {name: [row for row in after[name] if row not in before[name]] for name in after}
    assert {name for name, rows in changed.items() if rows} == {"activities_after", "activities_remark"}
    assert changed["activities_after"] == [str((scene.dates(1)[0].id, 1, 0, 0, 0, 0, 0))]
    (remark,) = changed["activities_remark"]
    assert (WORDS in remark, "2027" in remark) == (True, False)
    columns = {column.name for table in (Tally, Remark) for column in table.__table__.columns}
    assert columns == {
        *("occurrence_id", "fine", "better", "paper_fine", "paper_better", "shown_fine", "shown_better"),
        *("id", "words", "language"),
    }


def everything() -> dict[str, list[str]]:
    """Every row of every table, as text."""
    db.session.rollback()
    tables = Base.metadata.sorted_tables
    return {table.name: [str(tuple(row)) for row in db.session.execute(sa.select(table))] for table in tables}


def test_guest_gets_no_cookie_that_remembers_the_visit(scene: Scene) -> None:
    _date, address = held(scene)
    with clock.at(START):
        browser = scene.app.test_client()
        for found in (
            browser.get(address),
            browser.post(address, data={"answer": "fine"}),
            browser.get(f"{PAGE}/after"),
        ):
            assert not [one for one in found.headers.getlist("Set-Cookie") if "wij_house" in one]


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("moment", "open_then"),
    [
        (START - timedelta(minutes=31), False),
        (START - timedelta(minutes=30), True),
        (OVER - timedelta(seconds=1), True),
        (OVER, False),
    ],
)
def test_it_is_asked_from_the_start_until_two_weeks_after(
    scene: Scene, client: FlaskClient, moment: datetime, open_then: bool
) -> None:
    _date, address = held(scene)
    with clock.at(moment):
        page = client.get(address).get_data(as_text=True)
        assert ('name="answer"' in page, address in client.get(PAGE).get_data(as_text=True)) == (open_then, open_then)
        status = client.post(address, data={"answer": "fine"}).status_code
        wall = client.get(f"{PAGE}/after")
    assert (status, wall.status_code) == ((303, 303) if open_then else (422, 200))
    assert counted(scene.app) == ([(1, 0)] if open_then else [])


def test_code_on_the_wall_leads_to_the_last_date(scene: Scene, client: FlaskClient) -> None:
    dates = scene.dates(scene.weekly("Eettafel"))
    with clock.at(START + timedelta(days=7)):
        found = client.get(f"{PAGE}/after")
    assert (found.status_code, found.headers["Location"]) == (303, f"{PAGE}/dates/{dates[1].public_id}/after")


@pytest.mark.sweep
@pytest.mark.parametrize("sent", [{"answer": "matig"}, {}, {"answer": "fine", "words": "a" * 301}])
def test_answer_that_is_none_changes_nothing(scene: Scene, client: FlaskClient, sent: dict[str, str]) -> None:
    _date, address = held(scene)
    with clock.at(START):
        assert client.post(address, data=sent).status_code == 422
    assert counted(scene.app) == []


def test_date_that_was_called_off_is_not_asked_after(scene: Scene, client: FlaskClient) -> None:
    date, address = held(scene)
    with scene.app.app_context():
        db.session.execute(sa.text("UPDATE activities_occurrence SET cancelled_at = created_at"))
        db.session.commit()
    assert "Deze keer ging niet door." in text(client, address, START)
    with pytest.raises(Refusal):
        say(scene, date, FINE)


@pytest.mark.sweep
def test_words_are_for_organisers_from_the_day_after_for_three_months(
    scene: Scene, make: Make, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    date, address = held(scene)
    say(scene, date, FINE, words=WORDS)
    organiser = as_person(scene.organiser)
    assert WORDS not in text(organiser, f"{address}/count", START)
    assert WORDS in text(organiser, f"{address}/count")
    assert WORDS not in text(client, PAGE) + text(client, address) + text(client, f"{address}/sheet")
    assert as_person(make.person("Vreemde")).get(f"{address}/count").status_code == 403
    for days, kept in ((89, 1), (91, 0)):
        with scene.app.app_context(), clock.at(START + timedelta(days=days)):
            saying.expire()
            assert len(db.session.scalars(sa.select(Remark)).all()) == kept
    assert counted(scene.app) == [(1, 0)]


@pytest.mark.sweep
def test_ticks_on_paper_are_put_in_and_put_right(
    scene: Scene, make: Make, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    date, address = held(scene)
    say(scene, date, FINE)
    organiser = as_person(scene.organiser)
    with clock.at(NEXT_DAY):
        assert organiser.post(f"{address}/count", data={"fine": "41", "better": "3"}).status_code == 303
        assert organiser.post(f"{address}/count", data={"fine": "14", "better": "3"}).status_code == 303
        refused = [
            organiser.post(f"{address}/count", data={"fine": one, "better": "0"}) for one in ("-1", "501", "x", "")
        ]
    assert [one.status_code for one in refused] == [422] * 4
    assert (counted(scene.app), "15 vonden het fijn, 3 vonden" in text(client, PAGE)) == ([(15, 3)], True)
    with scene.app.app_context(), clock.at(NEXT_DAY):
        with pytest.raises(NotAllowed):
            saying.count_paper(Actor.self(make.person("Vreemde")), date, 1, 1)
        lines = db.session.scalars(sa.select(LogLine).where(LogLine.verb == saying.COUNTED)).all()
        assert [line.typist_id for line in lines] == [scene.organiser] * 2


def test_sheet_has_two_columns_and_a_code_and_names_nobody(
    scene: Scene, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    _date, address = held(scene)
    before = at("2027-03-08", "09:00")
    assert f"{address}/sheet" in text(as_person(scene.organiser), PAGE, before)
    assert f"{address}/sheet" not in text(client, PAGE, before)
    page = text(client, f"{address}/sheet", before)
    columns = page.split("<thead>")[1].split("</thead>")[0]
    assert (columns.count("<th "), "Fijn" in columns, "Kan beter" in columns) == (2, True, True)
    assert ('class="wij-qr"' in page, "Chantal" in page.split("<article")[1].split("</article>")[0]) == (True, False)


def test_pressing_again_and_again_is_stopped_and_the_address_is_kept_nowhere(
    make_app: Callable[..., Flask], scene: Scene
) -> None:
    _date, address = held(scene)
    limited = make_app(WIJ_PLUGINS="activities", RATELIMIT_ENABLED=True)
    limiter.reset()
    visitor = {"REMOTE_ADDR": "203.0.113.77"}
    browser = limited.test_client()
    with clock.at(START):
        codes = [
            browser.post(address, data={"answer": "fine"}, environ_overrides=visitor).status_code for _time in range(12)
        ]
        with limited.test_request_context(environ_base=visitor):
            key = nobody()
    assert (codes, counted(scene.app)) == ([303] * 8 + [429] * 4, [(8, 0)])
    assert ("203.0.113.77" in key, len(key)) == (False, 64)
    kept = [name for name in limiter.storage.storage if "after" in name]  # type: ignore[attr-defined]  # storage in memory has it
    assert [name for name in kept if "203.0.113.77" in name] == []


@pytest.mark.sweep
def test_two_dates_have_numbers_of_their_own(scene: Scene) -> None:
    first, second = (one.id for one in scene.dates(scene.weekly("Eettafel", weeks=2)))
    say(scene, first, FINE, BETTER)
    say(scene, second, FINE, moment=START + timedelta(days=7))
    with scene.app.app_context():
        found = {tally.occurrence_id: tally.counted for tally in db.session.scalars(sa.select(Tally))}
        assert found == {first: (1, 1), second: (1, 0)}
        assert reading.last_told(scene.activity(1)) is None
