"""A filled house for the sweeps: two houses, people with things of their own, and a browser for each kind of visitor.

It is made once; `Watch` (bad_watch.py) puts it back after whatever a test changed.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from io import BytesIO

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from app.access import cards, codes, sessions
from app.access.models import Code
from app.actors import Actor
from app.calendar import tokens
from app.calendar.importing.fetching import Marks
from app.calendar.importing.reading import Found, Reading
from app.calendar.repeats import Repeat
from app.clock import at as clock_at
from app.clock import now
from app.db import db, transaction
from app.people import grouping
from app.people.models import Group, Person
from app.places import closures, rules
from app.places.availability import Hours
from app.places.closures import close
from app.places.daysoff import add_break
from app.places.models import House
from app.pointing.codes import code_for
from app.pointing.deciding import hide, point
from app.pointing.reading import ruling_with
from app.refs import Ref, new_public_id
from plugins.activities.changing import change_words, invitation
from plugins.activities.coming import Coming, sign_off, sign_up
from plugins.activities.dates import cancel_date
from plugins.activities.following import keeping as following
from plugins.activities.following.keeping import SourceValues
from plugins.activities.following.looking import Seen
from plugins.activities.following.models import Source
from plugins.activities.headcount import counting as headcount
from plugins.activities.ideas import having
from plugins.activities.ideas import joining as with_idea
from plugins.activities.ideas.having import IdeaValues
from plugins.activities.lost.hearing import room_lost
from plugins.activities.models import OWNER, Activity, Occurrence
from plugins.activities.openly import asking as openly
from plugins.activities.planning import When, Where, Words
from plugins.activities.publishing import publish
from plugins.activities.questions.asking import Asked, ask
from plugins.activities.roles import asking
from plugins.activities.roles.asking import RoleValues
from plugins.activities.waiting import line
from plugins.contributions import helping, promising, thanking, together
from plugins.contributions.agreements import service as agreeing
from plugins.contributions.agreements.models import Agreement, Side, Version
from plugins.contributions.asks import asking as hands
from plugins.contributions.models import Thanks
from plugins.contributions.rota import answering as saying
from plugins.contributions.rota import planning, swapping
from plugins.contributions.rota.planning import RotaValues
from plugins.contributions.stories.telling import StoryValues, add_story
from plugins.contributions.talents import inviting, keeping
from plugins.contributions.talents.keeping import TalentValues
from plugins.contributions.tasks import TaskValues, add_task, close_task
from plugins.contributions.workday import planning as workdays
from plugins.contributions.workday.planning import DayValues
from plugins.outreach.after import asking as after_talk
from plugins.outreach.after import handling as followups
from plugins.outreach.after import held
from plugins.outreach.after.models import Followup
from plugins.outreach.buddies.models import Inside
from plugins.outreach.calling.keeping import take_next
from plugins.outreach.handover.models import Again, Along
from plugins.outreach.partners import keeping as partners
from plugins.outreach.partners.models import Partner
from plugins.outreach.reasons import keeping as reasons
from plugins.outreach.replies.answering import Wish, enter_yes, say_yes
from plugins.outreach.replies.keeping import own_reply, replies_to
from plugins.outreach.rounds import keeping as rounds
from plugins.outreach.rounds.keeping import RoundValues
from plugins.outreach.rounds.reading import round_with
from plugins.outreach.talks.models import Talk
from plugins.outreach.talks.moments import choose_for, confirm, offer
from plugins.outreach.talks.planning import plan
from plugins.outreach.talks.reading import to_plan
from plugins.outreach.visitors import keeping as visiting
from plugins.outreach.visitors.keeping import PaperValues
from plugins.outreach.wheel import keeping as wheel
from plugins.outreach.wheel.keeping import DistrictValues, Turning
from plugins.prevention.challenges import steering
from plugins.prevention.challenges.steering import ChallengeValues
from plugins.prevention.circles import having as circling
from plugins.prevention.circles import joining as in_circle
from plugins.prevention.circles import putting
from plugins.prevention.circles.having import CircleValues
from plugins.prevention.circles.putting import MaterialValues, OrganisationValues
from plugins.prevention.facts import checking as fact_checking
from plugins.prevention.facts.reading import fact_with
from plugins.prevention.facts.rows import house_with
from plugins.prevention.facts.writing import Values as FactValues
from plugins.prevention.facts.writing import add_address, take_off
from plugins.prevention.intentions import keeping as intending
from plugins.prevention.intentions.keeping import IntentionValues
from plugins.prevention.themeweeks import holding
from plugins.prevention.themeweeks.holding import WeekValues
from plugins.prevention.together import answering as companions
from plugins.prevention.together import asking as company
from plugins.rooms.after import telling
from plugins.rooms.after.models import BROKEN
from plugins.rooms.booking import book, move
from plugins.rooms.cancelling import Scope, cancel
from plugins.rooms.door.arriving import code_of
from plugins.rooms.door.setting import make_address, set_door
from plugins.rooms.keys import register
from plugins.rooms.kinds import deciding
from plugins.rooms.kinds.deciding import RuleValues
from plugins.rooms.models import BUSY, PUBLIC, Booking, ref_of
from plugins.rooms.moving import moving
from plugins.rooms.opening import lines as opening_lines
from plugins.rooms.opening import turns
from plugins.rooms.opening.models import Turn
from plugins.rooms.pausing import pausing
from plugins.rooms.preparing import keeping as lend_keeping
from plugins.rooms.preparing import lending
from plugins.rooms.preparing.keeping import ThingValues
from plugins.rooms.requests import answering
from plugins.rooms.series import Repeating, book_weekly
from plugins.rooms.sharing import handing, joining
from plugins.rooms.sharing import swapping as swapping_rooms
from plugins.rooms.use import Use
from plugins.rooms.waiting.wishing import wish_for
from tests.apps import Apps
from tests.databases import PostgreSQL, SQLite
from tests.factories import Make, at, span

TODAY = "2027-03-08"
DOOR = ("/rooms/zaal-b/door", "/rooms/zaal-b/door/here", "/rooms/zaal-b/door/card")
"""A Monday; the house is filled as of nine o'clock."""
WISH = "purpose=meeting&people=4&day=2027-03-18&start=14:00&end=16:00"
"""What somebody told on the guided path, up to the room."""
OWN = {"lieke": "Overleg Wortelkluis", "chantal": "Kookclub Pollepel", "ria": "Breiles Averecht"}
"""Titles that only occur in things of that person."""
HIDDEN = "Gesprek Zwijgsteen"
"""What is planned in the private space; nobody outside may read it."""
PRIVATE_SPACE = "Kamertje Stiltehoek"


