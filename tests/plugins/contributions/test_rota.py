"""A rota: its dates are tasks, some neighbours come each time, others stand in, and two can change dates."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.actors import Actor
from app.calendar.keeping import stamp
from app.calendar.repeats import Repeat
from app.clock import Span, wall
from app.clock import at as clock_at
from app.db import db
from app.notices.models import Notice
from app.places.models import House
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.contributions import promising, receiving
from plugins.contributions.agreements.reading import current_season
from plugins.contributions.asking import open_tasks
from plugins.contributions.models import Promise, Task
from plugins.contributions.rota import answering, covering, planning, swapping
from plugins.contributions.rota.models import Cover, StandIn, Swap
from plugins.contributions.rota.patience import kept_until
from plugins.contributions.rota.planning import RotaValues
from plugins.contributions.tasks import TaskValues
from tests.factories import AMSTERDAM, Make, at
from tests.plugins.contributions.conftest import People

MONDAY = at("2027-03-01", "09:00")
As = Callable[[int], FlaskClient]


class Tuesdays:
    """Coffee on Tuesdays at nine: two places, one of them kept for newcomers."""

    def __init__(self, people: People, make: Make) -> None:
        self.people, self.app = people, people.app
        self.noor = make.person("Noor Appelboom", email="noor@example.org")
        self.wout = make.person("Wout Zandstra")
        self.key = self.begin()

    def begin(self, **more: object) -> str:
        """A rota of the house."""
        values: dict[str, object] = {"newcomers": 1, "first": date(2027, 3, 2), "start": time(9), **more}
        values.setdefault("repeat", Repeat.weekly(1, until=date(2027, 6, 29)))
        values.setdefault("task", TaskValues(title="Koffie schenken", minutes=60, places=2))
        with self.app.app_context():
            return planning.begin(Actor.self(self.people.toos), self.people.house, RotaValues(**values))  # type: ignore[arg-type]  # values of several kinds by name

    def do(self, act: Callable[..., object], who: int, *given: object) -> object:
        """`act` for somebody, in a context of its own."""
        with self.app.app_context():
            return act(Actor.self(who), *given)

    def tasks(self) -> list[str]:
        """The dates to come, as tasks."""
        with self.app.app_context():
            return [one.task.public_id for one in planning.dates_to_come(planning.rota_with(self.key))]

    def there(self, number: int) -> list[int | None]:
        """Who is there on one of the dates."""
        with self.app.app_context():
            task = db.session.scalars(sa.select(Task).where(Task.public_id == self.tasks()[number])).one()
            return list(
                db.session.scalars(
                    sa.select(Promise.person_id)
                    .where(Promise.task_id == task.id, Promise.withdrawn_at.is_(None))
                    .order_by(Promise.person_id)
                )
            )

    def told(self) -> list[tuple[str, int | None]]:
        """What waits in the outbox: kind and person, oldest first."""
        with self.app.app_context():
            rows = db.session.execute(
                sa.select(Notice.kind, Notice.person_id).where(Notice.state != "withdrawn").order_by(Notice.id)
            )
            return [(kind, person_id) for kind, person_id in rows]

    def asked(self) -> list[tuple[int, bool]]:
        """Who was asked to stand in, first to last, and whether the question still waits."""
        with self.app.app_context():
            covers = db.session.scalars(sa.select(Cover).order_by(Cover.id))
            return [(one.person_id, one.answered_at is None) for one in covers]

    def cover(self) -> str:
        """The question that waits."""
        with self.app.app_context():
            return db.session.scalars(sa.select(Cover.public_id).where(Cover.answered_at.is_(None))).one()


@pytest.fixture
def tuesdays(people: People, make: Make) -> Tuesdays:
    """The rota, made on a Monday."""
    with clock_at(MONDAY):
        return Tuesdays(people, make)


@pytest.fixture(autouse=True)
def monday(tuesdays: Tuesdays) -> object:
    """All of it happens on that Monday."""
    with clock_at(MONDAY):
        yield


@pytest.mark.both
def test_rota_has_its_dates_eight_weeks_ahead_at_the_same_time_on_the_wall(tuesdays: Tuesdays) -> None:
    with tuesdays.app.app_context():
        starts = [one.task.starts for one in planning.dates_to_come(planning.rota_with(tuesdays.key))]
    local = [wall(one, AMSTERDAM) for one in starts if one]
    assert local == [datetime.combine(date(2027, 3, 2), time(9)) + timedelta(weeks=number) for number in range(8)]
    with clock_at(MONDAY + timedelta(weeks=2)), tuesdays.app.app_context():
        before = stamp()
        planning.make_all_dates()
        assert stamp() != before  # calendars hear of them
        planning.make_all_dates()
    with clock_at(MONDAY + timedelta(weeks=2)):
        assert len(tuesdays.tasks()) == 8
    with tuesdays.app.app_context():
        asked = open_tasks(tuesdays.people.house)
    assert [one.title for one in asked] == ["Koffie schenken"] * 2  # the list shows the near ones


def test_fixed_place_is_taken_on_every_date_and_one_stays_for_newcomers(tuesdays: Tuesdays) -> None:
    """Wish 30, karrot-frontend#1035 (de Voedselkringloop): regulars join for always, and newcomers find a place."""
    lieke, ria = tuesdays.people.lieke, tuesdays.people.ria
    assert tuesdays.do(answering.keep_place, lieke, tuesdays.key) == 8
    with tuesdays.app.app_context(), pytest.raises(Refusal):
        answering.keep_place(Actor.self(ria), tuesdays.key)
    with tuesdays.app.app_context(), pytest.raises(NotAllowed):
        answering.keep_place(Actor.guest(), tuesdays.key)
    tuesdays.do(promising.promise_task, ria, tuesdays.tasks()[0])
    assert [tuesdays.there(number) for number in (0, 7)] == [[lieke, ria], [lieke]]
    with clock_at(MONDAY + timedelta(weeks=1)):
        with tuesdays.app.app_context():
            planning.make_all_dates()
        assert tuesdays.there(7) == [lieke]  # a date that was not there yet
        assert tuesdays.do(answering.leave_place, lieke, tuesdays.key) == 8
        assert tuesdays.there(7) == []


