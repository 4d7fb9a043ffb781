"""What goes when: the deadlines, the night, the closing of a round; and that nothing of it can be found afterwards."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import clock
from app.cli import backup
from app.db import Base, db, transaction
from app.privacy import retention
from app.refusals import Refusal
from plugins.outreach.after import asking, handling, held
from plugins.outreach.after.lasting import goes_of, going_from
from plugins.outreach.after.models import Followup
from plugins.outreach.handover import answering, choosing
from plugins.outreach.handover.models import Along
from plugins.outreach.reasons import keeping as reasons
from plugins.outreach.replies import expiring
from plugins.outreach.replies.answering import Wish, enter, enter_yes, say, say_yes
from plugins.outreach.replies.deadlines import answered_before, goes_on, talked_before
from plugins.outreach.replies.keeping import change, give_code, leave, look
from plugins.outreach.replies.models import Look, Reply
from plugins.outreach.rounds.models import ReplyCode, Round
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.talks.looking import look_at_own
from plugins.outreach.talks.models import Talk
from tests.factories import at
from tests.plugins.outreach.conftest import Round as Team
from tests.plugins.outreach.talking import agreed

REASON = "Merkteken-Reden"
MARKS = ("Merkteken-Naam", "Merkteken-Adres 12", "076-000 77 77", "merkteken@example.org", "Merkteken-Moment")
WISH = Wish(name=MARKS[0], form="home", address=MARKS[1], phone=MARKS[2], reach=MARKS[3], moment=MARKS[4])
MAY = date(2027, 5, 3)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
SOMEBODY = st.tuples(st.integers(0, 150), st.sampled_from("NATO"), st.integers(0, 100), st.booleans())
"""How many days ago they said yes; no talk (N), one to come (A), one that took place (T), or what is still open (O)."""


@pytest.mark.parametrize(
    ("talked", "handled", "agreed", "goes"),
    [
        (None, (), None, date(2027, 8, 3)),
        (None, (), date(2027, 7, 1), date(2027, 8, 3)),
        (None, (), date(2027, 8, 2), date(2027, 8, 5)),
        (date(2027, 6, 1), (), None, date(2027, 7, 13)),
        (date(2027, 6, 1), (date(2027, 6, 20), date(2027, 6, 8)), None, date(2027, 8, 1)),
        (date(2027, 6, 1), (date(2027, 6, 20), None), None, None),
        (date(2027, 6, 1), (date(2027, 5, 20),), None, date(2027, 7, 13)),
    ],
)
def test_reply_goes_three_months_after_the_answer_or_six_weeks_after_the_last_thing(
    talked: date | None, handled: tuple[date | None, ...], agreed: date | None, goes: date | None
) -> None:
    assert goes_on(MAY, talked, handled, agreed) == goes


def test_end_of_a_month_is_no_later_than_three_months() -> None:
    assert goes_on(date(2027, 11, 30)) == date(2028, 2, 29)


@given(DAYS, st.none() | DAYS, st.lists(st.none() | DAYS, max_size=4), st.none() | DAYS, DAYS)
def test_night_looks_at_every_reply_that_is_due(
    answered: date, talked: date | None, handled: list[date | None], agreed: date | None, today: date
) -> None:
    goes = goes_on(answered, talked, handled, agreed)
    if talked is None:
        assert goes is not None
        assert goes >= answered + timedelta(days=89)
        assert agreed is None or goes >= agreed + timedelta(days=3)
    else:
        assert (goes is None) == (None in handled)
    if goes is not None and goes <= today:
        assert answered <= answered_before(today) or (talked is not None and talked <= talked_before(today))


def answer(team: Team, code: str) -> str:
    with team.app.app_context():
        return say_yes(code, WISH)


def found(mark: str) -> list[str]:
    """Every column of every table in which the mark stands."""
    hits = []
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(sa.select(table)).mappings():
            hits += [f"{table.name}.{name}" for name, value in row.items() if mark in str(value)]
    db.session.rollback()
    return hits


def test_night_lets_go_of_a_reply_after_three_months_and_of_looks_after_a_year(going: Team) -> None:
    answer(going, going.codes[0])
    ((key,),) = going.rows(Reply.public_id)
    going.do(look, "mirjam", going.round, key)
    for day, left in (("2027-06-14", 1), ("2027-06-15", 0)):
        with clock.at(at(day, "03:00")), going.app.app_context():
            retention.run()
        assert (len(going.rows(Reply.id)), len(going.rows(Look.id))) == (left, left)
    assert going.rows(Round.yes) == [(1,)]
    with clock.at(at("2027-06-20", "10:00")):
        answer(going, going.codes[1])
    ((key,),) = going.rows(Reply.public_id)
    with going.app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.update(Reply).values(answered=date(2030, 1, 1)))  # as after a talk that is still of use
    going.do(look, "mirjam", going.round, key)
    with clock.at(at("2028-03-16", "03:00")), going.app.app_context():
        expiring.expire()
    assert (len(going.rows(Reply.id)), going.rows(Look.id)) == (1, [])


@pytest.mark.both
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 150), st.sampled_from("NATO"), st.integers(0, 100), st.booleans()), max_size=5)
)
def test_night_takes_what_each_page_said_and_no_more(going: Team, people: list[tuple[int, str, int, bool]]) -> None:
    day = date(2027, 3, 15)
    with going.app.app_context():
        with transaction():
            one = round_with(going.round)
            db.session.execute(sa.delete(Reply))
            for number, (ago, state, near, done) in enumerate(people):
                _row(one, number, day, timedelta(days=ago), state, timedelta(days=near), done)
        told = {reply.public_id: goes_of(reply) for reply in db.session.scalars(sa.select(Reply))}
        shown = going_from(round_with(going.round))
        expiring.expire()
        left = set(db.session.scalars(sa.select(Reply.public_id)))
        assert (sum(number for _day, number in shown.days) + shown.staying) == len(people)
        assert {key for key, goes in told.items() if goes is None} <= left
        with clock.at(at(day + timedelta(days=1), "03:00")):
            expiring.expire()
        left = set(db.session.scalars(sa.select(Reply.public_id)))
    assert left == {key for key, goes in told.items() if goes is None or goes > day + timedelta(days=1)}


def _row(one: Round, number: int, day: date, ago: timedelta, state: str, near: timedelta, done: bool) -> None:
    reply = Reply(
        public_id=f"r{number}", round_id=one.id, digest=f"d{number}", answered=day - ago, name="Riet", form="walk"
    )
    db.session.add(reply)
    db.session.flush()
    if state == "N":
        return
    held = None if state == "A" else day - min(near, ago)
    starts = at(held or day + near, "10:00")
    talk = Talk(
        public_id=f"t{number}", reply_id=reply.id, week=day, first=starts, second=starts, starts=starts, held_on=held
    )
    talk.handled_on = day if held and done else None
    db.session.add(talk)
    db.session.flush()
    if state == "O":
        db.session.add(Followup(public_id=f"f{number}", talk_id=talk.id, kind="contact", recipient="X", agreed_on=day))


def test_page_tells_what_goes_when_in_counts(going: Team, as_person: Callable[[int], FlaskClient]) -> None:
    for number, code in enumerate(going.codes[:3]):
        with clock.at(at(date(2027, 3, 15) - timedelta(days=number // 2), "10:00")):
            answer(going, code)
    page = as_person(going.people["toos"]).get(f"/outreach/rounds/{going.round}/goes").get_data(as_text=True)
    assert page.index("maandag 14 juni 2027") < page.index("Wat 1 persoon") < page.index("dinsdag 15 juni 2027")
    assert "Wat 2 personen vertelden" in page
    assert not any(mark in page for mark in MARKS)


def test_closing_says_what_will_be_gone_and_leaves_only_counts(
    going: Team, as_person: Callable[[int], FlaskClient], client: FlaskClient
) -> None:
    own = answer(going, going.codes[0])
    toos, page = as_person(going.people["toos"]), f"/outreach/rounds/{going.round}"
    asked = toos.get(f"{page}/close").get_data(as_text=True)
    assert "Wat 1 persoon vertelde is gewist" in asked
    assert "Met 3 codes kan niemand meer antwoorden." in asked
    assert toos.post(f"{page}/close").status_code == 303
    assert (going.rows(Reply.id), going.rows(ReplyCode.digest)) == ([], [])
    assert going.rows(Round.sent, Round.yes, Round.no, Round.closed) == [(8, 1, 0, date(2027, 3, 15))]
    assert [client.get(f"/outreach/{path}").status_code for path in (f"answer/{going.codes[1]}", f"mine/{own}")] == [
        404,
        404,
    ]
    assert toos.get(f"{page}/replies").status_code == 403
    assert "Alleen deze aantallen zijn over." in toos.get(page).get_data(as_text=True)
    assert toos.get(f"{page}/close").status_code == 200
    assert toos.post(f"{page}/close").status_code == 409


@pytest.mark.both
def test_nothing_of_a_closed_round_can_be_found(
    going: Team, as_person: Callable[[int], FlaskClient], database: str, caplog: pytest.LogCaptureFixture
) -> None:
    """All that can be done with a yes is done, then the round is closed: no table, file or log line tells of it."""
    caplog.set_level(logging.DEBUG)
    going.app.logger.setLevel(logging.DEBUG)
    own = answer(going, going.codes[0])
    mirjam, replies = as_person(going.people["mirjam"]), f"/outreach/rounds/{going.round}/replies"
    ((key,),) = going.rows(Reply.public_id)
    assert MARKS[0] in mirjam.get(replies).get_data(as_text=True)
    assert MARKS[1] in mirjam.post(f"{replies}/{key}").get_data(as_text=True)
    going.do(change, "mirjam", going.round, key, WISH)
    going.do(give_code, "mirjam", going.round, key)
    other = going.do(enter_yes, "mirjam", going.round, going.codes[1], WISH)
    with going.app.app_context():
        leave(other)
        say(going.codes[2], "no")
    going.do(reasons.open_with, "chantal", going.round, f"{REASON} is de reden")
    going.do(reasons.look, "chantal", going.round, key)
    with going.app.app_context():
        assert {hit.split(".")[0] for hit in found(REASON)} == {"outreach_access"}
        assert {hit.split(".")[0] for mark in MARKS for hit in found(mark)} == {"outreach_reply"}
    going.do(expiring.close_round, "toos", going.round)
    secrets = (*MARKS, REASON, own, other, *going.codes)
    with going.app.app_context():
        assert [found(mark) for mark in secrets] == [[] for _mark in secrets]
    assert [mark for mark in (*MARKS, REASON) if mark in caplog.text] == []
    if database.startswith("sqlite"):
        path = Path(database.removeprefix("sqlite:///"))
        held = b"".join(one.read_bytes() for one in path.parent.glob(path.stem + "*") if one.is_file())
        assert [mark for mark in (*MARKS, REASON) if mark.encode() in held] == []


@pytest.mark.both
def test_nothing_of_talks_and_what_came_after_can_be_found(
    said: Team,
    as_person: Callable[[int], FlaskClient],
    client: FlaskClient,
    database: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A talk is held, three things are asked for, given, looked at, one is gone along to; then the round is closed."""
    caplog.set_level(logging.DEBUG)
    said.app.logger.setLevel(logging.DEBUG)
    own, helper = said.codes[-1], "Merkteken-Hulp"
    ((reply,),) = said.rows(Reply.public_id)
    said.do(change, "mirjam", said.round, reply, WISH)
    key = agreed(said)
    said.do(look_at_own, "wout", key)
    with clock.at(at("2027-03-26", "15:05")):
        said.do(held.took_place, "wout", key, "home")
        for kind in ("contact", "information", "activity"):
            said.do(asking.ask, "wout", key, kind, helper, True)
        assert as_person(said.people["wout"]).get("/outreach/visiting").status_code == 200
    first, second, third = (row[1] for row in said.rows(Followup.id, Followup.public_id))
    for one in (first, third):
        said.do(handling.give, "toos", one, said.key("mirjam"))
    assert MARKS[2] in as_person(said.people["mirjam"]).post(f"/outreach/taken/{first}").text
    said.do(choosing.choose_other, "mirjam", third, "Koffie", date(2027, 4, 1))
    said.do(choosing.ask, "mirjam", third, said.key("ria"))
    ((along,),) = said.rows(Along.public_id)
    said.do(answering.answer, "ria", along, True)
    with said.app.app_context():
        answering.agree_own(own, along, True)
        handling.withdraw_own(own, second)
    assert MARKS[0] in as_person(said.people["ria"]).post(f"/outreach/along/{along}/who").text
    assert helper in client.get(f"/outreach/mine/{own}").text
    marks = (*MARKS, helper)
    with said.app.app_context():
        tables = {hit.split(".")[0] for mark in marks for hit in found(mark)}
        assert tables == {"outreach_reply", "outreach_followup"}
    said.do(expiring.close_round, "toos", said.round)
    with said.app.app_context():
        assert [found(mark) for mark in (*marks, own)] == [[]] * (len(marks) + 1)
        gone = [table for table in ("talk", "held", "followup", "along", "again", "look", "reply") if _rows(table)]
    assert gone == []
    assert [mark for mark in marks if mark in caplog.text] == []
    if database.startswith("sqlite"):
        path = Path(database.removeprefix("sqlite:///"))
        kept = b"".join(one.read_bytes() for one in path.parent.glob(path.stem + "*") if one.is_file())
        assert [mark for mark in marks if mark.encode() in kept] == []


