"""Facts: what ships says that nobody checked it; a house writes its own words; a sign-off is about one exact text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.actors import Actor
from app.db import db
from app.people.models import Role
from app.places.models import House
from app.privacy.forgetting import forget
from app.refusals import NotAllowed, NotFound, Refusal
from plugins.prevention.facts import dated, reading
from plugins.prevention.facts import history as facts_history
from plugins.prevention.facts.checking import sign_off, take_name_away
from plugins.prevention.facts.history import Edition, history
from plugins.prevention.facts.keeping import KNOWN, expire, export
from plugins.prevention.facts.models import FactCheck, FactVersion
from plugins.prevention.facts.numbers import SHIPPED
from plugins.prevention.facts.shipped import Shipped
from plugins.prevention.facts.standing import AGAIN, standing
from plugins.prevention.facts.words import ADDRESS, EMERGENCY, NORM, call_link
from plugins.prevention.facts.writing import Values, add_address, put_back, take_off, write
from tests.factories import Make, at

NOON = at("2027-03-08", "12:00")
TODAY = date(2027, 3, 8)
OWN = Values(
    title="Bewegen als je ouder bent",
    body="Twee keer per week ook iets voor je balans.",
    source="CBS",
    link="https://www.cbs.nl/bewegen",
    dated="2017",
)


@dataclass
class Scene:
    """A house with two who check its facts, and a resident."""

    app: Flask
    house_id: int
    toos: int
    anneke: int
    lieke: int

    def do(self, act: Callable[..., Any], *args: Any, by: int = 0, **more: Any) -> Any:
        """Call a service, as Toos unless told otherwise."""
        with self.app.app_context():
            return act(Actor.self(by or self.toos), *args, **more)

    def fact(self, key: str) -> reading.Fact:
        """A fact as it stands."""
        with self.app.app_context():
            return reading.fact_with(db.session.get_one(House, self.house_id), key)

    def history(self, key: str) -> list[Edition]:
        """Every text of it."""
        with self.app.app_context():
            return history(db.session.get_one(House, self.house_id), key)

    def write(self, key: str = "moving-older", by: int = 0, **more: Any) -> None:
        """Write it in own words."""
        self.do(write, self.house_id, key, replace(OWN, **more), "nl", by=by)

    def check(self, key: str = "moving-older", by: int = 0, **more: Any) -> str:
        """Sign off what stands there."""
        more = {"has_read": True, "show_name": False, "digest": self.fact(key).digest} | more
        found: str = self.do(sign_off, self.house_id, key, by=by, **more)
        return found


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app(WIJ_PLUGINS="prevention")


@pytest.fixture
def scene(app: Flask, make: Make) -> Scene:
    house = make.house("De Linde", slug="de-linde")
    toos, anneke, lieke = (make.person(name) for name in ("Toos Kestelaar", "Anneke Zilverberk", "Lieke Morgenster"))
    for person in (toos, anneke):
        make.role(person, house, "fact_checker")
    make.role(toos, house, "host")
    return Scene(app, house, toos, anneke, lieke)


def text_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(BeautifulSoup(answer.data, "html.parser").get_text(" ", strip=True).split())


# What ships


def test_shipped_keys_are_words_for_an_address_and_each_text_is_there_once() -> None:
    texts = [(one.key, one.since) for one in SHIPPED]
    assert len(set(texts)) == len(texts)
    assert [one.key for one in SHIPPED if not one.key.replace("-", "").isalnum() or len(one.key) > 40] == []


def test_every_shipped_fact_shows_its_source_and_that_nobody_checked_it(scene: Scene, client: FlaskClient) -> None:
    for shipped in SHIPPED:
        page = BeautifulSoup(client.get(f"/prevention/facts/{shipped.key}").data, "html.parser")
        told = " ".join(page.select_one("main").get_text(" ", strip=True).split())  # type: ignore[union-attr]  # not there is a failure too
        with scene.app.test_request_context():
            source, day = str(shipped.source), dated.tell(shipped.dated)
        assert f"Bron: {source}" in told
        assert day in told
        assert "nog niet nagekeken" in told
        assert shipped.kind != NORM or (day and shipped.link in [link.get("href") for link in page.select("main a")])


def test_lists_show_of_each_fact_the_source_its_date_and_that_nobody_checked_it(
    scene: Scene, client: FlaskClient
) -> None:
    for path, kinds in (("/prevention/norms", {NORM}), ("/prevention/addresses", {ADDRESS, EMERGENCY})):
        told = text_of(client, path)
        facts = [one for one in SHIPPED if one.kind in kinds and not one.local]
        assert (told.count("Bron:"), told.count("nog niet nagekeken")) == (len(facts), len(facts))
        with scene.app.test_request_context():
            said = [f"Bron: {one.source} , {dated.tell(one.dated) or 'datum onbekend'}." for one in facts]
        assert [one for one in said if one not in told] == []


def test_norms_of_1998_stand_only_in_the_note_that_they_were_replaced(scene: Scene) -> None:
    with scene.app.test_request_context():
        found = {
            one.key
            for one in SHIPPED
            for word in ("nngb", "combinorm", "fitnorm", "1998")
            if word in f"{one.words.title} {one.words.body}".lower()
        }
        (note,) = (one for one in SHIPPED if one.key == "moving-before-2017")
        assert "kun je niet vergelijken" in note.words.body
    assert found == {"moving-before-2017"}


def test_food_says_that_it_is_past_its_day_since_a_renewal_was_announced(scene: Scene, client: FlaskClient) -> None:
    assert scene.fact("food-basics").standing.past
    assert "Die dag is voorbij. Kijk eerst bij de bron." in text_of(client, "/prevention/eten")


def test_text_that_shipped_before_stays_readable(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    old = Shipped(
        key="tea",
        title="Thee",
        lines=("Twee koppen.",),
        source="Theeraad",
        link="https://thee.example.org",
        since=date(2026, 1, 1),
    )
    new = replace(old, lines=("Drie koppen.",), since=date(2027, 1, 1))
    for module in (reading, facts_history):
        monkeypatch.setattr(module, "SHIPPED", (old, new))
    assert scene.fact("tea").words.body == "Drie koppen."
    assert [(one.words.body, one.since, one.until) for one in scene.history("tea")] == [
        ("Drie koppen.", date(2027, 1, 1), None),
        ("Twee koppen.", date(2026, 1, 1), date(2027, 1, 1)),
    ]


# Signing off


def test_sign_off_names_somebody_only_after_their_yes(scene: Scene, client: FlaskClient) -> None:
    scene.check("moving-adults")
    scene.check("moving-children", by=scene.anneke, show_name=True)
    assert "Nagekeken op 8 maart 2027 door iemand die feiten nakijkt voor De Linde." in text_of(
        client, "/prevention/facts/moving-adults"
    )
    assert "Toos" not in text_of(client, "/prevention/norms")
    assert "Nagekeken op 8 maart 2027 door Anneke." in text_of(client, "/prevention/norms")


def test_sign_off_is_for_who_has_the_role(scene: Scene, make: Make) -> None:
    host = make.person("Fenna Duifhout")
    make.role(host, scene.house_id, "administrator")
    for nobody in (scene.lieke, host):
        with pytest.raises(NotAllowed):
            scene.check(by=nobody)
        with pytest.raises(NotAllowed):
            scene.write(by=nobody)
    assert not scene.fact("moving-older").standing.checked


def test_sign_off_asks_that_the_source_was_read_and_that_the_text_is_the_one_on_the_screen(scene: Scene) -> None:
    with pytest.raises(Refusal) as refused:
        scene.check(has_read=False)
    assert refused.value.field == "has_read"
    before = scene.fact("moving-older").digest
    scene.write(by=scene.anneke)
    with pytest.raises(Refusal, match=r"veranderde terwijl je las|changed while you were reading"):
        scene.check(digest=before)


def test_number_that_is_not_filled_in_cannot_be_signed_off(scene: Scene) -> None:
    assert scene.fact("doctor").to_fill_in
    with pytest.raises(Refusal):
        scene.check("doctor")
    scene.write("doctor", title="Huisarts", phone="076-000 00 95")
    scene.check("doctor", by=scene.anneke)
    assert (scene.fact("doctor").to_fill_in, scene.fact("doctor").standing.checked) == (False, True)


def test_own_text_is_checked_by_somebody_else_as_long_as_there_is_somebody(scene: Scene) -> None:
    scene.write()
    with pytest.raises(Refusal, match=r"schreef|wrote"):
        scene.check()
    with scene.app.app_context():
        db.session.execute(sa.delete(Role).where(Role.person_id == scene.anneke))
        db.session.commit()
    scene.check()
    assert scene.fact("moving-older").standing.checked


@pytest.mark.sweep
def test_changed_text_is_not_checked_and_the_earlier_one_stays_so(scene: Scene) -> None:
    scene.check()
    with clock.at(NOON + timedelta(days=1)):
        scene.write()
        assert not scene.fact("moving-older").standing.checked
        scene.check(by=scene.anneke)
    with clock.at(NOON + timedelta(days=3)):
        scene.write(body="Nog anders.")
        told = [(one.since, one.until, len(one.checks)) for one in scene.history("moving-older")]
        assert told == [
            (TODAY + timedelta(days=3), None, 0),
            (TODAY + timedelta(days=1), TODAY + timedelta(days=3), 1),
            (date(2026, 11, 30), None, 1),
        ]
        assert not scene.fact("moving-older").standing.checked
        scene.do(take_off, scene.house_id, "moving-older")
        assert scene.fact("moving-older").language == ""
        assert scene.fact("moving-older").standing.checked  # what shipped was checked before
        scene.do(put_back, scene.house_id, "moving-older")
        assert scene.fact("moving-older").words.body == "Nog anders."


def test_check_of_a_house_says_nothing_in_another(scene: Scene, make: Make) -> None:
    other = make.house("Wilgenhof", slug="wilgenhof")
    scene.check("moving-adults")
    scene.write()
    with scene.app.app_context():
        house = db.session.get_one(House, other)
        assert [one.key for one in reading.all_facts(house) if one.language or one.standing.checked] == []


# Overdue


@given(st.one_of(st.none(), st.integers(-2000, 0)), st.one_of(st.none(), st.integers(-2000, 2000)))
def test_fact_is_overdue_exactly_when_a_day_has_passed(checked: int | None, until: int | None) -> None:
    found = standing(
        None if checked is None else TODAY + timedelta(days=checked),
        None if until is None else TODAY + timedelta(days=until),
        TODAY,
    )
    past, long_ago = until is not None and until < 0, checked is not None and -checked > AGAIN.days
    assert (found.checked, found.past, found.long_ago) == (checked is not None, past, long_ago)
    assert found.is_overdue == (past or long_ago)


def test_overdue_fact_says_so_to_everybody_and_stands_on_the_desk(
    scene: Scene, client: FlaskClient, as_person: Callable[[int], FlaskClient]
) -> None:
    with clock.at(NOON - AGAIN - timedelta(days=1)):
        with scene.app.app_context():
            db.session.execute(sa.update(Role).values(since=TODAY - timedelta(days=400)))
            db.session.commit()
        scene.check("home-safe")
    assert "Dat is meer dan een jaar geleden. Kijk eerst bij de bron." in text_of(client, "/prevention/wonen")
    toos = as_person(scene.toos)
    desk = text_of(toos, "/desk")
    assert "Een huis waarin je op de been blijft" in desk
    listed = text_of(toos, "/prevention/check/de-linde")
    assert "Een huis waarin je op de been blijft Nagekeken op" in listed
    assert "Feiten en adressen om na te kijken" in desk
    assert as_person(scene.lieke).get("/prevention/check/de-linde").status_code == 403


# Words


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("title", "x" * 101),
        ("body", ""),
        ("source", ""),
        ("link", "javascript:alert(1)"),
        ("link", ""),
        ("dated", "ooit"),
        ("dated", ""),
    ],
)
def test_bad_word_of_a_norm_is_refused_beside_its_field(scene: Scene, field: str, value: str) -> None:
    with pytest.raises(Refusal) as refused:
        scene.do(write, scene.house_id, "moving-older", replace(OWN, **{field: value}), "nl")  # type: ignore[arg-type]  # texts, each of them
    assert refused.value.field == field
    assert len(scene.history("moving-older")) == 1


def test_page_keeps_what_was_typed_and_shows_what_is_wrong(
    scene: Scene, as_person: Callable[[int], FlaskClient]
) -> None:
    toos, page = as_person(scene.toos), "/prevention/check/de-linde/moving-older/words"
    typed = {"title": "Anders", "body": "Zin.", "source": "CBS", "link": "cbs", "dated": "2017"}
    answer = toos.post(page, data=typed)
    soup = BeautifulSoup(answer.data, "html.parser")
    assert answer.status_code == 422
    assert [one["id"] for one in soup.select(".wij-error__text")] == ["link-error"]
    assert soup.select_one("#title")["value"] == "Anders"  # type: ignore[index]  # not there is a failure too
    assert toos.post(page, data={**typed, "link": "https://cbs.nl"}).status_code == 303
    assert scene.fact("moving-older").words.title == "Anders"
    assert scene.fact("moving-older").language == "nl"


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        ("22-08-2017", "2017-08-22", "22 augustus 2017"),
        ("22 augustus 2017", "2017-08-22", "22 augustus 2017"),
        ("6-2020", "2020-06", "juni 2020"),
        ("2020-06", "2020-06", "juni 2020"),
        ("2015", "2015", "2015"),
        (" ", "", ""),
    ],
)
def test_date_of_a_source_is_kept_as_far_as_it_is_known(app: Flask, typed: str, kept: str, told: str) -> None:
    with app.test_request_context():
        assert dated.parse(typed) == kept
        assert dated.tell(kept) == told
        assert dated.parse(kept) == kept


@given(st.text(max_size=12))
def test_anything_typed_as_a_date_is_read_or_refused_with_words(text: str) -> None:
    try:
        kept = dated.parse(text)
    except ValueError:
        return
    assert len(kept) in (0, 4, 7, 10)


def test_free_and_short_numbers_are_dialled_as_they_are() -> None:
    dialled = [call_link(phone, "NL") for phone in ("112", "0800-2000", "088 0767 000", "076-000 00 01", "")]
    assert dialled == ["tel:112", "tel:08002000", "tel:+31880767000", "tel:+31760000001", ""]


# Addresses


def test_address_of_the_house_stands_with_its_theme_until_it_is_taken_off(
    scene: Scene, as_person: Callable[[int], FlaskClient]
) -> None:
    toos = as_person(scene.toos)
    sent = {
        "kind": ADDRESS,
        "title": "Woonwijzer",
        "body": "Denkt mee.",
        "phone": "076-000 00 91",
        "theme": "wonen",
        "source": "Zij zelf",
    }
    assert toos.post("/prevention/check/de-linde/new", data={**sent, "phone": "bel maar"}).status_code == 422
    key = toos.post("/prevention/check/de-linde/new", data=sent).headers["Location"].rsplit("/", 1)[1]
    with scene.app.test_request_context():
        house = db.session.get_one(House, scene.house_id)
        found = {theme: [one.key for one in reading.addresses(house, theme)] for theme in ("wonen", "eten", None)}
        assert found == {"wonen": [key], "eten": ["voedingscentrum"], None: ["voedingscentrum", key]}
        urgent = [one.key for one in reading.addresses(house, "wonen", EMERGENCY)]
        assert urgent == [one.key for one in SHIPPED if one.kind == EMERGENCY]
    page = BeautifulSoup(scene.app.test_client().get("/prevention/addresses").data, "html.parser")
    assert "tel:+31760000091" in [link["href"] for link in page.select("main a")]
    assert toos.post(f"/prevention/check/de-linde/{key}/off").status_code == 303
    with pytest.raises(NotFound):
        scene.fact(key)
    assert "staat niet meer op de lijst" in text_of(toos, f"/prevention/facts/{key}")
    assert toos.post(f"/prevention/check/de-linde/{key}/back").status_code == 303
    assert scene.fact(key).words.title == "Woonwijzer"


def test_norm_cannot_be_added_as_an_address(scene: Scene) -> None:
    with pytest.raises(Refusal) as refused:
        scene.do(add_address, scene.house_id, NORM, OWN, "nl")
    assert refused.value.field == "kind"


def test_unknown_fact_is_not_found(scene: Scene, client: FlaskClient, as_person: Callable[[int], FlaskClient]) -> None:
    assert client.get("/prevention/facts/onbekend").status_code == 404
    assert client.get("/prevention/facts/a%20b").status_code == 404
    assert as_person(scene.toos).get("/prevention/check/de-linde/onbekend").status_code == 404
    assert as_person(scene.toos).get("/prevention/check/nergens").status_code == 404


# What is kept


def test_name_goes_when_its_owner_says_so_and_when_they_are_forgotten(scene: Scene, client: FlaskClient) -> None:
    mine = scene.check("moving-adults", by=scene.anneke, show_name=True)
    scene.check("moving-children", by=scene.anneke, show_name=True)
    with pytest.raises(NotAllowed):
        scene.do(take_name_away, mine)
    scene.do(take_name_away, mine, by=scene.anneke)
    assert text_of(client, "/prevention/norms").count("Anneke") == 1
    with scene.app.app_context():
        forget(Actor.self(scene.anneke), scene.anneke)
    assert "Anneke" not in text_of(client, "/prevention/norms")
    assert scene.fact("moving-children").standing.checked


def test_export_tells_what_somebody_wrote_and_checked(scene: Scene) -> None:
    scene.write()
    scene.check(by=scene.anneke, show_name=True)
    with scene.app.app_context():
        assert [one["title"] for one in export(scene.toos)["facts_written"]] == [OWN.title]
        assert export(scene.anneke) == {
            "facts_written": [],
            "facts_checked": [{"key": "moving-older", "checked_on": "2027-03-08", "first_name_shown": True}],
        }


def test_who_wrote_and_checked_is_let_go_of_in_time(scene: Scene) -> None:
    scene.write()
    scene.check(by=scene.anneke, show_name=True)
    scene.write(body="Anders.")
    with clock.at(NOON + KNOWN + timedelta(days=1)), scene.app.app_context():
        expire()
        versions = db.session.execute(sa.select(FactVersion.written_by_id).order_by(FactVersion.id)).all()
        checks = db.session.execute(sa.select(FactCheck.person_id, FactCheck.show_name)).all()
    assert (versions, checks) == ([(None,), (scene.toos,)], [(None, False)])


def test_own_text_is_to_be_looked_at_again_when_something_newer_ships(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.write()
    assert not scene.fact("moving-older").newer_ships
    (shipped,) = (one for one in SHIPPED if one.key == "moving-older")
    newer = replace(shipped, lines=("Iets nieuws.",), since=TODAY)
    monkeypatch.setattr(reading, "SHIPPED", (*SHIPPED, newer))
    assert scene.fact("moving-older").newer_ships
    assert scene.fact("moving-older").words.body == OWN.body