@pytest.mark.sweep
def test_cannot_make_it_twelve_hours_ahead_tells_those_concerned_and_asks_one_after_another(tuesdays: Tuesdays) -> None:
    """Wish 29, engelsystem#565, and 33, tapir#354: nobody is asked again and again; those concerned hear it at once."""
    people = tuesdays.people
    tuesdays.do(promising.promise_task, people.ria, tuesdays.tasks()[0])
    made = tuesdays.do(promising.promise_task, people.lieke, tuesdays.tasks()[0])
    for who in (tuesdays.noor, tuesdays.wout):
        tuesdays.do(answering.stand_in, who, tuesdays.key)
    with tuesdays.app.app_context():  # Noor was asked before, Wout never
        db.session.get_one(StandIn, (1, tuesdays.noor)).asked_at = MONDAY - timedelta(days=9)
        db.session.commit()
    with clock_at(at("2027-03-01", "21:00")):
        tuesdays.do(promising.withdraw, people.lieke, made)
        assert tuesdays.told() == [
            ("cover.one_fewer", people.ria),
            ("cover.one_fewer", people.toos),
            ("cover.asked", tuesdays.wout),
        ]
        assert tuesdays.asked() == [(tuesdays.wout, True)]
        with tuesdays.app.app_context(), pytest.raises(Refusal):  # the place is kept
            promising.promise_task(Actor.self(tuesdays.noor), tuesdays.tasks()[0])
        tuesdays.do(answering.say_no, tuesdays.wout, tuesdays.cover())
        assert tuesdays.asked() == [(tuesdays.wout, False), (tuesdays.noor, True)]
    with clock_at(at("2027-03-02", "00:01")):  # a quarter of twelve hours later nobody answered
        with tuesdays.app.app_context():
            covering.sweep()
        assert tuesdays.asked() == [(tuesdays.wout, False), (tuesdays.noor, False)]
        assert tuesdays.told()[-1] == ("cover.still_open", people.toos)
        tuesdays.do(promising.promise_task, tuesdays.noor, tuesdays.tasks()[0])  # free for everybody now
        assert tuesdays.there(0) == sorted([people.ria, tuesdays.noor])
    with clock_at(at("2027-03-02", "09:00")), tuesdays.app.app_context():
        covering.sweep()
        assert db.session.scalars(sa.select(Cover)).all() == []  # nothing stays of who said what


def test_yes_of_a_stand_in_is_a_promise_and_regret_withdraws_the_question(tuesdays: Tuesdays) -> None:
    people = tuesdays.people
    far = tuesdays.tasks()[5]
    made = tuesdays.do(promising.promise_task, people.lieke, far)
    tuesdays.do(promising.promise_task, people.ria, far)
    tuesdays.do(answering.stand_in, tuesdays.noor, tuesdays.key)
    tuesdays.do(promising.withdraw, people.lieke, made)
    assert tuesdays.told() == [("cover.asked", tuesdays.noor)]  # weeks ahead it concerns nobody else
    tuesdays.do(promising.restore, people.lieke, made)
    assert tuesdays.told() == []
    assert tuesdays.there(5) == sorted([people.lieke, people.ria])
    tuesdays.do(promising.withdraw, people.ria, _promise(tuesdays, people.ria, far))
    assert tuesdays.asked() == [(tuesdays.noor, False)]  # asked once about a date is enough
    other = tuesdays.do(promising.promise_task, people.lieke, tuesdays.tasks()[4])
    tuesdays.do(promising.withdraw, people.lieke, other)
    cover = tuesdays.cover()
    with tuesdays.app.app_context(), pytest.raises(NotFound):
        answering.say_yes(Actor.self(people.ria), cover)
    tuesdays.do(answering.say_yes, tuesdays.noor, cover)
    assert tuesdays.there(4) == [tuesdays.noor]