@dataclass
class Filled:
    """The house: ids by name, and what one needs to find its pages."""

    app: Flask
    house: int = 0
    elsewhere: int = 0
    rooms: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    """Public ids, slugs and codes of what was made."""

    def browser(self, name: str, language: str = "") -> FlaskClient:
        """A browser in which that person is signed in; a guest's for ""."""
        client = self.app.test_client()
        if language:
            client.set_cookie("wij_lang", language)
        if name:
            with self.app.app_context():
                token = sessions.start(self.people[name], "code")
            with client.session_transaction() as cookie:
                cookie["_user_id"] = token
        return client

    def acting(self) -> FlaskClient:
        """A browser at the desk, in which Toos is helping Ria."""
        client = self.browser("toos")
        answer = client.post("/desk/start", data={"person": self.keys["ria"], "channel": "desk"})
        assert answer.status_code == 303
        return client

    def starts(self) -> Mapping[str, tuple[FlaskClient, list[str]]]:
        """Each kind of visitor with a browser, and addresses to begin at besides the home page."""
        coming, invited = "/activities/coming/", "/activities/organise/"
        return {
            "guest": (
                self._guest_with_a_code(),
                [
                    "/sign-in/code",
                    coming + self.keys["coming"],
                    coming + self.keys["stayed away"],
                    *self._lines(),
                    *self._letters(),
                    *DOOR,
                    *self._helps(),
                    f"/activities/{self.keys['over date']}",
                ],
            ),
            "resident": (
                self._with_a_new_address(),
                ["/me/details/email/code", *self._path(), *self._lieke()],
            ),
            "organiser": (self.browser("chantal"), self._chantal()),
            "invited": (
                self.browser("bram"),
                [
                    coming + self.keys["plays"],
                    invited + self.keys["invitation"],
                    f"/groups/{self.keys['group']}",
                    f"/activities/ideas/{self.keys['idea of chantal']}",
                ],
            ),
            "host": (self._at_the_phone(), ["/desk/people?q=Ria", "/rooms/opening/de-linde", *self._of_the_house()]),
            "administrator": (
                self._with_a_photo(),
                [
                    *(
                        "/house/de-linde/settings/roles?q=Bram",
                        "/house/de-linde/settings/rooms/zaal-a",
                        "/rooms/zaal-a",
                    ),
                    *("/outreach/reason", f"/outreach/reason/{self.keys['round']}"),
                ],
            ),
            "desk": (
                self.acting(),
                [
                    "/desk/person",
                    f"/rooms/book/agenda?{WISH}&room=zaal-a",
                    f"/prevention/intentions?code={self.keys['meant by ria']}",
                    *self._company()[1:],
                ],
            ),
            "newcomer": (
                self._newcomer(),
                ["/sign-in/name", f"/activities/waiting/{self.keys['waits no longer']}"],
            ),
            "neighbour": (self.browser("wout"), self._wout()),
            "administrator elsewhere": (self.browser("mirjam"), ["/house/wilgenhof/settings", *self._requests()]),
        }

    def _of_the_house(self) -> list[str]:
        """What hosts look after."""
        bookings = [f"/rooms/booking/{self.keys[name]}" for name in ("of now", "over")]
        lists = ["/rooms/reports", "/rooms/breaks", "/house/de-linde/settings/closures", "/rooms/things/de-linde"]
        lists += ["/rooms/agreed/de-linde", "/rooms/ready/de-linde", "/house/de-linde/settings/school-holidays"]
        lists += ["/rooms/checklist/de-linde", "/rooms/lost/de-linde"]
        lists += [f"/contributions/days/{self.keys['day off']}", f"/activities/following/{self.keys['emptied']}"]
        lists += [f"/pointing/decide/activities/question/{self.keys[name]}" for name in ("question", "hidden")]
        lists += [f"/rooms/moving/de-linde/{self.keys['file']}"]
        lists += [f"/prevention/{page}" for page in self._facts()]
        lists += [f"/contributions/paper/code?code={self.keys['Tuinhek verven']}&q=Ria"]
        return [f"/contributions/manage/{self.keys['closed']}", *bookings, *lists]

    def _facts(self) -> list[str]:
        """What somebody checks: as it ships, with their own name, in the house's words, taken off, and a new one."""
        own, off = self.keys["address"], self.keys["address off"]
        pages = ("new", "moving-older", "moving-older/words", own, f"{own}/words")
        return ["check/de-linde", *(f"check/de-linde/{page}" for page in pages), "facts/moving-adults", f"facts/{off}"]

    def _path(self) -> list[str]:
        """The guided path, at each of its steps."""
        weekly = f"{WISH}&often=weekly&times=4&room=zaal-a"
        return [
            "/rooms/book",
            f"/rooms/book/when?{WISH}",
            f"/rooms/book/repeat?{WISH}&often=weekly",
            f"/rooms/book/room?{WISH}",
            f"/rooms/book/room?{WISH}&fact=kitchen&fact=stage",
            f"/rooms/book/dates?{weekly}",
            f"/rooms/book/agenda?{WISH}&room=zaal-a",
            f"/rooms/book/agenda?{weekly}",
        ]

    def _lieke(self) -> list[str]:
        booking, thing = self.keys["booking"], f"for=rooms/booking/{self.keys['booking']}"
        return [
            *(f"/rooms/booking/{self.keys[name]}" for name in ("cancelled", "asked")),
            *(f"/rooms/booking/{self.keys['weekly']}/{page}" for page in ("change", "renew")),
            f"/rooms/booking/{booking}/made",
            *(f"/rooms/waiting/{self.keys[name]}" for name in ("offered", "waiting")),
            f"/rooms/handover/{self.keys['free offer']}",
            f"/rooms/booking/{self.keys['along']}/share",
            f"/contributions/offer?{thing}",
            f"/contributions/own?{thing}",
            f"/activities/{self.keys['activity']}/questions",
            f"/pointing/answer/{self.keys['answer']}",
            f"/contributions/{self.keys['stacked']}",
            f"/prevention/together/{self.keys['company of lieke']}",
            f"/prevention/together/activities/date/{self.keys['chess']}",
            *(f"/activities/ideas/{self.keys[name]}" for name in ("idea", "idea gone")),
            *(f"/prevention/challenges/{self.keys[name]}" for name in ("stopped walk", "seen walk", "own walk")),
            *(f"/prevention/circles/{self.keys['circle']}{page}" for page in ("", "/edit", "/versions")),
            f"/prevention/circles/{self.keys['circle at rest']}",
            *(f"/prevention/theme-weeks/{self.keys[name]}" for name in ("theme week", "theme week off")),
            f"/prevention/theme-weeks/{self.keys['theme week']}/versions",
        ]

    def _requests(self) -> list[str]:
        return [
            "/house/wilgenhof",
            "/rooms/requests",
            *(f"/rooms/booking/{self.keys[name]}" for name in ("asked", "sadly not")),
        ]

    def _helps(self) -> list[str]:
        """Where somebody without an account lets go of a task, and takes it up again."""
        return [f"/contributions/helping/{self.keys[name]}" for name in ("helping", "helps not")]

    def _letters(self) -> list[str]:
        """Where somebody answers a letter, and comes back after a yes."""
        own, letter = self.keys["own code"], self.keys["letter code"]
        return [
            "/outreach/answer",
            f"/outreach/answer/{letter}",
            f"/outreach/answer/{letter}/yes",
            f"/outreach/mine/{own}",
            f"/outreach/mine/{self.keys['code after a talk']}",
        ]

    def _lines(self) -> list[str]:
        """Where somebody without an account waits for a place, takes it or lets it go."""
        codes = (self.keys[name] for name in ("in line", "place kept"))
        return ["/activities/schaken", *(f"/activities/waiting/{code}" for code in codes)]

    def _chantal(self) -> list[str]:
        activity = f"/activities/{self.keys['activity']}"
        dates = [f"{activity}/dates/{self.keys[name]}" for name in ("lost date", "cancelled date")]
        dates.append(f"{activity}/questions/{self.keys['question']}")
        dates.append(f"/activities/{self.keys['over date']}/count")
        chess = f"/activities/schaken/dates/{self.keys['chess']}/people"
        counts = [chess.replace("people", "count"), f"/activities/rummikub/dates/{self.keys['rummikub']}/count"]
        pages = [
            *(f"/activities/following/{self.keys[name]}" for name in ("paused", "let go")),
            chess,
            "/outreach/visiting",
            "/outreach/along",
            *(f"/outreach/along/{self.keys[name]}" for name in ("said yes to", "going to")),
            "/outreach/day",
            *(f"/outreach/visiting/{self.keys[name]}" for name in ("offered talk", "agreed talk")),
            "/activities/schaken/signing",
            f"{activity}/versions",
            f"{activity}/roles/{self.keys['role off']}",
        ]
        return [*dates, *counts, *pages, f"/rooms/booking/{self.keys['moved']}", *self._company()]

    def _company(self) -> list[str]:
        return [f"/prevention/together/{self.keys[name]}" for name in ("company of lieke", "company of ria")]

    def _wout(self) -> list[str]:
        turns = [f"/rooms/opening/de-linde/{self.keys[name]}" for name in ("asked to close", "tonight")]
        partner = f"/outreach/partners/{self.keys['partner']}"
        pages = (
            "",
            "/settings",
            "/letter",
            "/counts",
            "/codes",
            "/replies",
            "/close",
            "/enter/card",
            "/enter/phone/yes",
            "/calls",
            "/calls/now",
            "/talks",
            "/asked",
            f"/plan/{self.keys['to be planned']}",
        )
        outreach = [
            "wheel",
            f"wheel/districts/{self.keys['district']}/letters/2027-03",
            f"visitors/{self.keys['chantal']}",
            "rounds/new",
            *(f"rounds/{self.keys['round']}{page}" for page in pages),
            *(f"talks/{self.keys[name]}" for name in ("offered talk", "agreed talk")),
            f"talks/{self.keys['held talk']}/asked",
            f"asked/{self.keys['asked for']}",
            f"asked/{self.keys['to arrange']}/along",
            "taken",
            "buddy",
        ]
        return [
            *turns,
            f"/activities/ideas/{self.keys['idea at rest']}",
            f"{partner}?q=Bram",
            *(f"/outreach/{page}" for page in outreach),
        ]

    def _at_the_phone(self) -> FlaskClient:
        """Toos, who took on a call."""
        client = self.browser("toos")
        call = re.search(r"/desk/calls/(\w+)/take", client.get("/desk/calls").text)
        assert call is not None
        assert client.post(call[0]).status_code == 303
        return client

    def _with_a_photo(self) -> FlaskClient:
        """Ibrahim, who put a photo with a room."""
        client, photo = self.browser("ibrahim"), BytesIO()
        Image.new("RGB", (40, 30)).save(photo, "JPEG")
        photo.seek(0)
        sent = {"photo": (photo, "zaal.jpg"), "description": "Een zaal"}
        answer = client.post("/house/de-linde/settings/rooms/zaal-a/photo", data=sent)
        assert answer.status_code == 303
        return client

    def _guest_with_a_code(self) -> FlaskClient:
        """Somebody who asked for a code by mail, and did not type it yet."""
        client = self.app.test_client()
        assert client.post("/sign-in", data={"email": "nieuw@example.org"}).status_code == 303
        self.keys["code"] = self._newest_code()
        return client

    def _with_a_new_address(self) -> FlaskClient:
        """Lieke, who asked to be mailed at another address."""
        client = self.browser("lieke")
        assert client.post("/me/details/email", data={"email": "anders@example.org"}).status_code == 303
        self.keys["code of the address"] = self._newest_code()
        return client

    def _newcomer(self) -> FlaskClient:
        """Somebody whose code was right, and who did not say their name yet."""
        client = self.app.test_client()
        client.post("/sign-in", data={"email": "vers@example.org"})
        assert client.post("/sign-in/code", data={"code": self._newest_code()}).status_code == 303
        return client

    def _newest_code(self) -> str:
        """The six digits of the mail that was asked for last."""
        with self.app.app_context():
            return codes.digits_of(db.session.scalars(sa.select(Code).order_by(Code.id.desc()).limit(1)).one())


