"""Pointing at what should not stand there: a host decides with a reason, whoever wrote it can answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app import clock, pointing
from app.actors import Actor
from app.clock import now
from app.db import db
from app.journal import LogLine
from app.notices.models import Channel, Notice, State
from app.notices.wording import mail_words, reader_of, spoken_words
from app.pointing import deciding
from app.pointing.codes import code_for
from app.pointing.models import Pointing, Ruling
from app.pointing.reading import cases_in, ruling_with
from app.privacy.export import own_data
from app.privacy.forgetting import forget
from app.refs import Ref
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.activities.ideas import becoming, having
from plugins.activities.ideas.having import IdeaValues
from plugins.activities.models import Activity
from plugins.activities.openly import asking
from plugins.activities.openly.asking import Asked
from tests.factories import Make
from tests.plugins.activities.conftest import Scene

pytestmark = pytest.mark.sweep
PAGE = "/activities/eettafel"
RUDE = "Zwartewoorden over de buurman"
WHY = "Het gaat over iemand die ik ken"
REASON = "Over buren schrijven we met respect"
OUTWARD = (
    PAGE, f"{PAGE}/paper", "/activities/", "/activities/?words=eettafel", "/agenda", "/", "/house/de-linde",
    "/calendar/house/de-linde.ics", "/calendar/theme/eten.ics", "/calendar/activity/eettafel.ics",
    "/agenda.atom", "/sitemap.xml", "/api/v1/agenda", "/embed/agenda",
)  # fmt: skip


@pytest.fixture
def host(scene: Scene, make: Make) -> int:
    """Toos, who is host and organises nothing."""
    toos = make.person("Toos")
    make.role(toos, scene.house, "host")
    return toos


def ask(scene: Scene, person_id: int | None = None, words: str = RUDE, **more: object) -> Ref:
    """Somebody asks something about the eating table; a reference to the question."""
    activity = scene.weekly("Eettafel", themes=("eten",))
    with scene.app.app_context():
        actor = Actor.guest() if person_id is None else Actor.self(person_id)
        key = asking.ask(actor, activity, Asked(words=words, **more))  # type: ignore[arg-type]  # values of several kinds by name
    return Ref("activities", "question", key)


def ref_of(scene: Scene, activity: int) -> Ref:
    return scene.activity(activity).ref


def hide(scene: Scene, host: int, ref: Ref, reason: str = REASON) -> str:
    with scene.app.app_context():
        return deciding.hide(Actor.self(host), ref, reason)


def leave(scene: Scene, host: int, ref: Ref, word: str = "Dit mag gezegd worden") -> str:
    with scene.app.app_context():
        return deciding.leave(Actor.self(host), ref, word)


def point(scene: Scene, ref: Ref, person_id: int | None = None, why: str = WHY) -> None:
    with scene.app.app_context():
        deciding.point(Actor.guest() if person_id is None else Actor.self(person_id), ref, why)


def code(scene: Scene, key: str) -> str:
    with scene.app.app_context():
        ruling = ruling_with(key)
        assert ruling is not None
        return code_for(ruling)


def text(client: FlaskClient, path: str, status: int = 200) -> str:
    found = client.get(path)
    assert found.status_code == status, (path, found.status)
    return found.get_data(as_text=True)


def told(scene: Scene) -> list[tuple[str, int | None]]:
    """Which notices about pointing wait, and for whom (None: a guest)."""
    with scene.app.app_context():
        wanted = sa.select(Notice).where(Notice.kind.startswith("pointing."), Notice.state == State.WAITING)
        return [(one.kind.partition(".")[2], one.person_id) for one in db.session.scalars(wanted.order_by(Notice.id))]


def said(scene: Scene) -> list[str]:
    """What the waiting notices about pointing say."""
    with scene.app.test_request_context():
        wanted = sa.select(Notice).where(Notice.kind.startswith("pointing."), Notice.state == State.WAITING)
        words = []
        for one in db.session.scalars(wanted.order_by(Notice.id)):
            found = (mail_words if one.channel == Channel.MAIL else spoken_words)(one, reader_of(one))
            words.append(f"{found.subject}\n{found.text}" if found else "")
        return words


def test_guest_points_and_a_host_hides_it_with_a_reason_in_its_place(
    scene: Scene, host: int, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    ref = ask(scene)
    at = f"/pointing/at/activities/question/{ref.key}"
    assert at in text(client, PAGE)
    assert client.post(at, data={"why": WHY}).status_code == 303
    browser = as_person(host)
    assert "/pointing/" in text(browser, "/desk")
    decide = f"/pointing/decide/activities/question/{ref.key}"
    assert decide in text(browser, "/pointing/")
    page = text(browser, decide)
    assert (RUDE in page, WHY in page) == (True, True)
    assert browser.post(decide, data={"reason": REASON, "do": "hide"}).status_code == 303
    for path in (PAGE, f"{PAGE}/questions", "/activities/questions"):
        page = text(client, path)
        assert (RUDE in page, REASON in page, WHY in page) == (False, True, False)
        assert "Verborgen door de gastvrouw of gastheer op 8 maart:" in page
    assert RUDE not in text(as_person(scene.organiser), "/me")
    assert "ding om naar te kijken" not in text(browser, "/desk")


def test_host_leaves_it_standing_with_a_word_for_who_points_next(
    scene: Scene, host: int, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    ref = ask(scene)
    point(scene, ref)
    sent = as_person(host).post(
        f"/pointing/decide/activities/question/{ref.key}", data={"reason": "Dit mag gezegd worden", "do": "leave"}
    )
    assert sent.status_code == 303
    assert RUDE in text(client, PAGE)
    assert "Dit mag gezegd worden" in text(client, f"/pointing/at/activities/question/{ref.key}")
    assert "ding om naar te kijken" not in text(as_person(host), "/desk")


def test_hidden_activity_is_nowhere_outside_and_its_organisers_see_it(
    scene: Scene, host: int, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    ref = ref_of(scene, scene.weekly("Eettafel", about=RUDE, themes=("eten",)))
    before = {path: client.get(path).get_data(as_text=True) for path in OUTWARD}
    assert [path for path in OUTWARD if "ettafel" not in before[path]] == []
    key = hide(scene, host, ref)
    after = {path: client.get(path).get_data(as_text=True) for path in OUTWARD}
    assert [path for path in OUTWARD if RUDE in after[path] or "Eettafel" in after[path]] == []
    assert [path for path in OUTWARD[2:] if "activities/eettafel" in after[path]] == []
    assert (client.get(PAGE).status_code, REASON in after[PAGE], REASON in after[f"{PAGE}/paper"]) == (404, True, True)
    for person_id in (scene.organiser, host):
        page = text(as_person(person_id), PAGE)
        assert (RUDE in page, REASON in page) == (True, True)
    with scene.app.app_context():
        deciding.undo(Actor.self(host), key)
    assert [path for path in OUTWARD if "ettafel" not in client.get(path).get_data(as_text=True)] == []


def test_room_of_a_hidden_activity_is_still_shown_as_taken(scene: Scene, host: int, client: FlaskClient) -> None:
    ref = ref_of(scene, scene.weekly("Eettafel"))
    hide(scene, host, ref)
    taken = text(client, "/api/v1/rooms/huiskamer/taken")
    assert ("2027-03-10T17:00" in taken or "2027-03-10T16:00" in taken, "Eettafel" in taken) == (True, False)


def test_answer_is_hidden_without_its_question(scene: Scene, host: int, client: FlaskClient) -> None:
    ref = ask(scene, words="Wie betaalt de verwarming?")
    scene.do(asking.answer, ref.key, RUDE)
    hide(scene, host, Ref("activities", "answer", ref.key))
    page = text(client, PAGE)
    assert ("Wie betaalt de verwarming?" in page, RUDE in page, REASON in page) == (True, False, True)
    assert told(scene) == [("hidden", scene.organiser)]


def test_writer_hears_it_and_answers_and_the_hosts_read_that(
    scene: Scene, host: int, make: Make, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    lieke = make.person("Lieke", email="lieke@example.org")
    ref = ask(scene, lieke)
    key = hide(scene, host, ref)
    assert told(scene) == [("hidden", lieke)]
    words = said(scene)[0]
    address = f"/pointing/answer/{code(scene, key)}"
    assert (REASON in words, address in words, address in text(as_person(lieke), PAGE)) == (True, True, True)
    assert address not in text(client, PAGE)
    assert client.post(address, data={"answer": "…"}).status_code == 422
    assert as_person(lieke).post(address, data={"answer": "Zo bedoelde ik het niet"}).status_code == 303
    browser = as_person(host)
    assert "ding om naar te kijken" in text(browser, "/desk")
    page = text(browser, f"/pointing/decide/activities/question/{ref.key}")
    assert "Zo bedoelde ik het niet" in page
    assert "Zo bedoelde ik het niet" not in text(client, PAGE)
    assert browser.post(f"/pointing/undo/{key}").status_code == 303
    assert RUDE in text(client, PAGE)
    assert told(scene) == []  # what had not gone out is taken back
    assert "niets meer te antwoorden" in text(as_person(lieke), address)


def test_writer_who_heard_already_hears_that_it_is_back(scene: Scene, host: int, make: Make) -> None:
    lieke = make.person("Lieke", phone="076-000 00 41")
    ref = ask(scene, lieke)
    hide(scene, host, ref)
    with scene.app.app_context():
        db.session.execute(sa.update(Notice).values(state=State.SENT))
        db.session.commit()
    leave(scene, host, ref, "Bij nader inzien")
    assert told(scene) == [("shown", lieke)]
    assert "Bij nader inzien" in said(scene)[0]


def test_guest_who_left_a_way_hears_it_too(scene: Scene, host: int) -> None:
    hide(scene, host, ask(scene, reach="bep@example.org"))
    assert told(scene) == [("hidden", None)]
    assert REASON in said(scene)[0]


def test_who_pointed_hears_what_was_decided_and_no_host_sees_who_it_was(
    scene: Scene, host: int, make: Make, as_person: Callable[[int], FlaskClient]
) -> None:
    pointer = make.person("Wijsvinger Anders")
    ref = ask(scene)
    point(scene, ref, pointer)
    point(scene, ref, pointer, "In andere woorden")
    browser = as_person(host)
    page = text(browser, f"/pointing/decide/activities/question/{ref.key}") + text(browser, "/pointing/")
    assert ("In andere woorden" in page, WHY in page, "Wijsvinger" in page) == (True, False, False)
    leave(scene, host, ref)
    assert told(scene) == [("settled", pointer)]
    assert "Dit mag gezegd worden" in said(scene)[0]


def test_nobody_decides_about_their_own_words_or_about_what_they_do(scene: Scene, host: int, make: Make) -> None:
    make.role(scene.organiser, scene.house, "host")
    question = ask(scene, host)
    activity = Ref("activities", "activity", key_of(scene))
    with scene.app.app_context():
        for person_id, ref in ((host, question), (scene.organiser, question), (scene.organiser, activity)):
            with pytest.raises(NotAllowed):
                deciding.hide(Actor.self(person_id), ref, REASON)
        assert db.session.scalars(sa.select(Ruling)).all() == []
    key = hide(scene, host, activity)
    with scene.app.app_context(), pytest.raises(NotAllowed):
        deciding.undo(Actor.self(scene.organiser), key)


def key_of(scene: Scene) -> str:
    with scene.app.app_context():
        return db.session.scalars(sa.select(Activity.public_id)).one()


def test_only_hosts_of_the_house_decide(
    scene: Scene, host: int, make: Make, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    ref = ask(scene)
    elsewhere = make.person("Mirjam")
    make.role(elsewhere, make.house("Wilgenhof"), "host")
    decide = f"/pointing/decide/activities/question/{ref.key}"
    assert [as_person(one).get(decide).status_code for one in (elsewhere, make.person("Bram"), host)] == [403, 403, 200]
    assert client.get(decide).status_code == 303
    with scene.app.app_context(), pytest.raises(NotAllowed):
        deciding.leave(Actor.self(elsewhere), ref, "Laat maar")


def test_undo_puts_back_what_was_before_and_what_waited(scene: Scene, host: int) -> None:
    ref = ask(scene)
    point(scene, ref)
    first = hide(scene, host, ref)
    second = leave(scene, host, ref)
    with scene.app.app_context():
        deciding.undo(Actor.self(host), second)
        now_holds = pointing.ruling_of(ref)
        assert (now_holds and now_holds.public_id, [one.thing.hidden for one in cases_in(scene.house)]) == (
            first,
            [True],
        )
        with pytest.raises(Refusal):
            deciding.undo(Actor.self(host), second)
        deciding.undo(Actor.self(host), first)
        assert [(one.thing.hidden, one.waits, len(one.pointings)) for one in cases_in(scene.house)] == [
            (False, True, 1)
        ]


def test_hidden_idea_is_out_of_the_box_and_who_wrote_it_may_answer(
    scene: Scene, host: int, make: Make, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    lieke = make.person("Lieke", email="lieke@example.org")
    with scene.app.app_context():
        key = having.share(Actor.self(lieke), scene.house, IdeaValues(title=RUDE))
    ref, page = Ref("activities", "idea", key), f"/activities/ideas/{key}"
    assert f"/pointing/at/activities/idea/{key}" in text(client, page)
    pages = ("/activities/ideas", "/house/de-linde", "/")
    assert [RUDE in text(client, path) for path in pages] == [True] * 3
    address = f"/pointing/answer/{code(scene, hide(scene, host, ref))}"
    assert [RUDE in text(client, path) for path in pages] == [False] * 3
    hidden = text(client, page, 404)
    assert (RUDE in hidden, REASON in hidden) == (False, True)
    own = text(as_person(lieke), page)
    assert (RUDE in own, address in own, told(scene)) == (True, True, [("hidden", lieke)])
    with scene.app.app_context(), pytest.raises(NotAllowed):
        becoming.idea_to_begin(Actor.self(lieke), key)


@pytest.mark.parametrize("why", ["", "  ", "…", "a" * 601])
def test_words_that_say_nothing_are_told_beside_their_field(
    scene: Scene, host: int, client: FlaskClient, as_person: Callable[[int], FlaskClient], why: str
) -> None:
    ref = ask(scene)
    said_so = client.post(f"/pointing/at/activities/question/{ref.key}", data={"why": why})
    assert (said_so.status_code, 'id="why-error"' in said_so.get_data(as_text=True)) == (422, True)
    decided = as_person(host).post(
        f"/pointing/decide/activities/question/{ref.key}", data={"reason": why, "do": "hide"}
    )
    assert (decided.status_code, 'id="reason-error"' in decided.get_data(as_text=True)) == (422, True)
    assert RUDE in text(client, PAGE)


def test_what_is_not_there_cannot_be_pointed_at(scene: Scene, client: FlaskClient) -> None:
    ask(scene)
    paths = ["activities/question/kwijt", "activities/niets/k3f9", "niemand/iets/k3f9", "a.b/question/x", "rooms/b/é"]
    assert [client.get(f"/pointing/at/{path}").status_code for path in paths] == [404] * len(paths)
    assert client.get("/pointing/answer/kwijt").status_code == 404
    with scene.app.app_context(), pytest.raises(NotFound):
        deciding.point(Actor.guest(), Ref("activities", "question", "kwijt"), WHY)


def test_sensitive_activity_is_named_in_no_log_and_no_notice(scene: Scene, host: int, make: Make) -> None:
    lieke = make.person("Lieke", phone="076-000 00 42")
    activity = scene.weekly("Praatgroep Zwijgsteen", sensitive=True)
    with scene.app.app_context():
        key = asking.ask(Actor.self(lieke), activity, Asked(words=RUDE))
    ref = Ref("activities", "question", key)
    point(scene, ref, lieke)
    hide(scene, host, ref)
    assert ["Zwijgsteen" in one or RUDE in one for one in said(scene)] == [False, False]
    with scene.app.app_context():
        lines = db.session.execute(sa.select(LogLine.verb, LogLine.label).where(LogLine.verb.startswith("pointing.")))
        assert {tuple(line) for line in lines} == {("pointing.thing.pointed", ""), ("pointing.thing.hidden", "")}


def test_no_words_stand_in_the_log_or_in_notices(scene: Scene, host: int, make: Make) -> None:
    ref = ask(scene, make.person("Lieke"))
    point(scene, ref, make.person("Bram"))
    hide(scene, host, ref)
    with scene.app.app_context():
        tables = (LogLine.__table__, Notice.__table__)
        rows = " ".join(str(row) for table in tables for row in db.session.execute(sa.select(table)))
        assert [word for word in (RUDE, WHY, REASON) if word in rows] == []


def test_who_is_forgotten_leaves_no_words_and_who_asks_gets_their_own(scene: Scene, host: int, make: Make) -> None:
    pointer = make.person("Bram")
    ref = ask(scene)
    point(scene, ref, pointer)
    hide(scene, host, ref)
    with scene.app.app_context():
        assert [row["why"] for row in own_data(pointer)["tables"]["pointing"]] == [WHY]
        forget(Actor.self(pointer), pointer)
        forget(Actor.self(host), host)
        assert db.session.scalars(sa.select(Pointing)).all() == []
        (ruling,) = db.session.scalars(sa.select(Ruling)).all()
        assert (ruling.hidden, ruling.reason, ruling.decided_by_id) == (True, "", None)


def test_what_was_settled_is_gone_a_year_later_and_what_is_hidden_stays_hidden(
    scene: Scene, host: int, client: FlaskClient
) -> None:
    ref, other = ask(scene), ref_of(scene, scene.weekly("Koor", first="2027-03-11", where=None, times="08:00-09:00"))
    for one, decide in ((ref, hide), (other, leave)):
        point(scene, one)
        decide(scene, host, one)
    with scene.app.app_context(), clock.at(now() + timedelta(days=366)):
        pointing.expire()
        assert db.session.scalars(sa.select(Pointing)).all() == []
        assert [one.key for one in db.session.scalars(sa.select(Ruling))] == [ref.key]
    page = text(client, PAGE)
    assert (RUDE in page, REASON in page) == (False, True)
