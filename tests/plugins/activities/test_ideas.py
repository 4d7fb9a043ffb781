"""The idea box: anybody writes, joins in and takes back; who helps to organise makes an activity of it in two steps."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.actors import Actor, Channel
from app.clock import now
from app.db import db
from app.events import EventRow
from app.journal import LogLine
from app.notices.models import Notice
from app.notices.wording import mail_words, reader_of, spoken_words
from app.plugins import current_hooks
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, NotFound, Refusal
from app.web.languages import language_of
from plugins.activities.ideas import crowd, having, joining, keeping, reading
from plugins.activities.ideas.having import IdeaValues
from plugins.activities.ideas.joining import ORGANISES, WANTS
from plugins.activities.ideas.models import Idea, Voice
from plugins.activities.ideas.standing import GONE, REST, Standing, standing
from plugins.activities.models import Activity, Organiser
from tests.factories import Make
from tests.plugins.activities.conftest import Scene

Browse = Callable[[int], FlaskClient]
SOUP = IdeaValues(title="Samen soep eten", about="Op maandag, niet groot.")


def share(scene: Scene, person_id: int, values: IdeaValues = SOUP) -> str:
    with scene.app.app_context():
        return having.share(Actor.self(person_id), scene.house, values)


def join(scene: Scene, person_id: int, key: str, part: str = WANTS, named: bool = False) -> None:
    with scene.app.app_context():
        joining.join(Actor.self(person_id), key, part, named)


def begin(scene: Scene, person_id: int, key: str, **words: Any) -> int:
    said = {"title": "Samen soep eten", "first": "2027-03-15", "times": "12:00-13:00", **words}
    return scene.publish(actor=Actor.self(person_id), idea=key, **said)


def crowded(scene: Scene, make: Make, key: str, people: int, named: Sequence[str] = ()) -> None:
    for number in range(people):
        join(scene, make.person(f"Naamloos{number} Verborgen"), key)
    for name in named:
        join(scene, make.person(f"{name} Achternaam"), key, named=True)


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


def told(scene: Scene) -> list[tuple[str, str, str]]:
    """Notices as (kind, first name of whom it is for, state)."""
    with scene.app.app_context():
        rows = db.session.scalars(sa.select(Notice).order_by(Notice.id)).all()
        return [(row.kind, reader_of(row).name.split()[0], str(row.state)) for row in rows]


def words_of_notices(scene: Scene) -> dict[str, str]:
    """Everything that each kind of notice says, by mail and by phone."""
    with scene.app.app_context():
        found = {}
        for row in db.session.scalars(sa.select(Notice)).all():
            said = [mail_words(row, reader_of(row)), spoken_words(row, reader_of(row))]
            found[row.kind] = "\n".join(f"{one.subject}\n{one.text}" for one in said if one)
        return found


def test_idea_stands_in_the_box_at_once_without_a_name(scene: Scene, make: Make, as_person: Browse) -> None:
    bep = as_person(make.person("Bep Tuinhek"))
    answer = bep.post("/activities/ideas/new", data={"title": "Samen soep eten", "about": "Niet <b>groot</b>."})
    assert answer.status_code == 303
    guest = scene.app.test_client()
    assert "Samen soep eten" in page(guest, "/activities/ideas")
    one = page(guest, answer.headers["Location"])
    assert "Een idee van een buur, 8 maart" in one
    assert "Niet &lt;b&gt;groot&lt;/b&gt;." in one
    assert "Bep" not in one
    assert "iemand die mee organiseert" in one
    with scene.app.app_context():
        assert db.session.scalars(sa.select(EventRow.kind)).all() == ["IdeaShared"]
        line = db.session.scalars(sa.select(LogLine).where(LogLine.verb.startswith("activities."))).one()
        assert (line.verb, line.label) == ("activities.idea.shared", "")


def test_undo_takes_the_idea_back_and_undo_of_that_puts_it_back(scene: Scene, make: Make, as_person: Browse) -> None:
    bep = as_person(make.person("Bep Tuinhek"))
    place = bep.post("/activities/ideas/new", data={"title": "Soep"}, follow_redirects=True).request.path
    assert bep.post(f"{place}/take-back").status_code == 303
    guest = scene.app.test_client()
    assert guest.get(place).status_code == 404
    assert place not in page(guest, "/activities/ideas")
    assert "Doe het terug in de bus" in page(bep, place)
    assert bep.post(f"{place}/put-back").status_code == 303
    assert guest.get(place).status_code == 200


def test_writing_needs_no_more_than_a_few_words_and_says_what_is_wrong(
    scene: Scene, make: Make, as_person: Browse
) -> None:
    bep = as_person(make.person("Bep Tuinhek"))
    for title, about in (("", "Kort."), ("?!", "Kort."), ("a" * 101, "Kort."), ("Soep", "a" * 1001)):
        answer = bep.post("/activities/ideas/new", data={"title": title, "about": about})
        assert answer.status_code == 422
        assert about in answer.text
        assert 'class="wij-error__text"' in answer.text
    assert scene.app.test_client().post("/activities/ideas/new", data={"title": "Soep"}).status_code == 303
    assert page(scene.app.test_client(), "/activities/ideas").count("Wil je dit ook?") == 0
    with scene.app.app_context():
        assert db.session.scalars(sa.select(Idea)).all() == []


def test_idea_is_written_at_the_desk_for_somebody_without_email(scene: Scene, make: Make) -> None:
    toos, ria = make.person("Toos Kestelaar", email="toos@example.org"), make.person("Ria Klokman")
    make.role(toos, scene.house)
    with scene.app.app_context():
        key = having.share(Actor(toos, ria, Channel.DESK), scene.house, SOUP)
        assert reading.idea_with(key, None).by_id == ria
        line = db.session.scalars(sa.select(LogLine).where(LogLine.verb.startswith("activities."))).one()
        assert (line.typist_id, line.subject_id, line.channel) == (toos, ria, "desk")


def test_desk_helps_somebody_to_write_and_to_join_in(scene: Scene, make: Make, as_person: Browse) -> None:
    toos, ria = make.person("Toos Kestelaar", email="toos@example.org"), make.person("Ria Klokman")
    make.role(toos, scene.house)
    key = share(scene, scene.organiser)
    desk = as_person(toos)
    desk.post("/desk/start", data={"person": scene.key_of(ria), "channel": "desk"})
    assert "Uw ideeën" in page(desk, "/desk/person")
    assert desk.post("/activities/ideas/new", data={"title": "Een breiclub"}).status_code == 303
    assert desk.post(f"/activities/ideas/{key}/join", data={"part": ORGANISES}).status_code == 303
    with scene.app.app_context():
        written = db.session.scalars(sa.select(Idea.by_id).order_by(Idea.id)).all()
        assert written == [scene.organiser, ria]
        assert db.session.scalars(sa.select(Voice.person_id)).all() == [ria]


def test_names_stand_there_only_after_a_yes_and_small_numbers_do_not(scene: Scene, make: Make) -> None:
    key = share(scene, make.person("Bep Tuinhek"))
    crowded(scene, make, key, 4, named=["Yusuf"])
    guest = scene.app.test_client()
    one = page(guest, f"/activities/ideas/{key}")
    assert "Yusuf en een paar buren willen dit ook." in one
    assert "Een paar buren willen" not in one
    for hidden in ("Naamloos", "Verborgen", "Achternaam", "Bep", "Tuinhek"):
        assert hidden not in one
        assert hidden not in page(guest, "/activities/ideas")
    crowded(scene, make, key, 1)
    assert "Yusuf en 5 buren willen dit ook." in page(guest, f"/activities/ideas/{key}")


@given(st.lists(st.text(min_size=1), max_size=12), st.integers(0, 40))
def test_no_number_below_five_is_told_and_none_can_be_counted_back(names: list[str], unnamed: int) -> None:
    more = crowd.others(names, unnamed)
    hidden = unnamed + len(names) - min(len(names), crowd.MOST_NAMES)
    assert more == (None if hidden == 0 else hidden if hidden >= crowd.FEW else 0)
    assert more in (None, 0) or more >= crowd.FEW


def test_discreet_idea_tells_no_names_and_no_numbers_and_its_notices_are_neutral(scene: Scene, make: Make) -> None:
    bep = make.person("Bep Tuinhek", email="bep@example.org")
    values = IdeaValues(title="Praten over rouw", about="Rustig.", named=True, sensitive=True)
    key = share(scene, bep, values)
    crowded(scene, make, key, 7, named=["Yusuf"])
    join(scene, scene.organiser, key, ORGANISES, named=True)
    one = page(scene.app.test_client(), f"/activities/ideas/{key}")
    assert "Een paar buren willen dit ook. Een paar buren helpen mee met organiseren." in one
    for hidden in ("Bep", "Yusuf", "Chantal", "8 buren", "7 buren"):
        assert hidden not in one
    begin(scene, scene.organiser, key, sensitive=True)
    said = words_of_notices(scene)
    assert set(said) == {"idea.helped", "idea.happens"}
    assert all("rouw" not in words and "iets uit de ideeënbus" in words for words in said.values())
    with scene.app.app_context(), language_of("nl"):
        ref = reading.idea_with(key, None).thing
        assert [one.title for one in current_hooks().describe([ref], bep).values()] == ["Een idee"]
        assert keeping.export(scene.organiser)["ideas_joined"][0]["title"] == "Een idee"


def test_what_becomes_a_discreet_activity_hides_the_names_that_stood_with_the_idea(scene: Scene, make: Make) -> None:
    key = share(scene, scene.organiser, IdeaValues(title="Praatgroep", named=True))
    crowded(scene, make, key, 0, named=["Yusuf"])
    assert "Yusuf wil dit ook." in page(scene.app.test_client(), f"/activities/ideas/{key}")
    begin(scene, scene.organiser, key, sensitive=True)
    one = page(scene.app.test_client(), f"/activities/ideas/{key}")
    assert "Yusuf" not in one
    assert "Chantal" not in one


def test_lists_are_never_in_the_order_of_how_many_want_it(scene: Scene, make: Make) -> None:
    with clock.at(now() - timedelta(days=9)):
        small = share(scene, make.person("Bep"), IdeaValues(title="Een bankje"))
    with clock.at(now() - timedelta(days=5)):
        large = share(scene, make.person("Cor"), IdeaValues(title="Een zwembad"))
    helped = share(scene, scene.organiser, IdeaValues(title="Een koor", organises=True))
    crowded(scene, make, large, 8)
    with scene.app.app_context():
        assert [one.idea.public_id for one in reading.listed(scene.house, reading.NEW)] == [helped, large, small]
        assert [one.idea.public_id for one in reading.listed(scene.house, reading.WAITING)] == [small, large]
    guest = scene.app.test_client()
    waiting = page(guest, "/activities/ideas?show=waiting")
    assert waiting.index("Een bankje") < waiting.index("Een zwembad")
    assert "Een koor" not in waiting
    assert guest.get("/activities/ideas?show=popular").status_code == 404


def test_box_is_of_one_house(scene: Scene, make: Make) -> None:
    other = make.house("Wilgenhof", slug="wilgenhof")
    share(scene, scene.organiser)
    with scene.app.app_context():
        having.share(Actor.self(scene.organiser), other, IdeaValues(title="Een jeu-de-boulesbaan"))
    guest = scene.app.test_client()
    assert "boulesbaan” staat" not in page(guest, "/house/de-linde")
    assert "Samen soep eten" in page(guest, "/activities/ideas")
    page(guest, "/house/wilgenhof")
    there = page(guest, "/activities/ideas")
    assert "Samen soep eten" not in there
    assert "/activities/ideas/" in there


def test_joining_is_said_in_one_press_and_undone_in_one(scene: Scene, make: Make, as_person: Browse) -> None:
    key = share(scene, make.person("Bep Tuinhek", email="bep@example.org"))
    cor = as_person(make.person("Cor Linden"))
    path = f"/activities/ideas/{key}"
    assert f'action="{path}/leave"' in cor.post(f"{path}/join", data={"part": WANTS}, follow_redirects=True).text
    assert "Jij wilt dit ook" in page(cor, path)
    cor.post(f"{path}/join", data={"part": ORGANISES, "named": "y"})
    assert "Cor helpt mee met organiseren." in page(scene.app.test_client(), path)
    assert told(scene) == [("idea.helped", "Bep", "waiting")]
    cor.post(f"{path}/leave")
    assert "Cor" not in page(scene.app.test_client(), path)
    assert told(scene) == [("idea.helped", "Bep", "withdrawn")]
    assert "Kies een van deze" in cor.post(f"{path}/join", data={"part": "all"}, follow_redirects=True).text
    with scene.app.app_context():
        assert db.session.scalars(sa.select(Voice)).all() == []


def test_guest_who_wants_to_join_in_signs_in_first(scene: Scene) -> None:
    key = share(scene, scene.organiser)
    guest = scene.app.test_client()
    path = f"/activities/ideas/{key}/join"
    assert f'href="{path}"' in page(guest, f"/activities/ideas/{key}")
    assert guest.get(path).headers["Location"].startswith("/sign-in")
    with scene.app.app_context(), pytest.raises(NotAllowed):
        joining.join(Actor.guest(), key, WANTS, False)


def test_those_who_organise_see_each_other_by_first_name_and_others_do_not(
    scene: Scene, make: Make, as_person: Browse
) -> None:
    bep, cor, ria = (make.person(name) for name in ("Bep Tuinhek", "Cor Linden", "Ria Klokman"))
    key = share(scene, bep, IdeaValues(title="Soep", organises=True))
    join(scene, cor, key, ORGANISES)
    join(scene, ria, key)
    path = f"/activities/ideas/{key}"
    assert "Samen met jou: Cor." in page(as_person(bep), path)
    assert "Samen met jou: Bep." in page(as_person(cor), path)
    for reader in (as_person(ria), scene.app.test_client()):
        assert "Cor" not in page(reader, path)
    with scene.app.app_context():
        found = reading.idea_with(key, None)
        assert reading.team(found, Actor(scene.organiser, bep, Channel.DESK)) == []


def test_idea_becomes_an_activity_in_two_steps(scene: Scene, make: Make, as_person: Browse) -> None:
    bep, cor, ria = (
        make.person(name, email=email)
        for name, email in (
            ("Bep Tuinhek", "bep@example.org"),
            ("Cor Linden", "cor@example.org"),
            ("Ria Klokman", None),
        )
    )
    key = share(scene, bep)
    join(scene, cor, key, ORGANISES)
    join(scene, ria, key)
    browser = as_person(bep)
    first = f"/activities/new?house=de-linde&amp;idea={key}"
    assert f'href="{first}"' in page(browser, f"/activities/ideas/{key}")
    form = page(browser, first.replace("&amp;", "&"))
    assert 'value="Samen soep eten"' in form
    assert "Op maandag, niet groot." in form
    sent = {"title": "Samen soep eten", "day": "2027-03-15", "start": "12:00", "end": "13:00", "place": "De keuken"}
    sent |= {"often": "once", "signing": "no", "group": "0"}
    answer = browser.post(first.replace("&amp;", "&"), data=sent)
    assert answer.headers["Location"] == "/activities/samen-soep-eten"
    one = page(scene.app.test_client(), f"/activities/ideas/{key}")
    assert 'href="/activities/samen-soep-eten"' in one
    assert f'href="/activities/ideas/{key}"' in page(scene.app.test_client(), "/activities/samen-soep-eten")
    assert "Dat wil ik ook" not in one
    assert told(scene) == [
        ("idea.helped", "Bep", "withdrawn"),  # it is more than that now
        ("idea.asked", "Cor", "waiting"),
        ("idea.happens", "Ria", "waiting"),
    ]
    said = words_of_notices(scene)
    assert "De eerste keer is op maandag 15 maart, van 12:00 tot 13:00 uur." in said["idea.asked"]
    with scene.app.app_context():
        assert db.session.scalars(sa.select(Organiser.person_id)).all() == [bep]
        assert db.session.scalars(sa.select(EventRow.kind)).all()[-2:] == ["ActivityPublished", "IdeaHappened"]
        with pytest.raises(Refusal):
            begin(scene, cor, key)


def test_clash_on_the_way_keeps_the_idea(scene: Scene, as_person: Browse) -> None:
    key = share(scene, scene.organiser)
    scene.publish("Vergadering", first="2027-03-15", times="12:00-14:00")
    browser = as_person(scene.organiser)
    sent = {"title": "Soep", "day": "2027-03-15", "start": "12:00", "end": "13:00", "spaces": str(scene.room)}
    sent |= {"often": "once", "signing": "no", "group": "0"}
    path = f"/activities/new?house=de-linde&idea={key}"
    answer = browser.post(path, data=sent)
    assert answer.status_code == 409
    assert answer.text.count(f"idea={key}") >= 2
    again = browser.post(path, data={**sent, "instead": str(scene.other_room)})
    assert again.headers["Location"] == "/activities/soep"
    assert "Het gaat door!" in page(browser, f"/activities/ideas/{key}")


def test_helper_organises_only_after_a_yes_and_is_asked_once(scene: Scene, make: Make, as_person: Browse) -> None:
    cor, ada = make.person("Cor Linden"), make.person("Ada Bloem")
    key = share(scene, scene.organiser, IdeaValues(title="Samen soep eten", organises=True))
    for helper in (cor, ada):
        join(scene, helper, key, ORGANISES)
    activity = begin(scene, scene.organiser, key)
    path = f"/activities/ideas/{key}"
    for helper in (cor, ada):
        assert "Organiseer je mee?" in page(as_person(helper), "/me")
        assert "Organiseer je mee?" in page(as_person(helper), path)
    assert "Organiseer je mee?" not in page(as_person(scene.organiser), path)
    assert as_person(cor).post(f"{path}/answer", data={"answer": "yes"}).headers["Location"] == (
        "/activities/samen-soep-eten"
    )
    assert as_person(ada).post(f"{path}/answer", data={"answer": "no"}).status_code == 303
    assert as_person(ada).post(f"{path}/answer", data={"answer": "perhaps"}).status_code == 303
    as_person(ada).post(f"{path}/answer", data={"answer": "yes"})  # they said no: the question is over
    assert "Organiseer je mee?" not in page(as_person(ada), path)
    assert [state for kind, _who, state in told(scene) if kind == "idea.asked"] == ["withdrawn", "withdrawn"]
    with scene.app.app_context():
        organisers = sa.select(Organiser.person_id).where(Organiser.activity_id == activity)
        assert set(db.session.scalars(organisers)) == {scene.organiser, cor}
        with pytest.raises(NotFound):
            joining.answer(Actor.self(make.person("Wie Dan")), key, yes=True)


def test_only_who_organises_makes_an_activity_of_it_and_nothing_comes_of_an_idea_that_was_taken_back(
    scene: Scene, make: Make, as_person: Browse
) -> None:
    bep, cor = make.person("Bep Tuinhek"), make.person("Cor Linden")
    key = share(scene, bep)
    join(scene, cor, key)
    assert as_person(cor).get(f"/activities/new?idea={key}").status_code == 403
    assert as_person(cor).get("/activities/new?idea=nowhere").status_code == 404
    with scene.app.app_context():
        with pytest.raises(NotAllowed):
            begin(scene, cor, key)
        having.take_back(Actor.self(bep), key)
        for act in (
            lambda: joining.join(Actor.self(cor), key, ORGANISES, False),
            lambda: begin(scene, bep, key),
        ):
            with pytest.raises((NotFound, NotAllowed)):
                act()
        assert db.session.scalars(sa.select(Activity)).all() == []


def test_writer_changes_the_idea_and_nobody_else_does(scene: Scene, make: Make, as_person: Browse) -> None:
    bep, cor = make.person("Bep Tuinhek"), make.person("Cor Linden")
    key = share(scene, bep, IdeaValues(title="Soep", organises=True))
    path = f"/activities/ideas/{key}/edit"
    assert as_person(cor).get(path).status_code == 403
    assert as_person(cor).post(path, data={"title": "Anders"}).status_code == 403
    assert as_person(bep).post(path, data={"title": ""}).status_code == 422
    assert as_person(bep).post(path, data={"title": "Pannenkoeken", "named": "y"}).status_code == 303
    one = page(scene.app.test_client(), f"/activities/ideas/{key}")
    assert "Pannenkoeken" in one
    assert "Een idee van Bep" in one
    assert "Bep helpt mee met organiseren." in one
    with scene.app.app_context(), pytest.raises(NotAllowed):
        having.take_back(Actor.self(cor), key)
    begin(scene, bep, key)
    with scene.app.app_context():
        for act in (having.take_back, lambda actor, name: having.change(actor, name, SOUP)):
            with pytest.raises(Refusal):
                act(Actor.self(bep), key)


def test_idea_without_life_rests_anybody_wakes_it_and_in_the_end_it_goes(
    scene: Scene, make: Make, as_person: Browse
) -> None:
    with clock.at(now() - REST):
        key = share(scene, make.person("Bep Tuinhek"))
    guest = scene.app.test_client()
    assert "Samen soep eten" not in page(guest, "/activities/ideas")
    assert "Samen soep eten" in page(guest, "/activities/ideas?show=resting")
    assert "in rust" in page(guest, f"/activities/ideas/{key}")
    as_person(make.person("Cor Linden")).post(f"/activities/ideas/{key}/wake")
    assert "Samen soep eten" in page(guest, "/activities/ideas")
    with scene.app.app_context():
        with clock.at(now() + GONE):
            keeping.expire()
        assert db.session.scalars(sa.select(Idea)).one().standing is Standing.OPEN
        with clock.at(now() + GONE + timedelta(seconds=1)):
            keeping.expire()
        assert db.session.scalars(sa.select(Idea)).all() == []


def test_standing_is_what_happened_last() -> None:
    moment = now()
    assert standing(None, None, moment - REST + timedelta(seconds=1), moment) is Standing.OPEN
    assert standing(None, None, moment - REST, moment) is Standing.RESTING
    assert standing(moment, None, moment, moment) is Standing.TAKEN_BACK
    assert standing(None, moment, moment - REST, moment) is Standing.HAPPENED


@pytest.mark.both
def test_who_wanted_it_is_not_kept_after_it_happened_and_who_asks_is_forgotten(scene: Scene, make: Make) -> None:
    bep, cor = make.person("Bep Tuinhek"), make.person("Cor Linden")
    key, other = share(scene, bep), share(scene, cor, IdeaValues(title="Van Cor"))
    join(scene, cor, key)
    join(scene, bep, other)
    begin(scene, bep, key)
    with scene.app.app_context():
        assert keeping.export(cor)["ideas"][0]["title"] == "Van Cor"
        assert [one["title"] for one in keeping.export(cor)["ideas_joined"]] == ["Samen soep eten"]
        with clock.at(now() + keeping.VOICES + timedelta(days=1)):
            keeping.expire()
        assert [one.person_id for one in db.session.scalars(sa.select(Voice))] == [bep]
        having.take_back(Actor.self(cor), other)
        with clock.at(now() + keeping.UNDO + timedelta(days=1)):
            keeping.expire()
        assert [one.public_id for one in db.session.scalars(sa.select(Idea))] == [key]
        forget(Actor.self(bep), bep)
        assert db.session.scalars(sa.select(Idea)).all() == []
        assert db.session.scalars(sa.select(Activity.title)).all() == ["Samen soep eten"]


def test_one_writes_so_many_ideas_and_no_more(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(having, "MOST", 1)
    key = share(scene, scene.organiser)
    with scene.app.app_context():
        with pytest.raises(Refusal) as refused:
            having.share(Actor.self(scene.organiser), scene.house, SOUP)
        assert refused.value.field == "title"
        having.take_back(Actor.self(scene.organiser), key)
        having.share(Actor.self(scene.organiser), scene.house, SOUP)


def test_list_takes_as_many_queries_for_three_as_for_one(scene: Scene, make: Make) -> None:
    def read() -> int:
        sent = []
        with scene.app.app_context():
            sa.event.listen(db.engine, "before_cursor_execute", lambda *_given: sent.append(1))
            reading.listed(scene.house, reading.NEW)
        return len(sent)

    key = share(scene, scene.organiser)
    crowded(scene, make, key, 1)
    one = read()
    for number in range(2):
        key = share(scene, make.person(f"Schrijver {number}"), IdeaValues(title=f"Idee {number}"))
        crowded(scene, make, key, 3)
    assert read() == one


def test_pages_of_others_ask_what_one_would_like_and_who_would_help(
    scene: Scene, make: Make, as_person: Browse
) -> None:
    toos = make.person("Toos Kestelaar", email="toos@example.org")
    make.role(toos, scene.house)
    guest = scene.app.test_client()
    assert "Soep op maandag" in page(guest, "/")
    assert "Is er iets wat je hier zou willen?" in page(as_person(toos), "/me")
    key = share(scene, make.person("Bep Tuinhek"))
    assert f'href="/activities/ideas/{key}"' in page(guest, "/house/de-linde")
    assert "Ideeën die het langst wachten" in page(as_person(toos), "/desk")
    assert 'href="/activities/ideas"' in page(guest, "/activities/")