@contextmanager
def filled_house(engine: SQLite | PostgreSQL, apps: Apps) -> Iterator[Filled]:
    """The filled house in a database of its own, for as long as the block lasts."""
    url = engine.fresh()
    app = apps.build(url, {}, {})
    with clock_at(at(TODAY, "09:00")):
        filled = fill(app)
    yield filled
    apps.end(app)
    engine.drop(url)


def fill(app: Flask) -> Filled:
    """Make the house, with the clock at nine o'clock of TODAY."""
    filled, make = Filled(app), Make(app)
    _places(filled, make)
    _people(filled, make)
    with app.app_context():
        _groups(filled)
        _bookings(filled)
        _activities(filled)
        _in_line(filled)
        _ideas(filled)
        _going_together(filled)
        _followed(filled)
        _circles(filled)
        _tasks(filled)
        _talents(filled)
        _guests(filled)
        _agreements(filled)
        _rota(filled)
        _work_days(filled)
        _doors(filled)
        _access(filled)
        _undone(filled)
        _requests(filled)
        _waiting(filled)
        _keys(filled)
        _pauses(filled)
        _closed(filled)
        _ready(filled)
        _kinds(filled)
        _sharing(filled)
        _lines(filled)
        _moving(filled)
        _lost_room(filled)
        _facts(filled)
        _prevention(filled)
        _outreach(filled)
        add_break(Actor.self(filled.people["toos"]), filled.house, "Voorjaar", date(2027, 4, 24), date(2027, 5, 2))
        for name, person_id in filled.people.items():
            filled.keys[name] = db.session.get_one(Person, person_id).public_id
        db.session.remove()
    return filled


def _places(filled: Filled, make: Make) -> None:
    filled.house = make.house("De Linde", slug="de-linde", phone="076-000 00 01", address="Voorbeeldplein 1, Breda")
    filled.elsewhere = make.house("Wilgenhof", slug="wilgenhof", is_partner=True, language="en")
    a, b = (make.space(filled.house, f"Zaal {name}", slug=f"zaal-{name.lower()}") for name in "AB")
    filled.rooms = {
        "a": a,
        "b": b,
        "both": make.space(filled.house, "Grote zaal", slug="grote-zaal", parts=[a, b], seated=40),
        "kitchen": make.space(filled.house, "Keuken", slug="keuken", buffer=30, seated=8, facts="kitchen"),
        "private": make.space(filled.house, PRIVATE_SPACE, slug="kamertje-stiltehoek", private=True, seated=4),
        "elsewhere": make.space(filled.elsewhere, "Restaurant", slug="restaurant"),
    }
    parts = [filled.rooms["kitchen"], filled.rooms["private"]]
    make.space(filled.house, "Verdieping", slug="verdieping", parts=parts, seated=12)
    make.closure(filled.house, span("2027-03-22", "08:00-23:00"), "schilderen", filled.rooms["private"])
    make.closure(filled.house, span("2027-04-27", "08:00-23:00"), "Koningsdag")


def _people(filled: Filled, make: Make) -> None:
    for name in ("Lieke Morgenster", "Chantal Veerdonk", "Bram Notendop", "Toos Kestelaar", "Ibrahim Duinhart"):
        first = name.split()[0].lower()
        filled.people[first] = make.person(name, email=f"{first}@example.org", show_name=first == "chantal")
    with filled.app.app_context():
        quarter = db.session.get_one(House, filled.house).neighbourhood_id
    filled.people["ria"] = make.person("Ria Klokman", phone="076-000 00 09", neighbourhood_id=quarter)
    filled.people["cor"] = make.person("Cor van der Linden-Mos")
    filled.people["bep"] = make.person("Bep Tuinhek", phone="076-000 00 10")
    filled.people["mirjam"] = make.person("Mirjam Winterloo", email="mirjam@example.org")
    filled.people["wout"] = make.person("Wout Tegelveld", email="wout@example.org")
    make.role(filled.people["toos"], filled.house, "host")
    make.role(filled.people["toos"], filled.house, "fact_checker")
    make.role(filled.people["ibrahim"], filled.house, "administrator")
    make.role(filled.people["wout"], filled.house, "key_holder")
    make.role(filled.people["mirjam"], filled.elsewhere, "administrator")


