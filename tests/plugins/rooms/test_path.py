"""The guided path: four steps without a script, the agreement at the end, and what is possible when it is taken."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import Make, span
from tests.plugins.rooms.conftest import BUSY, PUBLIC, THURSDAY, Counting, Scene

Browser = Callable[[int], FlaskClient]
WHAT = "purpose=meeting&people=12"
WHEN = f"{WHAT}&day={THURSDAY}&start=14:00&end=16:00"
WEEKLY = f"{WHEN}&often=weekly&times=4"
SLOT = span(THURSDAY, "14:00-16:00")
AGENDA = {"title": "Overleg", "visibility": BUSY}


def soup(answer: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.data, "html.parser")


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def told(answer: TestResponse) -> dict[str, list[str]]:
    """What the next step is told in its address."""
    assert answer.status_code == 303, soup(answer).select_one("main")
    return parse_qs(urlsplit(answer.headers["Location"]).query)


def lead(answer: TestResponse) -> str:
    return text(soup(answer).select_one("p.lead"))


@pytest.fixture
def lieke(scene: Scene, as_person: Browser) -> FlaskClient:
    return as_person(scene.lieke)


def test_walk_from_the_first_step_to_the_booking(scene: Scene, lieke: FlaskClient) -> None:
    page = soup(lieke.get("/rooms/book"))
    assert text(page.select_one("title")).startswith("Stap 1 van 4")
    assert [one["value"] for one in page.select("fieldset > ul button[name=purpose]")] == ["meeting", "together"]
    assert [one["value"] for one in page.select("details button[name=purpose]")] == [
        "private",
        "care",
        "party",
        "other",
    ]
    answer = lieke.post("/rooms/book", data={"people": "12", "purpose": "meeting"})
    assert told(answer) == {"purpose": ["meeting"], "people": ["12"]}

    page = soup(lieke.get(answer.headers["Location"]))
    assert text(page.select_one("title")).startswith("Stap 2 van 4: wanneer wil je komen?")
    assert text(page.select_one(".wij-sofar")) == "Waarvoor Overleg met 12 mensen Wijzig waarvoor"
    assert [text(day) for day in page.select(".wij-day label")][:2] == [
        "ma maandag 15 maart plek",
        "di dinsdag 16 maart plek",
    ]
    form = {"day": THURSDAY, "start": "14:00", "end": "16:00", "often": "once"}
    answer = lieke.post(answer.headers["Location"], data=form)
    assert answer.headers["Location"] == f"/rooms/book/room?{WHEN}"

    page = soup(lieke.get(answer.headers["Location"]))
    assert text(page.select_one(".wij-sofar div:last-child dd")) == "do 18 maart, 14:00–16:00 Wijzig wanneer"
    assert lead_of(page) == "Deze twee zijn vrij en groot genoeg."
    proposals = page.select("a.wij-choice")
    assert [text(one.select_one(".wij-choice__title")) for one in proposals] == ["Zaal B", "Zaal A"]

    chosen = str(proposals[1]["href"])
    page = soup(lieke.get(chosen))
    assert text(page.select_one("title")).startswith("Stap 4 van 4")
    assert text(page.select_one("main form button")) == "Reserveer Zaal A"
    answer = lieke.post(chosen, data={"title": "Overleg Verzonnenlaan", "visibility": PUBLIC})
    (row,) = scene.rows()
    assert answer.headers["Location"] == f"/rooms/booking/{row.public_id}/made"
    assert (row.span, row.space_id, row.title, row.visibility, row.people) == (
        SLOT, scene.hall, "Overleg Verzonnenlaan", PUBLIC, 12,
    )  # fmt: skip
    made = lieke.get(answer.headers["Location"], follow_redirects=True)
    assert "Gelukt. Zaal A is van jou op donderdag 18 maart, van 14:00 tot 16:00 uur." in made.get_data(as_text=True)


def lead_of(page: BeautifulSoup) -> str:
    return text(page.select_one("p.lead"))


def test_walk_for_a_group_books_for_the_group(scene: Scene, lieke: FlaskClient, make: Make) -> None:
    choir = make.group("Buurtkoor", contacts=[scene.lieke])
    slug = scene.all("SELECT slug FROM people_group")[0][0]
    page = soup(lieke.get("/rooms/book"))
    assert [text(one) for one in page.select("#group label")] == ["Voor mezelf", "Buurtkoor"]
    answer = lieke.post("/rooms/book", data={"people": "12", "purpose": "together", "group": slug})
    assert told(answer)["group"] == [slug]
    assert "Samen iets doen met 12 mensen, Buurtkoor" in lieke.get(answer.headers["Location"]).get_data(as_text=True)
    lieke.post(f"/rooms/book/agenda?{WHEN}&room=zaal-a&group={slug}", data=AGENDA)
    assert [row.group_id for row in scene.rows()] == [choir]


def test_group_in_anothers_link_is_refused(scene: Scene, as_person: Browser, make: Make) -> None:
    make.group("Buurtkoor", contacts=[scene.lieke], members=[scene.noor])
    slug = scene.all("SELECT slug FROM people_group")[0][0]
    noor = as_person(scene.noor)
    assert noor.post(f"/rooms/book/agenda?{WHEN}&room=zaal-a&group={slug}", data=AGENDA).status_code == 403
    assert noor.post(f"/rooms/book/agenda?{WHEN}&room=zaal-a&group=nope", data=AGENDA).status_code == 404
    assert noor.post("/rooms/book", data={"people": "3", "purpose": "meeting", "group": slug}).status_code == 422
    assert scene.rows() == []


@pytest.mark.parametrize(
    ("step", "goes_to"),
    [
        ("when", "/rooms/book"),
        ("room", "/rooms/book"),
        (f"room?{WHAT}", "/rooms/book/when"),
        (f"dates?{WEEKLY}", "/rooms/book/room"),
        (f"dates?{WHEN}&room=zaal-a", "/rooms/book/room"),
        (f"agenda?{WHEN}", "/rooms/book/room"),
        (f"agenda?{WHEN}&room=nergens", "/rooms/book/room"),
        (f"repeat?{WHAT}", "/rooms/book/when"),
        (f"room?{WHAT}&day=2027-03-28&start=02:30&end=03:30", "/rooms/book/when"),
    ],
)
def test_step_that_was_skipped_is_asked_first(lieke: FlaskClient, step: str, goes_to: str) -> None:
    answer = lieke.get(f"/rooms/book/{step}")
    assert (answer.status_code, urlsplit(answer.headers["Location"]).path) == (303, goes_to)


def test_visitor_signs_in_first_and_comes_back(scene: Scene, client: FlaskClient) -> None:
    answer = client.get(f"/rooms/book/when?day={THURSDAY}&room=zaal-a")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in?next=/rooms/book/when")


def test_cell_of_the_grid_fills_in_room_day_and_time(lieke: FlaskClient) -> None:
    start = f"/rooms/book/when?day={THURSDAY}&start=17:00&end=18:00&room=zaal-a"
    first = lieke.get(start)
    answer = lieke.post(first.headers["Location"], data={"people": "12", "purpose": "meeting"})
    page = soup(lieke.get(answer.headers["Location"]))
    assert page.select_one(f"input[name=day][value='{THURSDAY}'][checked]")
    assert text(page.select_one("#start [selected]")) == "17:00"
    proposals = soup(lieke.get(answer.headers["Location"].replace("/when", "/room"))).select(".wij-choice__title")
    assert [text(one) for one in proposals] == ["Zaal A", "Zaal B"]


def test_day_leaves_tell_what_is_nearly_full_and_closed(scene: Scene, lieke: FlaskClient, make: Make) -> None:
    make.closure(scene.house, span("2027-03-16", "09:00-22:00"))
    for times in ("09:00-17:00", "17:00-20:30"):
        for space in (scene.hall, scene.den):
            scene.book(span("2027-03-17", times), space=space)
    for times in ("09:00-15:00", "15:00-22:00"):
        for space in (scene.hall, scene.den):
            scene.book(span("2027-03-18", times), space=space)
    page = soup(lieke.get(f"/rooms/book/when?{WHAT}"))
    words = [text(label).split(" maart ")[1] for label in page.select(".wij-day label")]
    assert words == ["plek", "dicht", "bijna vol", "vol", "plek", "plek", "plek"]
    assert [day.get("disabled") is not None for day in page.select(".wij-day input")][:3] == [False, True, False]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"people": "", "purpose": "meeting"}, "Typ een heel getal."),
        ({"people": "0", "purpose": "meeting"}, "Typ een getal van 1 tot en met 500."),
        ({"people": "501", "purpose": "meeting"}, "Typ een getal van 1 tot en met 500."),
        ({"people": "🎉", "purpose": "meeting"}, "Typ een heel getal."),
        ({"people": "'; DROP TABLE person; --", "purpose": "meeting"}, "Typ een heel getal."),
        ({"people": "12", "purpose": "<script>"}, "Kies een van deze."),
        ({"people": "12"}, "Kies waarvoor je de ruimte wilt."),
    ],
)
def test_bad_first_step_keeps_what_was_typed_and_says_what_is_wrong(
    lieke: FlaskClient, data: dict[str, str], message: str
) -> None:
    answer = lieke.post("/rooms/book", data=data)
    page = soup(answer)
    assert answer.status_code == 422
    assert message in text(page.select_one("#errors"))
    assert [one["value"] for one in page.select("#people")] == [data["people"]]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"day": ""}, "Kies een dag."),
        ({"day": "", "other_day": "morgen"}, "We begrijpen deze datum niet."),
        ({"day": "", "other_day": "31-02-2027"}, "We begrijpen deze datum niet."),
        ({"day": "2027-03-14"}, "Die tijd is al voorbij."),
        ({"day": "2029-03-14"}, "Dit is meer dan 13 maanden vooruit."),
        ({"day": "", "other_day": "01-01-2427"}, "Dit jaar kan niet kloppen."),
        ({"start": "16:00", "end": "14:00"}, "Het eind ligt voor het begin."),
        ({"start": "14:00", "end": "14:00"}, "Het eind ligt voor het begin."),
        ({"start": "10:00", "end": "18:30"}, "Dit is langer dan 8 uur."),
        ({"start": "25:00"}, "Kies een van deze."),
        ({"end": "<b>"}, "Kies een van deze."),
        ({"often": "daily"}, "Kies een van deze."),
    ],
)
def test_bad_second_step_says_what_is_wrong(lieke: FlaskClient, changed: dict[str, str], message: str) -> None:
    form = {"day": THURSDAY, "start": "14:00", "end": "16:00", "often": "once"} | changed
    answer = lieke.post(f"/rooms/book/when?{WHAT}", data=form)
    assert answer.status_code == 422
    problems = soup(answer).select("#errors li")
    assert len(problems) == 1
    assert message in text(problems[0])
    assert "Overleg met 12 mensen" in answer.get_data(as_text=True)


def test_rule_behind_a_no_is_linked(lieke: FlaskClient) -> None:
    form = {"day": THURSDAY, "start": "10:00", "end": "18:30", "often": "once"}
    page = soup(lieke.post(f"/rooms/book/when?{WHAT}", data=form))
    assert page.select_one("#errors a[href='/house/de-linde/rules#rule-rooms-longest_hours']")


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"ends": "until", "until": ""}, "Kies een dag."),
        ({"ends": "until", "until": "18-03-2026"}, "Dat is voor de eerste dag."),
        ({"ends": "until", "until": "18-03-2029"}, "Een reeks duurt hooguit 13 maanden."),
        ({"ends": "times", "times": ""}, "Typ een heel getal."),
        ({"ends": "times", "times": "400"}, "Typ een getal van 2 tot en met 57."),
        ({"ends": "never"}, "Kies een van deze."),
    ],
)
def test_bad_end_of_a_weekly_booking_says_what_is_wrong(lieke: FlaskClient, form: dict[str, str], message: str) -> None:
    answer = lieke.post(f"/rooms/book/repeat?{WHEN}&often=weekly", data=form)
    assert answer.status_code == 422
    assert message in text(soup(answer).select_one("#errors"))


def test_weekly_walk_proposes_the_room_free_on_most_dates_and_lists_the_rest(scene: Scene, lieke: FlaskClient) -> None:
    scene.book(span("2027-03-25", "15:00-16:00"), who=scene.noor)
    scene.book(span("2027-04-01", "15:00-16:00"), who=scene.noor)
    for day in ("2027-03-18", "2027-03-25", "2027-04-08"):
        scene.book(span(day, "14:00-15:00"), who=scene.noor, space=scene.den)
    form = {"day": THURSDAY, "start": "14:00", "end": "16:00", "often": "weekly"}
    answer = lieke.post(f"/rooms/book/when?{WHAT}", data=form)
    assert urlsplit(answer.headers["Location"]).path == "/rooms/book/repeat"
    answer = lieke.post(answer.headers["Location"], data={"ends": "until", "until": "2027-04-08"})
    page = soup(lieke.get(answer.headers["Location"]))
    assert lead_of(page) == "Geen ruimte is op alle dagen vrij. Deze komen het dichtst in de buurt."
    assert [text(one.select_one(".wij-choice__title")) for one in page.select(".wij-choice")] == ["Zaal A", "Zaal B"]
    assert "Vrij op 2 van de 4 dagen" in text(page.select(".wij-choice")[0])

    dates = str(page.select("a.wij-choice")[0]["href"])
    page = soup(lieke.get(dates))
    assert [one["value"] for one in page.select("input[name=keep][checked]")] == ["2027-03-18", "2027-04-08"]
    taken = {
        str(one["name"]): [str(option["value"]) for option in one.select("option")] for one in page.select("select")
    }
    assert taken == {"in-2027-03-25": [""], "in-2027-04-01": ["", "zaal-b"]}

    form = {"keep": "2027-04-08", "in-2027-03-25": "", "in-2027-04-01": "zaal-b"}
    answer = lieke.post(dates, data=form)
    query = told(answer)
    assert (query["skip"], query["in"]) == (["2027-03-18", "2027-03-25"], ["2027-04-01-zaal-b"])
    lieke.post(answer.headers["Location"], data=AGENDA)
    mine = [(row.span, row.space_id) for row in scene.rows() if row.person_id == scene.lieke]
    assert mine == [(span("2027-04-01", "14:00-16:00"), scene.den), (span("2027-04-08", "14:00-16:00"), scene.hall)]


def test_no_date_kept_is_refused_and_dates_that_were_not_offered_are_ignored(
    scene: Scene, lieke: FlaskClient, make: Make
) -> None:
    make.space(scene.house, "Spreekkamer", slug="spreekkamer", private=True, seated=20)
    scene.book(SLOT, who=scene.noor)
    address = f"/rooms/book/dates?{WEEKLY}&room=zaal-a"
    answer = lieke.post(address, data={})
    assert answer.status_code == 422
    assert "Er blijft geen dag over." in text(soup(answer).select_one("#errors"))
    odd = {"keep": ["2027-03-25", "2027-03-18", "1999-01-01"], f"in-{THURSDAY}": "spreekkamer"}
    assert lieke.post(address, data=odd).status_code == 422
    assert "in" not in told(lieke.post(address, data={"keep": "2027-03-25", f"in-{THURSDAY}": "spreekkamer"}))


@pytest.mark.both
def test_taken_in_between_is_409_with_two_ways_that_work(scene: Scene, lieke: FlaskClient) -> None:
    scene.book(SLOT, who=scene.noor)
    address = f"/rooms/book/agenda?{WHEN}&room=zaal-a"
    answer = lieke.post(address, data={"title": "Overleg <b>Linde</b>", "visibility": PUBLIC})
    page = soup(answer)
    assert answer.status_code == 409
    assert text(page.select_one("h1")) == "Deze tijd is net bezet"
    assert lead_of(page) == (
        "Een buur was je net voor. Zaal A is op donderdag 18 maart niet meer vrij van 14:00 tot 16:00 uur. "
        "Wat je hebt ingevuld, is bewaard."
    )
    choices = page.select("button[name=instead]")
    assert [text(one.select_one(".wij-choice__title")) for one in choices] == [
        "Zaal A, iets later",
        "Zaal B, zelfde tijd",
    ]
    assert page.select_one("a.btn[href^='/rooms/book/when?']")
    kept = {str(one["name"]): str(one["value"]) for one in page.select("main input[type=hidden]")}
    assert (kept["title"], kept["visibility"]) == ("Overleg <b>Linde</b>", PUBLIC)
    for number, choice in enumerate(choices):
        again = lieke.post(address, data={**kept, "instead": str(choice["value"])})
        assert again.status_code == 303, number
    mine = [(row.span, row.space_id, row.title) for row in scene.rows() if row.person_id == scene.lieke]
    assert mine == [
        (SLOT, scene.den, "Overleg <b>Linde</b>"),
        (span(THURSDAY, "16:00-18:00"), scene.hall, "Overleg <b>Linde</b>"),
    ]


def test_weekly_taken_in_between_offers_to_skip_or_another_room(scene: Scene, lieke: FlaskClient) -> None:
    scene.book(span("2027-03-25", "14:00-15:00"), who=scene.noor)
    address = f"/rooms/book/agenda?{WEEKLY}&room=zaal-a"
    page = soup(lieke.post(address, data=AGENDA))
    choices = page.select("button[name=instead]")
    titles = [text(one.select_one(".wij-choice__title")) for one in choices]
    assert titles == ["Sla deze dagen over", "Zaal B"]
    lieke.post(address, data={**AGENDA, "instead": str(choices[0]["value"])})
    assert len([row for row in scene.rows() if row.person_id == scene.lieke]) == 3


def test_closed_is_refused_with_what_is_possible(scene: Scene, lieke: FlaskClient) -> None:
    answer = lieke.post(f"/rooms/book/agenda?{WHAT}&day={THURSDAY}&start=21:00&end=23:00&room=zaal-a", data=AGENDA)
    page = soup(answer)
    assert answer.status_code == 409
    assert "09:00–22:00" in lead_of(page)
    assert "20:00–22:00" in text(page.select_one("button[name=instead]"))
    assert scene.rows() == []


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"title": "", "visibility": PUBLIC}, "Schrijf op wat het is."),
        ({"title": "x" * 81, "visibility": BUSY}, "Dit is te lang."),
        ({"title": "a\x07b", "visibility": BUSY}, "Hier staat een teken in dat we niet kunnen bewaren."),
        ({"title": "Feest", "visibility": "nobody"}, "Kies een van deze."),
        ({"title": "Feest"}, "Kies een van deze."),
    ],
)
def test_bad_last_step_books_nothing_and_keeps_what_was_typed(
    scene: Scene, lieke: FlaskClient, form: dict[str, str], message: str
) -> None:
    answer = lieke.post(f"/rooms/book/agenda?{WHEN}&room=zaal-a", data=form)
    assert answer.status_code == 422
    assert message in text(soup(answer).select_one("#errors"))
    assert scene.rows() == []


@pytest.mark.parametrize(
    "title", ["Feest 🎉", "<script>alert(1)</script>", "'; DROP TABLE rooms_booking; --", "٣ مرحبا"]
)
def test_odd_title_is_kept_as_it_is_and_shown_as_text(scene: Scene, lieke: FlaskClient, title: str) -> None:
    lieke.post(f"/rooms/book/agenda?{WHEN}&room=zaal-a", data={"title": title, "visibility": PUBLIC})
    assert [row.title for row in scene.rows()] == [title]
    page = lieke.get("/rooms/zaal-a?week=2027-03-15")
    assert title in soup(page).get_text()
    assert b"<script>alert" not in page.data


@pytest.mark.parametrize(
    "query",
    [
        "people=99999999999",
        "day=0000-00-00&start=99:99",
        "purpose=x&room=../../etc",
        "skip=a&in=b&in=2027-03-18-",
        "often=%20",
    ],
)
def test_address_full_of_nonsense_is_just_asked_again(lieke: FlaskClient, query: str) -> None:
    for step in ("", "/when", "/repeat", "/room", "/dates", "/agenda"):
        assert lieke.get(f"/rooms/book{step}?{query}").status_code in (200, 303)
        assert lieke.post(f"/rooms/book{step}?{query}", data={"instead": query}).status_code in (303, 405, 422)


def test_nothing_free_says_what_is(scene: Scene, lieke: FlaskClient) -> None:
    for space in (scene.hall, scene.den):
        scene.book(SLOT, who=scene.noor, space=space)
    page = soup(lieke.get(f"/rooms/book/room?{WHEN}"))
    assert text(page.select_one(".wij-empty b")) == "Dan is er geen ruimte vrij die groot genoeg is."
    nearby = [text(one) for one in page.select("a.wij-choice .wij-choice__text")]
    assert nearby[0] == "Donderdag 18 maart, 16:00–18:00"


@pytest.mark.sweep
def test_year_of_dates_asks_as_much_as_a_month_on_every_step(
    scene: Scene, lieke: FlaskClient, counting: Counting
) -> None:
    def asked(times: int) -> list[int]:
        counts = []
        for step in ("room", "dates", "agenda"):
            with counting() as statements:
                address = f"/rooms/book/{step}?{WHEN}&often=weekly&times={times}&room=zaal-a"
                assert lieke.get(address).status_code == 200
            counts.append(len(statements))
        return counts

    before = asked(4)
    scene.weekly("2027-03-17", "14:00-16:00", count=50, who=scene.noor)
    scene.book(SLOT, who=scene.noor, space=scene.den)
    assert asked(52) == before