@pytest.mark.both
def test_two_change_dates_at_once_or_not_at_all(tuesdays: Tuesdays) -> None:
    people = tuesdays.people
    first, second = tuesdays.tasks()[:2]
    offered = tuesdays.do(promising.promise_task, people.lieke, first)
    tuesdays.do(promising.promise_task, people.ria, second)
    swap = tuesdays.do(swapping.propose, people.lieke, offered, second)
    assert tuesdays.told() == [("swap.asked", people.ria)]
    with tuesdays.app.app_context(), pytest.raises(Refusal):
        swapping.propose(Actor.self(people.lieke), str(offered), second)  # asked once is enough
    for wanted in ("weg", "a\x00b"):
        with tuesdays.app.app_context(), pytest.raises(NotFound):
            swapping.propose(Actor.self(people.lieke), str(offered), wanted)
    with tuesdays.app.app_context(), pytest.raises(NotFound):
        swapping.accept(Actor.self(tuesdays.noor), str(swap))

    def answer(_number: int) -> bool:
        with clock_at(MONDAY), tuesdays.app.app_context():
            try:
                swapping.accept(Actor.self(people.ria), str(swap))
            except Refusal:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(answer, range(4))) == [False, False, False, True]
    assert [tuesdays.there(0), tuesdays.there(1)] == [[people.ria], [people.lieke]]
    assert tuesdays.told()[-1] == ("swap.done", people.lieke)


def test_change_of_dates_is_off_when_one_of_both_changed_and_is_forgotten_afterwards(tuesdays: Tuesdays) -> None:
    people = tuesdays.people
    first, second = tuesdays.tasks()[:2]
    offered = tuesdays.do(promising.promise_task, people.lieke, first)
    tuesdays.do(promising.promise_task, people.ria, second)
    swap = tuesdays.do(swapping.propose, people.lieke, offered, second)
    tuesdays.do(promising.withdraw, people.lieke, offered)
    with tuesdays.app.app_context(), pytest.raises(Refusal):
        swapping.accept(Actor.self(people.ria), str(swap))
    assert [tuesdays.there(0), tuesdays.there(1)] == [[], [people.ria]]
    with clock_at(at("2027-03-02", "10:00")), tuesdays.app.app_context():
        swapping.forget_old()
        assert db.session.scalars(sa.select(Swap)).all() == []


def test_host_changes_words_lets_it_go_on_and_stops_it(tuesdays: Tuesdays) -> None:
    people = tuesdays.people
    tuesdays.do(answering.keep_place, people.lieke, tuesdays.key)
    new = TaskValues(title="Thee schenken", minutes=45, places=3)
    tuesdays.do(planning.change, people.toos, tuesdays.key, new, 1)
    with tuesdays.app.app_context():
        assert {one.title for one in open_tasks(people.house)} == {"Thee schenken"}
        with pytest.raises(Refusal):
            planning.change(Actor.self(people.toos), tuesdays.key, new, 3)  # Lieke has a fixed place
        with pytest.raises(NotAllowed):
            planning.stop(Actor.self(people.lieke), tuesdays.key)
        with pytest.raises(Refusal):
            planning.go_on(Actor.self(people.toos), tuesdays.key, date(2030, 1, 1))
        planning.go_on(Actor.self(people.toos), tuesdays.key, date(2027, 9, 28))
        planning.stop(Actor.self(people.toos), tuesdays.key)
        assert open_tasks(people.house) == []
    assert [kind for kind, who in tuesdays.told() if who == people.lieke] == ["promise.let_go"] * 8
    with tuesdays.app.app_context(), pytest.raises(NotFound):
        answering.keep_place(Actor.self(people.lieke), tuesdays.key)


def test_place_is_kept_shorter_as_the_hour_nears() -> None:
    def kept(hours: float) -> float | None:
        until = kept_until(MONDAY, MONDAY + timedelta(hours=hours))
        return None if until is None else (until - MONDAY) / timedelta(hours=1)

    assert [kept(hours) for hours in (400, 12, 1, 0.5)] == [24, 3, pytest.approx(1 / 3), None]