def _groups(filled: Filled) -> None:
    lieke = Actor.self(filled.people["lieke"])
    filled.keys["group"] = grouping.start_group(lieke, name="Koor Valsenoot", about="Zingen.", house_id=filled.house)
    group = db.session.scalars(sa.select(Group)).one()
    grouping.join_group(Actor.self(filled.people["ria"]), group.id)


def _bookings(filled: Filled) -> None:
    lieke, ria, toos = (Actor.self(filled.people[name]) for name in ("lieke", "ria", "toos"))
    use = Use(purpose="meeting", people=4, title=OWN["lieke"], visibility=BUSY)
    filled.keys["booking"] = book(lieke, filled.rooms["a"], span("2027-03-11", "14:00-16:00"), use)
    weekly = Repeating(repeat=Repeat.weekly(1, count=4), first=date(2027, 3, 9), start=time(19), end=time(21))
    filled.keys["weekly"] = book_weekly(lieke, filled.rooms["b"], weekly, use)
    with clock_at(now() - timedelta(days=20)):
        book(lieke, filled.rooms["b"], span("2027-02-24", "10:00-11:00"), use)
    knitting = Use(purpose="together", people=6, title=OWN["ria"], visibility=PUBLIC)
    with clock_at(now() - timedelta(hours=1)):  # so the desk has somebody to call, and a slip to print
        filled.keys["of ria"] = book(ria, filled.rooms["kitchen"], span("2027-03-12", "14:00-16:00"), knitting)
        for name, day in (("cor", "2027-03-15"), ("bep", "2027-03-16")):
            book(Actor.self(filled.people[name]), filled.rooms["kitchen"], span(day, "10:00-12:00"), knitting)
    party = Use(purpose="together", people=30, title="Hennafeest", visibility=PUBLIC)
    book(lieke, filled.rooms["both"], span("2027-03-14", "14:00-18:00"), party)
    talk = Use(purpose="meeting", people=2, title=HIDDEN, visibility=PUBLIC)
    filled.keys["talk"] = book(toos, filled.rooms["private"], span("2027-03-09", "10:00-11:00"), talk)


def _activities(filled: Filled) -> None:
    chantal, toos = (Actor.self(filled.people[name]) for name in ("chantal", "toos"))
    words = Words(title=OWN["chantal"], about="Samen *koken*.", places=8, themes=("eten",))
    when = When(first=date(2027, 3, 10), start=time(17), end=time(19), repeat=Repeat.weekly(2, count=6))
    cooking = publish(chantal, filled.house, words, when, Where(space_ids=(filled.rooms["both"],)))
    walk = Words(title="Wandelen met Chantal")
    publish(
        chantal, filled.house, walk, When(first=date(2027, 3, 13), start=time(10), end=time(11)), Where(place="De hoek")
    )
    private = When(first=date(2027, 3, 11), start=time(10), end=time(12))
    room = Where(space_ids=(filled.rooms["private"],), place="Bij de balie")
    publish(toos, filled.house, Words(title="Spreekuur in stilte", sensitive=True), private, room)
    first = db.session.scalars(
        sa.select(Occurrence.id).where(Occurrence.activity_id == cooking).order_by(Occurrence.original_start)
    ).first()
    assert first is not None
    filled.keys["coming"] = sign_up(Actor.guest(), first, Coming(name="Bep", reach="076-000 00 12"))
    sign_up(Actor.self(filled.people["lieke"]), first, Coming(party=2))
    with clock_at(now() - timedelta(days=3)):
        coffee = When(first=date(2027, 3, 7), start=time(10), end=time(11))
        over = publish(chantal, filled.house, Words(title="Koffie op zondag"), coffee, Where(place="De hoek"))
    yesterday = db.session.scalars(sa.select(Occurrence).where(Occurrence.activity_id == over)).one()
    filled.keys["over date"] = f"{yesterday.activity.slug}/dates/{yesterday.public_id}/after"
    activity = db.session.get_one(Activity, cooking)
    filled.keys["activity"] = activity.slug
    filled.keys["invitation"] = invitation(chantal, activity)
    filled.keys["version"] = change_words(chantal, cooking, replace(words, costs="2 euro"))
    asking.add_role(chantal, cooking, RoleValues(title="Tafels dekken", minutes=20, places=2))
    filled.keys["role off"] = asking.add_role(chantal, cooking, RoleValues(title="Afwassen", minutes=20))
    asking.remove_role(chantal, filled.keys["role off"])
    filled.keys["question"] = openly.ask(
        Actor.guest(), cooking, openly.Asked(words="Mag de hond mee?", reach="076-000 00 15")
    )
    lieke = Actor.self(filled.people["lieke"])
    openly.ask(lieke, cooking, openly.Asked(words="Is er thee?"))
    openly.take_back(lieke, openly.ask(lieke, cooking, openly.Asked(words="Is er soep?")))
    question = Ref(OWNER, "question", filled.keys["question"])
    point(Actor.guest(), question, "Het gaat over mijn hond.")
    hidden = Ref(OWNER, "question", openly.ask(lieke, cooking, openly.Asked(words="Wie is daar zo luid?")))
    ruling = ruling_with(hide(toos, hidden, "Vraag het ze zelf."))
    assert ruling is not None
    filled.keys["hidden"], filled.keys["answer"] = hidden.key, code_for(ruling)


def _going_together(filled: Filled) -> None:
    """Lieke asked for company; Ria did too, and Chantal said yes."""
    title = sa.select(Activity.id).where(Activity.title == "Wandelen met Chantal").scalar_subquery()
    walk = db.session.scalars(sa.select(Occurrence).where(Occurrence.activity_id == title)).one().ref
    for name in ("lieke", "ria"):
        filled.keys[f"company of {name}"] = company.ask(Actor.self(filled.people[name]), walk, "door")
    companions.answer(Actor.self(filled.people["chantal"]), filled.keys["company of ria"], True)


def _in_line(filled: Filled) -> None:
    """Two dates with two places: for the first a guest waits and one did, for the second a place is kept."""
    when = When(first=date(2027, 3, 12), start=time(19), end=time(21), repeat=Repeat.weekly(4, count=2))
    words = Words(title="Schaken", places=2)
    chess = publish(Actor.self(filled.people["chantal"]), filled.house, words, when, Where(place="De hoek"))
    dates = sa.select(Occurrence.id).where(Occurrence.activity_id == chess).order_by(Occurrence.original_start)
    first, second = db.session.scalars(dates).all()
    for one in (first, second):
        sign_up(Actor.guest(), one, Coming(name="Stefan"))
    there = [sign_up(Actor.guest(), one, Coming(name="Tonny")) for one in (first, second)]
    for name, one in (("in line", first), ("waits no longer", first), ("place kept", second)):
        filled.keys[name] = line.wait(Actor.guest(), one, Coming(name="Corrie", reach="076-000 00 15"))
    line.leave(Actor.guest(), filled.keys["waits no longer"])
    sign_off(Actor.guest(), there[1])
    filled.keys["chess"] = db.session.get_one(Occurrence, second).public_id
    ask(
        Actor.self(filled.people["chantal"]),
        chess,
        [Asked("Welk bord?", ("rond", "recht")), Asked("Wat breng je mee?")],
    )
    filled.keys["plays"] = there[0]
    now_on = When(first=date(2027, 3, 8), start=time(8), end=time(12), repeat=Repeat.weekly(0, count=2))
    going_on = publish(
        Actor.self(filled.people["chantal"]), filled.house, Words(title="Rummikub"), now_on, Where(place="De hoek")
    )
    today = sa.select(Occurrence).where(Occurrence.activity_id == going_on).order_by(Occurrence.starts).limit(1)
    first_one = db.session.scalars(today).one()
    filled.keys["rummikub"] = first_one.public_id
    headcount.count(Actor.self(filled.people["chantal"]), first_one.id, 12)