def _rows(table: str) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Base.metadata.tables[f"outreach_{table}"])) or 0


@pytest.mark.both
def test_what_is_gone_stays_gone_after_a_restore(going: Team, tmp_path: Path) -> None:
    leaves = answer(going, going.codes[0])
    stays = going.do(enter_yes, "mirjam", going.round, "", Wish(name="Riet", form="walk", phone="076-000 00 81"))
    going.do(reasons.open_with, "chantal", going.round, f"{REASON} is de reden")
    with going.app.app_context():
        backup.write(tmp_path / "house.zip")
        leave(leaves)
        backup.read(tmp_path / "house.zip", tmp_path / "before.zip")
        assert found(MARKS[0]) == []
    assert going.rows(Reply.name) == [("Riet",)]
    assert stays
    going.do(expiring.close_round, "toos", going.round)
    with going.app.app_context():
        backup.read(tmp_path / "house.zip", tmp_path / "again.zip")
        assert (found("Riet"), found(REASON)) == ([], [])


def test_closed_round_takes_no_answer_any_more(going: Team) -> None:
    going.do(expiring.close_round, "toos", going.round)
    for act, who, values in (
        (enter, "mirjam", ("", "no")),
        (enter_yes, "mirjam", ("", WISH)),
        (expiring.close_round, "toos", ()),
    ):
        with pytest.raises(Refusal):
            going.do(act, who, going.round, *values)
    assert going.rows(Round.yes, Round.no) == [(0, 0)]