def test_page_of_a_rota_tells_no_names_to_neighbours(tuesdays: Tuesdays, as_person: As) -> None:
    people = tuesdays.people
    tuesdays.do(answering.keep_place, people.ria, tuesdays.key)
    url = f"/contributions/rota/{tuesdays.key}"
    for reader in (tuesdays.app.test_client(), as_person(people.lieke)):
        page = reader.get(url)
        assert page.status_code == 200
        assert "elke dinsdag, 9:00" in page.text
        assert "Ria" not in page.text
    assert "Ria Klokman" in as_person(people.toos).get(url).text


def test_neighbour_does_all_of_it_in_the_browser(tuesdays: Tuesdays, as_person: As) -> None:
    people = tuesdays.people
    lieke, noor = as_person(people.lieke), as_person(tuesdays.noor)
    url = f"/contributions/rota/{tuesdays.key}"
    assert lieke.post(f"{url}/always").status_code == 303
    assert "vaste plek" in lieke.get(url).text
    assert noor.post(f"{url}/ask-me").status_code == 303
    mine = _promise(tuesdays, people.lieke, tuesdays.tasks()[0])
    assert lieke.post(f"/contributions/promises/{mine}/withdraw").status_code == 303
    cover = tuesdays.cover()
    assert "Kun jij in plaats daarvan komen?" in noor.get("/me").text
    assert noor.get(f"/contributions/cover/{cover}").status_code == 200
    assert lieke.get(f"/contributions/cover/{cover}").status_code == 404
    assert noor.post(f"/contributions/cover/{cover}", data={"answer": "yes"}).status_code == 303
    assert tuesdays.there(0) == [tuesdays.noor]
    own = _promise(tuesdays, tuesdays.noor, tuesdays.tasks()[0])
    asked = noor.post(f"/contributions/promises/{own}/swap", data={"task": tuesdays.tasks()[1]})
    assert asked.status_code == 303
    with tuesdays.app.app_context():
        swap = db.session.scalars(sa.select(Swap.public_id)).one()
    assert "Wil je van dag ruilen?" in lieke.get("/me").text
    assert lieke.post(f"/contributions/swap/{swap}", data={"answer": "no"}).status_code == 303
    assert tuesdays.told()[-1] == ("swap.declined", tuesdays.noor)
    assert lieke.post(f"{url}/not-always").status_code == 303
    assert noor.post(f"{url}/do-not-ask-me").status_code == 303
    assert [tuesdays.there(0), tuesdays.there(1)] == [[tuesdays.noor], []]


def test_host_makes_a_rota_in_the_browser_and_bad_input_makes_none(tuesdays: Tuesdays, as_person: As) -> None:
    host = as_person(tuesdays.people.toos)
    good = {"title": "Planten water geven", "minutes": "15", "places": "1", "newcomers": "0", "day": "04-03-2027"}
    good |= {"clock": "10:00", "often": "2", "until": "24-06-2027"}
    for wrong in ({"until": "01-03-2027"}, {"newcomers": "2"}, {"title": ""}, {"until": "01-01-2031"}):
        assert host.post("/contributions/manage/rota", data=good | wrong).status_code == 422
    with tuesdays.app.app_context():
        assert len(planning.dates_to_come(planning.rota_with(tuesdays.key))) == 8
    answer = host.post("/contributions/manage/rota", data=good)
    assert answer.status_code == 303
    assert "om de week op donderdag, 10:00" in host.get(answer.headers["Location"]).text
    assert "Planten water geven" in host.get("/contributions/manage").text
    assert as_person(tuesdays.people.lieke).get("/contributions/manage/rota").status_code == 403


def test_who_is_forgotten_leaves_no_place_and_their_work_stays_in_the_meter(tuesdays: Tuesdays) -> None:
    people = tuesdays.people
    tuesdays.do(answering.keep_place, people.lieke, tuesdays.key)
    done = _promise(tuesdays, people.lieke, tuesdays.tasks()[0])
    with clock_at(at("2027-03-02", "11:00")):
        tuesdays.do(promising.mark_done, people.lieke, done)
        with tuesdays.app.app_context():
            season = receiving.meter(people.house, _this_season(people))
            forget(Actor.self(people.lieke), people.lieke)
            after = receiving.meter(people.house, _this_season(people))
            names = db.session.execute(sa.text("SELECT count(*) FROM contributions_rota_fixed")).scalar()
    assert season.picked_up >= 1
    assert after.picked_up >= 1
    assert names == 0


def _this_season(people: People) -> Span:
    house = db.session.get_one(House, people.house)
    return current_season(house).span(house.zone)


def _promise(tuesdays: Tuesdays, who: int, task_key: str) -> str:
    with tuesdays.app.app_context():
        return db.session.scalars(
            sa.select(Promise.public_id)
            .join(Task, Task.id == Promise.task_id)
            .where(Task.public_id == task_key, Promise.person_id == who, Promise.withdrawn_at.is_(None))
        ).one()