def _ideas(filled: Filled) -> None:
    """Lieke has ideas: one open, one at rest, one taken back; what came of Chantal's asks Bram to organise along."""
    lieke, chantal, bram = (Actor.self(filled.people[name]) for name in ("lieke", "chantal", "bram"))
    about = "Voor *wie* het wil."
    filled.keys["idea"] = having.share(lieke, filled.house, IdeaValues(title="Samen soep eten", about=about))
    with_idea.join(bram, filled.keys["idea"], with_idea.WANTS, named=False)
    filled.keys["idea gone"] = having.share(lieke, filled.house, IdeaValues(title="Een eigen krant"))
    having.take_back(lieke, filled.keys["idea gone"])
    with clock_at(now() - timedelta(days=400)):
        filled.keys["idea at rest"] = having.share(lieke, filled.house, IdeaValues(title="Een bankje in de zon"))
    values = IdeaValues(title="Kledingruil", organises=True)
    filled.keys["idea of chantal"] = having.share(chantal, filled.house, values)
    with_idea.join(bram, filled.keys["idea of chantal"], with_idea.ORGANISES, named=False)
    when = When(first=date(2027, 3, 20), start=time(14), end=time(16))
    hall = Where(place="In de hal")
    publish(chantal, filled.house, Words(title="Kledingruil"), when, hall, idea=filled.keys["idea of chantal"])


def _circles(filled: Filled) -> None:
    """A circle of Lieke, which was changed, with things on it and one taken off, and weeks; one that rests."""
    lieke, bram = (Actor.self(filled.people[name]) for name in ("lieke", "bram"))
    values = CircleValues(theme="eten", name="Pannen van de buurt", about="Samen koken.", contact="Bel Lieke")
    slug = circling.start(lieke, filled.house, values)
    filled.keys["circle"] = slug
    filled.keys["circle before"] = circling.change(lieke, slug, replace(values, about="Samen koken en eten."))
    in_circle.join(bram, slug, show_name=True)
    organisation = OrganisationValues(name="De Soeppan", does="Soep", phone="076-000 00 43")
    filled.keys["organisation"] = putting.put_organisation(lieke, slug, organisation)
    filled.keys["material"] = putting.put_material(
        bram, slug, MaterialValues(title="Recept", link="https://soep.example")
    )
    gone = putting.put_material(lieke, slug, MaterialValues(title="Oud recept", text="Te zout"))
    putting.take_off(lieke, slug, gone)
    days = WeekValues(title="Week van de pan", first=date(2027, 3, 8), last=date(2027, 3, 14), about="Overal eten.")
    filled.keys["theme week"] = holding.plan(lieke, slug, replace(days, about="Eten."))
    filled.keys["theme week before"] = holding.change(lieke, filled.keys["theme week"], days)
    off = replace(days, title="Week zonder pan", first=date(2027, 4, 5), last=date(2027, 4, 6))
    filled.keys["theme week off"] = holding.plan(lieke, slug, off)
    holding.call_off(lieke, filled.keys["theme week off"])
    filled.keys["circle at rest"] = circling.start(lieke, filled.house, CircleValues(theme="wonen", name="Stil huis"))
    circling.stop(lieke, filled.keys["circle at rest"])


def _followed(filled: Filled) -> None:
    """Calendars that Chantal keeps elsewhere: one suddenly empty, one paused, one let go of.

    They are where nothing is asked, as it is inside.
    """
    chantal = Actor.self(filled.people["chantal"])
    for number, name in enumerate(("emptied", "paused", "let go")):
        dates = (Found(key=name, span=span("2027-03-19", "10:00-11:30"), title=f"Wandelvoetbal {number}"),)
        values = SourceValues(name=f"Buurtsport {number}", place="Veld 2", themes=("bewegen",))
        seen = Seen(Reading("Sport", dates), Marks())
        url = f"http://127.0.0.1/{name.replace(' ', '-')}.ics"
        filled.keys[name] = following.follow(chantal, filled.house, url, values, seen)
    following.pause(chantal, filled.keys["paused"])
    following.end(chantal, filled.keys["let go"])
    with transaction() as session:
        odd = sa.update(Source).where(Source.public_id == filled.keys["emptied"])
        session.execute(odd.values(problem="emptied", told_at=now()))


def _lost_room(filled: Filled) -> None:
    """A room closes in which something is planned; another one is free then."""
    day = span("2027-03-24", "16:00-21:00")
    room_lost(closures.close(Actor.self(filled.people["toos"]), filled.house, day, "lekkage", filled.rooms["a"]))
    lost = db.session.scalars(sa.select(Occurrence).where(Occurrence.room_lost)).one()
    filled.keys["lost date"] = lost.public_id


def _facts(filled: Filled) -> None:
    """Toos checked one, and wrote two addresses, of which one stands."""
    toos = Actor.self(filled.people["toos"])
    fact = fact_with(house_with(filled.house), "moving-adults")
    fact_checking.sign_off(toos, filled.house, fact.key, fact.digest, has_read=True, show_name=True)
    for name in ("address", "address off"):
        values = FactValues(title="Woonwijzer", body="Denkt mee.", source="Zij zelf", phone="076-000 00 91")
        filled.keys[name] = add_address(toos, filled.house, "address", values, "nl")
    take_off(toos, filled.house, filled.keys["address off"])


def _tasks(filled: Filled) -> None:
    toos, lieke = Actor.self(filled.people["toos"]), Actor.self(filled.people["lieke"])
    for title, starts in (("Tuinhek verven", at("2027-03-13", "10:30")), ("Voorraad nalopen", None)):
        task = add_task(toos, filled.house, TaskValues(title=title, minutes=20, places=3, starts=starts))
        promise = promising.promise_task(lieke, task)
        filled.keys[title] = task
    promising.mark_done(lieke, promise)
    promising.promise_task(Actor.self(filled.people["bram"]), filled.keys["Tuinhek verven"])
    for name, words in (("toos", "Heel fijn."), ("chantal", "Ja, heel fijn.")):
        thanking.thank(Actor.self(filled.people[name]), promise, words, thanking.COFFEE if name == "toos" else "")
    thanking.share(lieke, db.session.scalars(sa.select(Thanks.public_id).order_by(Thanks.id)).first() or "")
    promising.promise_own(lieke, filled.house, f"Iets voor {OWN['lieke']}")
    together.tell_done(lieke, filled.house, f"Iets gedaan voor {OWN['lieke']}")
    chairs = add_task(toos, filled.house, TaskValues(title="Stoelen stapelen", minutes=20, places=3))
    for name in ("lieke", "chantal"):
        promising.promise_task(Actor.self(filled.people[name]), chairs)
    together.mark_all_done(lieke, chairs)
    filled.keys["stacked"] = chairs
    filled.keys["story"] = add_story(
        toos, filled.house, StoryValues(title="De kas staat", words="", day=date(2027, 3, 1))
    )


def _guests(filled: Filled) -> None:
    """Two who help without an account; one of them let go of it."""
    task = add_task(
        Actor.self(filled.people["toos"]), filled.house, TaskValues(title="Zwerfvuil rapen", minutes=20, places=5)
    )
    for name in ("helping", "helps not"):
        filled.keys[name] = helping.help_once(Actor.guest(), task, f"Jamal {name}", "076-000 00 14")
        if name == "helps not":
            helping.let_go(Actor.guest(), filled.keys[name])


def _talents(filled: Filled) -> None:
    """What three neighbours like to do, seen by more and more people; one of them is asked."""
    keys = {}
    for name, words, audience in (
        ("lieke", OWN["lieke"], "me"),
        ("chantal", "Hekken verven", "hosts"),
        ("bram", "Samen schilderen", "neighbours"),
    ):
        values = TalentValues(words=words, days=(5,), parts=("morning",), takes=("together",), audience=audience)
        keys[name] = keeping.add(Actor.self(filled.people[name]), filled.house, values)
    inviting.invite(Actor.self(filled.people["toos"]), filled.keys["Tuinhek verven"], keys["chantal"])
    hands.ask(Actor.self(filled.people["lieke"]), filled.house, OWN["lieke"])


def _doors(filled: Filled) -> None:
    """A room where who booked says that they are there, and a booking of now; the private room's door."""
    toos, lieke = Actor.self(filled.people["toos"]), Actor.self(filled.people["lieke"])
    set_door(toos, filled.rooms["b"], checks_in=True, grace_minutes=15)
    make_address(toos, filled.rooms["private"])
    use = Use(purpose="meeting", people=4, title=OWN["lieke"], visibility=BUSY)
    filled.keys["of now"] = book(lieke, filled.rooms["b"], span(TODAY, "09:00-10:00"), use)
    filled.keys["door code"] = code_of(filled.keys["of now"])
    with clock_at(now() - timedelta(hours=3)):
        filled.keys["over"] = book(toos, filled.rooms["a"], span(TODAY, "08:00-08:30"), use)
        early = book(lieke, filled.rooms["kitchen"], span(TODAY, "08:00-08:30"), use)
    telling.tell(lieke, early, BROKEN, OWN["lieke"])


def _agreements(filled: Filled) -> None:
    """A proposal that waits for the house's yes, and words of last season to go on with."""
    lieke = Actor.self(filled.people["lieke"])
    group = db.session.scalars(sa.select(Group)).one()
    agreeing.propose(lieke, group.id, filled.house, "2026-2027", f"Wij zingen, en {OWN['lieke']}")
    filled.keys["knitters"] = grouping.start_group(lieke, name="Breiclub", about="Breien.", house_id=filled.house)
    knitters = db.session.scalars(sa.select(Group).where(Group.slug == filled.keys["knitters"])).one()
    with transaction() as session:
        last = Version(words="Wij breien.", proposed_by=Side.GROUP, proposed_at=now(), agreed_at=now())
        session.add(
            Agreement(
                group_id=knitters.id, house_id=filled.house, season="2025-2026", changed_at=now(), versions=[last]
            )
        )


def _rota(filled: Filled) -> None:
    """Opening on Tuesdays: Lieke comes each time, Bram stands in and is asked, Chantal asks to change."""
    people = {name: Actor.self(person_id) for name, person_id in filled.people.items()}
    task = TaskValues(title="Koffie op dinsdag", minutes=60, places=2)
    repeat = Repeat.weekly(1, until=date(2027, 6, 29))
    values = RotaValues(task=task, repeat=repeat, first=date(2027, 3, 16), start=time(9), newcomers=1)
    filled.keys["rota"] = rota = planning.begin(people["toos"], filled.house, values)
    saying.keep_place(people["lieke"], rota)
    dates = [one.task.public_id for one in planning.dates_to_come(planning.rota_with(rota))]
    promising.withdraw(people["lieke"], promising.promise_task(people["lieke"], dates[0]))
    offered = promising.promise_task(people["chantal"], dates[0])
    swapping.propose(people["chantal"], offered, dates[1])
    saying.stand_in(people["lieke"], rota)
    gone = promising.promise_task(people["bram"], dates[2])
    saying.stand_in(people["bram"], rota)
    other = TaskValues(title="Ramen", minutes=30)
    once = RotaValues(
        task=other, repeat=Repeat.weekly(3, until=date(2027, 3, 25)), first=date(2027, 3, 25), start=time(9)
    )
    windows = planning.begin(people["toos"], filled.house, once)
    saying.stand_in(people["lieke"], windows)
    (window,) = planning.dates_to_come(planning.rota_with(windows))
    promising.withdraw(people["bram"], promising.promise_task(people["bram"], window.task.public_id))
    promising.withdraw(people["bram"], gone)


def _work_days(filled: Filled) -> None:
    """A work day with a job that Lieke promised, and one that is off."""
    toos, lieke = Actor.self(filled.people["toos"]), Actor.self(filled.people["lieke"])
    for name, day in (("work day", "2027-04-03"), ("day off", "2027-04-10")):
        starts, ends = at(day, "10:00"), at(day, "16:00")
        filled.keys[name] = workdays.plan_day(
            toos, filled.house, DayValues(title="Grote schoonmaak", starts=starts, ends=ends)
        )
    jobs = [
        workdays.add_job(toos, filled.keys["work day"], TaskValues(title=title, minutes=60, places=4))
        for title in ("Ramen lappen", "Soep koken")
    ]
    promising.promise_task(lieke, jobs[0])
    workdays.call_off(toos, filled.keys["day off"])


def _closed(filled: Filled) -> None:
    """The day of Lieke's booking is closed after all, so that she can choose something else."""
    toos = Actor.self(filled.people["toos"])
    filled.keys["closure"] = close(toos, filled.house, span("2027-03-11", "08:00-23:00"), "lekkage", filled.rooms["a"])


def _ready(filled: Filled) -> None:
    """Things of the house, one of them lent, and ways to set up a room."""
    toos, lieke = Actor.self(filled.people["toos"]), Actor.self(filled.people["lieke"])
    beamer = lend_keeping.add_thing(toos, filled.house, ThingValues(name="Beamer", quantity=2))
    filled.keys["thing"] = beamer
    circle = lend_keeping.add_setup(toos, filled.house, filled.rooms["b"], "kring", 12)
    of_it = ThingValues(name="Stoel uit Zwijgsteen", quantity=1, space_id=filled.rooms["private"])
    lend_keeping.add_thing(toos, filled.house, of_it)
    lend_keeping.add_setup(toos, filled.house, filled.rooms["private"], "kring om Zwijgsteen", 4)
    lending.prepare(lieke, filled.keys["weekly"], {beamer: 1}, circle, Scope.ALL)


def _kinds(filled: Filled) -> None:
    """A rule for parties in a room, and one that is counted."""
    toos, day = Actor.self(filled.people["toos"]), date(2027, 3, 1)
    for values in (
        RuleValues(what="longest", value=6, since=day, why="Zo is het.", kind="party", space_id=filled.rooms["a"]),
        RuleValues(what="times", value=300, since=day, why="Voor iedereen.", per="season"),
        RuleValues(what="longest", value=2, since=day, why="Rust in Zwijgsteen.", space_id=filled.rooms["private"]),
    ):
        deciding.decide(toos, filled.house, values)


def _sharing(filled: Filled) -> None:
    """Lieke lets neighbours come along; Bram asks her to change; Chantal offers two dates."""
    people = {name: Actor.self(person_id) for name, person_id in filled.people.items()}
    use = Use(purpose="together", people=3, title="Open breien", visibility=PUBLIC)
    book_for = {
        "along": ("lieke", "2027-03-20", "a"),
        "of bram": ("bram", "2027-03-20", "b"),
        "to a group": ("chantal", "2027-03-23", "a"),
        "to anybody": ("chantal", "2027-03-23", "b"),
    }
    for name, (who, day, room) in book_for.items():
        filled.keys[name] = book(people[who], filled.rooms[room], span(day, "10:00-12:00"), use)
    joining.open_up(people["lieke"], filled.keys["along"], 6, "Breng je eigen wol mee.")
    joining.join(people["bram"], filled.keys["along"], 2)
    filled.keys["swap"] = swapping_rooms.propose(people["bram"], filled.keys["of bram"], filled.keys["along"])
    filled.keys["offer"] = handing.offer(people["chantal"], filled.keys["to a group"], filled.keys["knitters"])
    filled.keys["free offer"] = handing.offer(people["chantal"], filled.keys["to anybody"])


def _moving(filled: Filled) -> None:
    """A list with one booking that is about to be moved in."""
    text = "ruimte;dag;van;tot;wat\nZaal A;2027-03-26;10:00;11:00;Verhuisd\n"
    filled.keys["file"] = moving.bring(Actor.self(filled.people["toos"]), filled.house, text.encode(), None)


def _pauses(filled: Filled) -> None:
    """Bep has a break that a second host has still to look at."""
    booking = db.session.scalars(sa.select(Booking).where(Booking.person_id == filled.people["bep"])).one()
    reason = "De zaal bleef drie keer open staan."
    pausing.begin(Actor.self(filled.people["ibrahim"]), booking, reason, date(2027, 3, 31))


def _lines(filled: Filled) -> None:
    """What is to be done when opening, in the house and in a room."""
    toos = Actor.self(filled.people["toos"])
    lines = (("Licht in de gang aan", None), ("Ramen open", "a"), ("Verwarming aan", "a"), ("Zwijgsteen", "private"))
    for words, room in lines:
        opening_lines.add_line(toos, filled.house, "open", words, filled.rooms[room] if room else None)


def _access(filled: Filled) -> None:
    lieke, toos = Actor.self(filled.people["lieke"]), Actor.self(filled.people["toos"])
    filled.keys["token"] = tokens.make(lieke, "mijn telefoon")
    filled.keys["card"] = cards.issue(toos, filled.people["lieke"], filled.house, pin="8305", repeat="8305")
    cards.issue(toos, filled.people["ria"], filled.house, pin="8305", repeat="8305")
    key = closures.close(toos, filled.house, span("2027-05-10", "08:00-12:00"), "schilderen")
    filled.keys["closure"] = key


def _requests(filled: Filled) -> None:
    """The house elsewhere says yes first: one request waits, with a question, and one was refused."""
    lieke, mirjam = Actor.self(filled.people["lieke"]), Actor.self(filled.people["mirjam"])
    rules.decide(mirjam, filled.elsewhere, "rooms.approval", True, date(2027, 3, 1), "wij eten daar ook")
    use = Use(purpose="meeting", people=4, title=OWN["lieke"], visibility=BUSY)
    with clock_at(now() - timedelta(days=3)):
        for name, day in (("asked", "2027-03-17"), ("sadly not", "2027-03-18")):
            filled.keys[name] = book(lieke, filled.rooms["elsewhere"], span(day, "14:00-16:00"), use)
    answering.write(mirjam, filled.keys["asked"], "Komt er muziek?")
    answering.refuse(mirjam, filled.keys["sadly not"], [filled.keys["sadly not"]], "Dan is er al iets.")


def _waiting(filled: Filled) -> None:
    """Lieke waits for one time, and another is kept for her."""
    lieke, toos = Actor.self(filled.people["lieke"]), Actor.self(filled.people["toos"])
    use = Use(purpose="meeting", people=4, title=OWN["lieke"], visibility=BUSY)
    slots = [span(day, "10:00-12:00") for day in ("2027-03-20", "2027-03-21")]
    taken = [book(toos, filled.rooms["kitchen"], slot, use) for slot in slots]
    keys = wish_for(lieke, filled.rooms["kitchen"], slots, use, any_room=False)
    filled.keys["offered"], filled.keys["waiting"] = keys
    cancel(toos, taken[0], Scope.ONE)


def _outreach(filled: Filled) -> None:
    """Wout coordinates, with two organisations and a district whose letters are planned, and one not planned yet."""
    wout = Actor.self(filled.people["wout"])
    partners.begin(Actor.self(filled.people["ibrahim"]), "De Linde", "Wout Tegelveld")
    filled.keys["partner"] = partners.add_partner(wout, "Ouderenbond", "076-000 00 71")
    chantal = db.session.get_one(Person, filled.people["chantal"]).public_id
    lieke = db.session.get_one(Person, filled.people["lieke"]).public_id
    bram = db.session.get_one(Person, filled.people["bram"]).public_id
    for one in (chantal, lieke, bram):
        partners.give_part(wout, filled.keys["partner"], one, "visitor", date(2027, 9, 1))
    visiting.pair(wout, chantal, lieke)
    turning = Turning(first=date(2027, 3, 1), years=5, every=1, quiet=(7, 8), visitors=2, talks=1, together=2, one_in=3)
    wheel.set_wheel(wout, turning)
    filled.keys["district"] = wheel.add_district(wout, DistrictValues(name="Klaverveld", letters=64))
    wheel.take_proposal(wout)
    linde = next(one.public_id for one in partners.partners() if one.name == "De Linde")
    roles = {"invites": (linde,), "visits": (filled.keys["partner"],), "phones": (linde,)}
    values = RoundValues(roles=roles, phone="076-000 00 01", reminds=True)
    filled.keys["round"] = rounds.begin_round(wout, filled.keys["district"], values)
    used, filled.keys["letter code"], *more = rounds.make_codes(wout, filled.keys["round"], 4)
    wish = Wish(name="Jo Hazelhof", form="home", address="Verzonnenlaan 12", phone="076-000 00 80")
    filled.keys["own code"] = say_yes(used, wish)
    for code, form in zip(more, ("house", "walk"), strict=True):
        say_yes(code, replace(wish, form=form))
    filled.keys["visits too"] = lieke
    _held_talks(filled, wout)
    wheel.add_district(wout, DistrictValues(name="Molenrand", letters=120))
    wheel.add_district(wout, DistrictValues(name="Zandkamp", letters=20))
    wheel.take_proposal(wout)
    wheel.add_district(wout, DistrictValues(name="Vinkenbroek", letters=20))
    _talk_of_today(filled, (chantal, lieke))
    _talks(filled, wout, (chantal, lieke))
    _calls(filled, wout, (chantal, lieke))
    reasons.open_with(Actor.self(filled.people["ibrahim"]), filled.keys["round"], "Wout is ziek, iemand wacht")


def _talk_of_today(filled: Filled, pair: tuple[str, str]) -> None:
    """Chantal and Lieke go to Corrie this afternoon."""
    wout, today = Actor.self(filled.people["wout"]), date.fromisoformat(TODAY)
    wish = Wish(name="Corrie Meerkoet", form="walk", phone="076-000 00 82")
    before = {key for key, *_rest in replies_to(wout, round_with(filled.keys["round"]))}
    enter_yes(wout, filled.keys["round"], "", wish)
    (reply,) = {key for key, *_rest in replies_to(wout, round_with(filled.keys["round"]))} - before
    for number, key in enumerate(pair):
        papers = PaperValues(trained_on=date(2027, 1, 5), pass_number=f"K{number}", conduct_seen_on=date(2027, 1, 6))
        visiting.tell_papers(wout, key, papers)
    talk = plan(wout, filled.keys["round"], reply, today + timedelta(days=7), pair)
    offer(Actor.self(filled.people["chantal"]), talk, at("2027-03-15", "14:00"), at("2027-03-16", "10:00"))
    choose_for(wout, talk, at("2027-03-15", "14:00"))
    confirm(wout, talk, "letter")
    with transaction() as session:  # nobody had a part a week ago, when the talk of today was planned
        found = session.scalars(sa.select(Talk).where(Talk.public_id == talk)).one()
        found.week, found.first, found.starts = today, at(TODAY, "14:00"), at(TODAY, "14:00")
        found.second = at("2027-03-09", "10:00")
        session.add(Inside(talk_id=found.id, since=at(TODAY, "08:30"), until=at(TODAY, "09:30")))


def _talks(filled: Filled, wout: Actor, visitors: tuple[str, str]) -> None:
    """One with two moments to choose from, one agreed on, and somebody who is to be planned."""
    first, second, third = (reply.public_id for reply in to_plan(round_with(filled.keys["round"])))
    filled.keys["to be planned"] = third
    for name, reply, week in (("offered talk", first, date(2027, 4, 5)), ("agreed talk", second, date(2027, 3, 29))):
        key = filled.keys[name] = plan(wout, filled.keys["round"], reply, week, visitors)
        offer(wout, key, *(at(str(week + timedelta(days=day)), "10:00") for day in (1, 3)))
    choose_for(wout, filled.keys["agreed talk"], at("2027-03-30", "10:00"))


def _held_talks(filled: Filled, wout: Actor) -> None:
    """One that began an hour ago, and one that took place: what was asked for in it, Wout does himself."""
    wish, hour_ago = Wish(name="Riet Kwikstaart", form="walk", phone="076-000 00 81"), at(TODAY, "08:00")
    for name, code in zip(("begun", "after"), rounds.make_codes(wout, filled.keys["round"], 2), strict=True):
        filled.keys[f"code {name} a talk"] = say_yes(code, wish)
    ids = (filled.people["chantal"], filled.people["lieke"])
    with transaction():
        for name in ("begun", "after"):
            talk = Talk(
                public_id=new_public_id(),
                reply_id=own_reply(filled.keys[f"code {name} a talk"]).id,
                week=date(2027, 2, 22),  # of another month: it takes nobody's turn
                one_id=ids[0],
                other_id=ids[1],
                first=hour_ago,
                second=hour_ago + timedelta(days=1),
                starts=hour_ago,
            )
            db.session.add(talk)
            filled.keys["held talk"] = talk.public_id
    held.took_place(wout, filled.keys["held talk"], "walk")
    after_talk.ask(wout, filled.keys["held talk"], "information", "Ouderenbond", agreed=True)
    filled.keys["asked for"] = db.session.scalars(sa.select(Followup.public_id)).one()
    _going_along(filled, wout)
    followups.give(wout, filled.keys["asked for"], db.session.get_one(Person, filled.people["wout"]).public_id)


def _calls(filled: Filled, wout: Actor, visitors: tuple[str, str]) -> None:
    """Wout calls about the talk that is agreed on; Nel has moments to choose from, and no phone."""
    enter_yes(wout, filled.keys["round"], "", Wish(name="Nel Wilgenroos", form="walk", reach="Een briefje in de bus"))
    nel = next(one for one in to_plan(round_with(filled.keys["round"])) if not one.phone)
    key = plan(wout, filled.keys["round"], nel.public_id, date(2027, 5, 3), visitors)
    offer(wout, key, at("2027-05-04", "10:00"), at("2027-05-06", "10:00"))
    assert take_next(wout, filled.keys["round"])


def _going_along(filled: Filled, wout: Actor) -> None:
    """Chantal goes along to something today, said yes to something else, and went along before."""
    for partner in ("De Linde", "Buurtzorg"):
        after_talk.ask(wout, filled.keys["held talk"], "activity", partner, agreed=True)
    rows = sa.select(Followup).where(Followup.kind == "activity").order_by(Followup.id)
    first, second = db.session.scalars(rows).all()
    filled.keys["to arrange"] = first.public_id
    chantal, partner_id = filled.people["chantal"], db.session.scalars(sa.select(Partner.id)).first()
    today, one = date.fromisoformat(TODAY), first.talk.reply.round_id
    with transaction():
        for name, followup, agreed_on in (("said yes to", first.id, None), ("going to", second.id, today)):
            along = Along(followup_id=followup, public_id=new_public_id(), title="Koffie", day=today)
            along.companion_id, along.partner_id, along.yes_on, along.agreed_on = chantal, partner_id, today, agreed_on
            db.session.add(along)
            filled.keys[name] = along.public_id
        again = Again(
            public_id=new_public_id(), round_id=one, person_id=chantal, title="Koffie", until=date(2027, 4, 1)
        )
        db.session.add(again)


def _undone(filled: Filled) -> None:
    """Things that were called off, so that the ways to take that back are on the pages."""
    lieke, chantal, toos = (Actor.self(filled.people[name]) for name in ("lieke", "chantal", "toos"))
    use = Use(purpose="meeting", people=4, title=OWN["lieke"], visibility=BUSY)
    filled.keys["cancelled"] = book(lieke, filled.rooms["a"], span("2027-03-15", "14:00-16:00"), use)
    cancel(lieke, filled.keys["cancelled"], Scope.ONE)
    own = Use(purpose="meeting", people=4, title=OWN["chantal"], visibility=BUSY)
    filled.keys["moved"] = book(chantal, filled.rooms["a"], span("2027-03-16", "14:00-16:00"), own)
    move(chantal, filled.keys["moved"], filled.rooms["a"], span("2027-03-16", "15:00-17:00"))
    cooking = sa.select(Occurrence).join(Activity).where(Activity.slug == filled.keys["activity"])
    second, last = db.session.scalars(cooking.order_by(Occurrence.original_start)).all()[1::4][:2]
    filled.keys["date"], filled.keys["cancelled date"] = second.public_id, last.public_id
    filled.keys["stayed away"] = sign_up(Actor.guest(), second.id, Coming(name="Jamal", reach="076-000 00 13"))
    sign_off(Actor.guest(), filled.keys["stayed away"])
    cancel_date(chantal, last.id, "ziek")
    filled.keys["closed"] = add_task(toos, filled.house, TaskValues(title="Ramen lappen", minutes=20))
    close_task(toos, filled.keys["closed"])


def _keys(filled: Filled) -> None:
    """A host is there in the morning, a key is out, and somebody opens for Lieke; another is asked to close."""
    toos, wout = (Actor.self(filled.people[name]) for name in ("toos", "wout"))
    turns.set_staffed_hours(toos, filled.house, [Hours(day, time(9), time(12)) for day in range(5)])
    register.set_code(toos, filled.house, "3917")
    filled.keys["key"] = register.give(toos, filled.house, "12", "Wout", signed=True)
    register.give(toos, filled.house, "13", "Bram", signed=False)
    tonight = Use(purpose="meeting", people=4, title=OWN["lieke"], visibility=BUSY)
    key = book(Actor.self(filled.people["lieke"]), filled.rooms["a"], span(TODAY, "19:00-21:00"), tonight)
    turns.take(wout, filled.house, str(ref_of(key)), "open")  # soon enough to see the code
    booking = str(ref_of(filled.keys["booking"]))
    filled.keys["turn"] = turns.take(wout, filled.house, booking, "open")
    wouts = db.session.get_one(Person, filled.people["wout"]).public_id
    turns.ask(toos, filled.house, booking, "close", wouts)
    filled.keys["asked to close"], filled.keys["tonight"] = (
        db.session.scalars(sa.select(Turn.public_id).where(Turn.agreed == agreed).order_by(Turn.at)).all()[0]
        for agreed in (False, True)
    )


def _prevention(filled: Filled) -> None:
    """Lieke and Ria mean to do something; what it is, only they may read. Their choir has three challenges."""
    for name in ("lieke", "ria"):
        values = IntentionValues(theme="wonen", sentence="own", words=f"{OWN[name]} nakijken", day=date(2027, 3, 20))
        key = intending.intend(Actor.self(filled.people[name]), filled.house, values)
        filled.keys[f"meant by {name}"] = key
    lieke, group = Actor.self(filled.people["lieke"]), db.session.scalars(sa.select(Group)).first()
    assert group is not None
    for name, everyone in (("seen walk", True), ("own walk", False), ("stopped walk", True)):
        way = {"title": f"Naar zee: {name}", "start": "De Linde", "goal": "De zee"}
        walk = ChallengeValues(**way, km=120, ends_on=date(2027, 6, 1), everyone=everyone)
        filled.keys[name] = steering.start(lieke, group.slug, filled.house, walk)
        steering.add(lieke, filled.keys[name], "23,5", None)
    steering.stop(lieke, filled.keys["stopped walk"])
